package group_test

import (
	"context"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// overFaults runs a test with each way in which an answer gets lost, at once and
// late reads.
func overFaults(t *testing.T, action string, run func(t *testing.T, s *session, meet func(), executed bool)) {
	t.Helper()
	t.Parallel()
	for _, lag := range []time.Duration{0, 20 * time.Second} {
		t.Run(lag.String(), func(t *testing.T) {
			options := gaapmock.Options{Groups: []gaapmock.Group{}, Group: gaapmock.GroupOptions{ReadLag: lag}}
			acctest.OverLostAnswers(t, action, options, func(t *testing.T, a *acctest.Session, meet func(), executed bool) {
				t.Helper()
				run(t, &session{objects.In(a), a.Hook()}, meet, executed)
			})
		})
	}
}

// Whatever happens to the answer of the order, there is one group with its proxies,
// and it is in the state.
func TestAccProxyGroup_lostCreate(t *testing.T) {
	overFaults(t, "CreateProxyGroup", func(t *testing.T, s *session, meet func(), done bool) {
		s.write(arguments{"access_regions": regions, "force_destroy": "true"})
		meet()
		s.Apply(plain)
		sent, executed := s.CreateCalls()
		if executed != 1 || done && sent != 1 {
			t.Errorf("CreateProxyGroup was sent %d times and executed %d times", sent, executed)
		}
		if s.RequireOne(); len(s.Mock.Proxies()) != 2 {
			t.Errorf("there are %d proxies", len(s.Mock.Proxies()))
		}
		s.Apply(destroys)
		s.nothingLeft()
	})
}

// A name and a project arrive, whatever happens to the answer.
func TestAccProxyGroup_lostModify(t *testing.T) {
	overFaults(t, "ModifyProxyGroupAttribute", func(t *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		s.write(arguments{"name": `"renamed"`, "project_id": "1204"})
		meet()
		s.Apply(plain)
		s.Clock.Advance(time.Minute)
		if g := s.RequireOne(); g.Name != "renamed" || g.ProjectID != 1204 {
			t.Errorf("the group is %+v", g)
		}
	})
}

// A group closes and opens, whatever happens to the answers.
func TestAccProxyGroup_lostSwing(t *testing.T) {
	for action, enable := range map[string]string{"CloseProxyGroup": "false", "OpenProxyGroup": "true"} {
		t.Run(action, func(t *testing.T) {
			overFaults(t, action, func(t *testing.T, s *session, meet func(), _ bool) {
				all := func(enable string) arguments { return arguments{"access_regions": regions, "enable": enable} }
				s.write(all(map[string]string{"false": "true", "true": "false"}[enable]))
				s.Apply(plain)
				s.write(all(enable))
				meet()
				s.Apply(plain)
				s.Clock.Advance(time.Minute)
				if g := s.RequireOne(); (g.Status == gaapmock.StatusRunning) != (enable == "true") {
					t.Errorf("the group is %+v", g)
				}
			})
		})
	}
}

// A group that is to go is gone with its proxies, whatever happens to the answer.
func TestAccProxyGroup_lostDelete(t *testing.T) {
	overFaults(t, "DeleteProxyGroup", func(_ *testing.T, s *session, meet func(), _ bool) {
		s.write(arguments{"access_regions": regions, "force_destroy": "true"})
		s.Apply(plain)
		meet()
		s.Apply(destroys)
		s.nothingLeft()
	})
}

// An equal group that was there before stops the order before anything is sent. Only
// adopt says that the order may have it; and one that differs is not taken either.
func TestAccProxyGroup_older(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		left := s.Mock.AddGroup(gaapmock.Group{Name: "edge", Tags: map[string]string{"owner": "x"}})
		s.Mock.AddGroup(gaapmock.Group{Name: "other"})
		s.write(nil)
		s.Fails(plain, "Equal GAAP proxy group exists", "What is ordered seems to exist already: - "+left+", RUNNING, made", "GAAP_ADOPT="+left+" terraform apply", "set another name")
		if sent, _ := s.CreateCalls(); sent > 0 {
			t.Error("an order was sent")
		}
		s.write(arguments{"package_type": `"Accelerator"`}, `adopt = ["`+left+`"]`)
		s.Fails(plain, "GAAP proxy group to adopt differs", "a closer look")
		s.write(nil, `adopt = ["`+left+`"]`)
		s.Apply(plain, "GAAP proxy group adopted: "+left)
		if s.ID() != left {
			t.Errorf("the state has %s", s.ID())
		}
		s.RequireSettled(address, left)
		if g, _ := s.Mock.Group(left); len(g.Tags) > 0 {
			t.Errorf("the tags are %v", g.Tags)
		}
	})
}

