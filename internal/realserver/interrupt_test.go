package realserver_test

import (
	"context"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Ctrl-C while the order is under way: it goes on for a while, and what it made is in
// the state.
func TestAccRealServer_interrupted(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "AddRealServers", Kind: gaapmock.FaultDelay, Delay: 5 * time.Second})
		s.OnSend(func(action string) {
			if action == "AddRealServers" {
				s.OnSend(nil)
				s.Interrupt(context.WithoutCancel(s.T.Context()))
			}
		})
		s.Fails(plain, "GAAP origin is not ready", "is in the state, marked as tainted", "The run was interrupted")
		made := s.Only()
		if o := s.State().Object(address); o.Text("id") != made.ID || !o.Tainted {
			t.Fatalf("the state holds %+v, want %s, tainted", o, made.ID)
		}
		if err := s.Untaint(address); err != nil {
			t.Fatal(err)
		}
		s.RequireOne()
		s.requireCalls("AddRealServers", 1, 1)
	})
}

// An order that is interrupted while it waits for its address sends nothing.
func TestAccRealServer_interruptedWait(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Mock.AddRealServer(gaapmock.RealServer{Address: "192.0.2.1", Name: "theirs"})
		s.write(nil)
		s.OnCall(func(string) {
			s.OnCall(nil)
			s.Interrupt(context.WithoutCancel(s.T.Context()))
		})
		start := s.Clock.Now()
		s.Fails(plain, "Cannot create GAAP origin")
		if took := s.Clock.Now().Sub(start); took > 5*time.Second {
			t.Errorf("it went on for %s", took)
		}
		s.requireCalls("AddRealServers", 0, 0)
		if len(s.State().Instances()) > 0 {
			t.Error("something is in the state")
		}
	})
}

// What a killed run made is named by the next one, with the way to take it over,
// and no second one is made: also while reads do not show it yet.
func TestAccRealServer_killed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		after time.Duration
		sent  int
	}{"at once": {0, 2}, "later": {time.Minute, 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{RealServer: gaapmock.RealServerOptions{ReadLag: 15 * time.Second}}, func(s *session) {
				s.write(arguments{"tags": `{ a = "x" }`})
				s.OnCall(func(string) {
					if len(s.Mock.RealServers()) > 0 {
						s.OnCall(nil)
						s.Kill()
					}
				})
				s.PlanAndApply(s.T.Context(), s.Text(), plain)
				orphan := s.Only()
				if len(s.State().Instances()) > 0 {
					t.Fatal("a killed run has stored something")
				}
				s.Clock.Advance(c.after)
				s.Fails(plain, "GAAP origin exists already", "An interrupted run left it", "GAAP_ADOPT="+orphan.ID)
				s.write(arguments{"tags": `{ a = "x" }`}, `adopt = ["`+orphan.ID+`"]`)
				s.Apply(plain, "GAAP origin adopted: "+orphan.ID)
				s.write(arguments{"tags": `{ a = "x" }`})
				if r := s.RequireOne(); r.ID != orphan.ID {
					t.Errorf("the origin is %s", r.ID)
				}
				s.requireCalls("AddRealServers", c.sent, 1)
			})
		})
	}
}

// Ten creates are killed in the middle. All orphans together are taken over by
// what the errors print.
func TestAccRealServer_killedMany(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		body := origin("p", arguments{"count": "10", "ip": `"192.0.2.${count.index + 1}"`, "name": `"p-${count.index}"`})
		s.Configure(body)
		s.OnCall(func(string) {
			if len(s.Mock.RealServers()) >= 6 {
				s.OnCall(nil)
				s.Kill()
			}
		})
		s.PlanAndApply(s.T.Context(), s.Text(), plain)
		s.OnCall(nil)
		said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
		s.Configure(body, acctest.AdoptArgument(t, said))
		s.Apply(plain)
		s.Configure(body)
		s.RequireEmptyPlan()
		if all := s.Mock.RealServers(); len(all) != 10 {
			t.Errorf("there are %d origins, want 10", len(all))
		}
		s.Apply(tfcore.Options{Destroy: true})
		s.RequireNothingLeft()
	})
}
