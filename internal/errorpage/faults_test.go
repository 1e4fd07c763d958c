package errorpage_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A create whose answer is lost, in whatever way, ends with one page, which is in
// the state, also if reads lag, and if a second page would replace the first.
func TestAccErrorPage_createLost(t *testing.T) {
	t.Parallel()
	for mode, options := range map[string]gaapmock.Layer7Options{"": {}, "reads lag": {DomainLag: 10 * time.Second}, "replaces": {PageReplaced: true}} {
		for name, lost := range acctest.LostAnswers() {
			t.Run(name+" "+mode, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Layer7: options})
				lost.Fault.Action = "CreateDomainErrorPageInfo"
				x.Mock.Inject(lost.Fault)
				x.Run(x.Apply(block("test", full), x.Warned(), func(s *terraform.State) error {
					if id := s.RootModule().Resources[address].Primary.ID; id != x.ID() {
						return fmt.Errorf("the state holds %s, there is %s", id, x.ID())
					}
					calls := x.Mock.Calls("CreateDomainErrorPageInfo")
					if n := acctest.Executed(calls); n != 1 {
						return fmt.Errorf("%d pages were made", n)
					}
					return nil
				}))
			})
		}
	}
}

// Whatever becomes of the answer to a deletion, the page is gone.
func TestAccErrorPage_deleteLost(t *testing.T) {
	t.Parallel()
	for name, lost := range acctest.LostAnswers() {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			lost.Fault.Action = "DeleteDomainErrorPageInfo"
			x.Mock.Inject(lost.Fault)
			x.Run(x.Apply(block("test", nil)), withPlan(x.Apply(block("test", arguments{"body": `"new"`}), x.Warned()), plancheck.ResourceActionReplace))
		})
	}
}

// Reads from before a write start nothing anew.
func TestAccErrorPage_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 5 {
		for _, action := range []string{"DescribeDomainErrorPageInfoByIds", "DescribeDomainErrorPageInfo"} {
			t.Run(fmt.Sprint(action, skip), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Alone(func(s *acctest.Session) {
					s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStaleRead, Skip: skip})
					for _, body := range []string{`"one"`, `"two"`} {
						s.Configure(block("test", arguments{"body": body}))
						s.Apply(plain)
					}
					s.Mock.ClearFaults()
					s.Apply(plain)
					s.Empty()
					acctest.Sent(t, s.Mock.Journal(), "CreateDomainErrorPageInfo", 2, 2)
				})
			})
		}
	}
}

// What somebody else does to the listener, and a proxy on its way, is waited for.
func TestAccErrorPage_busy(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"FailedOperation.ListenerHasTask", "FailedOperation.ProxyStatusNotInRuning", "FailedOperation.DomainStatusNotInRunning"} {
		t.Run(code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			for _, action := range []string{"CreateDomainErrorPageInfo", "DeleteDomainErrorPageInfo"} {
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: 3})
			}
			x.Run(x.Apply(block("test", nil), x.Warned()))
		})
	}
}

// Pages of one listener take their turns: nothing is refused.
func TestAccErrorPage_turns(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	both := func(body string) string {
		return block("test", arguments{"body": body}) + block("next", arguments{"error_codes": "[504]", "body": body})
	}
	x.Run(x.Apply(both(`"one"`)), x.Apply(both(`"two"`)))
	acctest.Sent(t, x.Mock.Journal(), "CreateDomainErrorPageInfo", 4, 4)
	acctest.Sent(t, x.Mock.Journal(), "DeleteDomainErrorPageInfo", 4, 4)
}

// Below a closed proxy a write is an error at once, which says what to do.
func TestAccErrorPage_proxyClosed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		at := func(config string, phrases ...string) {
			t.Helper()
			s.Configure(config)
			is := func(status string) { x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.Status = status }) }
			is(gaapmock.StatusClosed)
			s.Fails(plain, append(phrases, "proxy "+proxyID+" is CLOSED, and error pages are", "enable = true", "removed block")...)
			is(gaapmock.StatusRunning)
		}
		at(block("test", nil), "Cannot create GAAP error page", "NotInRuning")
		s.Apply(plain)
		at("", "Cannot delete GAAP error page")
	})
}

