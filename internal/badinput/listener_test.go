package badinput

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

func plainListener() map[string]cty.Value {
	return map[string]cty.Value{
		"name": cty.StringVal("edge"), "protocol": cty.StringVal("TCP"), "port": cty.NumberIntVal(80),
		"realserver_type": cty.StringVal("IP"), "proxy_id": cty.StringVal("link-a1b2c3d4"),
	}
}

// listenerArguments are the arguments of gaap_layer4_listener (design section 9).
func listenerArguments() map[string]argument {
	shared := proxyArguments()
	flag := argument{several(cty.True, cty.False), nil}
	number := func(least, most int) argument {
		return argument{several(least, most, (least+most)/2), several(least-1, most+1, notNumbers)}
	}
	return map[string]argument{
		"name": shared["name"], "timeouts": shared["timeouts"],
		"protocol":            {several("TCP", "UDP"), several(notIDs, "tcp", "HTTP")},
		"port":                {several(1, 80, 22, 64999), several(0, 21, 65000, notNumbers)},
		"realserver_type":     {several("IP", "DOMAIN"), several(notIDs, "ip")},
		"proxy_id":            {several("link-a1b2c3d4"), notIDs},
		"group_id":            {several("lg-demo0001"), notIDs},
		"client_ip_method":    number(0, 1),
		"scheduler":           {several("rr", "wrr", "lc"), several(notIDs, "RR", "random")},
		"failover_switch":     flag,
		"health_check":        flag,
		"interval":            number(5, 300),
		"connect_timeout":     number(2, 60),
		"healthy_threshold":   number(1, 10),
		"unhealthy_threshold": number(1, 10),
		"check_type":          {several("PORT", "PING"), several(notIDs, "port")},
		"check_port":          number(1, 65535),
		"context_type":        {several("TEXT"), several(notIDs, "text")},
		"send_context":        {several("ping", "道", strings.Repeat("x", 100)), several("")},
		"recv_context":        {several("pong"), several("")},
		"realserver_bind_set": {several(bindings(), bindings("rs-a1b2c3d4"), bindings("rs-domain01")), several(bindings("rs"), bindings(""), bindings("a b"))},
	}
}

var bindingType = cty.Object(map[string]cty.Type{
	"id": cty.String, "ip": cty.String, "port": cty.Number, "weight": cty.Number, "failover_role": cty.String,
})

func bindings(ids ...string) cty.Value {
	var all []cty.Value
	for _, id := range ids {
		all = append(all, tfcore.ObjectOf(bindingType, map[string]cty.Value{"id": cty.StringVal(id), "port": cty.NumberIntVal(8080)}))
	}
	if len(all) == 0 {
		return cty.SetValEmpty(bindingType)
	}
	return cty.SetVal(all)
}

// together: most listeners have one parent, a probe that goes with their protocol,
// and no failover.
func together(t *rapid.T, config map[string]cty.Value) {
	if rapid.IntRange(0, 5).Draw(t, "apart") == 0 {
		return
	}
	for _, name := range []string{"group_id", "failover_switch", "check_type", "check_port", "context_type", "send_context", "recv_context", "connect_timeout"} {
		delete(config, name)
	}
	if config["protocol"].RawEquals(cty.StringVal("UDP")) {
		config["health_check"] = cty.False
		delete(config, "client_ip_method")
	}
	if config["realserver_type"].RawEquals(cty.StringVal("DOMAIN")) {
		delete(config, "scheduler")
	}
}
