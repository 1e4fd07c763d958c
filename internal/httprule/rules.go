package httprule

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
)

// rules are what arguments demand of each other. What is not known yet is checked
// when it is planned again.
type rules struct {
	m     *model
	diags *diag.Diagnostics
}

func validate(config *model, diags *diag.Diagnostics) {
	r := rules{config, diags}
	listener.CheckTimes("rule", config.Interval, config.ConnectTimeout, diags)
	if config.RealServerType.ValueString() == "DOMAIN" && config.Scheduler.ValueString() == "wrr" {
		r.refuse("scheduler", "wrr is not possible with realserver_type = \"DOMAIN\": use rr or lc")
	}
	if config.SNISwitch.ValueString() == "ON" && config.SNI.IsNull() {
		r.refuse("sni", "is required with sni_switch = \"ON\": the server name that is sent to origins")
	}
	origins.RefuseRepeated(config.RealServers, diags)
}

func (r rules) refuse(name, words string) {
	r.diags.AddAttributeError(path.Root(name), "Invalid rule", name+" "+words+".")
}
