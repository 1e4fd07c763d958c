package layer4_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A listener is made with all that it has, and its origins are bound after that.
func TestAccLayer4_create(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(withPlan(x.Apply(block("test", nil, to(one), to(two)), x.Same(), x.Warned(),
		x.Wrote(createBody, binds(bound(one, ""), bound(two, ""))),
		attributes(map[string]string{
			"status": "RUNNING", "bind_status": "NORMAL", "session_persist": "0", "create_time": "2026-06-01T13:00:00Z", "client_ip_method": "0", "group_id": "",
			"check_type": "", "check_port": "", "realserver_bind_set.#": "2", "realserver_bind_set.0.ip": "192.0.2.1", "realserver_bind_set.0.weight": "1",
		})), plancheck.ResourceActionCreate, planCheck(func(after, unknown map[string]any) error {
		for _, name := range []string{"id", "status", "bind_status", "session_persist", "create_time"} {
			if unknown[name] != true {
				return fmt.Errorf("%s is known before it is made", name)
			}
		}
		if bound, ok := after["realserver_bind_set"].([]any); !ok || len(bound) != 2 || fmt.Sprint(bound[0].(map[string]any)["ip"]) != "192.0.2.1" {
			return fmt.Errorf("the addresses of the origins are not planned: %v", after["realserver_bind_set"])
		}
		return nil
	})))
	if got := x.Writes(listenerID); len(got) != 1 || got[0] != deleteBody {
		t.Errorf("the end is %q", got)
	}
}

// Below a group, and with all that a UDP listener can have.
func TestAccLayer4_createAll(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(x.Apply(block("test", with(udp, arguments{
		"proxy_id": "", "group_id": `"` + groupID + `"`, "scheduler": `"wrr"`, "failover_switch": "true", "health_check": "true", "interval": "10", "connect_timeout": "9",
		"healthy_threshold": "2", "unhealthy_threshold": "3", "check_type": `"PORT"`, "check_port": "81", "context_type": `"TEXT"`, "send_context": `"ping"`, "recv_context": `"pong"`,
	}), to(one, "weight = 7", `failover_role = "master"`), to(two, `failover_role = "slave"`)), x.Same(),
		x.Wrote(`CreateUDPListeners {"CheckPort":81,"CheckType":"PORT","ConnectTimeout":9,"ContextType":"TEXT","DelayLoop":10,"FailoverSwitch":1,"GroupId":"lg-demo0001","HealthCheck":1,"HealthyThreshold":2,"ListenerName":"web","Ports":[80],"RealServerType":"IP","RecvContext":"pong","Scheduler":"wrr","SendContext":"ping","UnhealthyThreshold":3}`,
			binds(bound(one, `,"RealServerWeight":7,"RealServerFailoverRole":"master"`), bound(two, `,"RealServerWeight":1,"RealServerFailoverRole":"slave"`))),
		attributes(map[string]string{"proxy_id": "", "group_id": groupID, "client_ip_method": "", "bind_status": "NORMAL"})))
	if got := x.Writes(listenerID); len(got) != 1 || got[0] != `DeleteListeners {"Force":1,"GroupId":"lg-demo0001","ListenerIds":["ID"]}` {
		t.Errorf("the end is %q", got)
	}
}

