package httprule_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A rule is made with all that it has; its origins and headers come after that.
func TestAccRule_create(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(withPlan(x.Apply(block("test", headers("X-A=1"), to(one), to(two)), x.Same(), x.Warned(),
		x.Wrote(createBody, binds(bound(one, ""), bound(two, "")), setsHeaders("X-A=1")),
		attributes(map[string]string{
			"status": "RUNNING", "bind_status": "NORMAL", "health_check_domain": domain, "forward_protocol": "HTTP", "sni_switch": "OFF", "sni": "", "forced_redirect": "",
			"failed_count_inter": "", "realservers.#": "2", "realservers.0.ip": "192.0.2.1", "realservers.0.weight": "1", "headers.#": "1", "headers.0.header_name": "X-A",
			"health_check_status_codes.#": "5", "forward_host": "default",
		})), plancheck.ResourceActionCreate, planCheck(func(after, unknown map[string]any) error {
		for _, name := range []string{"id", "status", "bind_status", "health_check_domain", "forward_protocol"} {
			if unknown[name] != true {
				return fmt.Errorf("%s is known before it is made", name)
			}
		}
		if bound, ok := after["realservers"].([]any); !ok || len(bound) != 2 || fmt.Sprint(bound[0].(map[string]any)["ip"]) != "192.0.2.1" {
			return fmt.Errorf("the addresses of the origins are not planned: %v", after["realservers"])
		}
		return nil
	})))
	if got := x.Writes(ruleID); len(got) != 1 || got[0] != deleteBody {
		t.Errorf("the end is %q", got)
	}
}

// all is what a rule of the HTTPS listener can have.
var all = arguments{
	"listener_id": `"` + tlsID + `"`, "path": `"/api"`, "scheduler": `"wrr"`, "health_check": "true", "interval": "10", "connect_timeout": "9", "health_check_path": `"/health"`,
	"health_check_method": `"GET"`, "health_check_status_codes": "[300, 200]", "health_check_domain": `"check.example.com"`, "failed_count_inter": "60", "failed_threshold": "5",
	"block_inter": "600", "forward_host": `"origin.example.com"`, "forward_protocol": `"HTTPS"`, "sni_switch": `"ON"`, "sni": `"sni.example.com"`,
	"forced_redirect": `"https://www.example.com/new"`,
}

func TestAccRule_createAll(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(x.Apply(block("test", all, to(one, "weight = 7"), to(two)), x.Same(),
		x.Wrote(`CreateRule {"CheckParams":{"DelayLoop":10,"ConnectTimeout":9,"Path":"/health","Method":"GET","StatusCode":[200,300],"Domain":"check.example.com","FailedCountInter":60,"FailedThreshold":5,"BlockInter":600},"Domain":"www.example.com","ForcedRedirect":"https://www.example.com/new","ForwardHost":"origin.example.com","ForwardProtocol":"HTTPS","HealthCheck":1,"ListenerId":"listener-tls00001","Path":"/api","RealServerType":"IP","Scheduler":"wrr","ServerNameIndication":"sni.example.com","ServerNameIndicationSwitch":"ON"}`,
			binds(bound(one, `,"RealServerWeight":7`), bound(two, `,"RealServerWeight":1`)))))
}

// A new rule cannot have lrtt: it changes to that.
func TestAccRule_createLRTT(t *testing.T) {
	x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{LRTTAllowed: true}})
	x.Run(x.Apply(block("test", arguments{"scheduler": `"lrtt"`}, to(one)), x.Same(), x.Wrote(createBody, modifies(`"Scheduler":"lrtt"`), binds(bound(one, "")))))
}

