package layer4_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// others are listeners of all kinds that nobody has made with Terraform, and the
// configuration of each.
var others = map[string]struct {
	listener gaapmock.Listener
	as       arguments
	bind     []string
}{
	"TCP": {gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "web"}, nil, nil},
	"TCP with all": {
		gaapmock.Listener{
			ProxyID: proxyID, Port: 80, Name: "web", Scheduler: "wrr", ClientIPMethod: 1, HealthCheck: 1, DelayLoop: 20, ConnectTimeout: 19, HealthyThreshold: 2, UnhealthyThreshold: 3,
			FailoverSwitch: 1, RealServers: []gaapmock.Binding{{ID: one, Port: 80, Weight: 7, Role: "master"}, {ID: two, Port: 80, Role: "slave"}},
		},
		arguments{
			"scheduler": `"wrr"`, "client_ip_method": "1", "health_check": "true", "interval": "20", "connect_timeout": "19", "healthy_threshold": "2", "unhealthy_threshold": "3",
			"failover_switch": "true",
		},
		[]string{to(one, "weight = 7", `failover_role = "master"`), to(two, `failover_role = "slave"`)},
	},
	"client_ip_method that is not set": {gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "web", ClientIPMethod: 1}, nil, nil},
	"UDP":                              {gaapmock.Listener{ProxyID: proxyID, Protocol: "UDP", Port: 80, Name: "web"}, udp, nil},
	"UDP that pings": {
		gaapmock.Listener{ProxyID: proxyID, Protocol: "UDP", Port: 80, Name: "web", HealthCheck: 1, CheckType: "PING", CheckPort: 80},
		with(udp, arguments{"health_check": "true", "check_type": `"PING"`}), nil,
	},
	"UDP that asks": {
		gaapmock.Listener{
			ProxyID: proxyID, Protocol: "UDP", Port: 80, Name: "web", HealthCheck: 1, CheckType: "PORT", CheckPort: 81, ContextType: "TEXT", SendContext: "ping",
			RealServers: []gaapmock.Binding{{ID: one, Port: 80, Weight: 5}},
		},
		with(udp, arguments{"health_check": "true", "check_type": `"PORT"`, "check_port": "81", "context_type": `"TEXT"`, "send_context": `"ping"`}),
		[]string{to(one)},
	},
	"a group's": {gaapmock.Listener{GroupID: groupID, Port: 80, Name: "web"}, arguments{"proxy_id": "", "group_id": `"` + groupID + `"`}, nil},
	"domains": {
		gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "web", RealServerType: "DOMAIN", RealServers: []gaapmock.Binding{{ID: "rs-name0001", Port: 80}}},
		arguments{"realserver_type": `"DOMAIN"`},
		[]string{to("rs-name0001")},
	},
}

// After an import by id the plan is empty, and nothing is written.
func TestAccLayer4_import(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		for mode, options := range map[string]gaapmock.ListenerOptions{
			"": {}, ", the other mode": {Unknown: gaapmock.UnknownNotFound, OtherProtocol: gaapmock.UnknownNotExist, OtherParentEmpty: true, WeightsShown: true},
		} {
			t.Run(name+mode, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Listener: options})
				id := x.Mock.AddListener(c.listener)
				config := block("test", c.as, c.bind...)
				x.Run(
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
					withPlan(x.Apply(config, x.Same(), x.Wrote(), attributes(map[string]string{"id": id})), plancheck.ResourceActionNoop),
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateVerify: true},
				)
			})
		}
	}
}

// An import of nothing says so.
func TestAccLayer4_importBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", nil)
	imports := func(id string, phrases ...string) resource.TestStep {
		return resource.TestStep{
			Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true, ExpectError: acctest.Says(phrases...),
		}
	}
	going := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Status: gaapmock.StatusDestroying})
	x.Run(
		imports("nonsense", "Invalid import id", "nonsense", "listener-a1b2c3d4"),
		imports(proxyID+"#80", "Invalid import id"),
		imports("listener-missing0", "No GAAP listener to import", "Listener listener-missing0 does not exist in the account of the provider's key"),
		imports(proxyID, "No GAAP listener to import"),
		imports(going, "No GAAP listener to import", "is DESTROYING"),
		before(x.Apply(config), func() { x.Mock.RemoveListener(going) }),
	)
}

// The identity is the id.
func TestAccLayer4_identity(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "web"})
	x.Session(t, func(s *acctest.Session) {
		s.Configure("import {\n  to = " + address + "\n  identity = {\n    id = \"" + id + "\"\n  }\n}\n" + block("test", nil))
		s.Apply(tfcore.Options{})
		s.Empty()
		if got := s.State().Object(address).Text("id"); got != id {
			t.Errorf("the state holds %s, want %s", got, id)
		}
	})
}

