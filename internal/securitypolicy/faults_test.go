package securitypolicy_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Whatever happens once to an action, the policy ends as it is planned, and there is
// one.
func TestAccSecurityPolicy_faults(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"CreateSecurityPolicy", "OpenSecurityPolicy", "CloseSecurityPolicy", "DeleteSecurityPolicy", "DescribeSecurityPolicyDetail"} {
		for _, kind := range []gaapmock.FaultKind{
			gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultCutBody, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore, gaapmock.FaultEmpty,
			gaapmock.FaultHang, gaapmock.FaultHangBefore, gaapmock.FaultThrottle, gaapmock.FaultError, gaapmock.FaultErrorAfterCommit, gaapmock.FaultForeign,
		} {
			t.Run(fmt.Sprintf("%s %s", action, kind), func(t *testing.T) {
				x := newTest(t, gaapmock.SecurityOptions{})
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: kind})
				x.Run(
					x.Apply(block("test", nil), x.Same()),
					withPlan(x.Apply(block("test", closed), x.Same()), plancheck.ResourceActionUpdate),
				)
			})
		}
	}
}

// Reads from before a write start nothing anew.
func TestAccSecurityPolicy_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 6 {
		t.Run(fmt.Sprint(skip), func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			x.Alone(func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeSecurityPolicyDetail", Kind: gaapmock.FaultStaleRead, Skip: skip})
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Configure(block("test", closed))
				s.Apply(plain)
				s.Mock.ClearFaults()
				s.Apply(plain)
				s.Empty()
				acctest.Sent(t, s.Mock.Journal(), "CreateSecurityPolicy", 1, 1)
			})
		})
	}
}

// However the service answers what is repeated, and what is still open, the policy
// goes.
func TestAccSecurityPolicy_modes(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.SecurityOptions{
		"failed": {BoundDelete: gaapmock.BoundFailed}, "deleted": {BoundDelete: gaapmock.BoundDeleted}, "taken": {RepeatedTaken: true}, "strict": {ActionCaseChecked: true},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, options)
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				for _, status := range []string{gaapmock.StatusBinding, gaapmock.StatusUnbinding, gaapmock.StatusBound} {
					s.Mock.UpdateSecurityPolicy(s.Mock.SecurityPolicies()[0].ID, func(p *gaapmock.SecurityPolicy) { p.Status = status })
				}
			})
		})
	}
}

// A policy that the service keeps for its rules is an error that names them.
func TestAccSecurityPolicy_rulesBlock(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{RulesBlock: true})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		rule := s.Mock.AddSecurityRule(gaapmock.SecurityRule{PolicyID: s.Mock.SecurityPolicies()[0].ID})
		s.Configure("")
		said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
		if text := said.Render(s.Text()); !acctest.Says("Cannot delete GAAP security policy", "It has rules", rule).MatchString(text) {
			t.Error(text)
		}
		s.Mock.RemoveSecurityRule(rule)
	})
}

// What the service refuses for good is told at once, with what to do.
func TestAccSecurityPolicy_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config string
		says   []string
	}{
		"no such proxy": {block("test", arguments{"proxy_id": `"link-missing0"`}), []string{"Cannot create GAAP security policy", "proxy or group does not exist"}},
		"no such group": {block("test", arguments{"proxy_id": "", "group_id": `"lg-missing"`}), []string{"Cannot create GAAP security policy"}},
		"the proxy":     {block("test", arguments{"proxy_id": `"link-none0001"`}), []string{"Cannot create GAAP security policy", "takes no security policy"}},
		"of nothing":    {block("test", arguments{"proxy_id": ""}), []string{"proxy_id or group_id is required"}},
		"of two":        {block("test", arguments{"group_id": `"` + groupID + `"`}), []string{"exclude each other"}},
		"an action":     {block("test", arguments{"action": `"Drop"`}), []string{"action", "ACCEPT"}},
		"an id":         {block("test", arguments{"proxy_id": `"x"`}), []string{"proxy_id", "link-a1b2c3d4"}},
		"two of one":    {block("test", nil) + block("other", nil), []string{"Two GAAP objects have the same key", "the security policy of " + proxyID}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.SecurityOptions{})
			x.Mock.AddProxy(gaapmock.Proxy{ID: "link-none0001", NoSecurity: true})
			x.Run(x.Fails(c.config, c.says...))
		})
	}
}

// A proxy that has a policy is an error with the ways on; what adopt names is taken
// over, and opened.
func TestAccSecurityPolicy_taken(t *testing.T) {
	t.Parallel()
	t.Run("exists already", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		id := x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ProxyID: proxyID})
		x.Run(
			x.Fails(block("test", nil), "GAAP security policy exists already", id, "its action is ACCEPT, not DROP", "import {", "gaap_security_policy.NAME"),
			acctest.Before(x.Apply(block("test", nil)), func() { x.Mock.RemoveSecurityPolicy(id) }),
		)
	})
	t.Run("adopted", func(t *testing.T) {
		x := newTest(t, gaapmock.SecurityOptions{})
		id := x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ProxyID: proxyID, DefaultAction: "DROP"})
		x.Alone(func(s *acctest.Session) {
			s.Configure(block("test", nil), `adopt = ["`+id+`"]`)
			s.Apply(plain)
			s.Configure(block("test", nil))
			s.Empty()
			if err := x.Wrote(`OpenSecurityPolicy {"PolicyId":"ID","ProxyId":"` + proxyID + `"}`)(nil); err != nil {
				t.Error(err)
			}
		})
	})
}