// Each argument that can be changed in place is, and nothing else is sent.
func TestAccLayer4_updateEach(t *testing.T) {
	x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{LRTTAllowed: true}})
	as := arguments{}
	change := func(name, value string) string {
		as = with(as, arguments{name: value})
		return block("test", as)
	}
	x.Run(
		x.Apply(change("name", `"a"`), x.Same()),
		before(x.updates(change("name", `"b"`), modifies("TCP", `"ListenerName":"b"`)), x.Mock.ResetJournal),
		x.updates(change("scheduler", `"lc"`), modifies("TCP", `"Scheduler":"lc"`)),
		x.updates(change("scheduler", `"lrtt"`), modifies("TCP", `"Scheduler":"lrtt"`)),
		x.updates(change("scheduler", ``), modifies("TCP", `"Scheduler":"rr"`)),
		x.updates(change("interval", `20`), modifies("TCP", `"DelayLoop":20`)),
		x.updates(change("connect_timeout", `19`), modifies("TCP", `"ConnectTimeout":19`)),
		x.updates(change("healthy_threshold", `10`), modifies("TCP", `"HealthyThreshold":10`)),
		x.updates(change("unhealthy_threshold", `9`), modifies("TCP", `"UnhealthyThreshold":9`)),
		x.updates(change("health_check", `true`), modifies("TCP", `"HealthCheck":1`)),
		x.updates(change("failover_switch", `true`), modifies("TCP", `"FailoverSwitch":1`)),
		x.updates(block("test", as, to(one, `failover_role = "slave"`)), binds(bound(one, `,"RealServerFailoverRole":"slave"`))),
		x.updates(block("test", as, to(one, `failover_role = "master"`)), binds(bound(one, `,"RealServerFailoverRole":"master"`))),
		x.updates(block("test", nil), // back to the defaults, and no origins
			modifies("TCP", `"ListenerName":"web","DelayLoop":5,"ConnectTimeout":2,"HealthyThreshold":1,"UnhealthyThreshold":1,"HealthCheck":0,"FailoverSwitch":0`), binds()),
		withPlan(x.Apply(block("test", arguments{"timeouts": "{\n    create = \"1h\"\n  }"}), x.Wrote(), x.Same()), plancheck.ResourceActionUpdate),
	)
}

// What a check goes by is cleared by taking it out.
func TestAccLayer4_updateChecks(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	port := with(udp, arguments{"health_check": "true", "check_type": `"PORT"`, "check_port": "81"})
	text := with(port, arguments{"context_type": `"TEXT"`, "send_context": `"ping"`, "recv_context": `"pong"`})
	ping := with(udp, arguments{"health_check": "true", "check_type": `"PING"`})
	x.Run(
		x.Apply(block("test", text), x.Same()),
		before(x.updates(block("test", with(text, arguments{"recv_context": ""})), modifies("UDP", `"RecvContext":""`)), x.Mock.ResetJournal),
		x.updates(block("test", with(text, arguments{"send_context": `"hey"`})), modifies("UDP", `"RecvContext":"pong","SendContext":"hey"`)),
		x.updates(block("test", port), modifies("UDP", `"ContextType":"","RecvContext":"","SendContext":""`)),
		x.updates(block("test", with(port, arguments{"check_port": "82"})), modifies("UDP", `"CheckPort":82`)),
		x.updates(block("test", ping), modifies("UDP", `"CheckType":"PING","CheckPort":0`)),
		x.updates(block("test", udp), modifies("UDP", `"CheckType":"","HealthCheck":0`)),
		x.updates(block("test", text), modifies("UDP", `"CheckPort":81,"CheckType":"PORT","ContextType":"TEXT","HealthCheck":1,"RecvContext":"pong","SendContext":"ping"`)),
		x.updates(block("test", udp), modifies("UDP", `"CheckPort":0,"CheckType":"","ContextType":"","HealthCheck":0,"RecvContext":"","SendContext":""`)),
	)
}

// A scheduler and the weights that it is for change in one apply. Weights of other
// schedulers are stored, and nothing is sent.
func TestAccLayer4_updateWeights(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	wrr := arguments{"scheduler": `"wrr"`}
	x.Run(
		x.Apply(block("test", nil, to(one, "weight = 9"), to(two)), x.Same(), x.Wrote(createBody, binds(bound(one, ""), bound(two, "")))),
		withPlan(x.Apply(block("test", nil, to(one, "weight = 9"), to(two)), x.Wrote()), plancheck.ResourceActionNoop),
		x.updates(block("test", nil, to(one, "weight = 8"), to(two))),
		x.updates(block("test", wrr, to(one, "weight = 8"), to(two)), modifies("TCP", `"Scheduler":"wrr"`), binds(bound(one, `,"RealServerWeight":8`), bound(two, `,"RealServerWeight":1`))),
		x.updates(block("test", wrr, to(one), to(two, "weight = 100")), binds(bound(one, `,"RealServerWeight":1`), bound(two, `,"RealServerWeight":100`))),
		x.updates(block("test", nil, to(one), to(two, "weight = 100")), modifies("TCP", `"Scheduler":"rr"`)),
		x.updates(block("test", nil, to(two, "weight = 100")), binds(bound(two, ""))),
	)
}