// official is a state of the official provider, as its versions had it.
func official(id string, as map[string]any) string {
	all := map[string]any{
		"id": id, "protocol": "TCP", "port": 80, "name": "web", "scheduler": "rr", "realserver_type": "IP", "proxy_id": proxyID, "health_check": false, "interval": 5,
		"connect_timeout": 2, "realserver_bind_set": []any{}, "status": 0, "create_time": "2026-06-01T13:00:00Z",
	}
	maps.Copy(all, as)
	text, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func merged(a, b map[string]any) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// A listener of the official provider is taken over with an empty plan, with and
// without a refresh, whichever of its versions made the state.
func TestAccLayer4_moved(t *testing.T) {
	t.Parallel()
	origin := map[string]any{"id": one, "ip": "192.0.2.1", "port": 80, "weight": 1}
	newer := map[string]any{"healthy_threshold": 1, "unhealthy_threshold": 1, "client_ip_method": 0, "check_type": "", "check_port": 0, "context_type": "", "send_context": "", "recv_context": ""}
	for name, c := range map[string]struct {
		made  gaapmock.Listener
		state map[string]any
		as    arguments
		bind  []string
	}{
		"TCP, 2019":           {gaapmock.Listener{}, nil, nil, nil},
		"TCP, with an origin": {gaapmock.Listener{RealServers: []gaapmock.Binding{{ID: one, Port: 80}}}, map[string]any{"realserver_bind_set": []any{origin}}, nil, []string{to(one)}},
		"TCP, latest":         {gaapmock.Listener{RealServers: []gaapmock.Binding{{ID: one, Port: 80}}}, merged(newer, map[string]any{"realserver_bind_set": []any{origin}}), nil, []string{to(one, `ip = "192.0.2.1"`)}},
		"TCP, Proxy Protocol": {gaapmock.Listener{ClientIPMethod: 1}, merged(newer, map[string]any{"client_ip_method": 1}), arguments{"client_ip_method": "1"}, nil},
		"TCP, checked": {
			gaapmock.Listener{HealthCheck: 1, DelayLoop: 20, HealthyThreshold: 3},
			merged(newer, map[string]any{"health_check": true, "interval": 20, "healthy_threshold": 3}),
			arguments{"health_check": "true", "interval": "20", "healthy_threshold": "3"},
			nil,
		},
		"UDP, 2019":   {gaapmock.Listener{Protocol: "UDP"}, map[string]any{"protocol": "UDP"}, udp, nil},
		"UDP, latest": {gaapmock.Listener{Protocol: "UDP"}, merged(newer, map[string]any{"protocol": "UDP"}), udp, nil},
		"UDP, nulls":  {gaapmock.Listener{Protocol: "UDP"}, merged(newer, map[string]any{"protocol": "UDP", "client_ip_method": nil, "check_type": nil, "check_port": nil}), udp, nil},
		"UDP, PING": {
			gaapmock.Listener{Protocol: "UDP", HealthCheck: 1, CheckType: "PING"},
			merged(newer, map[string]any{"protocol": "UDP", "health_check": true, "check_type": "PING"}), with(udp, arguments{"health_check": "true", "check_type": `"PING"`}), nil,
		},
		"UDP, PORT": {
			gaapmock.Listener{Protocol: "UDP", HealthCheck: 1, CheckType: "PORT", CheckPort: 81, ContextType: "TEXT", SendContext: "a", RecvContext: "b"},
			merged(newer, map[string]any{"protocol": "UDP", "health_check": true, "check_type": "PORT", "check_port": 81, "context_type": "TEXT", "send_context": "a", "recv_context": "b"}),
			with(udp, arguments{"health_check": "true", "check_type": `"PORT"`, "check_port": "81", "context_type": `"TEXT"`, "send_context": `"a"`, "recv_context": `"b"`}), nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			made := c.made
			made.ProxyID, made.Port, made.Name = proxyID, 80, "web"
			id := x.Mock.AddListener(made)
			x.Session(t, func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_layer4_listener", "tencentcloud_gaap_layer4_listener", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(official(id, c.state)))
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				s.State().Put(address, &tfcore.Object{Provider: "gaap", Value: got.Value, Identity: got.Identity})
				s.Configure(block("test", c.as, c.bind...))
				for _, options := range []tfcore.Options{{NoRefresh: true}, {}} {
					if plan := s.Planned(options); !plan.Empty() {
						t.Errorf("with %+v the plan is not empty:\n%s", options, plan)
					}
				}
				s.Apply(tfcore.Options{NoRefresh: true})
				s.Apply(tfcore.Options{})
				s.Empty()
				if got := x.Writes(listenerID); len(got) > 0 {
					t.Errorf("it wrote %q", got)
				}
			})
		})
	}
}

// What cannot be moved says why.
func TestAccLayer4_movedBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		for from, c := range map[string][2]string{
			"tencentcloud_gaap_layer4_listener": {`{"id":"web"}`, "Cannot move to gaap_layer4_listener"},
			"tencentcloud_gaap_layer7_listener": {`{"id":"listener-a1b2c3d4"}`, "Unable to Move Resource State"},
			"tencentcloud_gaap_proxy":           {`{"id":"link-a1b2c3d4"}`, "Unable to Move Resource State"},
		} {
			_, said := server.Move(s.T.Context(), "gaap_layer4_listener", from, "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(c[0]))
			if len(said) != 1 || !strings.Contains(said[0].Summary, c[1]) {
				t.Errorf("%s: %s", from, tfcore.Render(said))
			}
		}
	})
}
