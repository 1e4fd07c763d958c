package globaldomain_test

import (
	"context"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// overFaults runs a test with each way in which an answer gets lost, at once and
// late reads, on services that take a call twice and that do not.
func overFaults(t *testing.T, action string, run func(t *testing.T, s *session, meet func(), executed bool)) {
	t.Helper()
	t.Parallel()
	for name, options := range map[string]gaapmock.GlobalDomainOptions{
		"":                  {},
		"lag":               {ReadLag: 20 * time.Second, RecordLag: 20 * time.Second},
		"strict, not found": {RepeatedRefused: true, Unknown: gaapmock.UnknownNotFound, ReadLag: 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			acctest.OverLostAnswers(t, action, gaapmock.Options{GlobalDomain: options}, func(t *testing.T, a *acctest.Session, meet func(), executed bool) {
				t.Helper()
				run(t, &session{objects.In(a), a.Hook()}, meet, executed)
			})
		})
	}
}

// Whatever happens to the answer of the order, there is one domain, and it is in the
// state.
func TestAccGlobalDomain_lostCreate(t *testing.T) {
	overFaults(t, "CreateGlobalDomain", func(t *testing.T, s *session, meet func(), done bool) {
		s.write(arguments{"tags": `{ team = "net" }`})
		meet()
		s.Apply(plain)
		sent, executed := s.CreateCalls()
		if executed != 1 || done && sent != 1 {
			t.Errorf("CreateGlobalDomain was sent %d times and executed %d times", sent, executed)
		}
		s.RequireOne()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// New values arrive, whatever happens to the answer.
func TestAccGlobalDomain_lostModify(t *testing.T) {
	overFaults(t, "ModifyGlobalDomainAttribute", func(t *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		s.write(arguments{"alias": `"app"`, "project_id": "1204"})
		meet()
		s.Apply(plain)
		s.Clock.Advance(time.Minute)
		if d := s.RequireOne(); d.Alias != "app" || d.ProjectID != 1204 {
			t.Errorf("the domain is %+v", d)
		}
	})
}

// A domain closes and opens, whatever happens to the answers.
func TestAccGlobalDomain_lostSwing(t *testing.T) {
	for action, enable := range map[string]string{"DisableGlobalDomain": "false", "EnableGlobalDomain": "true"} {
		t.Run(action, func(t *testing.T) {
			overFaults(t, action, func(t *testing.T, s *session, meet func(), _ bool) {
				s.write(arguments{"enable": map[string]string{"false": "true", "true": "false"}[enable]})
				s.Apply(plain)
				s.Clock.Advance(time.Minute)
				s.write(arguments{"enable": enable})
				meet()
				s.Apply(plain)
				s.Clock.Advance(time.Minute)
				if d := s.RequireOne(); (d.Status == gaapmock.StatusRunning) != (enable == "true") {
					t.Errorf("the domain is %+v", d)
				}
			})
		})
	}
}

// A domain that is to go is closed and gone, whatever happens to the answers.
func TestAccGlobalDomain_lostDelete(t *testing.T) {
	for _, action := range []string{"DisableGlobalDomain", "DeleteGlobalDomain"} {
		t.Run(action, func(t *testing.T) {
			overFaults(t, action, func(_ *testing.T, s *session, meet func(), _ bool) {
				s.write(nil)
				s.Apply(plain)
				meet()
				s.Apply(destroys)
				s.RequireNothingLeft()
			})
		})
	}
}

// Ctrl-C while the order is under way: it goes on for a while, and what it made is in the
// state. So is what does not open in time.
func TestAccGlobalDomain_interrupted(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateGlobalDomain", Kind: gaapmock.FaultDelay, Delay: 5 * time.Second})
		s.OnSend(func(action string) {
			if action == "CreateGlobalDomain" {
				s.OnSend(nil)
				s.Interrupt(context.WithoutCancel(s.T.Context()))
			}
		})
		s.Fails(plain, "GAAP unified domain is not ready", "is in the state, marked as tainted", "The run was interrupted")
		if o := s.State().Object(address); o.Text("id") != s.Only().ID || !o.Tainted {
			t.Fatalf("the state holds %+v", o)
		}
	})
	slow := gaapmock.GlobalDomainOptions{Start: gaapmock.DomainOpening, OpenDuration: time.Hour}
	inSession(t, gaapmock.Options{GlobalDomain: slow}, func(s *session) {
		s.write(arguments{"timeouts": "{\n    create = \"5m\"\n  }"})
		s.Fails(plain, "GAAP unified domain is not ready", "was last seen OPENING", "timeouts.create")
		if s.ID() != s.Only().ID {
			t.Fatalf("the state holds %s", s.ID())
		}
	})
}

// Reads from before a write start nothing anew.
func TestAccGlobalDomain_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 6 {
		inSession(t, gaapmock.Options{}, func(s *session) {
			s.Mock.Inject(gaapmock.Fault{Action: "DescribeGlobalDomains", Kind: gaapmock.FaultStaleRead, Skip: skip})
			for _, changes := range []arguments{{"alias": `"one"`}, {"alias": `"two"`, "enable": "false"}} {
				s.write(changes)
				s.Apply(plain)
			}
			s.Mock.ClearFaults()
			s.Apply(plain)
			s.RequireOne()
			if sent, _ := s.CreateCalls(); sent != 1 {
				t.Errorf("%d: sent %d times", skip, sent)
			}
		})
	}
}

