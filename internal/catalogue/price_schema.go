package catalogue

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func priceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "What a proxy would cost, as the service quotes it. Nothing is ordered. Each price comes without and with the discount of the account. " +
			"A proxy is billed a base fee for every day, and either its bandwidth or its traffic.",
		Attributes: map[string]schema.Attribute{
			"access_region":     providerdata.RegionArgument("Region where traffic enters, such as `Hongkong`."),
			"realserver_region": providerdata.RegionArgument("Region of the origin servers, such as `Shanghai`."),
			"bandwidth":         providerdata.SizeArgument("Upper limit of the bandwidth in Mbps, one of those that the pair of regions has."),
			"concurrent":        providerdata.SizeArgument("Upper limit of connections at one time, in units of 10,000, one of those that the pair of regions has."),
			"billing_type": schema.Int64Attribute{
				MarkdownDescription: "How traffic is billed: `0` by bandwidth, the service's default, or `1` by traffic.", Optional: true,
				Validators: []validator.Int64{int64validator.OneOf(0, 1)},
			},
			"ip_address_version": providerdata.IPVersionArgument(),
			"network_type":       providerdata.NetworkTypeArgument(),
			"package_type":       providerdata.PackageTypeArgument(),

			"currency":                     providerdata.Text("Currency of all prices, such as `CNY` or `USD`."),
			"proxy_daily_price":            amount("Base fee for each day."),
			"discount_proxy_daily_price":   amount("`proxy_daily_price` after the discount."),
			"flow_unit_price":              amount("Price for each GB of traffic; null if the service quotes none."),
			"discount_flow_unit_price":     amount("`flow_unit_price` after the discount."),
			"cn2_bandwidth_price":          amount("Price of a `cn2` network for each Mbps and day, `0` for others."),
			"discount_cn2_bandwidth_price": amount("`cn2_bandwidth_price` after the discount."),
			"bandwidth_unit_prices": providerdata.Objects("Prices of bandwidth in ranges, from the lowest one. Empty if the service quotes none.", map[string]schema.Attribute{
				"from":                providerdata.Number("Where the range begins, in Mbps."),
				"to":                  providerdata.Number("Where the range ends, in Mbps; null if it has no end."),
				"unit_price":          amount("Price for each Mbps and day in this range."),
				"discount_unit_price": amount("`unit_price` after the discount."),
			}),
		},
	}
}

func amount(description string) schema.NumberAttribute {
	return schema.NumberAttribute{MarkdownDescription: description, Computed: true}
}
