package proxy

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// shownModel is what the service shows of a proxy, for data sources.
type shownModel struct {
	ID                   types.String `tfsdk:"id"`
	Name                 types.String `tfsdk:"name"`
	ProjectID            types.Int64  `tfsdk:"project_id"`
	AccessRegion         types.String `tfsdk:"access_region"`
	RealServerRegion     types.String `tfsdk:"realserver_region"`
	Bandwidth            types.Int64  `tfsdk:"bandwidth"`
	Concurrent           types.Int64  `tfsdk:"concurrent"`
	GroupID              types.String `tfsdk:"group_id"`
	Tags                 types.Map    `tfsdk:"tags"`
	BillingType          types.Int64  `tfsdk:"billing_type"`
	IPAddressVersion     types.String `tfsdk:"ip_address_version"`
	NetworkType          types.String `tfsdk:"network_type"`
	PackageType          types.String `tfsdk:"package_type"`
	Enable               types.Bool   `tfsdk:"enable"`
	Status               types.String `tfsdk:"status"`
	Domain               types.String `tfsdk:"domain"`
	IP                   types.String `tfsdk:"ip"`
	IPList               types.List   `tfsdk:"ip_list"`
	ForwardIP            types.String `tfsdk:"forward_ip"`
	CreateTime           types.String `tfsdk:"create_time"`
	Version              types.String `tfsdk:"version"`
	Scalable             types.Bool   `tfsdk:"scalable"`
	SupportProtocols     types.Set    `tfsdk:"support_protocols"`
	PolicyID             types.String `tfsdk:"policy_id"`
	HTTP3Supported       types.Bool   `tfsdk:"http3_supported"`
	BanStatus            types.String `tfsdk:"ban_status"`
	RelatedGlobalDomains types.Set    `tfsdk:"related_global_domains"`
}

// newShown maps a proxy as the resource does.
func newShown(p gaapapi.Proxy) shownModel {
	var m model
	m.take(p, tags.Policy{})
	return shownModel{
		ID: m.ID, Name: m.Name, ProjectID: m.ProjectID, AccessRegion: m.AccessRegion, RealServerRegion: m.RealServerRegion,
		Bandwidth: m.Bandwidth, Concurrent: m.Concurrent, GroupID: m.GroupID, Tags: m.TagsAll, BillingType: m.BillingType,
		IPAddressVersion: m.IPAddressVersion, NetworkType: m.NetworkType, PackageType: m.PackageType,
		Enable: m.Enable, Status: m.Status, Domain: m.Domain, IP: m.IP, IPList: m.IPList, ForwardIP: m.ForwardIP,
		CreateTime: m.CreateTime, Version: m.Version, Scalable: m.Scalable, SupportProtocols: m.SupportProtocols, PolicyID: m.PolicyID,
		HTTP3Supported: m.HTTP3Supported, BanStatus: m.BanStatus, RelatedGlobalDomains: m.RelatedGlobalDomains,
	}
}

// listModel is the data source gaap_proxies.
type listModel struct {
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
	IDs              []string          `tfsdk:"ids"`
	Proxies          []shownModel      `tfsdk:"proxies"`
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
