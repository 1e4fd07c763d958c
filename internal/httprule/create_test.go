package httprule_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A create whose answer is lost, in whatever way, ends with one rule, which is in
// the state.
func TestAccRule_createLost(t *testing.T) {
	t.Parallel()
	for name, lost := range acctest.LostAnswers() {
		for mode, lag := range map[string]time.Duration{"": 0, ", reads lag": 10 * time.Second} {
			t.Run(name+mode, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{ReadLag: lag}})
				lost.Fault.Action = "CreateRule"
				x.Mock.Inject(lost.Fault)
				x.Run(x.Apply(block("test", arguments{"health_check": "true"}, to(one)), x.Same(), x.Warned()))
				acctest.Sent(t, x.Mock.Calls("CreateRule"), "CreateRule", len(x.Mock.Calls("CreateRule")), 1)
			})
		}
	}
}

// What every sending loses ends in an error; nothing is made twice.
func TestAccRule_createNeverAnswered(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "CreateRule", Kind: gaapmock.FaultLostBefore, Times: 3})
	x.Run(
		x.Fails(block("test", nil), "Cannot create GAAP rule", "CreateRule", "ClientError.NetworkError"),
		x.Apply(block("test", nil), x.Same()),
	)
}

// A path that somebody else's rule has is not taken: the error has an import block,
// which works.
func TestAccRule_held(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		holder gaapmock.Rule
		says   []string
	}{
		"equal":     {gaapmock.Rule{}, []string{"GAAP_ADOPT=rule-"}},
		"different": {gaapmock.Rule{Scheduler: "lc", HealthCheck: 1}, []string{"It is not what is ordered", `scheduler is "lc", not "rr"`, "health_check is true, not false"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			id := x.add(c.holder)
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Fails(plain, append(c.says, "GAAP rule exists already", id, "the path / of www.example.com on "+plainID, "Nothing was made", "import {", "to = gaap_http_rule.NAME")...)
				x.requireCreates(0, 0)
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
				_, rest, _ := strings.Cut(said, "import {")
				pasted := "import {" + rest
				pasted = strings.ReplaceAll(strings.ReplaceAll(pasted[:strings.Index(pasted, "}")+1], "NAME", "test"), "│", "")
				s.Configure(pasted + "\n" + block("test", nil))
				s.Apply(plain)
				s.Settled(address, id)
			})
		})
	}
}

// What an interrupted run left is taken over when adopt names it, with its origins
// and headers.
func TestAccRule_adopt(t *testing.T) {
	x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{LRTTAllowed: true}})
	id := x.add(gaapmock.Rule{RealServers: []gaapmock.Binding{{ID: two, Port: 443}}, Headers: []gaapmock.Header{{Name: "X-A", Value: "1"}}})
	as := arguments{"headers": "[]", "scheduler": `"lrtt"`}
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", arguments{"scheduler": `"lc"`}), `adopt = ["`+id+`"]`)
		s.Fails(plain, "GAAP rule to adopt differs", id, `scheduler is "rr", not "lc"`)
		s.Configure(block("test", as, to(one)), `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP rule adopted: "+id)
		if err := acctest.DifferentWrites(x.Writes(ruleID), []string{modifies(`"Scheduler":"lrtt"`), binds(bound(one, "")), setsHeaders()}); err != nil {
			t.Error(err)
		}
		s.Planned(plain, "GAAP rule to adopt is in the state")
		s.Configure(block("test", as, to(one)))
		s.Empty()
	})
}

// Somebody else gets the path between the look and the order.
func TestAccRule_taken(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := ""
	x.Mock.OnCall(func(action string) {
		if action == "CreateRule" && id == "" {
			id = x.add(gaapmock.Rule{Scheduler: "lc"})
		}
	})
	x.Run(
		x.Fails(block("test", nil), "GAAP rule exists already", "import {"),
		before(x.Apply(block("test", nil), x.Same()), func() { x.Mock.RemoveRule(id) }),
	)
}

// A path goes from a rule that is destroyed, or gets another one, to a new rule.
func TestAccRule_handedOn(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]string{
		"to a new rule":        block("test", arguments{"scheduler": `"lc"`}),
		"as the old one moves": block("test", arguments{"scheduler": `"lc"`}) + block("old", arguments{"path": `"/moved"`}),
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("old", nil))
				s.Apply(plain)
				old := x.ID()
				s.Configure(next)
				s.Apply(plain)
				s.Empty()
				if s.State().Object(address).Text("id") == old {
					t.Error("it was taken over")
				}
			})
		})
	}
}

// A replacement that keeps its path cannot be made before the old one goes.
func TestAccRule_createBeforeDestroy(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	cbd := arguments{"lifecycle": "{\n    create_before_destroy = true\n  }"}
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", cbd))
		s.Apply(plain)
		old := x.ID()
		s.Configure(block("test", with(cbd, arguments{"realserver_type": `"DOMAIN"`})))
		s.Fails(plain, "GAAP rule exists already", old, "take create_before_destroy off")
		if x.ID() != old {
			t.Error("it was replaced")
		}
		s.Configure(block("test", with(cbd, arguments{"realserver_type": `"DOMAIN"`, "path": `"/new"`}))) // another path is possible
		s.Apply(plain)
		s.Empty()
	})
}

// A domain or a listener that is not there is an error.
func TestAccRule_nothingAbove(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as   arguments
		says string
	}{
		"domain":   {arguments{"domain": `"other.example.com"`}, "check listener_id, domain"},
		"listener": {arguments{"listener_id": `"listener-missing0"`}, "ListenerId(listener-missing0) Not Exist"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Fails(block("test", c.as), "Cannot create GAAP rule", c.says), withPlan(x.Apply(block("test", nil)), plancheck.ResourceActionCreate))
		})
	}
}
