package catalogue

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func checkSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Asks the service whether it could make such a proxy now. Nothing is ordered. A `no` comes without a reason; " +
			"a size or region that no proxy has is an error. Within a run, equal questions are asked once.",
		Attributes: map[string]schema.Attribute{
			"access_region":      providerdata.RegionArgument("Region where traffic enters, such as `Hongkong`."),
			"realserver_region":  providerdata.RegionArgument("Region of the origin servers, such as `Shanghai`; in a group, the group's, which `gaap_proxy_groups` shows."),
			"bandwidth":          providerdata.SizeArgument("Upper limit of the bandwidth in Mbps."),
			"concurrent":         providerdata.SizeArgument("Upper limit of connections at one time, in units of 10,000."),
			"group_id":           providerdata.IDFilter("Id of the proxy group that the proxy would be in.", "lg-a1b2c3d4"),
			"ip_address_version": providerdata.IPVersionArgument(),
			"network_type":       providerdata.NetworkTypeArgument(),
			"package_type":       providerdata.PackageTypeArgument(),
			"available":          providerdata.Flag("Whether the service could make the proxy."),
		},
	}
}
