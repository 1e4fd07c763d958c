package proxy

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_proxy in configuration, plan or state.
type model struct {
	object.Core
	object.Tagged

	Name                 types.String `tfsdk:"name"`
	ProjectID            types.Int64  `tfsdk:"project_id"`
	AccessRegion         types.String `tfsdk:"access_region"`
	RealServerRegion     types.String `tfsdk:"realserver_region"`
	Bandwidth            types.Int64  `tfsdk:"bandwidth"`
	Concurrent           types.Int64  `tfsdk:"concurrent"`
	GroupID              types.String `tfsdk:"group_id"`
	BillingType          types.Int64  `tfsdk:"billing_type"`
	IPAddressVersion     types.String `tfsdk:"ip_address_version"`
	NetworkType          types.String `tfsdk:"network_type"`
	PackageType          types.String `tfsdk:"package_type"`
	ClonedProxyID        types.String `tfsdk:"cloned_proxy_id"`
	ClientToken          types.String `tfsdk:"client_token"`
	Enable               types.Bool   `tfsdk:"enable"`
	ForceDestroy         types.Bool   `tfsdk:"force_destroy"`
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

var ipType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"ip": types.StringType, "provider": types.StringType, "bandwidth": types.Int64Type,
}}

// fromAPI fills the model with what the service shows. What the service does not
// show stays: client_token, cloned_proxy_id, force_destroy and timeouts.
func (m *model) fromAPI(p gaapapi.Proxy) {
	m.Name = types.StringValue(p.Name)
	m.ProjectID = types.Int64Value(p.ProjectID)
	m.AccessRegion = regionAsWritten(p.AccessRegion, m.AccessRegion)
	m.RealServerRegion = regionAsWritten(p.RealServerRegion, m.RealServerRegion)
	m.Bandwidth = types.Int64Value(p.Bandwidth)
	m.Concurrent = types.Int64Value(p.Concurrent)
	m.GroupID = object.Text(p.GroupID)
	m.BillingType = types.Int64Value(p.BillingType)
	m.IPAddressVersion = object.TextOr(p.IPAddressVersion, m.IPAddressVersion)
	m.NetworkType = object.TextOr(p.NetworkType, m.NetworkType)
	m.PackageType = object.TextOr(p.PackageType, m.PackageType)
	if enabled, known := enabledBy(p.Status); known {
		m.Enable = types.BoolValue(enabled)
	}
	m.Status = types.StringValue(string(p.Status))
	m.Domain = object.Text(p.Domain)
	m.IP = object.Text(p.IP)
	m.IPList = ipList(p.IPs)
	m.ForwardIP = object.Text(p.ForwardIP)
	m.CreateTime = object.Time(p.CreateTime)
	m.Version = object.Text(p.Version)
	m.Scalable = types.BoolValue(p.Scalable)
	m.SupportProtocols = object.TextSet(p.SupportProtocols)
	m.PolicyID = object.Text(p.PolicyID)
	m.HTTP3Supported = types.BoolValue(p.HTTP3Supported)
	m.BanStatus = object.Text(p.BanStatus)
	m.RelatedGlobalDomains = object.TextSet(p.RelatedGlobalDomains)
}

// enabledBy says what a status means for enable. One on the way says what it leads to,
// or a proxy that is to be closed as soon as it is made would pass for closed. Statuses
// that mean neither leave it as it is.
func enabledBy(status gaapapi.Status) (enabled, known bool) {
	switch status {
	case gaapapi.StatusRunning, gaapapi.StatusAdjusting, gaapapi.StatusMoving, gaapapi.StatusRecovering,
		gaapapi.StatusCreating, gaapapi.StatusCloning, gaapapi.StatusOpening:
		return true, true
	case gaapapi.StatusClosed, gaapapi.StatusClosing:
		return false, true
	case gaapapi.StatusDestroying, gaapapi.StatusCreateFailed, gaapapi.StatusIsolating, gaapapi.StatusIsolated:
	}
	return false, false
}

// regionAsWritten keeps how a region is written: the configuration may do so in
// another way than the service.
func regionAsWritten(id string, known types.String) types.String {
	if !known.IsUnknown() && gaapapi.SameRegion(id, known.ValueString()) {
		return known
	}
	return object.TextOr(id, known)
}

func ipList(ips []gaapapi.IP) types.List {
	elements := make([]attr.Value, 0, len(ips))
	for _, ip := range ips {
		elements = append(elements, types.ObjectValueMust(ipType.AttrTypes, map[string]attr.Value{
			"ip": types.StringValue(ip.Address), "provider": types.StringValue(ip.Provider), "bandwidth": types.Int64Value(ip.Bandwidth),
		}))
	}
	return types.ListValueMust(ipType, elements)
}
