package catalogue

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

var _ datasource.DataSourceWithConfigure = (*countryAreas)(nil)

type countryAreas struct{ providerdata.DataSource }

type countryAreasModel struct {
	ZoneCode      types.String       `tfsdk:"geographical_zone_inner_code"`
	ContinentCode types.String       `tfsdk:"continent_inner_code"`
	Codes         []string           `tfsdk:"codes"`
	Areas         []countryAreaModel `tfsdk:"country_area_mapping_list"`
}

// countryAreaModel is a country in the list.
type countryAreaModel struct {
	Code          string `tfsdk:"nation_country_inner_code"`
	Name          string `tfsdk:"nation_country_name"`
	ZoneCode      string `tfsdk:"geographical_zone_inner_code"`
	ZoneName      string `tfsdk:"geographical_zone_name"`
	ContinentCode string `tfsdk:"continent_inner_code"`
	ContinentName string `tfsdk:"continent_name"`
	Remark        string `tfsdk:"remark"`
}

// NewCountryAreas returns the data source gaap_country_area_mapping.
func NewCountryAreas() datasource.DataSource { return &countryAreas{} }

// Metadata names the data source.
func (d *countryAreas) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_country_area_mapping"
}

// areaCode is what the code of a zone or a continent looks like.
var areaCode = regexp.MustCompile(`^[0-9]{6,7}$`)

// Schema describes the data source.
func (d *countryAreas) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	filter := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Optional: true,
			Validators: []validator.String{providerdata.Matches(areaCode, "must be a code such as 101000")},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the countries, and parts of large ones, by which the DNS records of unified domains know clients.",
		Attributes: map[string]schema.Attribute{
			"geographical_zone_inner_code": filter("Code of the zone that the countries are in, such as `101000`, East Asia; all by default."),
			"continent_inner_code":         filter("Code of the continent that the countries are in, such as `100000`, Asia; all by default."),
			"codes":                        providerdata.Texts("Codes of the countries, in the order of `country_area_mapping_list`: `nation_country_inner_codes` of a `gaap_global_domain_dns`."),
			"country_area_mapping_list": providerdata.Objects("The countries.", map[string]schema.Attribute{
				"nation_country_inner_code":    providerdata.Text("Code of the country, such as `101001`."),
				"nation_country_name":          providerdata.Text("Name of the country."),
				"geographical_zone_inner_code": providerdata.Text("Code of the zone that it is in."),
				"geographical_zone_name":       providerdata.Text("Name of the zone, such as `East Asia`."),
				"continent_inner_code":         providerdata.Text("Code of the continent."),
				"continent_name":               providerdata.Text("Name of the continent."),
				"remark":                       providerdata.Text("What belongs to a part of a country, such as provinces or states."),
			}),
		},
	}
}

// Read lists the countries.
func (d *countryAreas) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state countryAreasModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	all, err := d.Data.Client.CountryAreas(ctx)
	if err != nil {
		resp.Diagnostics.Append(diagnostics.About("DNS record").Error("Cannot list the countries of GAAP", "Listing countries", err))
		return
	}
	var within []gaapapi.CountryArea
	for _, area := range all {
		if (state.ZoneCode.IsNull() || state.ZoneCode.ValueString() == area.ZoneCode) && (state.ContinentCode.IsNull() || state.ContinentCode.ValueString() == area.ContinentCode) {
			within = append(within, area)
		}
	}
	state.Codes, state.Areas = listed(within, func(area gaapapi.CountryArea) string { return area.Code }, newCountryArea)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func newCountryArea(a gaapapi.CountryArea) countryAreaModel { return countryAreaModel(a) }
