package gaapmock

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// newRule is the body of an ordinary CreateRule on a.example.com.
func newRule(listener, changes string) string {
	return onDomain(listener, with(`{"Path":"/","RealServerType":"IP","Scheduler":"rr","HealthCheck":1}`, changes))
}

const fullCheck = `{"DelayLoop":30,"ConnectTimeout":2,"Path":"/health","Method":"GET","StatusCode":[200,300]}`

// ruleShown is what DescribeRulesByRuleIds shows of one rule.
func (x *tester) ruleShown(id string) map[string]any {
	x.t.Helper()
	return x.ok("DescribeRulesByRuleIds", `{"RuleIds":["`+id+`"]}`).fields["RuleSet"].([]any)[0].(map[string]any)
}

func bindRule(id string, set ...string) string {
	return `{"RuleId":"` + id + `","RealServerBindSet":[` + strings.Join(set, ",") + `]}`
}

func TestRuleLife(t *testing.T) {
	x := newLayer7Tester(t)
	l, o := x.above(), x.origin(RealServer{Address: "192.0.2.10"})
	x.AddDomain(Domain{ListenerID: l, Name: "a.example.com"})
	id := x.ok("CreateRule", newRule(l, `{"Scheduler":"wrr","CheckParams":`+fullCheck+`}`)).fields["RuleId"].(string)
	status := func(want float64) {
		t.Helper()
		if got := x.ruleShown(id)["RuleStatus"]; got != want {
			t.Errorf("status %v, want %v", got, want)
		}
	}
	status(1)
	for action, body := range map[string]string{
		"CreateRule": newRule(l, `{"Path":"/b"}`), "BindRuleRealServers": bindRule(id), "DeleteDomain": onDomain(l, `{"Force":1}`),
		"ModifyHTTPSListenerAttribute": `{"ListenerId":"` + l + `"}`,
	} {
		x.fails(codeHasTask, action, body)
	}
	x.Advance(2 * time.Second)
	x.ok("BindRuleRealServers", bindRule(id, server(o, 8443, `{"RealServerWeight":10}`)))
	status(3)
	x.Advance(2 * time.Second)
	x.ok("ModifyRuleAttribute", `{"ListenerId":"`+l+`","RuleId":"`+id+`","Path":"/new","ForwardHost":"o","ServerNameIndicationSwitch":"ON","ServerNameIndication":"s","ForcedRedirect":"https:"}`)
	status(4)
	x.Advance(time.Second)
	want := map[string]any{
		"RuleId": id, "ListenerId": l, "Domain": "a.example.com", "Path": "/new", "RealServerType": "IP", "Scheduler": "wrr", "HealthCheck": 1.0, "RuleStatus": 0.0,
		"CheckParams": map[string]any{"DelayLoop": 30.0, "ConnectTimeout": 2.0, "Path": "/health", "Method": "GET", "StatusCode": []any{200.0, 300.0}, "Domain": "a.example.com"},
		"RealServerSet": []any{map[string]any{
			"RealServerId": o.ID, "RealServerIP": "192.0.2.10", "RealServerPort": 8443.0, "RealServerWeight": 10.0, "RealServerStatus": 0.0,
			"DownIPList": []any{}, "RealServerFailoverRole": "",
		}},
		"BindStatus": 1.0, "ForwardHost": "o", "ForwardProtocol": "HTTPS", "ForcedRedirect": "https:", "ServerNameIndicationSwitch": "ON", "ServerNameIndication": "s",
	}
	if got := x.ruleShown(id); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := x.domainsShown(l)[0]["RuleSet"].([]any)[0]; !reflect.DeepEqual(got, any(want)) {
		t.Errorf("%v, want %v", got, want)
	}
	if x.SetHealth(o.ID, false); x.ruleShown(id)["BindStatus"] != 0.0 {
		t.Error("all is well with a sick origin")
	}
	x.fails(codeBound, "RemoveRealServers", `{"RealServerIds":["`+o.ID+`"]}`)
	x.fails(codeBound, "DeleteDomain", onDomain(l, `{"Force":0}`))
	x.fails(codeBound, "DeleteRule", `{"ListenerId":"`+l+`","RuleId":"`+id+`","Force":0}`)
	x.fails(codeBound, "DestroyProxies", `{"ProxyIds":["`+x.Proxies()[0].ID+`"],"Force":0}`)
	if got := x.ok("DescribeRuleRealServers", `{"RuleId":"`+id+`","Limit":1000}`).fields; got["TotalCount"] != 1.0 || got["BindRealServerTotalCount"] != 1.0 {
		t.Errorf("%v", got)
	}
	x.ok("BindRuleRealServers", `{"RuleId":"`+id+`"}`)
	x.Advance(2 * time.Second)
	x.ok("RemoveRealServers", `{"RealServerIds":["`+o.ID+`"]}`)
	x.ok("DeleteRule", `{"ListenerId":"`+l+`","RuleId":"`+id+`","Force":0}`)
	status(2)
	x.Advance(2 * time.Second)
	x.fails("InvalidParameter", "DescribeRulesByRuleIds", `{"RuleIds":["`+id+`"]}`)
}

