package realserver_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// faults are the ways in which an answer gets lost or a call is refused for a
// moment; executed says whether the service did what it was told.
var faults = map[string]struct {
	fault    gaapmock.Fault
	executed bool
}{
	"lost before":           {gaapmock.Fault{Kind: gaapmock.FaultLostBefore}, false},
	"lost after":            {gaapmock.Fault{Kind: gaapmock.FaultLostAfter}, true},
	"cut":                   {gaapmock.Fault{Kind: gaapmock.FaultCutBody}, true},
	"HTML":                  {gaapmock.Fault{Kind: gaapmock.FaultHTML}, true},
	"HTML before":           {gaapmock.Fault{Kind: gaapmock.FaultHTMLBefore}, false},
	"empty":                 {gaapmock.Fault{Kind: gaapmock.FaultEmpty}, true},
	"hanging":               {gaapmock.Fault{Kind: gaapmock.FaultHang}, true},
	"hanging before":        {gaapmock.Fault{Kind: gaapmock.FaultHangBefore}, false},
	"slow":                  {gaapmock.Fault{Kind: gaapmock.FaultDelay, Delay: 10 * time.Second}, true},
	"throttled":             {gaapmock.Fault{Kind: gaapmock.FaultThrottle, Times: 3}, false},
	"InternalError":         {gaapmock.Fault{Kind: gaapmock.FaultError, Code: "InternalError"}, false},
	"InternalError, done":   {gaapmock.Fault{Kind: gaapmock.FaultErrorAfterCommit, Code: "InternalError"}, true},
	"unavailable, done":     {gaapmock.Fault{Kind: gaapmock.FaultErrorAfterCommit, Code: "ServiceUnavailable"}, true},
	"lost twice, then done": {gaapmock.Fault{Kind: gaapmock.FaultLostBefore, Times: 2}, false},
}

// overFaults runs a test with each fault of an action.
func overFaults(t *testing.T, action string, run func(t *testing.T, s *session, meet func(), executed bool)) {
	t.Helper()
	t.Parallel()
	for name, c := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				meet := func() {
					c.fault.Action = action
					s.Mock.ResetJournal()
					s.Mock.Inject(c.fault)
				}
				run(t, s, meet, c.executed)
				s.noFaultsLeft()
			})
		})
	}
}

// Whatever happens to the answer of the order, there is one origin, and it is in
// the state.
func TestAccRealServer_lostCreate(t *testing.T) {
	overFaults(t, "AddRealServers", func(t *testing.T, s *session, meet func(), executed bool) {
		s.write(arguments{"tags": `{ a = "1" }`})
		meet()
		s.Apply(plain)
		made := 0
		for _, call := range s.Mock.Calls("AddRealServers") {
			if call.Committed {
				made++
			}
		}
		if made != 1 {
			t.Errorf("AddRealServers was executed %d times", made)
		}
		if n := len(s.Mock.Calls("AddRealServers")); executed && n != 1 {
			t.Errorf("AddRealServers was sent %d times although the first one was carried out", n)
		}
		if r := s.settled(); r.Name != "origin" || r.Tags["a"] != "1" {
			t.Errorf("the origin is %+v", r)
		}
		s.Apply(destroys)
		s.nothingLeft()
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
		if r := s.settled(); r.Name != "renamed" {
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
		if r := s.settled(); len(r.Tags) != 1 || r.Tags["a"] != "2" {
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
		s.nothingLeft()
	})
}

// Reads are tried again: nothing is gone because one of them fails.
func TestAccRealServer_lostReads(t *testing.T) {
	overFaults(t, "DescribeRealServers", func(_ *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		meet() // when the order looks
		s.Apply(plain)
		meet() // when the state is refreshed
		s.settled()
		s.write(arguments{"name": `"renamed"`})
		s.Apply(plain)
		s.settled()
	})
}

// Reads that show the world of before a write do not make a second origin, and
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
				s.settled()
				s.sent("AddRealServers", 1, 1)
				s.noFaultsLeft()
				s.Apply(destroys)
				s.nothingLeft()
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
		s.onSend = func(action string) {
			if action == "AddRealServers" && theirs == "" {
				theirs = s.Mock.AddRealServer(gaapmock.RealServer{Name: "theirs", Address: "192.0.2.1"})
			}
		}
		said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
		if text := strings.Join(strings.Fields(said), " "); !strings.Contains(text, "GAAP origin exists already") || !strings.Contains(text, "("+theirs+") has the address") {
			t.Errorf("said is %s", said)
		}
		if r := s.only(); r.ID != theirs {
			t.Errorf("the origin is %+v", r)
		}
		s.sent("AddRealServers", 1, 0)
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
		s.onCall = func() {
			if len(s.Mock.Calls("AddRealServers")) == 1 && theirs == "" {
				theirs = s.Mock.AddRealServer(gaapmock.RealServer{Name: "theirs", Address: "192.0.2.1"})
			}
		}
		s.Fails(plain, "GAAP origin exists already", `its name is "theirs", not "origin"`)
		if r := s.only(); r.ID != theirs || r.Name != "theirs" {
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
		s.onCall = func() {
			if len(s.Mock.Calls("AddRealServers")) == 1 {
				s.onCall = nil
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
			}
		}
		s.Fails(plain, "a lost sending may have made it, which could not be checked", "UnauthorizedOperation", "the next apply names it")
		s.Mock.ClearFaults()
		id := s.only().ID
		s.Fails(plain, "GAAP origin exists already", "GAAP_ADOPT="+id)
		s.write(nil, `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP origin adopted: "+id)
		s.sent("AddRealServers", 1, 1)
	})
}

// Nothing is sent if nobody can say who has the address.
func TestAccRealServer_cannotLook(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
		s.Fails(plain, "Cannot create GAAP origin", `looking who has the address "192.0.2.1"`, "CAM policy")
		s.sent("AddRealServers", 0, 0)
	})
}

// Each final code of the order ends in an error with its advice, at the argument
// that it is about, and makes nothing.
func TestAccRealServer_createErrors(t *testing.T) {
	t.Parallel()
	for code, says := range map[string]string{
		"FailedOperation.TagResourcesFailed":       "could not be attached",
		"InvalidParameterValue.InvalidTags":        "A tag does not exist yet",
		"InvalidParameterValue.ProjectIdNotBelong": "The project is not of this account",
		"InvalidParameterValue":                    "The service refuses a value",
		"LimitExceeded.TagQuota":                   "50 tags on an object",
		"ResourceUnavailable":                      "The origin is not in a usable state",
		"ResourceUnavailable.AccountViolation":     "The account is blocked",
		"UnauthorizedOperation":                    "CAM policy",
		"UnknownParameter":                         "does not know a parameter",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(arguments{"project_id": "1204", "tags": `{ secret = "tagValue4711" }`})
				s.Mock.Inject(gaapmock.Fault{Action: "AddRealServers", Kind: gaapmock.FaultError, Code: code, Message: "Words of the service."})
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
				text := strings.Join(strings.Fields(said), " ")
				for _, want := range []string{"Cannot create GAAP origin", `Creating origin "origin": AddRealServers failed. Code: ` + code, "Words of the service.", says} {
					if !strings.Contains(text, want) {
						t.Errorf("%q is not in %s", want, text)
					}
				}
				if strings.Contains(text, "proxy") || strings.Contains(text, "tagValue4711") {
					t.Errorf("an error about an origin says %s", text)
				}
				if len(s.State().Instances()) > 0 || len(s.Mock.RealServers()) > 0 {
					t.Errorf("the state has %+v", s.State().Instances())
				}
			})
		})
	}
}
