package proxy

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// model is a gaap_proxy in configuration, plan or state.
type model struct {
	ID                   types.String   `tfsdk:"id"`
	Name                 types.String   `tfsdk:"name"`
	ProjectID            types.Int64    `tfsdk:"project_id"`
	AccessRegion         types.String   `tfsdk:"access_region"`
	RealServerRegion     types.String   `tfsdk:"realserver_region"`
	Bandwidth            types.Int64    `tfsdk:"bandwidth"`
	Concurrent           types.Int64    `tfsdk:"concurrent"`
	GroupID              types.String   `tfsdk:"group_id"`
	Tags                 types.Map      `tfsdk:"tags"`
	TagsAll              types.Map      `tfsdk:"tags_all"`
	BillingType          types.Int64    `tfsdk:"billing_type"`
	IPAddressVersion     types.String   `tfsdk:"ip_address_version"`
	NetworkType          types.String   `tfsdk:"network_type"`
	PackageType          types.String   `tfsdk:"package_type"`
	ClonedProxyID        types.String   `tfsdk:"cloned_proxy_id"`
	ClientToken          types.String   `tfsdk:"client_token"`
	Enable               types.Bool     `tfsdk:"enable"`
	ForceDestroy         types.Bool     `tfsdk:"force_destroy"`
	Status               types.String   `tfsdk:"status"`
	Domain               types.String   `tfsdk:"domain"`
	IP                   types.String   `tfsdk:"ip"`
	IPList               types.List     `tfsdk:"ip_list"`
	ForwardIP            types.String   `tfsdk:"forward_ip"`
	CreateTime           types.String   `tfsdk:"create_time"`
	Version              types.String   `tfsdk:"version"`
	Scalable             types.Bool     `tfsdk:"scalable"`
	SupportProtocols     types.Set      `tfsdk:"support_protocols"`
	PolicyID             types.String   `tfsdk:"policy_id"`
	HTTP3Supported       types.Bool     `tfsdk:"http3_supported"`
	BanStatus            types.String   `tfsdk:"ban_status"`
	RelatedGlobalDomains types.Set      `tfsdk:"related_global_domains"`
	Timeouts             timeouts.Value `tfsdk:"timeouts"`
}

var ipType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"ip": types.StringType, "provider": types.StringType, "bandwidth": types.Int64Type,
}}

// take fills the model with what the service shows. What the service does not
// show stays: client_token, cloned_proxy_id, force_destroy and timeouts.
func (m *model) take(p gaapapi.Proxy, policy tags.Policy) {
	m.ID = types.StringValue(p.ID)
	m.Name = types.StringValue(p.Name)
	m.ProjectID = types.Int64Value(p.ProjectID)
	m.AccessRegion = regionOrKept(p.AccessRegion, m.AccessRegion)
	m.RealServerRegion = regionOrKept(p.RealServerRegion, m.RealServerRegion)
	m.Bandwidth = types.Int64Value(p.Bandwidth)
	m.Concurrent = types.Int64Value(p.Concurrent)
	m.GroupID = textOrNull(p.GroupID)
	m.takeTags(p.Tags, policy)
	m.BillingType = types.Int64Value(p.BillingType)
	m.IPAddressVersion = textOrKept(p.IPAddressVersion, m.IPAddressVersion)
	m.NetworkType = textOrKept(p.NetworkType, m.NetworkType)
	m.PackageType = textOrKept(p.PackageType, m.PackageType)
	if enabled, known := enabledBy(p.Status); known {
		m.Enable = types.BoolValue(enabled)
	}
	m.Status = types.StringValue(string(p.Status))
	m.Domain = textOrNull(p.Domain)
	m.IP = textOrNull(p.IP)
	m.IPList = ipList(p.IPs)
	m.ForwardIP = textOrNull(p.ForwardIP)
	m.CreateTime = timeOrNull(p.CreateTime)
	m.Version = textOrNull(p.Version)
	m.Scalable = types.BoolValue(p.Scalable)
	m.SupportProtocols = textSet(p.SupportProtocols)
	m.PolicyID = textOrNull(p.PolicyID)
	m.HTTP3Supported = types.BoolValue(p.HTTP3Supported)
	m.BanStatus = textOrNull(p.BanStatus)
	m.RelatedGlobalDomains = textSet(p.RelatedGlobalDomains)
}

