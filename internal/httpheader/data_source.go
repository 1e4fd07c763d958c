package httpheader

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewDataSource returns the data source gaap_custom_header.
func NewDataSource() datasource.DataSource {
	return object.NewDataSource(kind(), object.Lookup[headerList]{
		Description: "Shows the headers that a rule adds to requests to origins.",
		Keys: map[string]schema.Attribute{
			"rule_id": schema.StringAttribute{
				MarkdownDescription: "Id of the rule.", Required: true,
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a rule such as rule-a1b2c3d4")},
			},
		},
		Find: func(ctx context.Context, client *gaapapi.Client, key func(string) types.String) (headerList, diag.Diagnostic) {
			id := key("rule_id").ValueString()
			l, err := describe(ctx, client, id)
			if err != nil {
				return l, diagnostics.About("header list", "rule_id").Error("Cannot look up the headers of a GAAP rule", "Looking up the headers of rule "+id, err)
			}
			return l, nil
		},
	})
}

// blackHeaders is the data source gaap_black_header.
type blackHeaders struct{ providerdata.DataSource }

var _ datasource.DataSourceWithConfigure = (*blackHeaders)(nil)

type blackHeadersModel struct {
	Names []string `tfsdk:"black_headers"`
}

// NewBlackDataSource returns the data source gaap_black_header.
func NewBlackDataSource() datasource.DataSource { return &blackHeaders{} }

// Metadata names the data source.
func (d *blackHeaders) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_black_header"
}

// Schema describes the data source.
func (d *blackHeaders) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the names of headers that the service does not let a rule add, whatever their case.",
		Attributes:          map[string]schema.Attribute{"black_headers": providerdata.Texts("The names, sorted.")},
	}
}

// Read lists the names.
func (d *blackHeaders) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Ready(&resp.Diagnostics) {
		return
	}
	names, err := d.Data.Client.BlackHeaders(ctx)
	if err != nil {
		resp.Diagnostics.Append(diagnostics.About("header list").Error("Cannot list forbidden GAAP headers", "Listing forbidden headers", err))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &blackHeadersModel{names})...)
}
