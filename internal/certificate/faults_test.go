package certificate_test

import (
	"context"
	"strings"
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
			options := gaapmock.Options{Certificate: gaapmock.CertificateOptions{ReadLag: lag}}
			acctest.OverLostAnswers(t, action, options, func(t *testing.T, a *acctest.Session, meet func(), executed bool) {
				t.Helper()
				run(t, &session{objects.In(a), a.Hook()}, meet, executed)
			})
		})
	}
}

// Whatever happens to the answer of the order, there is one certificate, and it is
// in the state.
func TestAccCertificate_lostCreate(t *testing.T) {
	overFaults(t, "CreateCertificate", func(t *testing.T, s *session, meet func(), done bool) {
		s.write(site(s.certificate("www.example.com")))
		meet()
		s.Apply(plain)
		sent, executed := s.CreateCalls()
		if executed != 1 || done && sent != 1 {
			t.Errorf("CreateCertificate was sent %d times and executed %d times", sent, executed)
		}
		s.RequireOne()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// A name arrives, whatever happens to the answer.
func TestAccCertificate_lostRename(t *testing.T) {
	overFaults(t, "ModifyCertificateAttributes", func(t *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		s.write(arguments{"name": `"renamed"`})
		meet()
		s.Apply(plain)
		s.Clock.Advance(time.Minute)
		if c := s.RequireOne(); c.Name != "renamed" {
			t.Errorf("the certificate is %+v", c)
		}
	})
}

// A certificate that is to go is gone, whatever happens to the answer.
func TestAccCertificate_lostDelete(t *testing.T) {
	overFaults(t, "DeleteCertificate", func(_ *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		meet()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// Two equal orders whose answers are both lost have two certificates.
func TestAccCertificate_lostDuplicates(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"count": "2"})
		s.Mock.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: gaapmock.FaultLostAfter, Times: 2})
		s.Apply(plain)
		s.RequireEmptyPlan()
		if sent, executed := s.CreateCalls(); sent != 2 || executed != 2 || s.State().Object(address+"[0]").Text("id") == s.State().Object(address+"[1]").Text("id") {
			t.Errorf("%d sent, %d made", sent, executed)
		}
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// One that is there and looks equal is named, and neither taken nor changed; only
// adopt says that the order may have it, and then its content counts, too.
func TestAccCertificate_older(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		theirs := s.Mock.AddCertificate(gaapmock.Certificate{Name: "users", Content: "alice:tx2KGdo3zJg/."})
		others := s.Mock.AddCertificate(gaapmock.Certificate{Name: "users", Content: "bob:x"})
		s.write(nil)
		s.Apply(plain, "GAAP certificate looks equal: "+theirs, "GAAP_ADOPT="+theirs)
		if id := s.ID(); id == theirs || id == others || len(s.Mock.Certificates()) != 3 {
			t.Errorf("the state has %s", id)
		}
		s.Apply(destroys)
		s.write(nil, `adopt = ["`+others+`", "`+theirs+`"]`)
		s.Apply(plain, "GAAP certificate adopted: "+theirs)
		if id := s.ID(); id != theirs {
			t.Errorf("the state has %s", id)
		}
	})
}

// What turns up after an answer that was lost and is another content is somebody
// else's.
func TestAccCertificate_lostAndOthers(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: gaapmock.FaultLostBefore})
		theirs := ""
		s.OnSend(func(action string) {
			if action == "CreateCertificate" && theirs == "" {
				theirs = s.Mock.AddCertificate(gaapmock.Certificate{Name: "users", Content: "bob:x"})
			}
		})
		s.Apply(plain)
		if id := s.ID(); id == theirs || len(s.Mock.Certificates()) != 2 {
			t.Errorf("the state has %s", id)
		}
	})
}

