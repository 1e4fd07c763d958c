package binding

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

var _ datasource.DataSourceWithConfigure = (*dataSource)(nil)

// Lookup is how a data source finds the origins that an object has, and may have.
type Lookup struct {
	Type        string // the name of the data source after that of the provider, such as _listener_realservers
	Key         string // the argument with the id of the object
	Example     string // of such an id
	Description string
	Find        func(ctx context.Context, client *gaapapi.Client, id string) (gaapapi.BoundAndBindable, error)
}

type dataSource struct {
	providerdata.DataSource

	block  Block
	lookup Lookup
}

type boundModel struct {
	ID      string   `tfsdk:"id"`
	Address string   `tfsdk:"address"`
	Port    int64    `tfsdk:"port"`
	Weight  int64    `tfsdk:"weight"`
	Health  *string  `tfsdk:"health"`
	DownIPs []string `tfsdk:"down_ips"`
}

type boundWithRoleModel struct {
	boundModel

	FailoverRole *string `tfsdk:"failover_role"`
}

type bindableModel struct {
	ID        string `tfsdk:"id"`
	Name      string `tfsdk:"name"`
	Address   string `tfsdk:"address"`
	ProjectID int64  `tfsdk:"project_id"`
	Banned    bool   `tfsdk:"banned"`
}

// NewDataSource returns the data source that shows which origins an object has in
// the block, and which it may have.
func NewDataSource(block Block, lookup Lookup) datasource.DataSource {
	return &dataSource{block: block, lookup: lookup}
}

// Metadata names the data source.
func (d *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + d.lookup.Type
}

// Schema describes the data source.
func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	bound := map[string]schema.Attribute{
		"id":       providerdata.Text("Id of the origin."),
		"address":  providerdata.Text("IP address or domain name of the origin."),
		"port":     providerdata.Number("Port of the origin."),
		"weight":   providerdata.Number("Weight of the origin; it counts with the scheduler `wrr` only."),
		"health":   providerdata.Text("What checks say: `NORMAL` or `ABNORMAL`; null if the service does not say. Without checks it is `NORMAL`."),
		"down_ips": providerdata.Texts("Addresses that do not answer. There are none if the domain of an `ABNORMAL` origin does not resolve."),
	}
	if d.block.Roles {
		bound["failover_role"] = providerdata.Text("`master` or `slave`; null without `failover_switch`.")
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: d.lookup.Description,
		Attributes: map[string]schema.Attribute{
			d.lookup.Key: schema.StringAttribute{
				MarkdownDescription: "Id of the " + d.block.Noun + ".", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a "+d.block.Noun+" such as "+d.lookup.Example)},
			},
			"bound": providerdata.Objects("Origins that get the traffic.", bound),
			"bindable": providerdata.Objects("Origins of the kind that the "+d.block.Noun+" takes, those that are bound among them.", map[string]schema.Attribute{
				"id":         providerdata.Text("Id of the origin."),
				"name":       providerdata.Text("Name of the origin."),
				"address":    providerdata.Text("IP address or domain name of the origin."),
				"project_id": providerdata.Number("Id of the project; `0` is the default project."),
				"banned":     providerdata.Flag("Whether Tencent Cloud has banned the address, so that it cannot be bound."),
			}),
		},
	}
}

// Read asks for the origins.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(d.lookup.Key), &id)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	found, err := d.lookup.Find(ctx, d.Data.Client, id.ValueString())
	if err != nil {
		resp.Diagnostics.Append(diagnostics.About(d.block.Noun, d.lookup.Key).Error(
			"Cannot list the origins of a GAAP "+d.block.Noun, fmt.Sprintf("Listing the origins of %s %s", d.block.Noun, id.ValueString()), err))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.lookup.Key), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("bound"), d.bound(found.Bound))...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("bindable"), bindable(found.Bindable))...)
}

// bound are origins as the data source shows them.
func (d *dataSource) bound(found []gaapapi.BoundRealServer) any {
	all, roles := []boundModel{}, []boundWithRoleModel{}
	for _, b := range found {
		shown := boundModel{ID: b.ID, Address: b.Address, Port: b.Port, Weight: b.Weight, DownIPs: append([]string{}, b.DownIPs...)}
		if b.Health != "" {
			shown.Health = new(string(b.Health))
		}
		withRole := boundWithRoleModel{boundModel: shown}
		if b.Role != "" {
			withRole.FailoverRole = &b.Role
		}
		all, roles = append(all, shown), append(roles, withRole)
	}
	if d.block.Roles {
		return roles
	}
	return all
}

func bindable(found []gaapapi.BindableRealServer) []bindableModel {
	all := []bindableModel{}
	for _, b := range found {
		all = append(all, bindableModel(b))
	}
	return all
}
