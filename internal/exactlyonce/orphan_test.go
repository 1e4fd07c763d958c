package exactlyonce_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// killDuringApply applies, and kills Terraform and the provider when n proxies were made.
func (s *session) killDuringApply(n int) {
	s.T.Helper()
	before := len(s.Mock.Proxies())
	s.OnCall(func(string) {
		if len(s.Mock.Proxies()) >= before+n {
			s.OnCall(nil)
			s.Kill()
		}
	})
	s.PlanAndApply(s.T.Context(), s.Text(), plain)
	s.OnCall(nil)
}

// Twenty creates are killed in the middle. The next apply names every orphan
// and makes no second of any; what it prints takes them over.
func TestAccOrphan_twenty(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		body := block("p", arguments{"count": "20", "name": `"p-${count.index}"`})
		s.Configure(body)
		s.killDuringApply(15)
		orphans := map[string]bool{}
		for _, p := range s.proxies() {
			orphans[p.ID] = true
		}
		for id := range s.ownedIDs() {
			delete(orphans, s.ownedIDs()[id])
		}
		if len(orphans) < 5 {
			t.Fatalf("only %d proxies are in no state", len(orphans))
		}
		said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
		for id := range orphans {
			if !strings.Contains(said, id) {
				t.Errorf("%s is not named", id)
			}
		}
		s.requireAlive(20)
		s.Configure(body, acctest.Adopting(t, said))
		s.Apply(plain, "GAAP proxy adopted: link-")
		s.requireAlive(20)
		if len(s.ownedIDs()) != 20 {
			t.Errorf("the state holds %v", s.ownedIDs())
		}
		s.Planned(plain, "GAAP proxy to adopt is in the state")
		s.Configure(body)
		s.Empty()
		s.requireDestroyed()
	})
}

// An order under a client_token or a scope is lost with the run. It is named,
// and no second one is made, in the first life and in the second.
func TestAccOrphan_others(t *testing.T) {
	for name, c := range map[string]struct {
		arguments arguments
		more      string
	}{
		"client_token": {arguments{"client_token": `"own"`}, ""},
		"scope":        {nil, `client_token_scope = "ci"`},
	} {
		t.Run(name, func(t *testing.T) {
			inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
				body := block("test", c.arguments)
				s.Configure(body, c.more)
				s.killDuringApply(1)
				orphan := s.only()
				s.Clock.Advance(time.Minute)
				s.Fails(plain, "Equal GAAP proxy exists", orphan)
				s.requireAlive(1)
				s.Configure(body, c.more, `adopt = ["`+orphan+`"]`)
				s.Apply(plain, "GAAP proxy adopted: "+orphan)
				s.Configure(body, c.more)
				s.requireKept(orphan)

				s.Apply(tfcore.Options{Destroy: true})
				s.Clock.Advance(time.Minute)
				s.killDuringApply(1) // the second life
				second := s.only()
				s.Clock.Advance(time.Minute)
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
				if text := said.Render(""); !strings.Contains(text, second) {
					t.Errorf("%s is not named:\n%s", second, text)
				}
			})
		})
	}
}

// What a killed run made may show only after the next one has begun.
func TestAccOrphan_lateToShow(t *testing.T) {
	t.Parallel()
	e := acctest.New(t, gaapmock.Options{ReadLag: 20 * time.Second})
	e.Session(t, func(a *acctest.Session) {
		s := &session{Session: a, Hooks: a.Hook()}
		s.write(nil)
		s.killDuringApply(1)
		orphan := s.Mock.Proxies()[0].ID
		s.Fails(plain, "Equal GAAP proxy exists", orphan)
		acctest.Orders(t, s.Mock.Journal(), 2, 1)
	})
}