// If the looks after a lost answer fail, the error says that it may be there, and
// the next apply names it.
func TestAccCertificate_lostAndBlind(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: gaapmock.FaultLostAfter},
			gaapmock.Fault{Action: "DescribeCertificates", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 1})
		s.Fails(plain, "a lost sending may have made it, which could not be checked", "UnauthorizedOperation", "the next apply of the same names it")
		left := s.Only().ID
		s.write(nil, `adopt = ["`+left+`"]`)
		s.Apply(plain, "GAAP certificate adopted: "+left)
	})
}

// Ctrl-C while the order is under way: it goes on for a while, and what it made is in
// the state.
func TestAccCertificate_interrupted(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: gaapmock.FaultDelay, Delay: 5 * time.Second})
		s.OnSend(func(action string) {
			if action == "CreateCertificate" {
				s.OnSend(nil)
				s.Interrupt(context.WithoutCancel(s.T.Context()))
			}
		})
		s.Fails(plain, "GAAP certificate is not ready", "is in the state, marked as tainted", "The run was interrupted")
		if o := s.State().Object(address); o.Text("id") != s.Only().ID || !o.Tainted {
			t.Fatalf("the state holds %+v", o)
		}
	})
}

// Each final code of the order is told with its advice, and no secret with it,
// though the service quotes the request.
func TestAccCertificate_createErrors(t *testing.T) {
	t.Parallel()
	for code, says := range map[string]string{
		"InvalidParameterValue.CertificateContentNotMatchKey": "The key does not fit the certificate",
		"InvalidParameterValue.InvalidCertificateContent":     "The service cannot use the content",
		"InvalidParameterValue.InvalidCertificateKey":         "The service cannot use the key",
		"ResourceUnavailable.AccountViolation":                "The account is blocked",
		"UnauthorizedOperation":                               "CAM policy",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				cert := s.certificate("www.example.com")
				s.write(site(cert))
				s.Mock.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: gaapmock.FaultError, Code: code, Message: "Words of the service: " + cert.Key})
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
				text := strings.Join(strings.Fields(said), " ")
				for _, want := range []string{"Cannot create GAAP certificate", `Creating certificate "site": CreateCertificate failed. Code: ` + code, "Words of the service", says} {
					if !strings.Contains(text, want) {
						t.Errorf("%q is not in %s", want, text)
					}
				}
				if line := strings.Split(cert.Key, "\n")[1]; strings.Contains(text, line) || strings.Contains(text, line[:16]) {
					t.Errorf("the key is in %s", text)
				}
				s.RequireNothingLeft()
			})
		})
	}
}

// One that is in use, and stays so, is an error that says by what and what to do,
// soon; one that is let go of meanwhile is destroyed.
func TestAccCertificate_inUse(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(site(s.certificate("www.example.com")))
		s.Apply(plain)
		use := func(by ...string) {
			s.Mock.UpdateCertificate(s.ID(), func(c *gaapmock.Certificate) { c.UsedBy = by })
		}
		use("listener-a1b2c3d4")
		start := s.Clock.Now()
		s.Fails(destroys, "Cannot delete GAAP certificate", "An HTTPS listener or a domain uses it as its certificate", "create_before_destroy = true", "CertificateIsUsing")
		if took := s.Clock.Now().Sub(start); took > 2*time.Minute {
			t.Errorf("it took %s", took)
		}
		sent := 0
		s.OnSend(func(action string) {
			if action == "DeleteCertificate" {
				if sent++; sent == 2 {
					use()
				}
			}
		})
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// With create_before_destroy the new one is there before the old one goes.
func TestAccCertificate_rotation(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		before := arguments{"lifecycle": "{\n    create_before_destroy = true\n  }"}
		s.write(with(site(s.certificate("www.example.com")), before))
		s.Apply(plain)
		old := s.ID()
		s.Mock.ResetJournal()
		s.write(with(site(s.certificate("www.example.com")), before))
		s.Apply(plain)
		if calls := s.Mock.Calls(""); calls[len(calls)-1].Action == "CreateCertificate" || s.RequireOne().ID == old {
			t.Error("nothing was rotated")
		}
		if n := len(s.Mock.Calls("DeleteCertificate")); n != 1 {
			t.Errorf("%d were deleted", n)
		}
	})
}
