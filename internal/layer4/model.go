package layer4

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_layer4_listener in configuration, plan or state.
type model struct {
	object.Core

	Protocol           types.String `tfsdk:"protocol"`
	Port               types.Int64  `tfsdk:"port"`
	RealServerType     types.String `tfsdk:"realserver_type"`
	ProxyID            types.String `tfsdk:"proxy_id"`
	GroupID            types.String `tfsdk:"group_id"`
	ClientIPMethod     types.Int64  `tfsdk:"client_ip_method"`
	Name               types.String `tfsdk:"name"`
	Scheduler          types.String `tfsdk:"scheduler"`
	FailoverSwitch     types.Bool   `tfsdk:"failover_switch"`
	HealthCheck        types.Bool   `tfsdk:"health_check"`
	Interval           types.Int64  `tfsdk:"interval"`
	ConnectTimeout     types.Int64  `tfsdk:"connect_timeout"`
	HealthyThreshold   types.Int64  `tfsdk:"healthy_threshold"`
	UnhealthyThreshold types.Int64  `tfsdk:"unhealthy_threshold"`
	CheckType          types.String `tfsdk:"check_type"`
	CheckPort          types.Int64  `tfsdk:"check_port"`
	ContextType        types.String `tfsdk:"context_type"`
	SendContext        types.String `tfsdk:"send_context"`
	RecvContext        types.String `tfsdk:"recv_context"`
	RealServerBindSet  types.Set    `tfsdk:"realserver_bind_set"`
	Status             types.String `tfsdk:"status"`
	BindStatus         types.String `tfsdk:"bind_status"`
	SessionPersist     types.Int64  `tfsdk:"session_persist"`
	CreateTime         types.String `tfsdk:"create_time"`
}

func (m *model) of() gaapapi.ListenersOf { return listener.Of(m.ProxyID, m.GroupID, m.Protocol) }

// fromAPI fills the model with what the service shows.
func (m *model) fromAPI(l gaapapi.Listener) {
	m.Protocol = types.StringValue(l.Protocol)
	m.Port = types.Int64Value(l.Port)
	m.RealServerType = object.TextOr(l.RealServerType, m.RealServerType)
	if l.Parent != (gaapapi.ListenerParent{}) {
		m.ProxyID, m.GroupID = object.Text(l.Parent.ProxyID), object.Text(l.Parent.GroupID)
	}
	m.ClientIPMethod = object.NumberOr(l.ClientIPMethod, m.ClientIPMethod)
	if l.Protocol == gaapapi.UDP {
		m.ClientIPMethod = types.Int64Null()
	}
	m.Name = types.StringValue(l.Name)
	m.Scheduler = object.TextOr(l.Scheduler, m.Scheduler)
	m.FailoverSwitch = types.BoolValue(l.FailoverSwitch)
	m.HealthCheck = types.BoolValue(l.HealthCheck)
	m.Interval = object.NumberOr(l.DelayLoop, m.Interval)
	m.ConnectTimeout = object.NumberOr(l.ConnectTimeout, m.ConnectTimeout)
	m.HealthyThreshold = object.NumberOr(l.HealthyThreshold, m.HealthyThreshold)
	m.UnhealthyThreshold = object.NumberOr(l.UnhealthyThreshold, m.UnhealthyThreshold)
	m.probeFromAPI(l)
	m.RealServerBindSet = origins.FromAPI(m.RealServerBindSet, l.RealServers, l.Scheduler)
	m.Status = types.StringValue(l.Status.String())
	m.BindStatus = object.Text(string(l.BindStatus))
	m.SessionPersist = types.Int64PointerValue(l.SessionPersist)
	m.CreateTime = object.Time(l.CreateTime)
}

// probeFromAPI takes how a UDP listener checks. What does not count there is as it
// was: the service may keep, or make up, a port and texts that nobody asked for.
func (m *model) probeFromAPI(l gaapapi.Listener) {
	m.CheckType = ifCounts(l.CheckType != "", object.Text(l.CheckType), m.CheckType)
	port := types.Int64Null()
	if l.CheckPort != nil && *l.CheckPort != 0 {
		port = types.Int64Value(*l.CheckPort)
	}
	byPort := l.HealthCheck && l.CheckType == "PORT"
	m.CheckPort = ifCounts(byPort, port, m.CheckPort)
	m.ContextType = ifCounts(byPort && (l.ContextType == "" || l.SendContext+l.RecvContext != ""), object.Text(l.ContextType), m.ContextType)
	m.SendContext = ifCounts(byPort, object.Text(l.SendContext), m.SendContext)
	m.RecvContext = ifCounts(byPort, object.Text(l.RecvContext), m.RecvContext)
}

func ifCounts[V any](counts bool, shown, known V) V {
	if counts {
		return shown
	}
	return known
}

// lacks says in what a listener is not what is planned, but for its origins.
func lacks(plan *model, l gaapapi.Listener) []string {
	shown := *plan
	shown.fromAPI(l)
	return object.DifferingParts(object.Differs, []object.Part{
		{"name", plan.Name, shown.Name},
		{"realserver_type", plan.RealServerType, shown.RealServerType},
		{"scheduler", plan.Scheduler, shown.Scheduler},
		{"failover_switch", plan.FailoverSwitch, shown.FailoverSwitch},
		{"client_ip_method", plan.ClientIPMethod, shown.ClientIPMethod},
		{"health_check", plan.HealthCheck, shown.HealthCheck},
		{"interval", plan.Interval, shown.Interval},
		{"connect_timeout", plan.ConnectTimeout, shown.ConnectTimeout},
		{"healthy_threshold", plan.HealthyThreshold, shown.HealthyThreshold},
		{"unhealthy_threshold", plan.UnhealthyThreshold, shown.UnhealthyThreshold},
		{"check_type", plan.CheckType, shown.CheckType},
		{"check_port", plan.CheckPort, shown.CheckPort},
		{"context_type", plan.ContextType, shown.ContextType},
		{"send_context", plan.SendContext, shown.SendContext},
		{"recv_context", plan.RecvContext, shown.RecvContext},
	})
}
