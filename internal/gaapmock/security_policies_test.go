package gaapmock

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// policyBody is a body with the id of a policy.
func policyBody(id, changes string) string { return with(`{"PolicyId":"`+id+`"}`, changes) }

// policy creates one for a proxy, or for a group, and returns its id.
func (x *tester) policy(parent, action string) string {
	x.t.Helper()
	name := "ProxyId"
	if strings.HasPrefix(parent, "lg-") {
		name = "GroupId"
	}
	id, _ := x.ok("CreateSecurityPolicy", `{"`+name+`":"`+parent+`","DefaultAction":"`+action+`"}`).fields["PolicyId"].(string)
	return id
}

// policyDetail is what DescribeSecurityPolicyDetail shows.
func (x *tester) policyDetail(id string) map[string]any {
	x.t.Helper()
	return x.ok("DescribeSecurityPolicyDetail", policyBody(id, "")).fields
}

func (x *tester) wantPolicy(id, status string) {
	x.t.Helper()
	if got := x.policyDetail(id)["Status"]; got != status {
		x.t.Errorf("status of %s is %v, want %s", id, got, status)
	}
}

func TestSecurityPolicyLife(t *testing.T) {
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	id := x.policy(proxy, "Accept")
	if !strings.HasPrefix(id, "sp-") || len(id) != 11 {
		t.Errorf("id %s", id)
	}
	got := x.policyDetail(id)
	delete(got, "RequestId")
	if want := map[string]any{"ProxyId": proxy, "Status": "UNBIND", "DefaultAction": "ACCEPT", "PolicyId": id, "RuleList": []any{}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if x.info(proxy)["PolicyId"] != id {
		t.Errorf("the proxy shows %v", x.info(proxy)["PolicyId"])
	}
	a := x.ok("OpenSecurityPolicy", `{"ProxyId":"`+proxy+`"}`)
	x.fails("ResourceNotFound", "DescribeTaskStatus", `{"TaskId":"`+a.fields["TaskId"].(string)+`"}`)
	x.wantPolicy(id, "BINDING")
	x.fails("FailedOperation.ActionIsDoing", "CloseSecurityPolicy", policyBody(id, ""))
	x.fails("UnsupportedOperation", "DeleteSecurityPolicy", policyBody(id, ""))
	x.Advance(3 * time.Second)
	x.wantPolicy(id, "BOUND")
	x.fails("FailedOperation.ProxySecurityAlreadyOpen", "OpenSecurityPolicy", policyBody(id, ""))
	x.ok("CloseSecurityPolicy", policyBody(id, `{"ProxyId":"`+proxy+`"}`))
	x.wantPolicy(id, "UNBINDING")
	x.Advance(3 * time.Second)
	x.fails("FailedOperation.ProxySecurityAlreadyClose", "CloseSecurityPolicy", policyBody(id, ""))
	x.ok("DeleteSecurityPolicy", policyBody(id, ""))
	if a := x.fails("InvalidParameter", "DescribeSecurityPolicyDetail", policyBody(id, "")); !strings.Contains(a.body, "PolicyId("+id+") Not Exist.") {
		t.Error(a.body)
	}
	if x.info(proxy)["PolicyId"] != nil {
		t.Error("the proxy shows a policy that is gone")
	}
}

// The policy of a group has another prefix, and its detail names nobody.
func TestSecurityPolicyOfGroup(t *testing.T) {
	x := newTester(t)
	member := x.AddProxy(Proxy{GroupID: "lg-xxxx"})
	id := x.policy("lg-xxxx", "DROP")
	if d := x.policyDetail(id); !strings.HasPrefix(id, "gsp-") || d["ProxyId"] != nil || d["GroupId"] != nil {
		t.Errorf("%s: %v", id, d)
	}
	if got := x.groupDetail("lg-xxxx")["PolicyId"]; got != id || x.info(member)["PolicyId"] != nil {
		t.Errorf("the group shows %v, a member %v", got, x.info(member)["PolicyId"])
	}
	x.fails("InvalidParameter", "OpenSecurityPolicy", `{"ProxyId":"`+member+`"}`)
	x.ok("OpenSecurityPolicy", policyBody(id, ""))
	x.Advance(3 * time.Second)
	x.wantPolicy(id, "BOUND")
	own := x.policy(member, "ACCEPT")
	if got := x.info(member)["PolicyId"]; got != own {
		t.Errorf("the member shows %v", got)
	}
}

func TestSecurityPolicyRefused(t *testing.T) {
	x := newTester(t)
	proxy, none := x.AddProxy(Proxy{}), x.AddProxy(Proxy{NoSecurity: true})
	going, free := x.AddProxy(Proxy{Status: StatusDestroying}), x.AddProxy(Proxy{})
	id := x.policy(proxy, "ACCEPT")
	x.UpdateGroup("lg-demo0001", func(g *Group) { g.Status = StatusDestroying })
	if x.info(none)["SupportSecurity"] != 0.0 || x.info(proxy)["SupportSecurity"] != 1.0 {
		t.Error("SupportSecurity")
	}
	for _, c := range []struct{ action, body, code string }{
		{"CreateSecurityPolicy", `{"ProxyId":"` + proxy + `","DefaultAction":"DROP"}`, "FailedOperation.ProxySecurityPolicyExisted"},
		{"CreateSecurityPolicy", `{"ProxyId":"` + none + `","DefaultAction":"DROP"}`, "FailedOperation.NonStandardProxy"},
		{"CreateSecurityPolicy", `{"ProxyId":"` + going + `","DefaultAction":"DROP"}`, "ResourceNotFound"},
		{"CreateSecurityPolicy", `{"ProxyId":"link-none0000","DefaultAction":"DROP"}`, "ResourceNotFound"},
		{"CreateSecurityPolicy", `{"GroupId":"lg-none","DefaultAction":"DROP"}`, "ResourceNotFound"},
		{"CreateSecurityPolicy", `{"GroupId":"lg-demo0001","DefaultAction":"DROP"}`, "FailedOperation.GroupStatusNotInRuning"},
		{"CreateSecurityPolicy", `{"ProxyId":"` + free + `","DefaultAction":"DENY"}`, "InvalidParameterValue"},
		{"CreateSecurityPolicy", `{"ProxyId":"` + free + `"}`, "MissingParameter"},
		{"CreateSecurityPolicy", `{"DefaultAction":"DROP"}`, "MissingParameter"},
		{"OpenSecurityPolicy", `{}`, "MissingParameter"},
		{"OpenSecurityPolicy", `{"ProxyId":"` + free + `"}`, "InvalidParameter"},
		{"OpenSecurityPolicy", `{"ProxyId":"link-none0000"}`, "ResourceNotFound"},
		{"OpenSecurityPolicy", policyBody(id, `{"ProxyId":"`+free+`"}`), "InvalidParameterValue"},
		{"CloseSecurityPolicy", policyBody("sp-none0000", ""), "InvalidParameter"},
		{"DeleteSecurityPolicy", policyBody("sp-none0000", ""), "InvalidParameter"},
		{"ModifySecurityPolicy", policyBody(id, ""), "InvalidAction"},
	} {
		x.fails(c.code, c.action, c.body)
	}
	if made := x.SecurityPolicies(); len(made) != 1 {
		t.Errorf("%+v", made)
	}
}

// Each switch has two settings.
func TestSecurityPolicyOptions(t *testing.T) {
	for _, on := range []bool{false, true} {
		t.Run(fmt.Sprint(on), func(t *testing.T) {
			x := newTester(t, func(o *Options) {
				if s := &o.Security; on {
					s.Unknown, s.ProxyWins, s.RepeatedTaken, s.RulesBlock = UnknownNotFound, true, true, true
					s.ActionCaseChecked, s.Tasks, s.MembersShow, s.BoundDelete = true, true, true, BoundDeleted
				}
			})
			proxy := x.AddProxy(Proxy{GroupID: "lg-xxxx"})
			id := x.policy("lg-xxxx", "DROP")
			a := x.ok("OpenSecurityPolicy", policyBody(id, ""))
			for what, is := range map[string]bool{
				"calls a missing policy not found": x.call("DescribeSecurityPolicyDetail", policyBody("sp-none0000", "")).code == "ResourceNotFound",
				"takes the proxy of both":          x.call("CreateSecurityPolicy", `{"ProxyId":"`+x.AddProxy(Proxy{})+`","GroupId":"lg-demo0001","DefaultAction":"DROP"}`).code == "",
				"takes no small letters":           x.call("CreateSecurityPolicy", `{"ProxyId":"`+x.AddProxy(Proxy{})+`","DefaultAction":"Drop"}`).code == "InvalidParameterValue",
				"shows the policy on members":      x.info(proxy)["PolicyId"] == id,
				"opens again":                      x.call("OpenSecurityPolicy", policyBody(id, "")).code == "",
				"turns back":                       x.call("CloseSecurityPolicy", policyBody(id, "")).code == "",
				"closes again":                     x.call("CloseSecurityPolicy", policyBody(id, "")).code == "",
				"keeps one with rules":             x.blocked(),
				"deletes one on its way":           x.call("DeleteSecurityPolicy", policyBody(id, "")).code == "",
			} {
				if is != on {
					t.Errorf("%s: %v", what, is)
				}
			}
			x.Advance(3 * time.Second)
			if got := x.call("DescribeTaskStatus", `{"TaskId":"`+a.fields["TaskId"].(string)+`"}`).fields["Status"]; (got == "SUCCESS") != on {
				t.Errorf("task %v", got)
			}
		})
	}
	x := newTester(t, func(o *Options) { o.Security.BoundDelete = BoundFailed })
	x.fails("FailedOperation", "DeleteSecurityPolicy", policyBody(x.AddSecurityPolicy(SecurityPolicy{ProxyID: x.AddProxy(Proxy{}), Status: StatusBound}), ""))
	for _, o := range []SecurityOptions{{Unknown: UnknownOmitted}, {UnknownRule: UnknownCannotAccess}, {BoundDelete: "x"}} {
		if _, err := New(Options{Security: o}); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}

// blocked says whether a policy with a rule cannot be deleted.
func (x *tester) blocked() bool {
	id := x.AddSecurityPolicy(SecurityPolicy{ProxyID: x.AddProxy(Proxy{})})
	rule := x.AddSecurityRule(SecurityRule{PolicyID: id})
	code := x.call("DeleteSecurityPolicy", policyBody(id, "")).code
	if _, left := x.SecurityRule(rule); left != (code != "") {
		x.t.Errorf("%q, and the rule is left: %v", code, left)
	}
	return code == "FailedOperation"
}

// A proxy takes its policy along, unless an option says that it does not.
func TestSecurityPolicyOrphans(t *testing.T) {
	for _, kept := range []bool{false, true} {
		x := newTester(t, func(o *Options) { o.Security.OrphanKept = kept })
		proxy, other := x.running(""), x.AddProxy(Proxy{})
		id, second := x.policy(proxy, "ACCEPT"), x.AddSecurityPolicy(SecurityPolicy{ProxyID: other})
		x.AddSecurityRule(SecurityRule{PolicyID: id})
		x.AddSecurityRule(SecurityRule{PolicyID: second})
		x.ok("DestroyProxies", `{"ProxyIds":["`+proxy+`"],"Force":0}`)
		x.fails("ResourceNotFound", "OpenSecurityPolicy", policyBody(id, ""))
		x.wantPolicy(id, "UNBIND")
		x.Advance(10 * time.Second)
		x.RemoveProxy(other)
		want := map[bool]int{true: 2}[kept]
		if len(x.SecurityPolicies()) != want || len(x.SecurityRules("")) != want {
			t.Errorf("%v: %+v and %+v", kept, x.SecurityPolicies(), x.SecurityRules(""))
		}
		if kept {
			x.fails("ResourceNotFound", "OpenSecurityPolicy", policyBody(id, ""))
			x.ok("DeleteSecurityPolicy", policyBody(id, ""))
		}
	}
}

// Reads lag behind as an option says, a stale one shows what was before, and a
// transition can be stuck.
func TestSecurityFaults(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Security.ReadLag = time.Second })
	id := x.policy(x.AddProxy(Proxy{}), "ACCEPT")
	x.fails("InvalidParameter", "DescribeSecurityPolicyDetail", policyBody(id, ""))
	x.Advance(time.Second)
	x.Inject(Fault{Kind: FaultStuck, Action: "OpenSecurityPolicy"})
	x.ok("OpenSecurityPolicy", policyBody(id, ""))
	x.Advance(time.Hour)
	x.Inject(Fault{Kind: FaultStaleRead, Action: "DescribeSecurityPolicyDetail"})
	x.wantPolicy(id, "UNBIND")
	x.wantPolicy(id, "BINDING")
	x.Inject(Fault{Kind: FaultForeign, Action: "DescribeSecurityPolicyDetail"}, Fault{Kind: FaultForeign, Action: "DescribeSecurityRules"})
	if got := x.policyDetail(id)["PolicyId"]; got != "sp-foreign0" {
		t.Errorf("foreign is %v", got)
	}
	x.AddSecurityRule(SecurityRule{ID: "sr-mine0000", PolicyID: id})
	x.Advance(time.Second)
	if a := x.ok("DescribeSecurityRules", `{"SecurityRuleIds":["sr-mine0000"]}`); !strings.Contains(a.body, `"RuleId":"sr-foreign0"`) {
		t.Error(a.body)
	}
	other := x.AddProxy(Proxy{})
	x.Inject(Fault{Kind: FaultLostAfter, Action: "CreateSecurityPolicy"})
	if a := x.call("CreateSecurityPolicy", `{"ProxyId":"`+other+`","DefaultAction":"DROP"}`); !a.lost {
		t.Error(a.body)
	}
	x.fails("FailedOperation.ProxySecurityPolicyExisted", "CreateSecurityPolicy", `{"ProxyId":"`+other+`","DefaultAction":"DROP"}`)
	x.Advance(time.Second)
	if x.info(other)["PolicyId"] == nil {
		t.Error("the lost policy does not show")
	}
}

