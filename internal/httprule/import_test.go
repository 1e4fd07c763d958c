package httprule_test

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

var redirect = "https://www.example.com/"

// others are rules that nobody has made with Terraform, and the configuration of
// each.
var others = map[string]struct {
	rule gaapmock.Rule
	as   arguments
	bind []string
}{
	"plain": {gaapmock.Rule{}, nil, nil},
	"with all": {
		gaapmock.Rule{
			Path: "/api", Scheduler: "wrr", HealthCheck: 1, ForwardHost: "a.example.com", ForwardProtocol: "HTTPS", SNISwitch: "ON", SNI: "b.example.com", ForcedRedirect: &redirect,
			Check: gaapmock.RuleCheck{
				DelayLoop: 20, ConnectTimeout: 19, Path: "/h", Method: "GET", StatusCodes: []int64{300, 200}, Domain: "c.example.com", FailedCount: 60, FailedThreshold: 5, BlockTime: 600,
			},
			RealServers: []gaapmock.Binding{{ID: one, Port: 80, Weight: 7}, {ID: two, Port: 80}}, Headers: []gaapmock.Header{{Name: "X-B", Value: "1"}, {Name: "X-A", Value: "2"}},
		},
		with(arguments{
			"path": `"/api"`, "scheduler": `"wrr"`, "health_check": "true", "interval": "20", "connect_timeout": "19", "health_check_path": `"/h"`, "health_check_method": `"GET"`,
			"health_check_status_codes": "[200, 300]", "health_check_domain": `"c.example.com"`, "failed_count_inter": "60", "failed_threshold": "5", "block_inter": "600",
			"forward_host": `"a.example.com"`, "forward_protocol": `"HTTPS"`, "sni_switch": `"ON"`, "sni": `"b.example.com"`, "forced_redirect": `"https://www.example.com/"`,
		}, headers("X-A=2", "X-B=1")),
		[]string{to(one, "weight = 7"), to(two)},
	},
	"what is not set": {
		gaapmock.Rule{
			ForwardProtocol: "HTTPS", SNISwitch: "ON", SNI: "b.example.com", Check: gaapmock.RuleCheck{Domain: "c.example.com", FailedCount: 60},
			Headers: []gaapmock.Header{{Name: "X-A", Value: "2"}},
		},
		nil, nil,
	},
	"domains": {
		gaapmock.Rule{RealServerType: "DOMAIN", RealServers: []gaapmock.Binding{{ID: "rs-name0001", Port: 80}}},
		arguments{"realserver_type": `"DOMAIN"`},
		[]string{to("rs-name0001")},
	},
}

// After an import by id the plan is empty, and nothing is written.
func TestAccRule_import(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			id := x.add(c.rule)
			config := block("test", c.as, c.bind...)
			x.Run(
				resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
				withPlan(x.Apply(config, x.Same(), x.Wrote(), attributes(map[string]string{"id": id})), plancheck.ResourceActionNoop),
				resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateVerify: true},
			)
		})
	}
}

// An import of nothing says so.
func TestAccRule_importBad(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		t.Run(string(unknown), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{UnknownRule: unknown}})
			config := block("test", nil)
			imports := func(id string, phrases ...string) resource.TestStep {
				return resource.TestStep{
					Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true, ExpectError: acctest.Says(phrases...),
				}
			}
			going := x.add(gaapmock.Rule{Status: gaapmock.StatusDestroying, Path: "/going"})
			x.Run(
				imports("nonsense", "Invalid import id", "nonsense", "rule-a1b2c3d4"),
				imports(plainID+"+"+domain, "Invalid import id"),
				imports("rule-missing0", "No GAAP rule to import", "Rule rule-missing0 does not exist in the account of the provider's key"),
				imports(going, "No GAAP rule to import", "is DESTROYING"),
				before(x.Apply(config), func() { x.Mock.RemoveRule(going) }),
			)
		})
	}
}