// What the service refuses for good is told at once, at the argument.
func TestAccErrorPage_refused(t *testing.T) {
	t.Parallel()
	for code, says := range map[string]string{
		"FailedOperation.ProxyVersionNotSupport": "version 3.0", "UnauthorizedOperation": "CAM policy", "ResourceNotFound": "listener_id and domain",
	} {
		t.Run(code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Mock.Inject(gaapmock.Fault{Action: "CreateDomainErrorPageInfo", Kind: gaapmock.FaultError, Code: code})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Fails(plain, "Cannot create GAAP error page", says)
				s.Apply(plain)
			})
		})
	}
}

// A page that does not get ready is in the state, tainted.
func TestAccErrorPage_timeouts(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	short := arguments{"timeouts": "{\n    create = \"1m\"\n    delete = \"1m\"\n  }"}
	stuck := func(action string) { x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStuck}) }
	x.Alone(func(s *acctest.Session) {
		stuck("CreateDomainErrorPageInfo")
		s.Configure(block("test", short))
		s.Fails(plain, "GAAP error page is not ready", "was last seen CHANGING", "timeouts.create (1m)")
		if o := s.State().Object(address); o == nil || !o.Tainted || o.Text("id") != x.ID() {
			t.Errorf("the state holds %+v", o)
		}
		x.Mock.UpdateErrorPage(x.ID(), func(p *gaapmock.ErrorPage) { p.Status = gaapmock.StatusRunning })
		s.Apply(plain)
		s.Empty()
		stuck("DeleteDomainErrorPageInfo")
		s.Configure("")
		s.Fails(plain, "Cannot delete GAAP error page", "was last seen CHANGING", "timeouts.delete (1m)")
		x.Mock.RemoveErrorPage(x.ID())
	})
}

// Ctrl-C after the call: the page is in the state. A kill leaves it to the next
// apply, which names it.
func TestAccErrorPage_interrupted(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var once sync.Once
	var do func()
	x.Hook().OnCall(func(action string) {
		if action == "CreateDomainErrorPageInfo" && do != nil {
			once.Do(do)
		}
	})
	x.Alone(func(s *acctest.Session) {
		do = s.Kill
		s.Configure(block("test", nil))
		s.PlanAndApply(s.T.Context(), s.Text(), plain)
		orphan := x.ID()
		s.Clock.Advance(time.Minute)
		s.Fails(plain, "GAAP error page exists already", orphan, "GAAP_ADOPT="+orphan)
		s.Configure(block("test", nil), `adopt = ["`+orphan+`"]`)
		s.Apply(plain, "GAAP error page adopted: "+orphan)
		s.Configure(block("test", nil))
		s.Empty()
		once, do = sync.Once{}, func() { s.Interrupt(context.Background()) }
		s.Configure(block("test", arguments{"body": `"new"`}))
		s.Fails(plain)
		if o := s.State().Object(address); o == nil || o.Text("id") != x.ID() {
			t.Errorf("the state holds %+v", o)
		}
		s.Apply(plain)
		s.Empty()
	})
}

// A page that is not found with the key of another account is not gone.
func TestAccErrorPage_anotherAccount(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	elsewhere := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.ConfigureFor(elsewhere, block("test", nil))
		s.Fails(plain, "GAAP error page is not found, and may belong to another account", x.ID())
		s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP error page")
		s.Configure(block("test", nil))
		s.Empty()
	})
}

// No error has the body of a page, or the value of a header.
func TestAccErrorPage_secrets(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	page := theirs()
	page.Body, page.SetHeaders = "secret-body", []gaapmock.Header{{Name: "X-A", Value: "secret-one"}}
	id := x.add(page)
	x.Alone(func(s *acctest.Session) {
		for _, config := range []arguments{
			{"body": `"secret-two"`, "set_headers": `{ X-A = "secret-three" }`},
			{"set_headers": `{ "X.A" = "secret-four" }`},
			{"repeated_headers": `{ X-A = ["secret-five"] }`},
		} {
			s.Configure(block("test", config))
			said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
			if !said.HasErrors() {
				t.Error("nothing is wrong")
			}
			for _, d := range said {
				if strings.Contains(d.Summary+d.Detail, "secret") {
					t.Errorf("%s: %s", d.Summary, d.Detail)
				}
			}
		}
		s.Mock.RemoveErrorPage(id)
	})
}