func TestRuleRules(t *testing.T) {
	x := newLayer7Tester(t)
	l, other := x.above(), x.above()
	d := x.AddDomain(Domain{ListenerID: l, Name: "a.example.com"})
	id := x.AddRule(Rule{DomainID: d, Path: "/taken"})
	check := func(changes string) string { return newRule(l, `{"CheckParams":`+with(fullCheck, changes)+`}`) }
	const value = "InvalidParameterValue"
	for i, c := range []struct{ action, body, code string }{
		{"CreateRule", newRule(l, `{"Path":"/taken"}`), "FailedOperation.RuleAlreadyExisted"},
		{"CreateRule", newRule(l, `{"Path":"x"}`), value},
		{"CreateRule", newRule(l, `{"Path":"/`+strings.Repeat("a", 80)+`"}`), value},
		{"CreateRule", newRule(l, `{"Path":null}`), "MissingParameter"},
		{"CreateRule", newRule(l, `{"Scheduler":"lrtt"}`), value},
		{"CreateRule", newRule(l, `{"Scheduler":"RR"}`), value},
		{"CreateRule", newRule(l, `{"RealServerType":"ip"}`), value},
		{"CreateRule", newRule(l, `{"HealthCheck":2}`), value},
		{"CreateRule", newRule(l, `{"ForwardProtocol":"TCP"}`), value},
		{"CreateRule", newRule(l, `{"ServerNameIndicationSwitch":"ON"}`), "MissingParameter"},
		{"CreateRule", newRule(l, `{"Domain":"none.example.com"}`), "ResourceNotFound"},
		{"CreateRule", check(`{"DelayLoop":4}`), value},
		{"CreateRule", check(`{"DelayLoop":301}`), value},
		{"CreateRule", check(`{"ConnectTimeout":30}`), value},
		{"CreateRule", check(`{"Path":"health"}`), value},
		{"CreateRule", check(`{"Method":"POST"}`), value},
		{"CreateRule", check(`{"StatusCode":[201]}`), value},
		{"CreateRule", check(`{"StatusCode":[200,200]}`), value},
		{"CreateRule", check(`{"StatusCode":[]}`), "MissingParameter"},
		{"CreateRule", check(`{"Method":null}`), "MissingParameter"},
		{"CreateRule", newRule("listener-none", ""), "InvalidParameter"},
		{"ModifyRuleAttribute", `{"ListenerId":"` + other + `","RuleId":"` + id + `"}`, "ResourceNotFound"},
		{"ModifyRuleAttribute", `{"ListenerId":"` + l + `","RuleId":"` + id + `","Scheduler":"lrtt"}`, "UnsupportedOperation"},
		{"ModifyRuleAttribute", `{"ListenerId":"` + l + `","RuleId":"` + id + `","Domain":"b"}`, "UnknownParameter"},
		{"DeleteRule", `{"ListenerId":"` + l + `","RuleId":"` + id + `","Force":2}`, value},
		{"DeleteRule", `{"ListenerId":"` + l + `","RuleId":"rule-none","Force":0}`, "ResourceNotFound"},
		{"BindRuleRealServers", bindRule("rule-none"), "ResourceNotFound"},
		{"BindRuleRealServers", bindRule(id, `{"RealServerId":"rs-none","RealServerIP":"192.0.2.1","RealServerPort":80}`), "InvalidParameterValue.RealServerNotBelong"},
		{"BindRuleRealServers", bindRule(id, server(x.origin(RealServer{Address: "example.com"}), 80, "")), value},
		{"DescribeRulesByRuleIds", `{"RuleIds":[]}`, "MissingParameter"},
		{"DescribeRulesByRuleIds", `{"RuleIds":["1","2","3","4","5","6","7","8","9","10","11"]}`, value},
		{"DescribeRuleRealServers", `{"RuleId":"rule-none"}`, "InvalidParameter"},
		{"DescribeRuleRealServers", `{"RuleId":"` + id + `","Limit":1001}`, value},
	} {
		if a := x.fails(c.code, c.action, c.body); a.code == "" {
			t.Fatalf("case %d was taken", i)
		}
	}
	for i := range 19 {
		x.AddRule(Rule{DomainID: d, Path: fmt.Sprint("/", i)})
	}
	x.fails("FailedOperation.LimitNumofRules", "CreateRule", newRule(l, ""))
	if x.AddRule(Rule{DomainID: d, Path: "/taken"}) != "" || x.AddRule(Rule{DomainID: "domain-none"}) != "" || x.RemoveRule("rule-none") {
		t.Error("the backdoor took what it should not")
	}
	x.UpdateRule(id, func(r *Rule) { r.RealServers = []Binding{{ID: "rs-a", Address: "192.0.2.1", Port: 80}} })
	if r, ok := x.Rule(id); !ok || len(r.RealServers) != 1 || len(x.Rules(d)) != 20 {
		t.Errorf("%+v", r)
	}
	x.ok("DeleteDomain", onDomain(l, `{"Force":1}`))
	if x.Advance(2 * time.Second); len(x.Rules("")) != 0 {
		t.Error("rules of a deleted domain")
	}
}

