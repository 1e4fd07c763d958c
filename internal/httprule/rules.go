package httprule

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// rules are what arguments demand of each other. What is not known yet is checked
// when it is planned again.
type rules struct {
	m     *model
	diags *diag.Diagnostics
}

func validate(config *model, diags *diag.Diagnostics) {
	r := rules{config, diags}
	r.times()
	if config.RealServerType.ValueString() == "DOMAIN" && config.Scheduler.ValueString() == "wrr" {
		r.refuse("scheduler", "wrr is not possible with realserver_type = \"DOMAIN\": use rr or lc")
	}
	if config.SNISwitch.ValueString() == "ON" && config.SNI.IsNull() {
		r.refuse("sni", "is required with sni_switch = \"ON\": the name that origins are asked for in TLS")
	}
	origins.Twice(config.RealServers, diags)
}

func (r rules) refuse(name, words string) {
	r.diags.AddAttributeError(path.Root(name), "Invalid rule", name+" "+words+".")
}

const leastInterval = 5 // seconds

// times: a check has to end before the next one begins.
func (r rules) times() {
	interval, timeout := int64(5), int64(2)
	if r.m.Interval.IsUnknown() || r.m.ConnectTimeout.IsUnknown() {
		return
	}
	if isSet(r.m.Interval) {
		interval = r.m.Interval.ValueInt64()
	}
	if isSet(r.m.ConnectTimeout) {
		timeout = r.m.ConnectTimeout.ValueInt64()
	}
	if timeout >= interval && interval >= leastInterval { // a shorter one is refused as such
		r.refuse("connect_timeout", fmt.Sprintf("is %d seconds, and must be less than interval, which is %d", timeout, interval))
	}
}

func isSet(value attr.Value) bool { return !value.IsNull() && !value.IsUnknown() }
