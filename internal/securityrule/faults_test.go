package securityrule_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Whatever happens once to an action, the rule ends as it is planned, and there is one.
func TestAccSecurityRule_faults(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"CreateSecurityRules", "ModifySecurityRule", "DeleteSecurityRules", "DescribeSecurityPolicyDetail"} {
		for _, kind := range []gaapmock.FaultKind{
			gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultCutBody, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore, gaapmock.FaultEmpty,
			gaapmock.FaultHang, gaapmock.FaultHangBefore, gaapmock.FaultThrottle, gaapmock.FaultError, gaapmock.FaultErrorAfterCommit, gaapmock.FaultForeign,
		} {
			t.Run(fmt.Sprintf("%s %s", action, kind), func(t *testing.T) {
				x := newTest(t, gaapmock.SecurityOptions{})
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: kind})
				x.Run(
					x.Apply(block("test", nil), x.Same()),
					withPlan(x.Apply(block("test", arguments{"port": `"81"`}), x.Same()), plancheck.ResourceActionUpdate),
				)
			})
		}
	}
}

// Of rules that were sent together, each finds its own after an answer that was lost.
func TestAccSecurityRule_lostTogether(t *testing.T) {
	t.Parallel()
	for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultHang} {
		t.Run(string(kind), func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			x.Alone(func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: "CreateSecurityRules", Kind: kind})
				s.Configure(several("80", "81", "82", "83"))
				s.Apply(plain)
				s.Empty()
				if n := len(s.Mock.SecurityRules("")); n != 4 {
					t.Errorf("%d rules", n)
				}
				s.Mock.Inject(gaapmock.Fault{Action: "DeleteSecurityRules", Kind: kind})
			})
		})
	}
}

// Reads from before a write start nothing anew.
func TestAccSecurityRule_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 5 {
		t.Run(fmt.Sprint(skip), func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			x.Alone(func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeSecurityPolicyDetail", Kind: gaapmock.FaultStaleRead, Skip: skip})
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Configure(block("test", least))
				s.Apply(plain)
				s.Mock.ClearFaults()
				s.Apply(plain)
				s.Empty()
				acctest.Sent(t, s.Mock.Journal(), "CreateSecurityRules", 1, 1)
			})
		})
	}
}

// What a plan refuses, on its path, and what the service refuses for good.
func TestAccSecurityRule_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config string
		says   []string
	}{
		"policy_id":    {block("test", arguments{"policy_id": `"x"`}), []string{"policy_id", "sp-a1b2c3d4"}},
		"no address":   {block("test", arguments{"cidr_ip": `"192.0.2"`}), []string{"cidr_ip", "192.0.2.1"}},
		"host bits":    {block("test", arguments{"cidr_ip": `"192.0.2.1/24"`}), []string{"cidr_ip", "192.0.2.0/24"}},
		"a zone":       {block("test", arguments{"cidr_ip": `"fe80::1%eth0"`}), []string{"cidr_ip"}},
		"action":       {block("test", arguments{"action": `"DENY"`}), []string{"action", "DROP"}},
		"name":         {block("test", arguments{"name": `"0123456789012345678901234567890"`}), []string{"name", "30"}},
		"protocol":     {block("test", arguments{"protocol": `"ICMP"`}), []string{"protocol", "UDP"}},
		"port 0":       {block("test", arguments{"port": `"0"`}), []string{"port", "65535"}},
		"port 65536":   {block("test", arguments{"port": `"65536"`}), []string{"port", "65535"}},
		"a range":      {block("test", arguments{"port": `"90-80"`}), []string{"port", "65535"}},
		"twice":        {block("test", arguments{"port": `"80,80"`}), []string{"port", "each once"}},
		"no protocol":  {block("test", arguments{"protocol": ""}), []string{"port", "needs protocol"}},
		"two":          {block("test", nil) + block("other", arguments{"port": `"443,80"`, "name": ""}), []string{"Two GAAP objects have the same key", "DROP TCP 80,443 from 198.51.100.0/24 of " + policyID}},
		"no policy":    {block("test", arguments{"policy_id": `"sp-missing0"`}), []string{"Cannot create GAAP security rule", "PolicyId(sp-missing0) Not Exist"}},
		"all":          {block("test", arguments{"cidr_ip": `"0.0.0.0/0"`, "protocol": "", "port": ""}), []string{"Cannot create GAAP security rule", "ProxySecurityPolicyDefaultRule"}},
		"accepts both": {block("test", nil) + block("other", arguments{"action": `"ACCEPT"`}), []string{"GAAP security rule exists already", "belongs to another resource of this run"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			x.Run(x.Fails(c.config, c.says...))
		})
	}
	t.Run("quota", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{MaxRules: 1})
		x.Run(x.Fails(several("80", "81"), "Cannot create GAAP security rule", "LimitExceeded", "100 unless raised"))
	})
}

// Where the service takes both, one rule accepts what another one drops.
func TestAccSecurityRule_actionTellsApart(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{ActionTellsApart: true, DropAllTaken: true, RulesWhileChanging: true})
	x.Run(x.Apply(block("test", nil) + block("other", arguments{"action": `"ACCEPT"`}) + block("all", arguments{"cidr_ip": `"0.0.0.0/0"`, "protocol": "", "port": ""})))
}

// A rule that is there is an error with the ways on; what adopt names is taken over.
func TestAccSecurityRule_taken(t *testing.T) {
	t.Parallel()
	t.Run("exists already", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		id := x.Mock.AddSecurityRule(others["all"].rule)
		x.Run(
			x.Fails(block("test", nil), "GAAP security rule exists already", id, "GAAP_ADOPT="+id, "import {", "gaap_security_rule.NAME"),
			acctest.Before(x.Apply(block("test", nil)), func() { x.Mock.RemoveSecurityRule(id) }),
		)
	})
	t.Run("adopted", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		id := x.Mock.AddSecurityRule(others["all"].rule)
		x.Alone(func(s *acctest.Session) {
			s.Configure(block("test", nil), `adopt = ["`+id+`"]`)
			s.Apply(plain)
			s.Configure(block("test", nil))
			s.Empty()
			if err := x.Wrote()(nil); err != nil {
				t.Error(err)
			}
		})
	})
}
