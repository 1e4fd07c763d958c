package gaapmock

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// bound is RealServerSet as the API shows it, by the ids of the origins.
func (x *tester) bound(protocol, id string) map[string]map[string]any {
	x.t.Helper()
	out := map[string]map[string]any{}
	for _, r := range x.look(protocol, id)["RealServerSet"].([]any) {
		r := r.(map[string]any)
		out[r["RealServerId"].(string)] = r
	}
	return out
}

// The set replaces what was bound.
func TestBind(t *testing.T) {
	x := newTester(t)
	id := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{}), Scheduler: "wrr"})
	a, b, c := x.origin(RealServer{}), x.origin(RealServer{Address: "2001:db8::1"}), x.origin(RealServer{ProjectID: 1204})
	x.ok("BindListenerRealServers", bind(id, server(a, 80, `{"RealServerWeight":100}`), server(b, 81, "")))
	x.Advance(2 * time.Second)
	x.ok("BindListenerRealServers", bind(id, server(b, 82, `{"RealServerWeight":7,"RealServerIP":"2001:DB8::0:1"}`), server(c, 83, "")))
	x.Advance(2 * time.Second)
	set := x.bound("TCP", id)
	if len(set) != 2 || set[b.ID]["RealServerPort"] != 82.0 || set[b.ID]["RealServerWeight"] != 7.0 || set[c.ID]["RealServerWeight"] != 1.0 || set[b.ID]["RealServerIP"] != "2001:db8::1" {
		t.Errorf("%v", set)
	}
	x.ok("BindListenerRealServers", `{"ListenerId":"`+id+`"}`)
	x.Advance(2 * time.Second)
	if set := x.bound("TCP", id); len(set) != 0 {
		t.Errorf("an omitted set leaves %v", set)
	}
}

func TestBindRules(t *testing.T) {
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	id, failover := x.AddListener(Listener{ProxyID: proxy}), x.AddListener(Listener{ProxyID: proxy, HealthCheck: 1, FailoverSwitch: 1})
	domains, web := x.AddListener(Listener{ProxyID: proxy, Protocol: "UDP", RealServerType: TypeDomain}), x.AddListener(Listener{ProxyID: proxy, Protocol: "HTTP"})
	r, banned, domain := x.origin(RealServer{}), x.origin(RealServer{Banned: true}), x.origin(RealServer{Address: "www.example.com"})
	many := func(n int) (set []string) {
		for i := range n {
			set = append(set, server(r, i+1, ""))
		}
		return set
	}
	for _, c := range []struct{ body, code string }{
		{bind(id, server(r, 80, "")), ""},
		{bind(id), ""},
		{bind(id, server(r, 80, `{"RealServerId":null}`)), "MissingParameter"},
		{bind(id, server(r, 80, `{"RealServerIP":null}`)), "MissingParameter"},
		{bind(id, server(r, 80, `{"RealServerPort":null}`)), "MissingParameter"},
		{bind(id, server(r, 80, `{"RealServerPort":"80"}`)), "InvalidParameter"},
		{bind(id, server(r, 80, `{"Weight":1}`)), "UnknownParameter"},
		{bind(id, server(r, 0, "")), "InvalidParameterValue"},
		{bind(id, server(r, 65536, "")), "InvalidParameterValue"},
		{bind(id, server(r, 65535, "")), ""},
		{bind(id, many(100)...), ""},
		{bind(id, many(101)...), "FailedOperation.LimitRealServerNum"},
		{bind(id, server(r, 80, ""), server(r, 80, "")), "InvalidParameterValue"},
		{bind(id, server(banned, 80, "")), "InvalidParameterValue.HitBanBlacklist"},
		{bind(id, server(r, 80, `{"RealServerFailoverRole":"first"}`)), "InvalidParameterValue"},
		{bind(id, server(domain, 80, "")), "InvalidParameterValue"},
		{bind(domains, server(domain, 80, "")), ""},
		{bind(domains, server(r, 80, "")), "InvalidParameterValue"},
		{bind(failover, server(r, 80, "")), "InvalidParameterValue"},
		{bind(failover, server(r, 80, `{"RealServerFailoverRole":"slave"}`)), ""},
		{bind(web, server(r, 80, "")), "InvalidParameter"},
		{`{"RealServerBindSet":[]}`, "MissingParameter"},
	} {
		x.fails(c.code, "BindListenerRealServers", c.body)
		x.Advance(2 * time.Second)
	}
	if role := x.bound("TCP", failover)[r.ID]["RealServerFailoverRole"]; role != "slave" {
		t.Errorf("role %v", role)
	}
	x.UpdateListener(failover, func(l *Listener) { l.FailoverSwitch = 0 })
	if role := x.bound("TCP", failover)[r.ID]["RealServerFailoverRole"]; role != "" {
		t.Errorf("role %v without failover", role)
	}
}