// A final error of the order is told with its advice: that an account has to be let
// in, and that only the Chinese site has unified domains.
func TestAccGlobalDomain_createErrors(t *testing.T) {
	t.Parallel()
	banned := func(s *session) { s.Mock.AddRealServer(gaapmock.RealServer{Address: "203.0.113.5", Banned: true}) }
	for name, c := range map[string]struct {
		options gaapmock.Options
		before  func(*session)
		code    string
		says    string
	}{
		"whitelist": {gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{NotWhitelisted: true}}, nil, "FailedOperation.UserNotInWhitelist", "from an account of the Chinese site"},
		"quota":     {gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{MaxDomains: 1}}, func(s *session) { s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{}) }, "LimitExceeded.Domain", "five unified domains"},
		"project":   {gaapmock.Options{Projects: []int64{0}}, nil, "FailedOperation", "Check project_id"},
		"banned":    {gaapmock.Options{}, banned, "InvalidParameterValue.GlobalDomainHitBanBlacklist", "has banned this address"},
		"tags":      {gaapmock.Options{KnownTags: []gaapmock.Tag{}}, nil, "FailedOperation.TagResourcesFailed", "could not be attached"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, c.options, func(s *session) {
				if c.before != nil {
					c.before(s)
				}
				before := len(s.Mock.GlobalDomains())
				s.write(arguments{"tags": `{ team = "net" }`, "project_id": map[bool]string{true: "7"}[name == "project"]})
				s.Fails(plain, "Cannot create GAAP unified domain", `Creating unified domain "www": CreateGlobalDomain failed. Code: `+c.code, c.says)
				if len(s.Mock.GlobalDomains()) != before || s.ID() != "" {
					t.Error("something was made")
				}
			})
		})
	}
	inSession(t, gaapmock.Options{International: true}, func(s *session) {
		s.write(nil)
		s.Fails(plain, "Cannot create GAAP unified domain", "InvalidAction", "Only the Chinese site, cloud.tencent.com, has unified domains")
	})
}

// A missing tag is made, if the provider is told so.
func TestAccGlobalDomain_missingTags(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}, TagsMustExist: true}, func(s *session) {
		provider := []string{`default_tags = { env = "prod" }`, `ignore_tags = { keys = ["owner"] }`, "create_missing_tags = true"}
		s.write(arguments{"tags": `{ a = "1" }`}, provider...)
		s.Apply(plain)
		s.RequireWrites(`CreateTag {"TagKey":"a","TagValue":"1"}`, `CreateTag {"TagKey":"env","TagValue":"prod"}`,
			`CreateGlobalDomain {"Alias":"www","DefaultValue":"203.0.113.5","ProjectId":0,"TagSet":[{"TagKey":"a","TagValue":"1"},{"TagKey":"env","TagValue":"prod"}]}`)
		s.Mock.UpdateGlobalDomain(s.ID(), func(d *gaapmock.GlobalDomain) { d.Tags["owner"] = "ops" })
		s.RequireOne()
		s.Apply(tfcore.Options{Destroy: true})
		s.RequireNothingLeft()
	})
}
