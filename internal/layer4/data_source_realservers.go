package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

var _ datasource.DataSourceWithConfigure = (*realServersDataSource)(nil)

// realServersDataSource shows the origins that a listener has, and may have.
type realServersDataSource struct{ providerdata.DataSource }

type realServersModel struct {
	ListenerID string                    `tfsdk:"listener_id"`
	Bound      []boundRealServerModel    `tfsdk:"bound"`
	Bindable   []bindableRealServerModel `tfsdk:"bindable"`
}

type boundRealServerModel struct {
	ID           string   `tfsdk:"id"`
	Address      string   `tfsdk:"address"`
	Port         int64    `tfsdk:"port"`
	Weight       int64    `tfsdk:"weight"`
	FailoverRole *string  `tfsdk:"failover_role"`
	Health       *string  `tfsdk:"health"`
	DownIPs      []string `tfsdk:"down_ips"`
}

type bindableRealServerModel struct {
	ID        string `tfsdk:"id"`
	Name      string `tfsdk:"name"`
	Address   string `tfsdk:"address"`
	ProjectID int64  `tfsdk:"project_id"`
	Banned    bool   `tfsdk:"banned"`
}

// NewRealServersDataSource returns the data source gaap_listener_realservers.
func NewRealServersDataSource() datasource.DataSource { return &realServersDataSource{} }

// Metadata names the data source.
func (d *realServersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_listener_realservers"
}

// Schema describes the data source.
func (d *realServersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Shows the origins that a TCP or UDP listener has, with their health, and those that it may have, by their ids.",
		Attributes: map[string]schema.Attribute{
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a listener such as listener-a1b2c3d4")},
			},
			"bound": providerdata.Objects("Origins that get the traffic.", map[string]schema.Attribute{
				"id":            providerdata.Text("Id of the origin."),
				"address":       providerdata.Text("IP address or domain name of the origin."),
				"port":          providerdata.Number("Port of the origin."),
				"weight":        providerdata.Number("Weight of the origin; it counts with the scheduler `wrr` only."),
				"failover_role": providerdata.Text("`master` or `slave`; null without `failover_switch`."),
				"health":        providerdata.Text("What checks say: `NORMAL` or `ABNORMAL`; null if the service does not say. Without checks it is `NORMAL`."),
				"down_ips":      providerdata.Texts("Addresses that do not answer. There are none if the domain of an `ABNORMAL` origin leads nowhere."),
			}),
			"bindable": providerdata.Objects("Origins of the kind that the listener takes, those that are bound among them.", map[string]schema.Attribute{
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
func (d *realServersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state realServersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	found, err := d.Data.Client.DescribeListenerRealServers(ctx, state.ListenerID)
	if err != nil {
		resp.Diagnostics.Append(diagnostics.About("listener", "listener_id").Error(
			"Cannot list the origins of a GAAP listener", "Listing the origins of listener "+state.ListenerID, err))
		return
	}
	state.take(found)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func (m *realServersModel) take(found gaapapi.BoundAndBindable) {
	m.Bound, m.Bindable = []boundRealServerModel{}, []bindableRealServerModel{}
	for _, b := range found.Bound {
		shown := boundRealServerModel{ID: b.ID, Address: b.Address, Port: b.Port, Weight: b.Weight, DownIPs: append([]string{}, b.DownIPs...)}
		if b.Role != "" {
			shown.FailoverRole = &b.Role
		}
		if b.Health != "" {
			shown.Health = new(string(b.Health))
		}
		m.Bound = append(m.Bound, shown)
	}
	for _, b := range found.Bindable {
		m.Bindable = append(m.Bindable, bindableRealServerModel(b))
	}
}
