package badinput

import (
	"maps"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What rules are tried with.
const (
	ruleType     = "gaap_http_rule"
	ruleListener = "listener-web00001"
	ruleDomain   = "www.example.com"
	ruleID       = "rule-a1b2c3d4"
)

func aroundRule(mock *gaapmock.Server) {
	aroundListener(mock)
	mock.AddListener(gaapmock.Listener{ID: ruleListener, ProxyID: listenerProxy, Name: "edge", Protocol: "HTTP", Port: 8080})
	mock.AddDomain(gaapmock.Domain{ListenerID: ruleListener, Name: ruleDomain})
}

func addRule(mock *gaapmock.Server, id string) string {
	aroundRule(mock)
	domains := mock.Domains(ruleListener)
	return mock.AddRule(gaapmock.Rule{ID: id, DomainID: domains[0].ID, RealServers: []gaapmock.Binding{{Address: "192.0.2.2"}}})
}

func plainRule() map[string]cty.Value {
	return map[string]cty.Value{
		"listener_id": cty.StringVal(ruleListener), "domain": cty.StringVal(ruleDomain), "path": cty.StringVal("/"), "realserver_type": cty.StringVal("IP"),
		"health_check": cty.False, "realservers": cty.SetValEmpty(ruleBindingType),
	}
}

var ruleBindingType = cty.Object(map[string]cty.Type{"id": cty.String, "port": cty.Number, "ip": cty.String, "weight": cty.Number})

// ruleBinding is [binding] without a role, which rules do not have.
func ruleBinding(value cty.Value) cty.Value {
	parts := maps.Clone(value.AsValueSlice()[0].AsValueMap())
	delete(parts, "failover_role")
	return cty.SetVal([]cty.Value{cty.ObjectVal(parts)})
}

func badRuleBindings() (all []cty.Value) {
	for _, value := range badBindings() {
		if value.AsValueSlice()[0].GetAttr("failover_role").IsNull() {
			all = append(all, ruleBinding(value))
		}
	}
	return all
}

// ruleArguments are the arguments of gaap_http_rule.
func ruleArguments() map[string]argument {
	shared, long := listenerArguments(), strings.Repeat
	paths := argument{several("/", "/a", "/A_b.c-d/e", "/"+long("x", 79)), several("", "a", "/ä", "/a b", "/a?b", "/"+long("x", 80), "\x00")}
	names := argument{several(ruleDomain, "a_b", "192.0.2.1", long("x", 80)), several("", "ab", "A.example.com", "*.example.com", "a b", "道.cn", long("x", 81))}
	text := argument{several("x", "道", "https://www.example.com/a?b", long("x", 500)), several("")}
	word := func(good ...any) argument { return argument{several(good...), several(notIDs, "x", "on", "http")} }
	passive := argument{several(1, 60, 100000), several(0, -1, notNumbers)}
	return map[string]argument{
		"listener_id": {several(ruleListener), several(notIDs, "listener", "listener-")},
		"domain":      names, "path": paths, "health_check_path": paths, "health_check_domain": names,
		"realserver_type": shared["realserver_type"], "scheduler": shared["scheduler"], "health_check": shared["health_check"],
		"interval": shared["interval"], "connect_timeout": shared["connect_timeout"], "timeouts": shared["timeouts"],
		"health_check_method":       word("GET", "HEAD"),
		"health_check_status_codes": {several(codes(100), codes(500, 200), codes(100, 200, 300, 400, 500)), several(cty.SetValEmpty(cty.Number), codes(0), codes(200, 201), codes(600), cty.SetVal([]cty.Value{cty.NullVal(cty.Number)}))},
		"failed_count_inter":        passive, "failed_threshold": passive, "block_inter": passive,
		"forward_host": text, "forced_redirect": text, "sni": text,
		"forward_protocol": word("HTTP", "HTTPS"), "sni_switch": word("ON", "OFF"),
		"realservers": {several(cty.SetValEmpty(ruleBindingType), ruleBinding(binding("", cty.NilVal)), ruleBinding(binding("weight", cty.NumberIntVal(100)))), badRuleBindings()},
		"headers": {
			several(headerText("X-A", "1"), headerText("X a:b_c", "$remote_addr"), headerText(long("x", 100), long(" ", 100))),
			several(headerText("", "1"), headerText("X-A", ""), headerText("X-A", "$host"), headerText("é", "1"), headerText("X-A", "é"), headerText(long("x", 101), "1"), headerText("X-A", long("x", 101)),
				header(cty.NullVal(cty.String), cty.StringVal("1")), header(cty.StringVal("X-A"), cty.NullVal(cty.String))),
		},
	}
}

// oneName: most rules are of the domain that is there, and have only what goes
// together.
func oneName(t *rapid.T, config map[string]cty.Value) {
	if rapid.IntRange(0, 6).Draw(t, "fits") == 0 {
		return
	}
	delete(config, "connect_timeout")
	if config["sni"].IsNull() {
		delete(config, "sni_switch")
	}
	if config["realserver_type"].RawEquals(cty.StringVal("DOMAIN")) {
		delete(config, "scheduler")
		delete(config, "realservers")
	}
}

func ruleFilters() map[string]argument {
	known := ruleArguments()
	return map[string]argument{"listener_id": dataID(ruleListener), "domain": known["domain"], "path": known["path"], "forward_host": {several("www.example.com", "default", "道"), several("")}}
}

func ruleResource() resource {
	return resource{
		plain: plainRule, arguments: ruleArguments, destroys: "DeleteRule", number: "interval", fit: oneName, around: aroundRule,
		add: func(mock *gaapmock.Server) string { return addRule(mock, "") },
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, r := range mock.Rules("") {
				ids = append(ids, r.ID)
			}
			return ids
		},
	}
}