// A proxy to adopt has other tags, and is closed; it is brought to the plan.
func TestAccOrphan_adoptedIsBroughtToThePlan(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		id := s.Mock.AddProxy(gaapmock.Proxy{
			Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: s.Clock.Now().Add(-time.Hour),
			Status: gaapmock.StatusClosed, Tags: map[string]string{"env": "prod", "left": "over"},
		})
		tagged := block("test", arguments{"tags": `{ env = "prod" }`})
		s.Configure(tagged)
		s.Fails(plain, "Equal GAAP proxy exists", id, "GAAP_ADOPT="+id)
		s.Configure(tagged, `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP proxy adopted: "+id)
		s.Configure(tagged)
		s.requireKept(id)
		s.requireOrders(0, 0)
	})
}

// An equal proxy beside one that is adopted is named in the plan and in the apply:
// another interrupted run may have left it, and no order will stop at it any more.
func TestAccOrphan_besideAnAdopted(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		add := func() string {
			return s.Mock.AddProxy(gaapmock.Proxy{Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: s.Clock.Now().Add(-time.Hour)})
		}
		id, other := add(), add()
		s.Configure(block("test", nil), `adopt = ["`+id+`"]`)
		s.Planned(plain, "Equal GAAP proxy exists: ", other)
		s.Apply(plain, "GAAP proxy adopted: "+id, "Equal GAAP proxy exists: ", other)
		s.Mock.RemoveProxy(other)
		s.Configure(block("test", nil))
		s.requireKept(id)
		s.requireOrders(0, 0)
	})
}

// A proxy to adopt that differs stops the order, and is told how.
func TestAccOrphan_adoptDiffers(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		id := s.Mock.AddProxy(gaapmock.Proxy{Name: "test", Bandwidth: 20, Concurrent: 2, CreateTime: s.Clock.Now().Add(-time.Hour)})
		s.Configure(block("test", nil), `adopt = ["`+id+`"]`)
		s.Fails(plain, "GAAP proxy to adopt differs", id, "Bandwidth is 20, not 10")
		s.requireOrders(0, 0)
		s.Configure(block("test", arguments{"bandwidth": "20"}), `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP proxy adopted")
	})
}

// A proxy that the service could not make is named, and stops nothing. So does
// one in use.
func TestAccOrphan_named(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		failed := s.Mock.AddProxy(gaapmock.Proxy{Name: "test", Bandwidth: 10, Concurrent: 2, Status: gaapmock.StatusCreateFailed})
		s.write(nil)
		s.Planned(plain, "Equal GAAP proxy exists: ", failed, "could not be made", s.bystander, "is in use")
		s.Apply(plain)
		s.requireOrders(1, 1)
	})
}

// If what there is cannot be listed, nothing is ordered.
func TestAccOrphan_cannotLook(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
		s.write(nil)
		s.Fails(plain, "Cannot look for equal GAAP proxies", "Cannot create GAAP proxy", "UnauthorizedOperation", "CAM policy")
		s.requireOrders(0, 0)
	})
}

// From the order on, the service lets nobody look: the id is in the state.
func TestAccOrphan_cannotLookAfterwards(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.OnCall(func(string) {
			if len(s.Mock.Calls("CreateProxy")) == 0 {
				return
			}
			s.OnCall(nil)
			s.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
		})
		s.Fails(plain, "GAAP proxy is not ready", "is in the state, marked as tainted", "UnauthorizedOperation")
		s.requireTainted()
		s.Mock.ClearFaults()
		must(s.T, s.Untaint(acctest.Address))
		s.requireKept(s.only())
	})
}

// Ctrl-C while the provider looks for a proxy that the service names, and that
// is gone since an earlier life: it is in the state, and leaves it by itself.
func TestAccOrphan_interruptedLook(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayFirstID, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Apply(tfcore.Options{Destroy: true})
		s.Clock.Advance(time.Minute)
		s.OnCall(func(string) {
			if len(s.Mock.Calls("CreateProxy")) == 2 {
				s.OnCall(nil)
				s.Interrupt(s.T.Context())
			}
		})
		s.Fails(plain, "GAAP proxy is not ready")
		dead := s.State().Object(acctest.Address).Text("id")
		s.Apply(plain, "GAAP proxy is gone: "+dead)
		s.requireSettled()
	})
}

// The service forgets the token while answers get lost, and makes a second
// proxy. The one that no answer named is named by the run.
func TestAccOrphan_forgottenToken(t *testing.T) {
	t.Parallel()
	e := acctest.New(t, gaapmock.Options{TokenWindow: 40 * time.Second})
	e.Session(t, func(a *acctest.Session) {
		s := &session{Session: a}
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang, Times: 2})
		said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
		all := s.Mock.Proxies()
		if said.HasErrors() || len(all) != 2 {
			t.Fatalf("%d proxies were made:\n%s", len(all), said.Render(""))
		}
		own := s.State().Object(acctest.Address).Text("id")
		for _, p := range all {
			if summary := "Equal GAAP proxy exists: " + p.ID; p.ID != own && !strings.Contains(said.Render(""), summary) {
				t.Errorf("%q is not said:\n%s", summary, said.Render(""))
			}
		}
	})
}
