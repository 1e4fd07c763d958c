package catalogue

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

var _ datasource.DataSourceWithConfigure = (*resourcesByTag)(nil)

type resourcesByTag struct{ providerdata.DataSource }

type resourcesByTagModel struct {
	TagKey       types.String  `tfsdk:"tag_key"`
	TagValue     types.String  `tfsdk:"tag_value"`
	ResourceType types.String  `tfsdk:"resource_type"`
	IDs          []string      `tfsdk:"ids"`
	Resources    []taggedModel `tfsdk:"resources"`
}

type taggedModel struct {
	ID           string `tfsdk:"id"`
	ResourceType string `tfsdk:"resource_type"`
}

// NewResourcesByTag returns the data source gaap_resources_by_tag.
func NewResourcesByTag() datasource.DataSource { return &resourcesByTag{} }

// Metadata names the data source.
func (d *resourcesByTag) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_resources_by_tag"
}

// Schema describes the data source.
func (d *resourcesByTag) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the proxies, proxy groups, origins and unified domains that carry a tag, in one call. Other objects of GAAP have no tags.",
		Attributes: map[string]schema.Attribute{
			"tag_key": schema.StringAttribute{
				MarkdownDescription: "Key of the tag.", Required: true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, tags.MaxKey)},
			},
			"tag_value": schema.StringAttribute{
				MarkdownDescription: "Value of the tag.", Required: true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, tags.MaxValue)},
			},
			"resource_type": providerdata.WordFilter("What to look for: `Proxy`, `ProxyGroup`, `RealServer` or `domain`. All of them if it is left out.", "Proxy", "ProxyGroup", "RealServer", "domain"),
			"ids":           providerdata.Texts("Ids of the resources, in the order of `resources`."),
			"resources": providerdata.Objects("The resources, sorted by type and id.", map[string]schema.Attribute{
				"id":            providerdata.Text("Id of the resource."),
				"resource_type": providerdata.Text("What it is, in the words of the argument `resource_type`."),
			}),
		},
	}
}

// Read lists the resources.
func (d *resourcesByTag) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state resourcesByTagModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	found, err := d.Data.Client.ResourcesByTag(ctx, state.TagKey.ValueString(), state.TagValue.ValueString(), state.ResourceType.ValueString())
	if err != nil {
		action := fmt.Sprintf("Listing what carries the tag %s", quote.Text(state.TagKey.ValueString()))
		resp.Diagnostics.Append(diagnostics.About("tag").Error("Cannot list GAAP resources by tag", action, err))
		return
	}
	state.IDs, state.Resources = listed(found,
		func(r gaapapi.TaggedResource) string { return r.ID },
		func(r gaapapi.TaggedResource) taggedModel { return taggedModel{r.ID, r.Type} })
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
