package proxy

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func dataSourceSchema() schema.Schema {
	attributes := shownAttributes()
	attributes["id"] = schema.StringAttribute{
		MarkdownDescription: "Id of the proxy, such as `link-a1b2c3d4`. Either this or `name` is required.",
		Optional:            true, Computed: true,
		Validators: []validator.String{
			providerdata.Matches(objectID, "must be the id of a proxy such as link-a1b2c3d4"),
			stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name")),
		},
	}
	attributes["name"] = schema.StringAttribute{
		MarkdownDescription: "Name of the proxy. Names need not be unique: it is an error if several proxies have this one.",
		Optional:            true, Computed: true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	return schema.Schema{
		MarkdownDescription: "Looks up an acceleration proxy by its id or by its name. A proxy that is being destroyed counts as gone.",
		Attributes:          attributes,
	}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists acceleration proxies, the oldest first. Without arguments these are all proxies of the account, but for those that are being destroyed.",
		Attributes: map[string]schema.Attribute{
			"project_id":         providerdata.ProjectFilter(),
			"access_region":      providerdata.RegionFilter("Region where traffic enters, such as `Hongkong`."),
			"realserver_region":  providerdata.RegionFilter("Region of the origin servers, such as `Shanghai`."),
			"group_id":           providerdata.IDFilter("Id of the proxy group that the proxies are in.", "lg-a1b2c3d4"),
			"ip_address_version": providerdata.WordFilter("Version of the access address: `IPv4` or `IPv6`.", "IPv4", "IPv6"),
			"package_type":       providerdata.WordFilter("Kind of proxy: `Thunder`, `Accelerator` or `CrossBorder`.", "Thunder", "Accelerator", "CrossBorder"),
			"tags":               providerdata.TagsFilter(),
			"independent": schema.BoolAttribute{
				MarkdownDescription: "Whether to list only proxies of their own (`true`), or only those in a group (`false`). Both by default.",
				Optional:            true,
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the proxies. Several can have the same one.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRoot("name_regex"))},
			},
			"name_regex": schema.StringAttribute{
				MarkdownDescription: "Regular expression ([RE2 syntax](https://github.com/google/re2/wiki/Syntax)) that matches a part of the name, or all of it between `^` and `$`.",
				Optional:            true,
				Validators:          []validator.String{regexValidator{}},
			},
			"ids":     providerdata.Texts("Ids of the proxies, in the order of `proxies`."),
			"proxies": providerdata.Objects("The proxies.", shownAttributes()),
		},
	}
}

// shownAttributes are what the service shows of a proxy.
func shownAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"name":               providerdata.Text("Name of the proxy."),
		"project_id":         providerdata.Number("Id of the project; `0` is the default project."),
		"access_region":      providerdata.Text("Region where traffic enters."),
		"realserver_region":  providerdata.Text("Region of the origin servers."),
		"bandwidth":          providerdata.Number("Upper limit of the bandwidth in Mbps."),
		"concurrent":         providerdata.Number("Upper limit of connections at one time, in units of 10,000."),
		"group_id":           providerdata.Text("Id of the proxy group, if the proxy is in one."),
		"billing_type":       providerdata.Number("How traffic is billed: `0` by bandwidth, `1` by traffic."),
		"ip_address_version": providerdata.Text("Version of the access address: `IPv4` or `IPv6`."),
		"network_type":       providerdata.Text("Kind of network at the access region, such as `normal` or `cn2`."),
		"package_type":       providerdata.Text("Kind of proxy, such as `Thunder`."),
		"enable":             providerdata.Flag("Whether the proxy carries traffic; null while its status does not say."),
		"tags":               providerdata.Tags("All tags of the proxy, without those that the provider's `ignore_tags` names."),
	}
	for name, attribute := range computedAttributes() {
		if name != "tags_all" { // which is tags here
			attributes[name] = shown(attribute)
		}
	}
	return attributes
}

// shown is an attribute of the resource in a data source.
func shown(attribute resource.Attribute) schema.Attribute {
	description := attribute.GetMarkdownDescription()
	switch attribute := attribute.(type) {
	case resource.BoolAttribute:
		return providerdata.Flag(description)
	case resource.Int64Attribute:
		return providerdata.Number(description)
	case resource.SetAttribute:
		return schema.SetAttribute{MarkdownDescription: description, ElementType: attribute.ElementType, Computed: true}
	case resource.ListNestedAttribute:
		nested := map[string]schema.Attribute{}
		for name, part := range attribute.NestedObject.Attributes {
			nested[name] = shown(part)
		}
		return providerdata.Objects(description, nested)
	default:
		return providerdata.Text(description)
	}
}
