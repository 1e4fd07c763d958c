package group

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func groupsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists proxy groups, the oldest first. The proxies of a group lead to one origin region. Without arguments these are all groups of the account.",
		Attributes: map[string]schema.Attribute{
			"project_id":        providerdata.ProjectFilter(),
			"realserver_region": providerdata.RegionFilter("Region of the origin servers, such as `Shanghai`."),
			"package_type":      providerdata.WordFilter("Kind of group: `Thunder` or `Accelerator`.", "Thunder", "Accelerator"),
			"tags":              providerdata.TagsFilter(),
			"ids":               providerdata.Texts("Ids of the groups, in the order of `groups`."),
			"groups": providerdata.Objects("The groups.", map[string]schema.Attribute{
				"id":                providerdata.Text("Id of the group, such as `lg-a1b2c3d4`: `group_id` of a proxy."),
				"name":              providerdata.Text("Name of the group."),
				"project_id":        providerdata.Number("Id of the project; `0` is the default project."),
				"domain":            providerdata.Text("Domain name that resolves to the group, if it has one."),
				"realserver_region": providerdata.Text("Region of the origin servers."),
				"status":            providerdata.Text("Status of the group, such as `RUNNING`, or `CHANGING` while a part of it is deployed."),
				"tags":              providerdata.Tags("All tags of the group, without those that the provider's `ignore_tags` names."),
				"version":           providerdata.Text("Version of the group."),
				"create_time":       providerdata.Text("When the group was made, in RFC 3339; null if the service does not say."),
				"http3_supported":   providerdata.Flag("Whether the group supports HTTP/3."),
				"members": providerdata.Objects("Proxies of the group, the oldest first.", map[string]schema.Attribute{
					"id":            providerdata.Text("Id of the proxy, such as `link-a1b2c3d4`."),
					"name":          providerdata.Text("Name of the proxy."),
					"access_region": providerdata.Text("Region where traffic enters."),
					"status":        providerdata.Text("Status of the proxy, such as `RUNNING`."),
					"bandwidth":     providerdata.Number("Upper limit of the bandwidth in Mbps."),
					"concurrent":    providerdata.Number("Upper limit of connections at one time, in units of 10,000."),
					"network_type":  providerdata.Text("Kind of network at the access region, such as `normal`."),
				}),
			}),
		},
	}
}