func TestRuleOptions(t *testing.T) {
	for on, want := range map[bool]struct{ domain, empty, twice string }{
		false: {"ResourceNotFound", "", "InvalidParameterValue"}, true: {"", "InvalidParameterValue", ""},
	} {
		x := newLayer7Tester(t, func(o *Options) {
			l := &o.Layer7
			l.RuleMakesDomain, l.EmptyListRefused, l.RepeatedBindTaken = on, on, on
		})
		l, o := x.above(), x.origin(RealServer{})
		x.fails(want.domain, "CreateRule", newRule(l, ""))
		if made := len(x.Domains(l)) == 1; made != on {
			t.Errorf("%v: domain %v", on, made)
		}
		id := x.AddRule(Rule{DomainID: x.AddDomain(Domain{ListenerID: x.above()})})
		x.fails(want.empty, "BindRuleRealServers", bindRule(id))
		x.Advance(2 * time.Second)
		x.fails(want.twice, "BindRuleRealServers", bindRule(id, server(o, 80, ""), server(o, 80, "")))
	}
	for mode, code := range map[UnknownMode]string{"": "InvalidParameter", UnknownNotExist: "InvalidParameter", UnknownNotFound: "ResourceNotFound", UnknownOmitted: ""} {
		x := newLayer7Tester(t, func(o *Options) { o.Layer7.UnknownRule = mode })
		x.fails(code, "DescribeRulesByRuleIds", `{"RuleIds":["rule-none"]}`)
	}
	for mode, code := range map[UnforcedDelete]string{"": "", UnforcedRefused: codeBound, UnforcedFailed: ""} {
		x := newLayer7Tester(t, func(o *Options) { o.Listener.UnforcedDelete = mode })
		l := x.above()
		x.AddRule(Rule{DomainID: x.AddDomain(Domain{ListenerID: l}), RealServers: []Binding{{}}})
		proxy := x.Proxies()[0].ID
		a := x.fails(code, "DeleteListeners", `{"ListenerIds":["`+l+`"],"Force":0,"ProxyId":"`+proxy+`"}`)
		if failed := strings.Contains(a.body, `"OperationFailedListenerSet":["`+l); failed != (mode == UnforcedFailed) {
			t.Error(a.body)
		}
		if x.Advance(time.Minute); len(x.Rules("")) != 0 != (mode != "") {
			t.Errorf("%s: %+v", mode, x.Rules(""))
		}
	}
}
