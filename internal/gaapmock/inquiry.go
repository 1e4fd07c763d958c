package gaapmock

import (
	"math"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// proxyPrice is the response of InquiryPriceCreateProxy. All but the traffic
// prices are per day.
type proxyPrice struct {
	ProxyDailyPrice               float64         `json:"ProxyDailyPrice"`
	DiscountProxyDailyPrice       float64         `json:"DiscountProxyDailyPrice"`
	BandwidthUnitPrice            []priceGradient `json:"BandwidthUnitPrice"` // null by traffic
	Currency                      string          `json:"Currency"`
	FlowUnitPrice                 *float64        `json:"FlowUnitPrice"` // for each GB; null by bandwidth
	DiscountFlowUnitPrice         *float64        `json:"DiscountFlowUnitPrice"`
	Cn2BandwidthPrice             float64         `json:"Cn2BandwidthPrice"` // 0 unless cn2
	Cn2BandwidthPriceWithDiscount float64         `json:"Cn2BandwidthPriceWithDiscount"`
}

type priceGradient struct {
	BandwidthRange             [2]int64 `json:"BandwidthRange"` // Mbps, from and to; -1: no end
	BandwidthUnitPrice         float64  `json:"BandwidthUnitPrice"`
	DiscountBandwidthUnitPrice float64  `json:"DiscountBandwidthUnitPrice"`
}

// standardPrice is what Tencent's example shows: 80.64 a day, and five ranges.
//
// Assumption: every pair costs the same, by traffic 0.8 for a GB, for cn2 another
// 55 for each Mbps, and the account has a discount of a quarter on everything.
// What is billed by bandwidth has no traffic price, and the other way round.
func standardPrice(byTraffic, cn2 bool) proxyPrice {
	price := proxyPrice{ProxyDailyPrice: 80.64, DiscountProxyDailyPrice: discounted(80.64), Currency: "CNY"}
	if byTraffic {
		flow := 0.8
		less := discounted(flow)
		price.FlowUnitPrice, price.DiscountFlowUnitPrice = &flow, &less
	} else {
		for _, g := range []priceGradient{
			{BandwidthRange: [2]int64{0, 20}, BandwidthUnitPrice: 130},
			{BandwidthRange: [2]int64{20, 100}, BandwidthUnitPrice: 90},
			{BandwidthRange: [2]int64{100, 500}, BandwidthUnitPrice: 70},
			{BandwidthRange: [2]int64{500, 2000}, BandwidthUnitPrice: 60},
			{BandwidthRange: [2]int64{2000, -1}, BandwidthUnitPrice: 50},
		} {
			g.DiscountBandwidthUnitPrice = discounted(g.BandwidthUnitPrice)
			price.BandwidthUnitPrice = append(price.BandwidthUnitPrice, g)
		}
	}
	if cn2 {
		price.Cn2BandwidthPrice, price.Cn2BandwidthPriceWithDiscount = 55, discounted(55)
	}
	return price
}

// discounted is without the noise that fractions have in binary.
func discounted(price float64) float64 { return math.Round(price*7500) / 10000 }

// Assumption: the new names of parameters win over the old ones; regions that
// are not connected, and features that a region does not have, are
// InvalidParameterValue.
func inquiryPriceCreateProxy(_ *call, in *gaap.InquiryPriceCreateProxyRequestParams) (any, *apiError) {
	originID, concurrent := in.RealServerRegion, in.Concurrent
	if originID == nil {
		originID = in.DestRegion
	}
	if concurrent == nil {
		concurrent = in.Concurrency
	}
	if originID == nil {
		return nil, missing("RealServerRegion")
	}
	if concurrent == nil {
		return nil, missing("Concurrent")
	}
	f := newFeatures(in.IPAddressVersion, in.NetworkType, in.PackageType)
	if err := f.checkEnums("normal", "cn2"); err != nil {
		return nil, err
	}
	if !isFlag(in.BillingType) {
		return nil, invalidValue("BillingType")
	}
	if !isFlag(in.Http3Supported) {
		return nil, invalidValue("Http3Supported")
	}
	access, origin, err := wantedPair(*in.AccessRegion, *originID, uint64(*in.Bandwidth), uint64(*concurrent)) //nolint:gosec // one below zero becomes a size that is not offered
	if err != nil {
		return nil, err
	}
	if _, ok := findPair(access, origin); !ok {
		return nil, errorf("InvalidParameterValue", "There is no connection from `%s` to `%s`.", access.id, origin.id)
	}
	if !f.isSupportedBy(access) {
		return nil, errorf("InvalidParameterValue", "The region `%s` does not support these features.", access.id)
	}
	return standardPrice(val(in.BillingType) == 1, f.network == "cn2"), nil
}