// Origins come, go, move to other ports, and may have several.
func TestAccLayer4_updateOrigins(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	at := func(id string, port int) string {
		return fmt.Sprintf(`{"RealServerId":%q,"RealServerPort":%d,"RealServerIP":%q}`, id, port, origins[id])
	}
	x.Run(
		x.Apply(block("test", nil), x.Same(), x.Wrote(createBody), attributes(map[string]string{"realserver_bind_set.#": "0"})),
		x.updates(block("test", nil, to(one)), binds(bound(one, ""))),
		x.updates(block("test", nil, to(one), `id = "`+one+`"`+"\n    port = 81"), binds(at(one, 80), at(one, 81))),
		x.updates(block("test", nil, `id = "`+two+`"`+"\n    port = 81"), binds(at(two, 81))),
		x.updates(block("test", nil, to(two), to("rs-six00001")), binds(bound("rs-six00001", ""), bound(two, ""))),
		x.updates(block("test", nil), binds()),
	)
}

// An address is that of the id; it may be written in any way.
func TestAccLayer4_addresses(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	const six = "rs-six00001"
	written := `ip = "2001:0DB8:0:0::0001"`
	x.Run(
		x.Apply(block("test", nil, to(six, written)), x.Same(), attributes(map[string]string{"realserver_bind_set.0.ip": "2001:0DB8:0:0::0001"})),
		withPlan(x.Apply(block("test", nil, to(six, written)), x.Same()), plancheck.ResourceActionNoop),
		withPlan(x.Apply(block("test", nil, to(six)), x.Same()), plancheck.ResourceActionNoop),
		before(x.updates(block("test", nil, to(six, `ip = "2001:db8::1"`))), x.Mock.ResetJournal),
		x.updates(block("test", nil, to(six, written))),
	)
}

// What cannot be changed replaces the listener.
func TestAccLayer4_replace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ from, to arguments }{
		"protocol":         {nil, udp},
		"port":             {nil, arguments{"port": "81"}},
		"realserver_type":  {nil, arguments{"realserver_type": `"DOMAIN"`}},
		"parent":           {nil, arguments{"proxy_id": "", "group_id": `"` + groupID + `"`}},
		"client_ip_method": {nil, arguments{"client_ip_method": "1"}},
		"back":             {arguments{"client_ip_method": "1"}, arguments{"client_ip_method": "0"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.ClientIPMethods = []int64{0, 1} })
			x.Run(x.Apply(block("test", c.from)), withPlan(x.Apply(block("test", c.to)), plancheck.ResourceActionReplace))
		})
	}
	t.Run("taken out", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.ClientIPMethods = []int64{0, 1} })
		x.Run(
			x.Apply(block("test", arguments{"client_ip_method": "1"}), x.Same()),
			withPlan(x.Apply(block("test", nil), x.Same(), attributes(map[string]string{"client_ip_method": "1"})), plancheck.ResourceActionNoop),
		)
	})
}

// A plan that touches nothing that health depends on shows it, for what depends
// on it. One that may end with another does not.
func TestAccLayer4_updateKeepsShown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	plans := func(config string, known bool) resource.TestStep {
		return withPlan(x.Apply(config, x.Same()), plancheck.ResourceActionUpdate, planCheck(func(after, unknown map[string]any) error {
			if is := unknown["bind_status"] != true && after["bind_status"] != nil; is != known || unknown["create_time"] == true {
				return fmt.Errorf("bind_status is known: %v", is)
			}
			return nil
		}))
	}
	x.Run(
		x.Apply(block("test", nil, to(one)), x.Same()),
		plans(block("test", arguments{"name": `"new"`}, to(one)), true),
		plans(block("test", arguments{"scheduler": `"lc"`}, to(one)), true),
		plans(block("test", arguments{"health_check": `true`}, to(one)), false),
		plans(block("test", arguments{"health_check": `true`}, to(two)), false),
	)
}
