package proxy

import (
	"cmp"
	"context"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const summaryRegex = "Invalid regular expression"

// NewListDataSource returns the data source gaap_proxies.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.Proxy, search]{
		Type:        "_proxies",
		Field:       "proxies",
		Description: "Lists acceleration proxies, the oldest first. Without arguments these are all proxies of the account, but for those that are being destroyed.",
		Arguments: map[string]schema.Attribute{
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
		},
		ByIDs: true,
		Find:  find,
	})
}

// search are the arguments of gaap_proxies.
type search struct {
	ProjectID        types.Int64       `tfsdk:"project_id"`
	AccessRegion     types.String      `tfsdk:"access_region"`
	RealServerRegion types.String      `tfsdk:"realserver_region"`
	GroupID          types.String      `tfsdk:"group_id"`
	IPAddressVersion types.String      `tfsdk:"ip_address_version"`
	PackageType      types.String      `tfsdk:"package_type"`
	Tags             map[string]string `tfsdk:"tags"`
	Independent      types.Bool        `tfsdk:"independent"`
	Name             types.String      `tfsdk:"name"`
	NameRegex        types.String      `tfsdk:"name_regex"`
}

// find lists the proxies, the oldest first: what is new comes last, and the order
// of the others stays.
func find(ctx context.Context, client *gaapapi.Client, s search) ([]gaapapi.Proxy, diag.Diagnostic) {
	named, err := s.nameFilter()
	if err != nil { // known only now, else the validator has refused it
		return nil, diag.NewAttributeErrorDiagnostic(path.Root("name_regex"), summaryRegex, err.Error())
	}
	var found []gaapapi.Proxy
	for proxy, err := range client.Proxies(ctx, s.query()) {
		if err != nil {
			subject := diagnostics.About("proxy", "project_id", "access_region", "realserver_region", "group_id", "package_type", "tags")
			return nil, subject.Error("Cannot list GAAP proxies", "Listing proxies", err)
		}
		if named(proxy.Name) {
			found = append(found, proxy)
		}
	}
	slices.SortFunc(found, func(a, b gaapapi.Proxy) int {
		return cmp.Or(a.CreateTime.Compare(b.CreateTime), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}

// query is what the service can look for.
func (s search) query() gaapapi.ProxyQuery {
	return gaapapi.ProxyQuery{
		ProxyFilter: gaapapi.ProxyFilter{
			ProjectID:        providerdata.Project(s.ProjectID),
			AccessRegion:     s.AccessRegion.ValueString(),
			RealServerRegion: s.RealServerRegion.ValueString(),
			GroupID:          s.GroupID.ValueString(),
			IPAddressVersion: s.IPAddressVersion.ValueString(),
			PackageType:      s.PackageType.ValueString(),
		},
		Tags:        s.Tags,
		Independent: s.Independent.ValueBoolPointer(),
	}
}

// nameFilter returns what decides about a name, which the service cannot look for.
func (s search) nameFilter() (func(name string) bool, error) {
	if !s.Name.IsNull() {
		return func(name string) bool { return name == s.Name.ValueString() }, nil
	}
	expression, err := regexp.Compile(s.NameRegex.ValueString())
	if err != nil {
		return nil, err
	}
	return expression.MatchString, nil
}

// regexValidator checks that a text is a regular expression.
type regexValidator struct{}

// Description says what is checked.
func (regexValidator) Description(context.Context) string {
	return "must be a regular expression (RE2 syntax)"
}

// MarkdownDescription says what is checked.
func (v regexValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString compiles the text.
func (regexValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := regexp.Compile(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, summaryRegex, err.Error())
	}
}
