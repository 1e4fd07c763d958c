package realserver_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// An origin that was removed outside leaves the state with a warning, and the
// apply makes a new one.
func TestAccRealServer_removedOutside(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.RequireOne().ID
		s.Mock.RemoveRealServer(id)
		s.Clock.Advance(time.Second)
		s.Apply(plain, "GAAP origin is gone: "+id, "It leaves the state")
		if r := s.RequireOne(); r.ID == id {
			t.Error("it is the same origin")
		}
	})
}

// One that is gone already is destroyed without an error, whether it was read
// before or not, and whatever the service answers.
func TestAccRealServer_removedBeforeDestroy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ignored bool
		options tfcore.Options
	}{
		"read":           {false, destroys},
		"unread":         {false, tfcore.Options{Destroy: true, NoRefresh: true}},
		"unread, silent": {true, tfcore.Options{Destroy: true, NoRefresh: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{RealServer: gaapmock.RealServerOptions{UnknownIgnored: c.ignored}}, func(s *session) {
				s.write(nil)
				s.Apply(plain)
				s.Mock.RemoveRealServer(s.RequireOne().ID)
				s.Clock.Advance(time.Second)
				s.Apply(c.options)
				if len(s.State().Instances()) > 0 {
					t.Error("it is still in the state")
				}
			})
		})
	}
}

// With the credentials of another account nothing is gone, and nothing is
// written, whatever the command. With the right ones all is as before.
func TestAccRealServer_otherAccount(t *testing.T) {
	t.Parallel()
	inAccounts(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.RequireOne().ID
		elsewhere := s.Elsewhere(t, gaapmock.Options{AccountID: "100000000009"})
		for _, body := range []string{origin("test", nil), origin("test", arguments{"name": `"renamed"`}), origin("test", arguments{"ip": `"192.0.2.2"`}), ""} {
			s.ConfigureFor(elsewhere, body)
			for _, options := range []tfcore.Options{plain, destroys, {Destroy: true, NoRefresh: true}} {
				s.Fails(options, "GAAP origin is not found, and may belong to another account", `Origin "origin" (`+id+`) is not found.`, `credentials belong to account "100000000009"`, "terraform state rm")
				if s.id(address) != id {
					t.Fatalf("the state has %q", s.id(address))
				}
			}
		}
		if made := elsewhere.Mock.RealServers(); len(made) > 0 {
			t.Errorf("%+v was made in the other account", made)
		}
		s.write(nil)
		s.RequireOne()
	})
}

// A refresh that fails says why, and leaves the state.
func TestAccRealServer_readErrors(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.RequireOne().ID
		for _, code := range []string{"UnauthorizedOperation", "ResourceUnavailable.AccountViolation", "AuthFailure.UnauthorizedOperation"} {
			s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultError, Code: code, Times: -1})
			s.Fails(plain, "Cannot read GAAP origin", "Reading origin "+id, code)
			s.Mock.ClearFaults()
		}
		s.RequireOne()
	})
}

// N origins cost N/50 calls in a refresh, and few of a large account few calls.
// One more is made when the first page comes before a second origin is asked for:
// the first one looks like one of many, then.
func TestAccRealServer_refresh(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ own, others, calls int }{
		"two hundred":           {200, 0, 5},
		"fifty":                 {50, 0, 1},
		"one":                   {1, 0, 1},
		"three of a thousand":   {3, 1000, 4},
		"thirty of hundreds":    {30, 170, 5},
		"all but a few of many": {190, 60, 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				body := origin("p", arguments{
					"count": fmt.Sprint(c.own), "ip": `"10.0.${floor(count.index / 250)}.${count.index % 250}"`, "name": `"p-${count.index}"`,
				})
				s.Configure(body)
				for i := range c.others {
					s.Mock.AddRealServer(gaapmock.RealServer{Name: "other", Address: fmt.Sprintf("172.16.%d.%d", i/250, i%250)})
				}
				s.Apply(plain)
				s.Clock.Advance(time.Minute)
				s.Mock.ResetJournal()
				s.RequireEmptyPlan()
				if n := len(s.Mock.Calls("DescribeRealServers")); n > c.calls {
					t.Errorf("a refresh took %d calls, want at most %d", n, c.calls)
				}
				if n := len(s.Mock.Calls("")); n > c.calls+1 {
					t.Errorf("a plan took %d calls in all", n)
				}
			})
		})
	}
}

// An order that does not show in its time is in the state, tainted, and the
// error names the time.
func TestAccRealServer_createTimeout(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{RealServer: gaapmock.RealServerOptions{ReadLag: time.Hour}}, func(s *session) {
		s.write(arguments{"timeouts": "{\n    create = \"1m\"\n  }"})
		s.Fails(plain, "GAAP origin is not ready", "was not seen yet", "timeouts.create (1m)", "create in the timeouts block", "marked as tainted")
		made := s.Only()
		if o := s.State().Object(address); o.Text("id") != made.ID || !o.Tainted {
			t.Errorf("the state holds %+v, want %s, tainted", o, made.ID)
		}
	})
}

// Each operation keeps to its own time.
func TestAccRealServer_timeouts(t *testing.T) {
	t.Parallel()
	times := "{\n    create = \"2m\"\n    update = \"2m\"\n    delete = \"2m\"\n  }"
	for name, c := range map[string]struct {
		action string
		run    func(s *session)
		says   []string
	}{
		"update": {"ModifyRealServerName", func(s *session) { s.write(arguments{"name": `"renamed"`, "timeouts": times}) }, []string{"Cannot update GAAP origin", "timeouts.update (2m)"}},
		"delete": {"RemoveRealServers", func(s *session) { s.Configure("") }, []string{"Cannot delete GAAP origin", "timeouts.delete (2m)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(arguments{"timeouts": times})
				s.Apply(plain)
				id := s.RequireOne().ID
				s.Mock.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultHangBefore, Times: -1})
				c.run(s)
				start := s.Clock.Now()
				s.Fails(plain, c.says...)
				if took := s.Clock.Now().Sub(start); took > 3*time.Minute {
					t.Errorf("it took %s", took)
				}
				s.Mock.ClearFaults()
				if s.id(address) != id {
					t.Errorf("the state has %q", s.id(address))
				}
				s.Apply(plain)
			})
		})
	}
}