func TestBindOptions(t *testing.T) {
	const value = "InvalidParameterValue"
	for _, c := range []struct {
		name          string
		set           func(*ListenerOptions)
		binding       func(r, domain RealServer) []string
		usual, differ string // codes
	}{
		{"nothing", func(o *ListenerOptions) { o.EmptyBindRefused = true }, func(_, _ RealServer) []string { return nil }, "", "MissingParameter"},
		{"another address", func(o *ListenerOptions) { o.BindUnchecked = true }, func(r, _ RealServer) []string {
			return []string{server(r, 80, `{"RealServerIP":"192.0.2.77"}`)}
		}, value, ""},
		{"another type", func(o *ListenerOptions) { o.BindUnchecked = true }, func(_, d RealServer) []string { return []string{server(d, 80, "")} }, value, ""},
		{"unknown", func(o *ListenerOptions) { o.UnknownBindNotFound = true }, func(_, _ RealServer) []string {
			return []string{server(RealServer{ID: "rs-none"}, 80, "")}
		}, "InvalidParameterValue.RealServerNotBelong", "ResourceNotFound"},
		{"two ports", func(o *ListenerOptions) { o.RepeatedBindRefused = true }, func(r, _ RealServer) []string {
			return []string{server(r, 80, ""), server(r, 81, "")}
		}, "", value},
		{"weight 0", func(o *ListenerOptions) { o.AnyWeight = true }, func(r, _ RealServer) []string { return []string{server(r, 80, `{"RealServerWeight":0}`)} }, value, ""},
		{"weight 101", func(o *ListenerOptions) { o.AnyWeight = true }, func(r, _ RealServer) []string { return []string{server(r, 80, `{"RealServerWeight":101}`)} }, value, ""},
		{"role", func(o *ListenerOptions) { o.RoleRefused = true }, func(r, _ RealServer) []string {
			return []string{server(r, 80, `{"RealServerFailoverRole":"master"}`)}
		}, "", value},
		{"project", func(o *ListenerOptions) { o.BindProjectChecked = true }, func(r, _ RealServer) []string { return []string{server(r, 80, "")} }, "", value},
	} {
		for on, want := range map[bool]string{false: c.usual, true: c.differ} {
			x := newTester(t, func(o *Options) {
				if on {
					c.set(&o.Listener)
				}
			})
			r, domain := x.origin(RealServer{ProjectID: 1204}), x.origin(RealServer{Address: "www.example.com"})
			id := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{}), RealServers: []Binding{{}}})
			if a := x.call("BindListenerRealServers", bind(id, c.binding(r, domain)...)); a.code != want {
				t.Errorf("%s, %v: %s, want %s", c.name, on, a.body, want)
			}
			if got := x.bound("TCP", id)[r.ID]; c.name == "another address" && on && got["RealServerIP"] != r.Address {
				t.Errorf("the id does not win: %v", got)
			} else if c.name == "role" && !on && got["RealServerFailoverRole"] != "" {
				t.Errorf("the role is not ignored: %v", got)
			}
		}
	}
}

