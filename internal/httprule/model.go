package httprule

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_http_rule in configuration, plan or state.
type model struct {
	object.Core

	ListenerID             types.String `tfsdk:"listener_id"`
	Domain                 types.String `tfsdk:"domain"`
	Path                   types.String `tfsdk:"path"`
	RealServerType         types.String `tfsdk:"realserver_type"`
	Scheduler              types.String `tfsdk:"scheduler"`
	HealthCheck            types.Bool   `tfsdk:"health_check"`
	Interval               types.Int64  `tfsdk:"interval"`
	ConnectTimeout         types.Int64  `tfsdk:"connect_timeout"`
	HealthCheckPath        types.String `tfsdk:"health_check_path"`
	HealthCheckMethod      types.String `tfsdk:"health_check_method"`
	HealthCheckStatusCodes types.Set    `tfsdk:"health_check_status_codes"`
	HealthCheckDomain      types.String `tfsdk:"health_check_domain"`
	FailedCountInter       types.Int64  `tfsdk:"failed_count_inter"`
	FailedThreshold        types.Int64  `tfsdk:"failed_threshold"`
	BlockInter             types.Int64  `tfsdk:"block_inter"`
	ForwardHost            types.String `tfsdk:"forward_host"`
	ForwardProtocol        types.String `tfsdk:"forward_protocol"`
	SNISwitch              types.String `tfsdk:"sni_switch"`
	SNI                    types.String `tfsdk:"sni"`
	ForcedRedirect         types.String `tfsdk:"forced_redirect"`
	RealServers            types.Set    `tfsdk:"realservers"`
	Headers                types.Set    `tfsdk:"headers"`
	Status                 types.String `tfsdk:"status"`
	BindStatus             types.String `tfsdk:"bind_status"`

	renewed bool // its headers are being set
}

// where is the natural key of a rule, in words.
func (m *model) where() string {
	return fmt.Sprintf("the path %s of %s on %s", m.Path.ValueString(), m.Domain.ValueString(), m.ListenerID.ValueString())
}

// wantsHeaders reports whether the headers of a rule count: whoever has set none may
// leave them to a gaap_custom_header.
func (m *model) wantsHeaders() bool { return m.renewed || !m.Headers.IsNull() }

// fromAPI fills the model with what the service shows.
func (m *model) fromAPI(s seen) {
	r := s.Rule
	m.ListenerID = types.StringValue(r.ListenerID)
	m.Domain = types.StringValue(r.Domain)
	m.Path = object.TextOr(r.Path, m.Path)
	m.RealServerType = object.TextOr(r.RealServerType, m.RealServerType)
	m.Scheduler = object.TextOr(r.Scheduler, m.Scheduler)
	m.HealthCheck = types.BoolValue(r.HealthCheck)
	m.checkFromAPI(r.Check)
	m.ForwardHost = object.TextOr(r.ForwardHost, m.ForwardHost)
	m.ForwardProtocol = object.TextOr(r.ForwardProtocol, m.ForwardProtocol)
	m.SNISwitch = object.TextOr(r.SNISwitch, m.SNISwitch)
	m.SNI = object.TextOr(r.SNI, m.SNI)
	m.ForcedRedirect = object.Text(r.ForcedRedirect)
	m.RealServers = origins.FromAPI(m.RealServers, r.RealServers, r.Scheduler)
	m.headersFromAPI(s)
	m.Status = types.StringValue(r.Status.String())
	m.BindStatus = object.Text(string(r.BindStatus))
}

// lacks says in what a rule is not what is planned, but for its origins and
// headers.
func lacks(plan *model, r gaapapi.Rule) []string {
	shown := *plan
	shown.fromAPI(seen{Rule: r})
	return object.DifferingParts(object.Differs, []object.Part{
		{"domain", plan.Domain, shown.Domain},
		{"path", plan.Path, shown.Path},
		{"realserver_type", plan.RealServerType, shown.RealServerType},
		{"scheduler", plan.Scheduler, shown.Scheduler},
		{"health_check", plan.HealthCheck, shown.HealthCheck},
		{"interval", plan.Interval, shown.Interval},
		{"connect_timeout", plan.ConnectTimeout, shown.ConnectTimeout},
		{"health_check_path", plan.HealthCheckPath, shown.HealthCheckPath},
		{"health_check_method", plan.HealthCheckMethod, shown.HealthCheckMethod},
		{"health_check_status_codes", plan.HealthCheckStatusCodes, shown.HealthCheckStatusCodes},
		{"health_check_domain", plan.HealthCheckDomain, shown.HealthCheckDomain},
		{"failed_count_inter", plan.FailedCountInter, shown.FailedCountInter},
		{"failed_threshold", plan.FailedThreshold, shown.FailedThreshold},
		{"block_inter", plan.BlockInter, shown.BlockInter},
		{"forward_host", plan.ForwardHost, shown.ForwardHost},
		{"forward_protocol", plan.ForwardProtocol, shown.ForwardProtocol},
		{"sni_switch", plan.SNISwitch, shown.SNISwitch},
		{"sni", plan.SNI, shown.SNI},
		{"forced_redirect", plan.ForcedRedirect, shown.ForcedRedirect},
	})
}