// An equal group that is in use, or beside one that this run destroys, is named and
// stops nothing; one that differs in what lists do not show is nobody's concern.
func TestAccProxyGroup_olderInUse(t *testing.T) {
	t.Parallel()
	for name, add := range map[string]func(m *gaapmock.Server, g gaapmock.Group) string{
		"listener": func(m *gaapmock.Server, g gaapmock.Group) string {
			id := m.AddGroup(g)
			m.AddListener(gaapmock.Listener{GroupID: id})
			return id
		},
		"proxy": func(m *gaapmock.Server, g gaapmock.Group) string {
			id := m.AddGroup(g)
			m.AddProxy(gaapmock.Proxy{GroupID: id})
			return id
		},
		"package": func(m *gaapmock.Server, g gaapmock.Group) string {
			g.PackageType = "Accelerator"
			m.AddGroup(g)
			return ""
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				left := add(s.Mock, gaapmock.Group{Name: "edge"})
				s.write(arguments{"package_type": `"Thunder"`})
				if left != "" {
					s.Apply(plain, "Equal GAAP proxy group exists: "+left, "it is in use")
				} else {
					s.Apply(plain)
				}
				s.RequireSettled(address, s.ID())
				if s.ID() == left || len(s.Mock.Groups()) != 2 {
					t.Errorf("the state has %s", s.ID())
				}
			})
		})
	}
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		old := s.ID()
		left := s.Mock.AddGroup(gaapmock.Group{Name: "edge"})
		s.write(arguments{"package_type": `"Thunder"`})
		s.State().Object(address).Tainted = true
		s.Apply(plain, "Equal GAAP proxy group exists: "+left, "beside one that this run destroys")
		if s.ID() == old || s.ID() == left {
			t.Errorf("the state has %s", s.ID())
		}
	})
}

// Two groups that nothing tells apart are refused by the plan, but for those that
// exist.
func TestAccProxyGroup_twins(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure(block("test", nil) + block("other", arguments{"tags": `{ a = "1" }`}))
		s.Fails(plain, "GAAP proxy groups cannot be told apart", `named "edge" would have one name, project and origin region`)
		s.Configure(block("test", nil) + block("other", arguments{"project_id": "1204"}))
		s.Apply(plain)
		s.Configure(block("test", nil) + block("other", nil))
		s.Apply(plain)
		s.RequireEmptyPlan()
	})
}

// Several that are new and equal after an answer that was lost stop the order.
func TestAccProxyGroup_lostAndOthers(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateProxyGroup", Kind: gaapmock.FaultLostAfter})
		s.OnSend(func(action string) {
			if action == "CreateProxyGroup" {
				s.Mock.AddGroup(gaapmock.Group{Name: "edge"})
			}
		})
		s.Fails(plain, "GAAP proxy group may have been made", "several that are equal are new since", "GAAP_ADOPT")
		if sent, _ := s.CreateCalls(); sent != 1 {
			t.Errorf("it was sent %d times", sent)
		}
	})
}

// Ctrl-C while the order is under way: it goes on for a while, and what it made is in the
// state. So is what does not run in time.
func TestAccProxyGroup_interrupted(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"access_regions": regions})
		s.Mock.Inject(gaapmock.Fault{Action: "CreateProxyGroup", Kind: gaapmock.FaultDelay, Delay: 5 * time.Second})
		s.OnSend(func(action string) {
			if action == "CreateProxyGroup" {
				s.OnSend(nil)
				s.Interrupt(context.WithoutCancel(s.T.Context()))
			}
		})
		s.Fails(plain, "GAAP proxy group is not ready", "is in the state, marked as tainted", "The run was interrupted")
		if o := s.State().Object(address); o.Text("id") != s.Only().ID || !o.Tainted {
			t.Fatalf("the state holds %+v", o)
		}
	})
	inSession(t, gaapmock.Options{CreateDuration: time.Hour}, func(s *session) {
		s.write(arguments{"access_regions": regions, "timeouts": "{\n    create = \"5m\"\n  }"})
		s.Fails(plain, "GAAP proxy group is not ready", "was last seen CHANGING", "timeouts.create")
		if s.ID() != s.Only().ID {
			t.Fatalf("the state holds %s", s.ID())
		}
	})
}

// A final error of the order is told with its advice.
func TestAccProxyGroup_createErrors(t *testing.T) {
	t.Parallel()
	for code, says := range map[string]string{
		"FailedOperation.LimitNumofProxiesInGroup": "20 proxies",
		"InvalidParameterValue.FeatureConflict":    "package_type",
		"InvalidParameterValue.InvalidTags":        "create_missing_tags = true",
		"UnauthorizedOperation":                    "CAM policy",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(arguments{"tags": `{ team = "net" }`})
				s.Mock.Inject(gaapmock.Fault{Action: "CreateProxyGroup", Kind: gaapmock.FaultError, Code: code})
				s.Fails(plain, "Cannot create GAAP proxy group", `Creating proxy group "edge": CreateProxyGroup failed. Code: `+code, says)
				s.nothingLeft()
			})
		})
	}
}

// A group whose creation was given up is untainted and changed while it is still being
// made: it is closed once it is made, as enable says.
func TestAccProxyGroup_changedWhileCreating(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{Group: gaapmock.GroupOptions{CreateDuration: time.Hour}}, func(s *session) {
		given := arguments{"access_regions": regions, "enable": "false", "timeouts": "{\n    create = \"5m\"\n    update = \"2h\"\n  }"}
		s.write(given)
		s.Fails(plain, "GAAP proxy group is not ready", "was last seen CREATING")
		if err := s.Untaint(address); err != nil {
			t.Fatal(err)
		}
		given["name"] = `"renamed"`
		s.write(given)
		s.Apply(plain)
		if g := s.Only(); g.Status != gaapmock.StatusClosed || g.Name != "renamed" {
			t.Errorf("the group is %+v", g)
		}
		s.RequireEmptyPlan()
	})
}
