package gaapapi

import (
	"context"
	"errors"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// PriceQuery is a proxy whose price is inquired about. Empty strings and nil
// are not sent.
type PriceQuery struct {
	AccessRegion     string
	RealServerRegion string
	Bandwidth        int64  // Mbps
	Concurrent       int64  // 10,000 connections
	BillingType      *int64 // 0 by bandwidth, 1 by traffic
	IPAddressVersion string // IPv4, IPv6
	NetworkType      string // normal, cn2
	PackageType      string // Thunder, Accelerator, CrossBorder
}

// Price is what a proxy costs, in a currency, without and with the account's
// discount.
type Price struct {
	Currency  string           // such as CNY
	Daily     Amount           // base fee for each day
	Bandwidth []BandwidthPrice // from the lowest range to the highest
	Flow      Amount           // for each GB
	CN2       Amount           // for each Mbps and day, on top; 0 unless cn2
}

// Amount is a price without and with the account's discount, each nil if the
// service gives none.
type Amount struct{ Full, Discounted *float64 }

// BandwidthPrice is the price for each Mbps and day in a range of bandwidths.
type BandwidthPrice struct {
	From int64  // Mbps
	To   *int64 // Mbps; nil: no end
	Amount
}

// ProxyPrice inquires about the price of a proxy with InquiryPriceCreateProxy
// (https://cloud.tencent.com/document/api/608/36957). It orders nothing.
func (c *Client) ProxyPrice(ctx context.Context, query PriceQuery) (Price, error) {
	req := gaap.NewInquiryPriceCreateProxyRequest()
	req.AccessRegion, req.RealServerRegion = &query.AccessRegion, &query.RealServerRegion
	req.Bandwidth, req.Concurrent = &query.Bandwidth, &query.Concurrent
	req.BillingType = query.BillingType
	req.IPAddressVersion = pointer(query.IPAddressVersion)
	req.NetworkType = pointer(query.NetworkType)
	req.PackageType = pointer(query.PackageType)
	resp := gaap.NewInquiryPriceCreateProxyResponse()
	var price Price
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (err error) {
		if err := present(resp.Response); err != nil {
			return err
		}
		if err := present(resp.Response.ProxyDailyPrice); err != nil {
			return err
		}
		price, err = newPrice(resp.Response)
		return err
	})
	return price, err
}

func newPrice(p *gaap.InquiryPriceCreateProxyResponseParams) (Price, error) {
	price := Price{
		Currency: value(p.Currency),
		Daily:    Amount{p.ProxyDailyPrice, p.DiscountProxyDailyPrice},
		Flow:     Amount{p.FlowUnitPrice, p.DiscountFlowUnitPrice},
		CN2:      Amount{p.Cn2BandwidthPrice, p.Cn2BandwidthPriceWithDiscount},
	}
	for _, gradient := range values(p.BandwidthUnitPrice) {
		limits := values(gradient.BandwidthRange)
		if len(limits) != 2 {
			return Price{}, errors.New("a range of bandwidths does not have two limits")
		}
		step := BandwidthPrice{
			From:   limits[0],
			Amount: Amount{gradient.BandwidthUnitPrice, gradient.DiscountBandwidthUnitPrice},
		}
		if limits[1] >= 0 { // else -1: no end
			step.To = &limits[1]
		}
		price.Bandwidth = append(price.Bandwidth, step)
	}
	return price, nil
}