// The identity is the id.
func TestAccRule_identity(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.add(gaapmock.Rule{})
	x.Alone(func(s *acctest.Session) {
		s.Configure("import {\n  to = " + address + "\n  identity = {\n    id = \"" + id + "\"\n  }\n}\n" + block("test", nil))
		s.Apply(plain)
		s.Settled(address, id)
	})
}

// official is a rule in a state of the official provider.
func official(id string, changes map[string]any) string {
	all := map[string]any{
		"id": id, "listener_id": plainID, "domain": domain, "path": "/", "realserver_type": "IP", "scheduler": "rr", "health_check": false, "interval": 5, "connect_timeout": 2,
		"health_check_path": "/", "health_check_method": "HEAD", "health_check_status_codes": []int{100, 200, 300, 400, 500}, "realservers": []any{}, "forward_host": "default",
		"sni_switch": "OFF", "sni": "",
	}
	maps.Copy(all, changes)
	text, _ := json.Marshal(all)
	return string(text)
}

// A rule of the official provider is taken over with nothing to add, change or
// destroy, refreshed or not.
func TestAccRule_moved(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		made  gaapmock.Rule
		state map[string]any
		as    arguments
		bind  []string
	}{
		"latest":       {gaapmock.Rule{}, nil, nil, nil},
		"with headers": {gaapmock.Rule{Headers: []gaapmock.Header{{Name: "X-A", Value: "1"}}}, nil, nil, nil},
		"without SNI, 2019": {
			gaapmock.Rule{}, map[string]any{"sni_switch": nil, "sni": nil, "forward_host": nil}, nil, nil,
		},
		"with all": {
			gaapmock.Rule{
				Scheduler: "wrr", HealthCheck: 1, ForwardHost: "a.example.com", SNISwitch: "ON", SNI: "b.example.com", RealServers: []gaapmock.Binding{{ID: one, Port: 80, Weight: 7}},
				Check: gaapmock.RuleCheck{DelayLoop: 20, ConnectTimeout: 19, Path: "/h", Method: "GET", StatusCodes: []int64{200}},
			},
			map[string]any{
				"scheduler": "wrr", "health_check": true, "forward_host": "a.example.com", "sni_switch": "ON", "sni": "b.example.com", "interval": 20, "connect_timeout": 19,
				"health_check_path": "/h", "health_check_method": "GET", "health_check_status_codes": []int{200},
				"realservers": []any{map[string]any{"id": one, "ip": "192.0.2.1", "port": 80, "weight": 7}},
			},
			arguments{
				"scheduler": `"wrr"`, "health_check": "true", "forward_host": `"a.example.com"`, "sni_switch": `"ON"`, "sni": `"b.example.com"`, "interval": "20", "connect_timeout": "19",
				"health_check_path": `"/h"`, "health_check_method": `"GET"`, "health_check_status_codes": "[200]",
			},
			[]string{to(one, `ip = "192.0.2.1"`, "weight = 7")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			id := x.add(c.made)
			x.Session(t, func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_http_rule", "tencentcloud_gaap_http_rule", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(official(id, c.state)))
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
				s.Apply(plain)
				s.Empty()
				if got := x.Writes(ruleID); len(got) > 0 {
					t.Errorf("it wrote %q", got)
				}
			})
		})
	}
}

// What cannot be moved says why.
func TestAccRule_movedBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		for from, c := range map[string][2]string{
			"tencentcloud_gaap_http_rule":   {`{"id":"web"}`, "Cannot move to gaap_http_rule"},
			"tencentcloud_gaap_http_domain": {`{"id":"rule-a1b2c3d4"}`, "Unable to Move Resource State"},
		} {
			_, said := server.Move(s.T.Context(), "gaap_http_rule", from, "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(c[0]))
			if len(said) != 1 || !strings.Contains(said[0].Summary, c[1]) {
				t.Errorf("%s: %s", from, tfcore.Render(said))
			}
		}
	})
}
