package group

import (
	"cmp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_proxy_group in configuration, plan or state.
type model struct {
	object.Core
	object.Tagged

	Name             types.String `tfsdk:"name"`
	ProjectID        types.Int64  `tfsdk:"project_id"`
	RealServerRegion types.String `tfsdk:"realserver_region"`
	IPAddressVersion types.String `tfsdk:"ip_address_version"`
	PackageType      types.String `tfsdk:"package_type"`
	AccessRegions    types.Map    `tfsdk:"access_regions"`
	Enable           types.Bool   `tfsdk:"enable"`
	ForceDestroy     types.Bool   `tfsdk:"force_destroy"`
	Status           types.String `tfsdk:"status"`
	Domain           types.String `tfsdk:"domain"`
	CreateTime       types.String `tfsdk:"create_time"`
	Version          types.String `tfsdk:"version"`
	PolicyID         types.String `tfsdk:"policy_id"`
	HTTP3Supported   types.Bool   `tfsdk:"http3_supported"`
	Members          types.List   `tfsdk:"members"`
}

// fromAPI fills the model with what the service shows. What the service does not show
// stays: force_destroy and timeouts; and access_regions, which are about the making
// of the group. Only of one that was imported they are the proxies that it has.
func (m *model) fromAPI(g gaapapi.ProxyGroup) {
	m.Name = types.StringValue(g.Name)
	m.ProjectID = types.Int64Value(g.ProjectID)
	if !gaapapi.SameRegion(g.RealServerRegion, m.RealServerRegion.ValueString()) { // else as it is written
		m.RealServerRegion = object.TextOr(g.RealServerRegion, m.RealServerRegion)
	}
	m.IPAddressVersion = object.TextOr(g.IPAddressVersion, m.IPAddressVersion)
	m.PackageType = object.TextOr(g.PackageType, m.PackageType)
	if enabled, known := enabledBy(g.Status); known {
		m.Enable = types.BoolValue(enabled)
	}
	m.Status = types.StringValue(g.Status)
	m.Domain = object.Text(g.Domain)
	m.CreateTime = object.Time(g.CreateTime)
	m.Version = object.Text(g.Version)
	m.PolicyID = object.Text(g.PolicyID)
	m.HTTP3Supported = types.BoolValue(g.HTTP3Supported)
	if g.Members == nil {
		m.Members = types.ListNull(memberType)
		return
	}
	m.Members = memberList(g.Members)
	if m.AccessRegions.IsNull() {
		m.AccessRegions = accessMap(g.Members)
	}
}

var memberType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "access_region": types.StringType, "status": types.StringType,
	"bandwidth": types.Int64Type, "concurrent": types.Int64Type, "network_type": types.StringType,
}}

// memberList are the proxies of a group, the oldest first.
func memberList(members []gaapapi.Proxy) types.List {
	elements := make([]attr.Value, 0, len(members))
	for _, p := range oldestFirst(members) {
		elements = append(elements, types.ObjectValueMust(memberType.AttrTypes, map[string]attr.Value{
			"id": types.StringValue(p.ID), "name": types.StringValue(p.Name), "access_region": types.StringValue(p.AccessRegion), "status": types.StringValue(string(p.Status)),
			"bandwidth": types.Int64Value(p.Bandwidth), "concurrent": types.Int64Value(p.Concurrent), "network_type": object.Text(p.NetworkType),
		}))
	}
	return types.ListValueMust(memberType, elements)
}

func oldestFirst(members []gaapapi.Proxy) []gaapapi.Proxy {
	return slices.SortedFunc(slices.Values(members), func(a, b gaapapi.Proxy) int {
		return cmp.Or(a.CreateTime.Compare(b.CreateTime), cmp.Compare(a.ID, b.ID))
	})
}