// Each argument that can be changed in place is, and nothing else is sent; checks
// are sent as a whole.
func TestAccRule_updateEach(t *testing.T) {
	x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{LRTTAllowed: true}})
	as := arguments{}
	change := func(name, value string) string {
		as = with(as, arguments{name: value})
		return block("test", as)
	}
	const passive = `"FailedCountInter":60,"FailedThreshold":5,"BlockInter":600`
	x.Run(
		x.Apply(change("path", `"/a"`), x.Same()),
		before(x.updates(change("path", `"/b"`), modifies(`"Path":"/b"`)), x.Mock.ResetJournal),
		x.updates(change("scheduler", `"lc"`), modifies(`"Scheduler":"lc"`)),
		x.updates(change("scheduler", `"lrtt"`), modifies(`"Scheduler":"lrtt"`)),
		x.updates(change("scheduler", ``), modifies(`"Scheduler":"rr"`)),
		x.updates(change("health_check", `true`), modifies(`"HealthCheck":1`)),
		x.updates(change("interval", `20`), checks(`"DelayLoop":20`)),
		x.updates(change("connect_timeout", `19`), checks(`"DelayLoop":20,"ConnectTimeout":19`)),
		x.updates(change("health_check_path", `"/h"`), checks(`"DelayLoop":20,"ConnectTimeout":19,"Path":"/h"`)),
		x.updates(change("health_check_method", `"GET"`), checks(`"DelayLoop":20,"ConnectTimeout":19,"Path":"/h","Method":"GET"`)),
		x.updates(change("health_check_status_codes", `[200]`), checks(`"DelayLoop":20,"ConnectTimeout":19,"Path":"/h","Method":"GET","StatusCode":[200]`)),
		x.updates(block("test", with(as, arguments{"health_check_status_codes": "", "health_check_method": "", "health_check_path": "", "connect_timeout": "", "interval": ""})), checks("")),
		x.updates(block("test", with(arguments{"path": `"/b"`, "health_check": "true"}, arguments{"failed_count_inter": "60", "failed_threshold": "5", "block_inter": "600"})), checks(passive)),
		withPlan(x.Apply(block("test", arguments{"path": `"/b"`, "health_check": "true"}), x.Wrote(), x.Same(), attributes(map[string]string{"block_inter": "600"})), plancheck.ResourceActionNoop),
		x.updates(block("test", arguments{"path": `"/b"`, "health_check": "true", "block_inter": "300"}), checks(`"FailedCountInter":60,"FailedThreshold":5,"BlockInter":300`)),
		x.updates(block("test", arguments{"path": `"/b"`, "block_inter": "300"}), modifies(`"HealthCheck":0`)),
	)
}

func TestAccRule_updateForwarding(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	as := arguments{}
	change := func(name, value string) string {
		as = with(as, arguments{name: value})
		return block("test", as)
	}
	x.Run(
		x.Apply(change("forward_host", `"a.example.com"`), x.Same()),
		before(x.updates(change("forward_host", `"b.example.com"`), modifies(`"ForwardHost":"b.example.com"`)), x.Mock.ResetJournal),
		x.updates(change("forward_host", ``), modifies(`"ForwardHost":"default"`)),
		x.updates(change("forward_protocol", `"HTTPS"`), modifies(`"ForwardProtocol":"HTTPS"`)),
		withPlan(x.Apply(change("forward_protocol", ``), x.Wrote(), x.Same(), attributes(map[string]string{"forward_protocol": "HTTPS"})), plancheck.ResourceActionNoop),
		x.updates(change("forward_protocol", `"HTTP"`), modifies(`"ForwardProtocol":"HTTP"`)),
		x.updates(block("test", with(as, arguments{"sni_switch": `"ON"`, "sni": `"a.example.com"`})), modifies(`"ServerNameIndication":"a.example.com","ServerNameIndicationSwitch":"ON"`)),
		x.updates(block("test", with(as, arguments{"sni_switch": `"ON"`, "sni": `"b.example.com"`})), modifies(`"ServerNameIndication":"b.example.com"`)),
		x.updates(block("test", with(as, arguments{"sni_switch": `"OFF"`})), modifies(`"ServerNameIndicationSwitch":"OFF"`)),
		x.updates(change("forced_redirect", `"https://www.example.com/a"`), modifies(`"ForcedRedirect":"https://www.example.com/a"`)),
		x.updates(change("forced_redirect", `"https:"`), modifies(`"ForcedRedirect":"https:"`)),
		x.updates(change("forced_redirect", ``), modifies(`"ForcedRedirect":""`)),
	)
}