// The admin routes and the control functions refuse what cannot be.
func TestSecurityControl(t *testing.T) {
	x := newTester(t)
	x.AddProxy(Proxy{ID: "link-a"})
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "security_policies", `{"id":"sp-mine0000","proxy_id":"link-a"}`, 200},
		{"POST", "security_policies", `{"proxy_id":"link-a"}`, 400},
		{"POST", "security_policies", `{"proxy_id":"link-x"}`, 404},
		{"POST", "security_policies", `{"group_id":"lg-xxxx","default_action":"DENY"}`, 400},
		{"POST", "security_policies", `{}`, 400},
		{"PATCH", "security_policies/sp-mine0000", `{"status":"BOUND"}`, 200},
		{"POST", "security_rules", `{"id":"sr-mine0000","policy_id":"sp-mine0000"}`, 200},
		{"POST", "security_rules", `{"policy_id":"sp-x"}`, 404},
		{"PATCH", "security_rules/sr-mine0000", `{"ports":"0"}`, 400},
		{"PATCH", "security_rules/sr-mine0000", `{"ports":"80"}`, 200},
	} {
		if status, body := x.admin(c.method, c.path, c.body); status != c.status {
			t.Errorf("%s %s: %d %s", c.path, c.body, status, body)
		}
	}
	x.wantPolicy("sp-mine0000", "BOUND")
	id := x.AddSecurityPolicy(SecurityPolicy{GroupID: "lg-xxxx"})
	if p, ok := x.SecurityPolicy(id); !ok || !strings.HasPrefix(id, "gsp-") || p.Status != StatusUnbind || p.DefaultAction != ActionAccept {
		t.Errorf("%+v", p)
	}
	if !x.UpdateSecurityPolicy(id, func(p *SecurityPolicy) { p.DefaultAction = ActionDrop }) || x.UpdateSecurityPolicy(id, func(p *SecurityPolicy) { p.DefaultAction = "" }) {
		t.Error("UpdateSecurityPolicy")
	}
	if !x.UpdateSecurityRule("sr-mine0000", func(r *SecurityRule) { r.Name = "n" }) || x.AddSecurityRule(SecurityRule{PolicyID: id, Source: "x"}) != "" ||
		!x.RemoveSecurityRule("sr-mine0000") || x.RemoveSecurityRule("sr-mine0000") || len(x.SecurityRules("sp-mine0000")) != 0 {
		t.Error("rules")
	}
	rule := x.AddSecurityRule(SecurityRule{PolicyID: id})
	if !x.RemoveSecurityPolicy(id) || x.RemoveSecurityPolicy(id) {
		t.Error("RemoveSecurityPolicy")
	}
	if _, left := x.SecurityRule(rule); left || x.AddSecurityPolicy(SecurityPolicy{ProxyID: "link-a"}) != "" {
		t.Error("what should not be there is")
	}
}
