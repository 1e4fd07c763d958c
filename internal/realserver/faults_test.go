package realserver_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// overFaults runs a test with each way in which an answer gets lost.
func overFaults(t *testing.T, action string, run func(t *testing.T, s *session, meet func(), executed bool)) {
	t.Helper()
	t.Parallel()
	acctest.OverLostAnswers(t, action, gaapmock.Options{}, func(t *testing.T, a *acctest.Session, meet func(), executed bool) {
		t.Helper()
		run(t, &session{objects.In(a), a.Hook()}, meet, executed)
	})
}

// Whatever happens to the answer of the order, there is one origin, and it is in
// the state.
func TestAccRealServer_lostCreate(t *testing.T) {
	overFaults(t, "AddRealServers", func(t *testing.T, s *session, meet func(), executed bool) {
		s.write(arguments{"tags": `{ a = "1" }`})
		meet()
		s.Apply(plain)
		calls := s.Mock.Calls("AddRealServers")
		if made := acctest.CountExecuted(calls); made != 1 {
			t.Errorf("AddRealServers was executed %d times", made)
		}
		if n := len(calls); executed && n != 1 {
			t.Errorf("AddRealServers was sent %d times although the first one was carried out", n)
		}
		if r := s.RequireOne(); r.Name != "origin" || r.Tags["a"] != "1" {
			t.Errorf("the origin is %+v", r)
		}
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// A name arrives, whatever happens to the answer.
func TestAccRealServer_lostRename(t *testing.T) {
	overFaults(t, "ModifyRealServerName", func(t *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		s.write(arguments{"name": `"renamed"`})
		meet()
		s.Apply(plain)
		if r := s.RequireOne(); r.Name != "renamed" {
			t.Errorf("the origin is %+v", r)
		}
	})
}

// Tags arrive, whatever happens to the answer.
func TestAccRealServer_lostTags(t *testing.T) {
	overFaults(t, "ModifyResourceTags", func(t *testing.T, s *session, meet func(), _ bool) {
		s.write(arguments{"tags": `{ a = "1", b = "1" }`})
		s.Apply(plain)
		s.write(arguments{"tags": `{ a = "2" }`})
		meet()
		s.Apply(plain)
		if r := s.RequireOne(); len(r.Tags) != 1 || r.Tags["a"] != "2" {
			t.Errorf("the origin is %+v", r)
		}
	})
}

// An origin that is to go is gone, whatever happens to the answer.
func TestAccRealServer_lostRemove(t *testing.T) {
	overFaults(t, "RemoveRealServers", func(_ *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		meet()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// Reads are tried again: nothing is gone because one of them fails.
func TestAccRealServer_lostReads(t *testing.T) {
	overFaults(t, "DescribeRealServers", func(_ *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		meet() // when the order looks
		s.Apply(plain)
		meet() // when the state is refreshed
		s.RequireOne()
		s.write(arguments{"name": `"renamed"`})
		s.Apply(plain)
		s.RequireOne()
	})
}

// Reads that show what there was before a write do not make a second origin, and
// do not take one away.
func TestAccRealServer_staleReads(t *testing.T) {
	t.Parallel()
	for name, skip := range map[string]int{"the wait": 1, "the second read": 2} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{RealServer: gaapmock.RealServerOptions{ReadLag: 20 * time.Second}}, func(s *session) {
				s.write(nil)
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultStaleRead, Skip: skip})
				s.Apply(plain)
				s.RequireOne()
				s.requireCalls("AddRealServers", 1, 1)
				s.CheckFaults(t)
				s.Apply(destroys)
				s.RequireNothingLeft()
			})
		})
	}
}

// A list of the service that shows nobody before the order, and everybody's
// origin when it is refused: it is told, with all ways on.
func TestAccRealServer_takenMeanwhile(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		theirs := ""
		s.OnSend(func(action string) {
			if action == "AddRealServers" && theirs == "" {
				theirs = s.Mock.AddRealServer(gaapmock.RealServer{Name: "theirs", Address: "192.0.2.1"})
			}
		})
		said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
		if text := strings.Join(strings.Fields(said), " "); !strings.Contains(text, "GAAP origin exists already") || !strings.Contains(text, "("+theirs+") has the address") {
			t.Errorf("said is %s", said)
		}
		if r := s.Only(); r.ID != theirs {
			t.Errorf("the origin is %+v", r)
		}
		s.requireCalls("AddRealServers", 1, 0)
	})
}

// What turns up after an answer that was lost, and is not what was ordered, is
// somebody else's.
func TestAccRealServer_lostAndTaken(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "AddRealServers", Kind: gaapmock.FaultLostBefore})
		theirs := ""
		s.OnCall(func(string) {
			if len(s.Mock.Calls("AddRealServers")) == 1 && theirs == "" {
				theirs = s.Mock.AddRealServer(gaapmock.RealServer{Name: "theirs", Address: "192.0.2.1"})
			}
		})
		s.Fails(plain, "GAAP origin exists already", `its name is "theirs", not "origin"`)
		if r := s.Only(); r.ID != theirs || r.Name != "theirs" {
			t.Errorf("the origin is %+v", r)
		}
	})
}

// If the looks after a lost answer fail, the error says that it may be there, and
// the next apply names it.
func TestAccRealServer_lostAndBlind(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "AddRealServers", Kind: gaapmock.FaultLostAfter})
		s.OnCall(func(string) {
			if len(s.Mock.Calls("AddRealServers")) == 1 {
				s.OnCall(nil)
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
			}
		})
		s.Fails(plain, "a lost sending may have made it, with the address", "which could not be checked", "UnauthorizedOperation", "the next apply of the same names it")
		s.Mock.ClearFaults()
		id := s.Only().ID
		s.Fails(plain, "GAAP origin exists already", "GAAP_ADOPT="+id)
		s.write(nil, `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP origin adopted: "+id)
		s.requireCalls("AddRealServers", 1, 1)
	})
}
