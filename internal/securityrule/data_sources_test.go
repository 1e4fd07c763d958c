package securityrule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// three are rules of the policy.
func three(mock *gaapmock.Server) {
	for _, r := range []gaapmock.SecurityRule{
		{ID: "sr-b", Source: "192.0.2.1", Action: "ACCEPT", Name: "good", Protocol: "TCP", Ports: "443,80"}, {ID: "sr-a", Source: "198.51.100.0/24"}, {ID: "sr-c", Source: "2001:db8::/32", Protocol: "UDP"},
	} {
		r.PolicyID = policyID
		mock.AddSecurityRule(r)
	}
}

// What is shown of rules, by what they are looked for, and how it fails.
func TestAccSecurityRules(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	three(x.Mock)
	list := func(arguments string, ids ...string) acctest.DataSource {
		shows := map[string]string{"ids.#": fmt.Sprint(len(ids)), "rules.#": fmt.Sprint(len(ids))}
		for i, id := range ids {
			shows[fmt.Sprintf("ids.%d", i)] = id
		}
		return acctest.DataSource{Type: "gaap_security_rules", Arguments: `policy_id = "` + policyID + "\"\n" + arguments, Shows: shows}
	}
	all := list("", "sr-a", "sr-b", "sr-c")
	for name, value := range map[string]string{
		"0.cidr_ip": "198.51.100.0/24", "0.protocol": "ALL", "0.port": "ALL", "1.action": "ACCEPT", "1.name": "good", "1.port": "443,80", "1.policy_id": policyID,
	} {
		all.Shows["rules."+name] = value
	}
	acctest.DataSources{
		"all": all, "rule_id": list(`rule_id = "sr-b"`, "sr-b"), "cidr_ip": list(`cidr_ip = "192.0.2.1/32"`, "sr-b"), "action": list(`action = "DROP"`, "sr-a", "sr-c"), "name": list(`name = "good"`, "sr-b"),
		"protocol": list(`protocol = "UDP"`, "sr-c"), "port": list(`port = "80,443"`, "sr-b"), "none": list(`port = "81"`),
		"missing": {Type: "gaap_security_rules", Arguments: `policy_id = "sp-missing0"`, Fails: []string{"Cannot list GAAP security rules", "PolicyId(sp-missing0) Not Exist"}},
	}.Run(t, x.Environment)
}

func TestList(t *testing.T) {
	l := acctest.NewLister(t, "gaap_security_rule", gaapmock.Options{})
	l.Configure()
	l.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: policyID, ProxyID: l.Mock.AddProxy(gaapmock.Proxy{})})
	three(l.Mock)
	filters := map[string]cty.Value{"policy_id": cty.StringVal(policyID)}
	var got []string
	for _, result := range l.List(filters, true, 100, 0) {
		if len(result.Said) > 0 || result.Text("policy_id") != policyID {
			t.Errorf("the result is %+v", result)
		}
		got = append(got, result.Name)
	}
	want := "ACCEPT TCP 80,443 from 192.0.2.1/32 (sr-b); DROP ALL ALL from 198.51.100.0/24 (sr-a); DROP UDP ALL from 2001:db8::/32 (sr-c)"
	if slices.Sort(got); strings.Join(got, "; ") != want {
		t.Errorf("%v are listed, want %s", got, want)
	}
	if few := l.List(filters, false, 1, 0); len(few) != 1 {
		t.Errorf("%+v", few)
	}
}
