package badinput

import (
	"maps"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What listeners are tried with.
const (
	listenerProxy  = "link-a1b2c3d4"
	listenerOrigin = "rs-a1b2c3d4"
)

func aroundListener(mock *gaapmock.Server) {
	mock.AddProxy(gaapmock.Proxy{
		ID: listenerProxy, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2, ClientIPMethods: []int64{0, 1},
	})
	mock.AddRealServer(gaapmock.RealServer{ID: listenerOrigin, Name: "edge", Address: "192.0.2.1"})
}

func plainListener() map[string]cty.Value {
	return map[string]cty.Value{
		"name": cty.StringVal("edge"), "proxy_id": cty.StringVal(listenerProxy), "protocol": cty.StringVal("TCP"), "port": cty.NumberIntVal(80),
		"realserver_type": cty.StringVal("IP"), "realserver_bind_set": cty.SetValEmpty(bindingType),
	}
}

var bindingType = cty.Object(map[string]cty.Type{"id": cty.String, "port": cty.Number, "ip": cty.String, "weight": cty.Number, "failover_role": cty.String})

// binding is a set of one origin, with a change.
func binding(name string, value cty.Value) cty.Value {
	parts := map[string]cty.Value{
		"id": cty.StringVal(listenerOrigin), "port": cty.NumberIntVal(80), "ip": cty.NullVal(cty.String), "weight": cty.NullVal(cty.Number), "failover_role": cty.NullVal(cty.String),
	}
	if name != "" {
		parts[name] = value
	}
	return cty.SetVal([]cty.Value{cty.ObjectVal(parts)})
}

// badBindings have whole numbers only: of others in a set, the framework itself
// says that it is at a loss.
func badBindings() (all []cty.Value) {
	for name, values := range sorted(map[string][]cty.Value{
		"id": several(notIDs, cty.NullVal(cty.String)), "port": several(0, 65536, -1, cty.NullVal(cty.Number)), "weight": several(0, 101, -1),
		"failover_role": several("MASTER", "backup", ""),
	}) {
		for _, value := range values {
			all = append(all, binding(name, value))
		}
	}
	return all
}

// listenerArguments are the arguments of gaap_layer4_listener.
func listenerArguments() map[string]argument {
	shared, flag := proxyArguments(), argument{several(cty.True, cty.False), nil}
	between := func(least, most int) argument {
		return argument{several(least, most), several(least-1, most+1, notNumbers)}
	}
	text := argument{several("ping", "\x00", "道", strings.Repeat("x", 1000)), several("")}
	return map[string]argument{
		"name": shared["name"], "timeouts": shared["timeouts"],
		"proxy_id":            {several(listenerProxy), several(notIDs, "link", "link-", "link_a1")},
		"group_id":            {several("lg-demo0001"), several(notIDs, "lg", "lg-")},
		"protocol":            {several("TCP", "UDP"), several("tcp", "HTTP", "HTTPS", notIDs)},
		"port":                {several(1, 20, 22, 80, 64999), several(0, 21, 65000, 65536, notNumbers)},
		"realserver_type":     {several("IP", "DOMAIN"), several("ip", "IPv4", notIDs)},
		"client_ip_method":    {several(0, 1), several(2, notNumbers)},
		"scheduler":           {several("rr", "wrr", "lc"), several("RR", "random", notIDs)},
		"failover_switch":     flag,
		"health_check":        flag,
		"interval":            between(5, 300),
		"connect_timeout":     between(2, 60),
		"healthy_threshold":   between(1, 10),
		"unhealthy_threshold": between(1, 10),
		"check_type":          {several("PORT", "PING"), several("port", "TCP", notIDs)},
		"check_port":          {several(1, 80, 65535), several(0, 65536, notNumbers)},
		"context_type":        {several("TEXT"), several("text", "HEX", notIDs)},
		"send_context":        text,
		"recv_context":        text,
		"realserver_bind_set": {several(cty.SetValEmpty(bindingType), binding("", cty.NilVal), binding("weight", cty.NumberIntVal(100)), binding("ip", cty.StringVal("192.0.2.1")), binding("failover_role", cty.StringVal("master"))), badBindings()},
	}
}

// oneParent: most listeners have one parent, and only what their protocol has.
func oneParent(t *rapid.T, config map[string]cty.Value) {
	if rapid.IntRange(0, 3).Draw(t, "parent") > 0 {
		delete(config, "group_id")
	} else if !config["group_id"].IsNull() {
		delete(config, "proxy_id")
	}
	if rapid.IntRange(0, 6).Draw(t, "fits") == 0 {
		return
	}
	checks := map[string]cty.Value{"health_check": cty.True, "check_type": cty.StringVal("PORT"), "check_port": cty.NumberIntVal(81)}
	text := func(name string) bool { return strings.Contains(name, "context") }
	maps.DeleteFunc(config, func(name string, _ cty.Value) bool {
		return strings.HasPrefix(name, "check_") || text(name) && config["context_type"].IsNull() || name == "failover_switch" || name == "connect_timeout"
	})
	if config["protocol"].RawEquals(cty.StringVal("UDP")) {
		delete(config, "client_ip_method")
		maps.Copy(config, checks)
		return
	}
	maps.DeleteFunc(config, func(name string, _ cty.Value) bool { return text(name) })
}

func listenerFilters(protocols ...any) map[string]argument {
	return map[string]argument{
		"proxy_id": dataID(listenerProxy), "group_id": dataID("lg-demo0001"), "protocol": {several(protocols...), several("tcp", "http", notIDs)},
		"port": {several(1, 21, 80, 65535), several(0, 65536, notNumbers)}, "name": name(),
		"listener_id": dataID("listener-a1b2c3d4"),
	}
}
