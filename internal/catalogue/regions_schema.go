package catalogue

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// listSchema is a list of regions with more attributes than every region has,
// and with arguments.
func listSchema(description string, more, arguments map[string]schema.Attribute) schema.Schema {
	attributes := map[string]schema.Attribute{
		"ids":     providerdata.Texts("Ids of the regions, in the order of `regions`."),
		"regions": providerdata.Objects("The regions.", regionAttributes(more)),
	}
	maps.Copy(attributes, arguments)
	return schema.Schema{MarkdownDescription: description, Attributes: attributes}
}

func regionAttributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"id":             providerdata.Text("Id of the region, such as `Hongkong`, as `access_region` and `realserver_region` take it."),
		"name":           providerdata.Text("Name of the region."),
		"area":           providerdata.Text("Id of the part of the world that the region is in."),
		"area_name":      providerdata.Text("Name of that part of the world."),
		"idc_type":       providerdata.Text("What is there: `dc`, a data centre, or `ec`, an edge node."),
		"features":       providerdata.Texts("What the region supports: `layer4` and `layer7` acceleration, `http3`, `ipv6`, the networks `cn2` and `triple`, and `qos`."),
		"feature_bitmap": providerdata.Number("`features` as the service shows them: a bit for each, from the right. Some bits are not documented."),
	}
	maps.Copy(attributes, more)
	return attributes
}

func sizes(description string) schema.ListAttribute {
	return schema.ListAttribute{MarkdownDescription: description, ElementType: types.Int64Type, Computed: true}
}
