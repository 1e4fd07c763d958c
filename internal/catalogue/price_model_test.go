package catalogue

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// A price keeps the digits that it was written with.
func TestDecimal(t *testing.T) {
	t.Parallel()
	for price, want := range map[float64]string{0: "0", 80.64: "80.64", 0.1: "0.1", 1e-7: "0.0000001", 123456789.01: "123456789.01", -1: "-1"} {
		if got := decimal(&price).ValueBigFloat().Text('f', -1); got != want {
			t.Errorf("%v is %s, want %s", price, got, want)
		}
	}
}

// What the service does not quote is null or empty.
func TestTake_nothing(t *testing.T) {
	t.Parallel()
	var m priceModel
	full := 80.64
	m.fromAPI(gaapapi.Price{Daily: gaapapi.Amount{Full: &full}})
	if m.DailyPrice.IsNull() || !m.DiscountDailyPrice.IsNull() || !m.CN2Price.IsNull() || !m.FlowUnitPrice.IsNull() || !m.DiscountFlowUnitPrice.IsNull() || m.BandwidthPrices == nil || len(m.BandwidthPrices) > 0 {
		t.Errorf("%+v", m)
	}
}
