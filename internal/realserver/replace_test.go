package realserver_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const ahead = `{
    create_before_destroy = true
  }`

// A new address replaces the origin: the old one goes first, or last.
func TestAccRealServer_replace(t *testing.T) {
	t.Parallel()
	for name, changes := range map[string]arguments{
		"another ip":         {"ip": `"192.0.2.2"`},
		"a domain":           {"ip": "", "domain": `"origin.example.com"`},
		"project":            {"project_id": "1204"},
		"ahead":              {"ip": `"192.0.2.2"`, "lifecycle": ahead},
		"a domain, ahead":    {"ip": "", "domain": `"origin.example.com"`, "lifecycle": ahead},
		"address and naming": {"ip": `"192.0.2.2"`, "name": `"renamed"`, "tags": `{ a = "1" }`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(arguments{"lifecycle": changes["lifecycle"]})
				s.Apply(plain)
				old := s.RequireOne()
				s.write(changes)
				s.Apply(plain)
				if now := s.RequireOne(); now.ID == old.ID {
					t.Errorf("%s was not replaced", old.ID)
				}
			})
		})
	}
}

// A replacement that keeps its address cannot come before the destruction: the
// error says so, and nothing is lost.
func TestAccRealServer_replaceAheadInPlace(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"lifecycle": ahead})
		s.Apply(plain)
		old := s.RequireOne()
		s.write(arguments{"project_id": "1204", "lifecycle": ahead})
		start := s.Clock.Now()
		s.Fails(plain, "GAAP origin exists already", "("+old.ID+") has the address", "take create_before_destroy off the resource")
		if took := s.Clock.Now().Sub(start); took > time.Minute {
			t.Errorf("it took %s", took)
		}
		if r := s.Only(); r.ID != old.ID {
			t.Errorf("the origin is %+v", r)
		}
		s.write(arguments{"project_id": "1204"})
		s.Apply(plain)
		if r := s.RequireOne(); r.ProjectID != 1204 {
			t.Errorf("the origin is %+v", r)
		}
	})
}

// An origin that listeners have bound cannot go first: the plan warns, and the
// apply says what holds it and what to do. With create_before_destroy, and
// listeners that follow, it works.
func TestAccRealServer_replaceBound(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		old := s.RequireOne()
		listener := s.bind(old.ID)
		bound, _ := s.Mock.Listener(listener)

		s.write(arguments{"project_id": "1204"})
		s.MustPlan(plain, "GAAP origin is bound: "+old.ID, "Unbind it first")
		s.write(arguments{"ip": `"192.0.2.2"`})
		s.MustPlan(plain, "GAAP origin is bound: "+old.ID, "is replaced, but listeners or rules have it bound", "create_before_destroy = true")
		start := s.Clock.Now()
		s.Fails(plain, "Cannot delete GAAP origin", "rules of proxy "+bound.ProxyID+" have it bound", "realserver_bind_set", "create_before_destroy = true",
			"FailedOperation.RealServerAlreadyBound", "Listeners or rules have the origin bound")
		if took := s.Clock.Now().Sub(start); took < 30*time.Second || took > 2*time.Minute {
			t.Errorf("the error came after %s, want a little more than reads may lag", took)
		}
		if r := s.Only(); r.ID != old.ID || s.id(address) != old.ID {
			t.Errorf("the origin is %+v, the state has %s", r, s.id(address))
		}

		s.write(arguments{"ip": `"192.0.2.2"`, "lifecycle": ahead})
		s.OnCall(func(string) { // the listener follows the new one
			for _, r := range s.Mock.RealServers() {
				if r.ID != old.ID {
					s.OnCall(nil)
					s.unbind(listener, r.ID)
				}
			}
		})
		s.Apply(plain)
		if now := s.RequireOne(); now.ID == old.ID || now.Address != "192.0.2.2" {
			t.Errorf("the origin is %+v", now)
		}
	})
}

// Bindings that go after a while are waited for.
func TestAccRealServer_removeBound(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]int{"at once": 1, "after a while": 4} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(nil)
				s.Apply(plain)
				listener := s.bind(s.RequireOne().ID)
				s.OnCall(func(string) {
					if len(s.Mock.Calls("RemoveRealServers")) == after {
						s.unbind(listener)
					}
				})
				s.Apply(destroys)
				s.RequireNothingLeft()
			})
		})
	}
}

// A group is named as what holds an origin. One whose holder cannot be asked for
// is refused all the same.
func TestAccRealServer_heldBy(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.RequireOne().ID
		if s.Mock.AddListener(gaapmock.Listener{GroupID: "lg-xxxx", RealServers: []gaapmock.Binding{{ID: id, Port: 80}}}) == "" {
			t.Fatal("no listener was made")
		}
		s.Fails(destroys, "Listeners or rules of proxy group lg-xxxx have it bound")
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServersStatus", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
		s.Fails(destroys, "Listeners or rules have it bound")
		if s.Only().ID != id {
			t.Error("it is gone")
		}
	})
}

// A plan that cannot ask whether the origin is bound is a plan all the same.
func TestAccRealServer_planCannotAsk(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServersStatus", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
		s.write(arguments{"ip": `"192.0.2.2"`})
		s.Apply(plain)
		s.RequireOne()
	})
}
