package gaapapi_test

import (
	"reflect"
	"testing"
	"testing/synctest"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const priceAction = "InquiryPriceCreateProxy"

func TestProxyPrice(t *testing.T) {
	t.Parallel()
	end := func(n int64) *int64 { return &n }
	amount := func(full, discounted float64) gaapapi.Amount {
		return gaapapi.Amount{Full: &full, Discounted: &discounted}
	}
	traffic, flow := int64(1), amount(0.8, 0.6)
	query := gaapapi.PriceQuery{AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5}
	more := query
	more.BillingType, more.IPAddressVersion, more.NetworkType, more.PackageType = &traffic, "IPv4", "cn2", "Thunder"
	for name, c := range map[string]struct {
		query gaapapi.PriceQuery
		sent  string
		want  gaapapi.Price
	}{
		"by bandwidth": {
			query, `{"AccessRegion":"Hongkong","RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5}`,
			gaapapi.Price{Currency: "CNY", Daily: amount(80.64, 60.48), CN2: amount(0, 0), Bandwidth: []gaapapi.BandwidthPrice{
				{From: 0, To: end(20), Amount: amount(130, 97.5)},
				{From: 20, To: end(100), Amount: amount(90, 67.5)},
				{From: 100, To: end(500), Amount: amount(70, 52.5)},
				{From: 500, To: end(2000), Amount: amount(60, 45)},
				{From: 2000, Amount: amount(50, 37.5)},
			}},
		},
		"by traffic": {
			more,
			`{"AccessRegion":"Hongkong","RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5,"BillingType":1,"IPAddressVersion":"IPv4","NetworkType":"cn2","PackageType":"Thunder"}`,
			gaapapi.Price{Currency: "CNY", Daily: amount(80.64, 60.48), Flow: flow, CN2: amount(55, 41.25)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				price, err := s.client.ProxyPrice(t.Context(), c.query)
				if err != nil || !reflect.DeepEqual(price, c.want) {
					t.Errorf("%+v, %v, want %+v", price, err, c.want)
				}
				s.CheckBodies(priceAction, c.sent)
			})
		})
	}
}

// A price is repeated like any read, and an answer that makes no sense is one
// that was not read.
func TestProxyPrice_failures(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault gaapmock.Fault
		code  string
		calls int
	}{
		"lost":      {gaapmock.Fault{Kind: gaapmock.FaultLostAfter}, "", 2},
		"cut":       {gaapmock.Fault{Kind: gaapmock.FaultCutBody}, "", 2},
		"throttled": {gaapmock.Fault{Kind: gaapmock.FaultThrottle}, "", 2},
		"refused":   {gaapmock.Fault{Kind: gaapmock.FaultError, Code: "InvalidParameterValue.InvalidBandwidth"}, "InvalidParameterValue.InvalidBandwidth", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				c.fault.Action = priceAction
				s.Inject(c.fault)
				_, err := s.client.ProxyPrice(t.Context(), gaapapi.PriceQuery{AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5})
				if wire.CodeOf(err) != c.code || (err == nil) != (c.code == "") {
					t.Errorf("the error is %v, want %q", err, c.code)
				}
				if n := len(s.Calls(priceAction)); n != c.calls {
					t.Errorf("%d calls, want %d", n, c.calls)
				}
				s.CheckNoFaults()
			})
		})
	}
}

// A price that is left out is not a price of nothing.
func TestProxyPrice_partly(t *testing.T) {
	t.Parallel()
	client := newStubClient(t, "", says([]byte(`{"Response":{"ProxyDailyPrice":80.64,"FlowUnitPrice":0.8,"DiscountFlowUnitPrice":null,
		"BandwidthUnitPrice":[{"BandwidthRange":[0,-1],"BandwidthUnitPrice":130}],"Currency":"USD","RequestId":"r"}}`)))
	full := func(n float64) gaapapi.Amount { return gaapapi.Amount{Full: &n} }
	want := gaapapi.Price{Currency: "USD", Daily: full(80.64), Flow: full(0.8), Bandwidth: []gaapapi.BandwidthPrice{{Amount: full(130)}}}
	if price, err := client.ProxyPrice(t.Context(), gaapapi.PriceQuery{}); err != nil || !reflect.DeepEqual(price, want) {
		t.Errorf("%+v, %v, want %+v", price, err, want)
	}
}

// Reads that are no Describe leave the pages of a refresh as they are.
func TestProxyPrice_keepsPages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		ids := s.addProxies(80)
		for i, id := range ids {
			if i == 40 {
				if _, err := s.client.ProxyPrice(t.Context(), gaapapi.PriceQuery{AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.client.RefreshProxy(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		if n := len(s.Calls("DescribeProxies")); n > 3 {
			t.Errorf("%d calls for a refresh, want two by id and one page", n)
		}
	})
}