// Weights count with wrr only, and come back with it.
func TestWeights(t *testing.T) {
	for shown, want := range map[bool]float64{false: 1, true: 50} {
		x := newTester(t, func(o *Options) { o.Listener.WeightsShown = shown })
		proxy := x.AddProxy(Proxy{})
		id, r := x.AddListener(Listener{ProxyID: proxy, Scheduler: "lc"}), x.origin(RealServer{})
		x.ok("BindListenerRealServers", bind(id, server(r, 80, `{"RealServerWeight":50}`)))
		x.Advance(2 * time.Second)
		if got := x.bound("TCP", id)[r.ID]["RealServerWeight"]; got != want {
			t.Errorf("%v: weight %v with lc, want %v", shown, got, want)
		}
		x.ok("ModifyTCPListenerAttribute", `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`","Scheduler":"wrr"}`)
		if got := x.bound("TCP", id)[r.ID]["RealServerWeight"]; got != 50.0 {
			t.Errorf("%v: weight %v with wrr", shown, got)
		}
	}
}

func TestHealth(t *testing.T) {
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	ip, domain := x.origin(RealServer{Address: "192.0.2.1"}), x.origin(RealServer{Address: "www.example.com"})
	add := func(protocol, kind string, check int64, r RealServer) string {
		return x.AddListener(Listener{ProxyID: proxy, Protocol: protocol, RealServerType: kind, HealthCheck: check, CheckType: "PING", RealServers: []Binding{{ID: r.ID, Port: 9000}}})
	}
	tcp, udp, unchecked := add("TCP", TypeIP, 1, ip), add("UDP", TypeIP, 1, ip), add("TCP", TypeIP, 0, ip)
	tcpDomain, udpDomain := add("TCP", TypeDomain, 1, domain), add("UDP", TypeDomain, 1, domain)
	want := func(protocol, id string, status, of float64, down string) {
		t.Helper()
		got := x.look(protocol, id)
		r := got["RealServerSet"].([]any)[0].(map[string]any)
		if got["BindStatus"] != status || r["RealServerStatus"] != of || fmt.Sprint(r["DownIPList"]) != down {
			t.Errorf("%s: BindStatus %v, want %v; origin %v", protocol, got["BindStatus"], status, r)
		}
	}
	well := func() {
		t.Helper()
		want("TCP", tcp, 1, 0, "[]")
		want("UDP", udp, 0, 0, "[]")
		want("TCP", tcpDomain, 1, 0, "[]")
		want("UDP", udpDomain, 0, 0, "[]")
	}
	well()
	if !x.SetHealth(ip.ID, false) || !x.SetHealth(domain.ID, false) {
		t.Error("SetHealth knows no origin")
	}
	want("TCP", tcp, 0, 1, "[192.0.2.1:9000]")
	want("UDP", udp, 1, 1, "[192.0.2.1:9000]")
	want("TCP", unchecked, 1, 0, "[]")
	want("TCP", tcpDomain, 0, 1, "[]")
	want("UDP", udpDomain, 2, 1, "[]")
	x.admin("PATCH", "realservers/"+domain.ID, `{"down_ips":["198.51.100.1"]}`)
	want("TCP", tcpDomain, 0, 1, "[198.51.100.1]")
	want("UDP", udpDomain, 1, 1, "[198.51.100.1]")
	x.SetHealth(ip.ID, true)
	x.SetHealth(domain.ID, true)
	well()
	empty := x.AddListener(Listener{ProxyID: proxy, HealthCheck: 1})
	if got := x.look("TCP", empty)["BindStatus"]; got != 1.0 {
		t.Errorf("BindStatus %v without origins", got)
	}
}

func TestDescribeListenerRealServers(t *testing.T) {
	for checked, want := range map[bool]string{false: "[rs-a rs-b rs-d]", true: "[rs-a rs-d]"} {
		x := newTester(t, func(o *Options) { o.Listener.BindProjectChecked = checked })
		x.AddRealServer(RealServer{ID: "rs-a"})
		x.AddRealServer(RealServer{ID: "rs-b", ProjectID: 1204})
		x.AddRealServer(RealServer{ID: "rs-c", Address: "www.example.com"})
		x.AddRealServer(RealServer{ID: "rs-d", Banned: true})
		id := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{}), RealServers: []Binding{{ID: "rs-a"}}})
		a := x.ok("DescribeListenerRealServers", `{"ListenerId":"`+id+`"}`)
		var ids []string
		for _, r := range a.fields["RealServerSet"].([]any) {
			r := r.(map[string]any)
			ids = append(ids, r["RealServerId"].(string))
			if banned := r["InBanBlacklist"] == 1.0; banned != (r["RealServerId"] == "rs-d") {
				t.Errorf("%v", r)
			}
		}
		if fmt.Sprint(ids) != want || a.fields["TotalCount"] != float64(len(ids)) {
			t.Errorf("%v: %v, want %s", checked, ids, want)
		}
		if !strings.Contains(a.body, `"BindRealServerSet":[{"RealServerId":"rs-a",`) || a.fields["BindRealServerTotalCount"] != 1.0 {
			t.Error(a.body)
		}
	}
}