// Origins come, go, move to other ports, and weigh what they are told.
func TestAccRule_updateOrigins(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	wrr := arguments{"scheduler": `"wrr"`}
	x.Run(
		x.Apply(block("test", nil), x.Same(), x.Wrote(createBody), attributes(map[string]string{"realservers.#": "0"})),
		x.updates(block("test", nil, to(one, "weight = 9")), binds(bound(one, ""))),
		x.updates(block("test", nil, to(one, "weight = 8"))),
		x.updates(block("test", wrr, to(one, "weight = 8"), to(two)), modifies(`"Scheduler":"wrr"`), binds(bound(one, `,"RealServerWeight":8`), bound(two, `,"RealServerWeight":1`))),
		x.updates(block("test", nil, to("rs-six00001", `ip = "2001:0DB8::1"`)), modifies(`"Scheduler":"rr"`),
			`BindRuleRealServers {"RealServerBindSet":[{"RealServerId":"rs-six00001","RealServerPort":80,"RealServerIP":"2001:0DB8::1"}],"RuleId":"ID"}`),
		x.updates(block("test", nil), binds()),
	)
}

// All that changes in one plan takes one call of each kind, in this order.
func TestAccRule_updateAll(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(
		x.Apply(block("test", nil, to(one)), x.Same()),
		before(x.updates(block("test", with(headers("X-A=1"), arguments{"path": `"/new"`, "interval": "10"}), to(two)),
			modifies(checksFor(`"DelayLoop":10`)+`,"Path":"/new"`), binds(bound(two, "")), setsHeaders("X-A=1")),
			x.Mock.ResetJournal),
	)
}

// What cannot be changed replaces the rule.
func TestAccRule_replace(t *testing.T) {
	t.Parallel()
	for name, to := range map[string]arguments{
		"listener_id":         {"listener_id": `"` + tlsID + `"`},
		"domain":              {"domain": `"other.example.com"`},
		"realserver_type":     {"realserver_type": `"DOMAIN"`},
		"health_check_domain": {"health_check_domain": `"check.example.com"`},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Mock.AddDomain(gaapmock.Domain{ListenerID: plainID, Name: "other.example.com"})
			x.Clock.Advance(1e12)
			x.Run(x.Apply(block("test", nil)), withPlan(x.Apply(block("test", to)), plancheck.ResourceActionReplace))
		})
	}
}

// A plan that touches nothing that health depends on shows it, for what depends
// on it. One that may end with another does not.
func TestAccRule_updateKeepsShown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	plans := func(config string, known bool) resource.TestStep {
		return withPlan(x.Apply(config, x.Same()), plancheck.ResourceActionUpdate, planCheck(func(after, unknown map[string]any) error {
			if is := unknown["bind_status"] != true && after["bind_status"] != nil; is != known || unknown["health_check_domain"] == true || unknown["sni"] == true || unknown["headers"] == true {
				return fmt.Errorf("bind_status is known: %v; %v", is, unknown)
			}
			return nil
		}))
	}
	x.Run(
		x.Apply(block("test", nil, to(one)), x.Same()),
		plans(block("test", arguments{"path": `"/new"`}, to(one)), true),
		plans(block("test", arguments{"scheduler": `"lc"`}, to(one)), true),
		plans(block("test", arguments{"health_check": `true`}, to(one)), false),
		plans(block("test", arguments{"health_check": `true`, "interval": "10"}, to(one)), false),
		plans(block("test", arguments{"health_check": `true`, "interval": "10"}, to(two)), false),
	)
}