// keepArguments takes over what is known in a plan that was carried out: all
// arguments, and the rest, too, unless [model.keepShown] leaves it open. What
// somebody else has changed meanwhile is for the next refresh to find; Terraform
// expects an apply to end with what was planned.
func (m *model) keepArguments(plan model) {
	keepKnown(&m.Name, plan.Name)
	keepKnown(&m.AccessRegion, plan.AccessRegion)
	keepKnown(&m.RealServerRegion, plan.RealServerRegion)
	keepKnown(&m.GroupID, plan.GroupID)
	keepKnown(&m.IPAddressVersion, plan.IPAddressVersion)
	keepKnown(&m.NetworkType, plan.NetworkType)
	keepKnown(&m.PackageType, plan.PackageType)
	keepKnown(&m.Domain, plan.Domain)
	keepKnown(&m.CreateTime, plan.CreateTime)
	keepKnown(&m.Status, plan.Status)
	keepKnown(&m.IP, plan.IP)
	keepKnown(&m.ForwardIP, plan.ForwardIP)
	keepKnown(&m.Version, plan.Version)
	keepKnown(&m.PolicyID, plan.PolicyID)
	keepKnown(&m.BanStatus, plan.BanStatus)
	keepKnown(&m.ProjectID, plan.ProjectID)
	keepKnown(&m.Bandwidth, plan.Bandwidth)
	keepKnown(&m.Concurrent, plan.Concurrent)
	keepKnown(&m.BillingType, plan.BillingType)
	keepKnown(&m.Enable, plan.Enable)
	keepKnown(&m.Scalable, plan.Scalable)
	keepKnown(&m.HTTP3Supported, plan.HTTP3Supported)
	keepKnown(&m.SupportProtocols, plan.SupportProtocols)
	keepKnown(&m.RelatedGlobalDomains, plan.RelatedGlobalDomains)
	keepKnown(&m.IPList, plan.IPList)
	if !plan.TagsAll.IsUnknown() {
		m.Tags, m.TagsAll = plan.Tags, plan.TagsAll
	}
}

// keepKnown takes over a planned value, unless the plan leaves it open.
func keepKnown[T attr.Value](to *T, planned T) {
	if !planned.IsUnknown() {
		*to = planned
	}
}

// enabledBy says what a status means for enable. Statuses that mean neither
// leave it as it is.
func enabledBy(status gaapapi.Status) (enabled, known bool) {
	switch status {
	case gaapapi.StatusRunning, gaapapi.StatusAdjusting, gaapapi.StatusMoving, gaapapi.StatusRecovering:
		return true, true
	case gaapapi.StatusClosed, gaapapi.StatusClosing:
		return false, true
	}
	return false, false
}

// dropUnknown makes null what is not known, as a state must not hold it.
func (m *model) dropUnknown() {
	for _, text := range []*types.String{
		&m.RealServerRegion, &m.IPAddressVersion, &m.NetworkType, &m.PackageType, &m.ClientToken, &m.Status, &m.Domain,
		&m.IP, &m.ForwardIP, &m.CreateTime, &m.Version, &m.PolicyID, &m.BanStatus,
	} {
		if text.IsUnknown() {
			*text = types.StringNull()
		}
	}
	for _, flag := range []*types.Bool{&m.Scalable, &m.HTTP3Supported} {
		if flag.IsUnknown() {
			*flag = types.BoolNull()
		}
	}
	for _, set := range []*types.Set{&m.SupportProtocols, &m.RelatedGlobalDomains} {
		if set.IsUnknown() {
			*set = types.SetNull(types.StringType)
		}
	}
	if m.BillingType.IsUnknown() {
		m.BillingType = types.Int64Null()
	}
	if m.TagsAll.IsUnknown() {
		m.TagsAll = types.MapNull(types.StringType)
	}
	if m.IPList.IsUnknown() {
		m.IPList = types.ListNull(ipType)
	}
}

func textOrNull(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

// textOrKept keeps what is known of an argument that the service leaves empty.
func textOrKept(text string, known types.String) types.String {
	if text == "" && !known.IsUnknown() {
		return known
	}
	return textOrNull(text)
}

// regionOrKept keeps how a region is written: the configuration may do so in
// another way than the service.
func regionOrKept(id string, known types.String) types.String {
	if !known.IsUnknown() && gaapapi.SameRegion(id, known.ValueString()) {
		return known
	}
	return textOrKept(id, known)
}

func timeOrNull(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.Format(time.RFC3339))
}

func textSet(texts []string) types.Set {
	elements := make([]attr.Value, 0, len(texts))
	seen := map[string]bool{}
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			elements = append(elements, types.StringValue(text))
		}
	}
	return types.SetValueMust(types.StringType, elements)
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
