package catalogue

import (
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// precision is that of numbers in Terraform, in bits.
const precision = 512

// priceModel is a gaap_proxy_price.
type priceModel struct {
	AccessRegion          types.String      `tfsdk:"access_region"`
	RealServerRegion      types.String      `tfsdk:"realserver_region"`
	Bandwidth             types.Int64       `tfsdk:"bandwidth"`
	Concurrent            types.Int64       `tfsdk:"concurrent"`
	BillingType           types.Int64       `tfsdk:"billing_type"`
	IPAddressVersion      types.String      `tfsdk:"ip_address_version"`
	NetworkType           types.String      `tfsdk:"network_type"`
	PackageType           types.String      `tfsdk:"package_type"`
	Currency              types.String      `tfsdk:"currency"`
	DailyPrice            types.Number      `tfsdk:"proxy_daily_price"`
	DiscountDailyPrice    types.Number      `tfsdk:"discount_proxy_daily_price"`
	BandwidthPrices       []bandwidthPrices `tfsdk:"bandwidth_unit_prices"`
	FlowUnitPrice         types.Number      `tfsdk:"flow_unit_price"`
	DiscountFlowUnitPrice types.Number      `tfsdk:"discount_flow_unit_price"`
	CN2Price              types.Number      `tfsdk:"cn2_bandwidth_price"`
	DiscountCN2Price      types.Number      `tfsdk:"discount_cn2_bandwidth_price"`
}

// bandwidthPrices are those of a range of bandwidths.
type bandwidthPrices struct {
	From          int64        `tfsdk:"from"`
	To            *int64       `tfsdk:"to"`
	Price         types.Number `tfsdk:"unit_price"`
	DiscountPrice types.Number `tfsdk:"discount_unit_price"`
}

func (m *priceModel) query() gaapapi.PriceQuery {
	return gaapapi.PriceQuery{
		AccessRegion:     m.AccessRegion.ValueString(),
		RealServerRegion: m.RealServerRegion.ValueString(),
		Bandwidth:        m.Bandwidth.ValueInt64(),
		Concurrent:       m.Concurrent.ValueInt64(),
		BillingType:      m.BillingType.ValueInt64Pointer(),
		IPAddressVersion: m.IPAddressVersion.ValueString(),
		NetworkType:      m.NetworkType.ValueString(),
		PackageType:      m.PackageType.ValueString(),
	}
}

// fromAPI fills in the result.
func (m *priceModel) fromAPI(p gaapapi.Price) {
	m.Currency = types.StringValue(p.Currency)
	m.DailyPrice, m.DiscountDailyPrice = prices(p.Daily)
	m.FlowUnitPrice, m.DiscountFlowUnitPrice = prices(p.Flow)
	m.CN2Price, m.DiscountCN2Price = prices(p.CN2)
	m.BandwidthPrices = make([]bandwidthPrices, 0, len(p.Bandwidth))
	for _, step := range p.Bandwidth {
		full, discounted := prices(step.Amount)
		m.BandwidthPrices = append(m.BandwidthPrices, bandwidthPrices{step.From, step.To, full, discounted})
	}
}

func prices(a gaapapi.Amount) (full, discounted types.Number) {
	return decimal(a.Full), decimal(a.Discounted)
}

// decimal is the number that the service wrote: 80.64 equals 80.64 in a
// configuration, which the nearest binary fraction does not. A price that the
// service does not quote is null: 0 would be a gift.
func decimal(price *float64) types.Number {
	if price == nil {
		return types.NumberNull()
	}
	number, _, err := big.ParseFloat(strconv.FormatFloat(*price, 'f', -1, 64), 10, precision, big.ToNearestEven)
	if err != nil { // no JSON number is infinite
		return types.NumberNull()
	}
	return types.NumberValue(number)
}
