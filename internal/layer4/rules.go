package layer4

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// rules are what arguments demand of each other. What is not known yet is checked
// when it is planned again.
type rules struct {
	m     *model
	diags *diag.Diagnostics
}

func validate(config *model, diags *diag.Diagnostics) {
	r := rules{config, diags}
	object.CheckParent("Invalid listener", "listener", config.ProxyID, config.GroupID, diags)
	listener.CheckTimes("listener", config.Interval, config.ConnectTimeout, diags)
	r.probe()
	r.domain()
	r.failover()
	if config.Protocol.ValueString() == "UDP" && !config.ClientIPMethod.IsNull() {
		r.refuse("client_ip_method", "tells a TCP listener's origins the address of a client; a UDP listener has none")
	}
}

func (r rules) refuse(name, words string) {
	r.diags.AddAttributeError(path.Root(name), "Invalid listener", name+" "+words+".")
}

// probe: only UDP listeners have a choice of checks.
func (r rules) probe() {
	all := map[string]attr.Value{
		"check_type": r.m.CheckType, "check_port": r.m.CheckPort, "context_type": r.m.ContextType, "send_context": r.m.SendContext, "recv_context": r.m.RecvContext,
	}
	if r.m.Protocol.ValueString() == "TCP" {
		for name, value := range all {
			if object.IsSet(value) {
				r.refuse(name, "is for UDP listeners; a TCP listener checks whether it can connect")
			}
		}
		return
	}
	checks, known := r.m.HealthCheck.ValueBool(), !r.m.HealthCheck.IsUnknown() && !r.m.Protocol.IsUnknown() && !r.m.CheckType.IsUnknown()
	if !known {
		return
	}
	kind := r.m.CheckType.ValueString()
	if checks && kind == "" {
		r.refuse("check_type", "is required for a UDP listener with health_check: PORT or PING")
	}
	if kind == "PORT" && r.m.CheckPort.IsNull() {
		r.refuse("check_port", "is required with check_type = \"PORT\"")
	}
	for _, name := range []string{"check_port", "context_type", "send_context", "recv_context"} {
		if kind != "PORT" && object.IsSet(all[name]) {
			r.refuse(name, "needs check_type = \"PORT\"")
		}
	}
	for _, name := range []string{"send_context", "recv_context"} {
		if object.IsSet(all[name]) && r.m.ContextType.IsNull() {
			r.refuse(name, "needs context_type = \"TEXT\"")
		}
	}
	if object.IsSet(r.m.ContextType) && r.m.SendContext.IsNull() && r.m.RecvContext.IsNull() {
		r.refuse("context_type", "needs send_context or recv_context")
	}
}

// domain: what the service cannot do with domains.
func (r rules) domain() {
	if r.m.RealServerType.ValueString() != "DOMAIN" {
		return
	}
	if s := r.m.Scheduler.ValueString(); s == "wrr" || s == "lrtt" {
		r.refuse("scheduler", s+" is not possible with realserver_type = \"DOMAIN\": use rr or lc")
	}
	if r.m.FailoverSwitch.ValueBool() {
		r.refuse("failover_switch", "is not possible with realserver_type = \"DOMAIN\"")
	}
}

// failover: each origin is a master or a slave, and somebody has to find out which
// are well.
func (r rules) failover() {
	if r.m.FailoverSwitch.IsUnknown() || r.m.RealServerBindSet.IsUnknown() {
		return
	}
	on := r.m.FailoverSwitch.ValueBool()
	if on && !r.m.HealthCheck.IsUnknown() && !r.m.HealthCheck.ValueBool() {
		r.refuse("failover_switch", "needs health_check = true")
	}
	for _, b := range r.m.bindings() {
		switch {
		case on && b.FailoverRole.IsNull():
			r.refuse("realserver_bind_set", "needs a failover_role for each origin with failover_switch: master or slave")
			return
		case !on && object.IsSet(b.FailoverRole):
			r.refuse("realserver_bind_set", "has a failover_role, which needs failover_switch = true")
			return
		}
	}
	origins.RefuseRepeated(r.m.RealServerBindSet, r.diags)
}
