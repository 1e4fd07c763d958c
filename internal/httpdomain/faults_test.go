package httpdomain_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// changed is a domain of which each call of an update changes something.
var changed = arguments{"is_default_server": "true", "certificate_id": quoted(server2), "basic_auth": "true", "basic_auth_id": quoted(users)}

// However an answer is lost, there is one domain, which is as it is planned.
func TestAccHTTPDomain_lost(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"CreateDomain", "ModifyDomain", "ModifyCertificate", "SetAuthentication", "DeleteDomain", "DescribeRules"} {
		for name, lost := range acctest.LostAnswers() {
			t.Run(action+" "+name, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				lost.Fault.Action = action
				x.Mock.Inject(lost.Fault)
				x.Run(
					x.Apply(block("test", nil), x.is(oldName), x.Warned()),
					withPlan(x.Apply(block("test", changed), x.is(oldName)), plancheck.ResourceActionUpdate),
				)
				if n := acctest.Executed(x.Mock.Calls("CreateDomain")); n != 1 {
					t.Errorf("%d domains were made", n)
				}
			})
		}
	}
}

// Reads from before a write start nothing anew.
func TestAccHTTPDomain_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 10 {
		t.Run(fmt.Sprint(skip), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeRules", Kind: gaapmock.FaultStaleRead, Skip: skip})
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Configure(block("test", with(changed, renamed)))
				s.Apply(plain)
				s.Mock.ClearFaults()
				s.Apply(plain)
				s.Empty()
				x.owns(s, newName)
			})
		})
	}
}

// A name that somebody else's domain has is not taken: the error has an import
// block, which works; and what an interrupted run left is taken over when adopt
// names it, and brought to the plan.
func TestAccHTTPDomain_held(t *testing.T) {
	t.Parallel()
	t.Run("different", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Alone(func(s *acctest.Session) {
			id := x.add(gaapmock.Domain{ListenerID: mutual, Name: oldName, Default: true, CertificateID: server2, ClientCertificateIDs: []string{client2}, HTTP3: 1})
			s.Configure(block("test", nil))
			s.Fails(plain, "GAAP domain exists already", id, "It is not what is ordered", "is_default_server is true, not false", "http3_supported is true, not false",
				"certificate_id is "+server2+", not default", "client_certificate_ids is ["+client2+"], not [default]", "Nothing was made", "import {")
			s.Configure(block("test", nil), `adopt = ["`+id+`"]`)
			s.Fails(plain, "GAAP domain to adopt differs", id)
			s.Configure("import {\n  to = " + address + "\n  id = \"" + id + "\"\n}\n" + block("test", arguments{"http3_supported": "true"}))
			s.Apply(plain)
			s.Empty()
			x.owns(s, oldName)
		})
	})
	t.Run("equal", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Alone(func(s *acctest.Session) {
			id := x.add(gaapmock.Domain{ListenerID: mutual, Name: oldName, GaapAuth: 1, GaapCertificateID: shownBy})
			as := arguments{"basic_auth": "true", "basic_auth_id": quoted(users)}
			s.Configure(block("test", as))
			s.Fails(plain, "GAAP domain exists already", "GAAP_ADOPT="+id)
			s.Mock.ResetJournal()
			s.Configure(block("test", as), `adopt = ["`+id+`"]`)
			s.Apply(plain, "GAAP domain adopted: "+id)
			if err := x.Wrote(authenticates(map[string]any{"BasicAuth": 1, "BasicAuthConfId": users}))(nil); err != nil {
				t.Error(err)
			}
			s.Configure(block("test", as))
			s.Empty()
		})
	})
}

// What the service refuses for good is told at once, at the argument.
func TestAccHTTPDomain_refusedByTheService(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		action, code string
		says         []string
	}{
		{"CreateDomain", "FailedOperation.ProxyVersionNotSupport", []string{"Cannot create GAAP domain", "listener_id", "version 3.0"}},
		{"CreateDomain", "InvalidParameterValue.DomainNotRegister", []string{"Cannot create GAAP domain", "domain", "no ICP filing"}},
		{"SetAuthentication", "InvalidParameterValue.InvalidCertificateId", []string{"Cannot update GAAP domain", "Changing the authentication", "of another type"}},
		{"ModifyCertificate", "InvalidParameterValue.CertificateNotMatchDomain", []string{"Cannot update GAAP domain", "Changing the certificates", "not for this name"}},
		{"ModifyDomain", "UnauthorizedOperation", []string{"Cannot update GAAP domain", "Changing the default server", "CAM policy"}},
		{"DeleteDomain", "UnauthorizedOperation", []string{"Cannot delete GAAP domain", "CAM policy"}},
		{"DescribeRules", "UnauthorizedOperation", []string{"GAAP domain", "CAM policy"}},
	} {
		t.Run(c.action+" "+c.code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultError, Code: c.code})
				failed := 0
				for _, config := range []string{block("test", nil), block("test", changed), ""} {
					s.Configure(config)
					if len(s.Mock.PendingFaults()) > 0 {
						start := s.Clock.Now()
						said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
						if len(s.Mock.PendingFaults()) > 0 {
							continue
						}
						failed++
						if text := said.Render(s.Text()); !acctest.Says(c.says...).MatchString(text) || s.Clock.Now().Sub(start) > 20*time.Second {
							t.Errorf("it took %s: %s", s.Clock.Now().Sub(start), text)
						}
					}
					s.Apply(plain)
					s.Empty()
				}
				if failed != 1 {
					t.Errorf("%d steps failed", failed)
				}
			})
			x.Over()
		})
	}
}

// A domain that does not get ready is in the state, tainted; one that does not
// change, or go, stays there.
func TestAccHTTPDomain_stuck(t *testing.T) {
	t.Parallel()
	within := arguments{"timeouts": "{\n    create = \"1m\"\n    update = \"1m\"\n    delete = \"1m\"\n  }"}
	for action, says := range map[string][]string{
		"CreateDomain":      {"GAAP domain is not ready", "was last seen MODIFYING", "timeouts.create (1m)"},
		"ModifyDomain":      {"Cannot update GAAP domain", "was last seen MODIFYING", "timeouts.update (1m)"},
		"ModifyCertificate": {"Cannot update GAAP domain", "was last seen MODIFYING", "timeouts.update (1m)"},
		"SetAuthentication": {"Cannot update GAAP domain", "was last seen MODIFYING", "timeouts.update (1m)"},
		"DeleteDomain":      {"Cannot delete GAAP domain", "was last seen DESTROYING", "timeouts.delete (1m)"},
	} {
		t.Run(action, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{DomainLag: -1}})
			x.Session(t, func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStuck})
				failed := false
				for _, config := range []string{block("test", within), block("test", with(within, with(changed, renamed))), ""} {
					s.Configure(config)
					pending := len(s.Mock.PendingFaults()) > 0
					said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
					if said.HasErrors() != (pending && len(s.Mock.PendingFaults()) == 0) {
						t.Fatal(said.Render(s.Text()))
					}
					if !said.HasErrors() {
						continue
					}
					failed = true
					if text := said.Render(s.Text()); !acctest.Says(says...).MatchString(text) {
						t.Error(text)
					}
					o := s.State().Object(address)
					if o == nil || o.Text("id") != idOf(x.only().Name) || o.Tainted != (action == "CreateDomain") {
						t.Errorf("the state holds %+v", o)
					}
					if action == "DeleteDomain" {
						s.Mock.RemoveDomain(x.only().ID)
						s.Clock.Advance(time.Minute)
					} else {
						x.outside(func(d *gaapmock.Domain) { d.Status = gaapmock.StatusRunning })()
					}
					s.Apply(plain)
				}
				if !failed {
					t.Error("nothing failed")
				}
			})
			x.Over()
		})
	}
}

// Ctrl-C after an order: the domain is in the state, tainted.
func TestAccHTTPDomain_interrupted(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		x.Hook().OnCall(func(action string) {
			if action == "CreateDomain" {
				s.Interrupt(context.Background())
			}
		})
		s.Configure(block("test", nil))
		s.Fails(plain)
		if o := s.State().Object(address); o == nil || o.Text("id") != idOf(oldName) || !o.Tainted {
			t.Errorf("the state holds %+v", o)
		}
		x.Hook().OnCall(nil)
		s.Clock.Advance(time.Minute)
	})
}

// Below a closed proxy a write is an error at once, which says what to do.
func TestAccHTTPDomain_proxyClosed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	is := func(status string) { x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.Status = status }) }
	x.Alone(func(s *acctest.Session) {
		at := func(config string, phrases ...string) {
			t.Helper()
			s.Configure(config)
			is(gaapmock.StatusClosed)
			start := s.Clock.Now()
			s.Fails(plain, append(phrases, "proxy "+proxyID+" is CLOSED", "and domains are made", "enable = true")...)
			if took := s.Clock.Now().Sub(start); took > 10*time.Second {
				t.Errorf("it took %s", took)
			}
			is(gaapmock.StatusRunning)
		}
		at(block("test", nil), "Cannot create GAAP domain")
		s.Configure(block("test", nil))
		s.Apply(plain)
		at(block("test", renamed), "Cannot update GAAP domain")
		at(block("test", changed), "Cannot update GAAP domain")
		at("", "Cannot delete GAAP domain")
	})
}

// Rules with origins keep a domain: the error names them. Those that go while it is
// waited for do not.
func TestAccHTTPDomain_boundRules(t *testing.T) {
	t.Parallel()
	for name, goes := range map[string]time.Duration{"stays": 0, "goes": 10 * time.Second} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				origin := s.Mock.AddRealServer(gaapmock.RealServer{Name: "o", Address: "192.0.2.1"})
				rule := s.Mock.AddRule(gaapmock.Rule{DomainID: x.only().ID, Path: "/shop", RealServers: []gaapmock.Binding{{ID: origin, Port: 80}}})
				s.Clock.Advance(time.Minute)
				s.Configure("")
				start := s.Clock.Now()
				if goes > 0 {
					time.AfterFunc(goes, func() { s.Mock.RemoveRule(rule) })
					s.Apply(plain)
					return
				}
				s.Fails(plain, "Cannot delete GAAP domain", "Rules of the domain have origins bound: "+rule+" (/shop)", "RealServerAlreadyBound")
				if took := s.Clock.Now().Sub(start); took > 2*time.Minute {
					t.Errorf("it took %s", took)
				}
				if d := x.only(); d.Status != gaapmock.StatusRunning {
					t.Errorf("there is %+v", d)
				}
				s.Mock.RemoveRule(rule)
				s.Clock.Advance(time.Minute)
				s.Apply(plain)
			})
			x.Over()
		})
	}
}

// Certificates that a domain gives up can be destroyed in the same run.
func TestAccHTTPDomain_givesUpCertificate(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := func(user string) string {
		return acctest.Resource("gaap_certificate", "users", arguments{
			"type": `"BASIC"`, "content": quoted(user + ":tx2KGdo3zJg/."), "lifecycle": "{\n    create_before_destroy = true\n  }",
		}) + block("test", arguments{"basic_auth": "true", "basic_auth_id": "gaap_certificate.users.id"})
	}
	x.Run(x.Apply(config("alice")), withPlan(x.Apply(config("bob")), plancheck.ResourceActionUpdate))
}

// One that is deleted outside leaves the state with a warning, and is made again;
// so does one whose listener is gone. In another account it is not gone.
func TestAccHTTPDomain_gone(t *testing.T) {
	t.Parallel()
	for name, outside := range map[string]func(x *test){
		"gone":  func(x *test) { x.Mock.RemoveDomain(x.only().ID); x.Clock.Advance(time.Minute) },
		"going": func(x *test) { x.outside(func(d *gaapmock.Domain) { d.Status = gaapmock.StatusDestroying })() },
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				outside(x)
				s.Planned(plain, "GAAP domain is gone: "+idOf(oldName))
				for _, d := range s.Mock.Domains("") {
					s.Mock.RemoveDomain(d.ID)
				}
				s.Clock.Advance(time.Minute)
				s.Apply(plain)
				s.Empty()
			})
		})
	}
	t.Run("another account", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		other := x.Elsewhere(t, gaapmock.Options{AccountID: "200000000002"})
		x.Alone(func(s *acctest.Session) {
			s.Configure(block("test", nil))
			s.Apply(plain)
			s.ConfigureFor(other, block("test", nil))
			s.Fails(plain, "GAAP domain is not found, and may belong to another account", idOf(oldName))
			s.Fails(tfcore.Options{Destroy: true, NoRefresh: true}, "GAAP domain")
			s.Configure(block("test", nil))
			s.Empty()
		})
	})
}

// A refresh of all domains of a listener is one call, and their plan no more.
func TestAccHTTPDomain_calls(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		var config strings.Builder
		for i := range 20 {
			config.WriteString(block(fmt.Sprint("d", i), arguments{"domain": fmt.Sprintf("\"d%d.example.com\"", i)}))
		}
		s.Configure(config.String())
		s.Apply(plain)
		s.Mock.ResetJournal()
		s.Empty()
		var calls []string
		for _, call := range s.Mock.Journal() {
			calls = append(calls, call.Action)
		}
		if !slices.Equal(calls, []string{"DescribeRules"}) {
			t.Errorf("the calls are %q", calls)
		}
	})
}

// One life: create, an empty plan, changes in place, drift, import,
// a rename, a replacement, gone.
func TestAccHTTPDomain_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		e.Clock.Advance(time.Hour)
		stand(t, e.Mock)
		step := func(action plancheck.ResourceActionType, as arguments) resource.TestStep {
			return withPlan(resource.TestStep{Config: e.Config(block("test", as))}, action)
		}
		only := func(change func(d *gaapmock.Domain)) func() {
			return func() {
				e.Mock.UpdateDomain(e.Mock.Domains("")[0].ID, change)
				e.Clock.Advance(time.Minute)
			}
		}
		http3 := with(everything, arguments{"http3_supported": "true"})
		imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true}
		return []resource.TestStep{
			step(plancheck.ResourceActionCreate, nil),
			step(plancheck.ResourceActionUpdate, with(changed, renamed)),
			imported,
			step(plancheck.ResourceActionNoop, with(changed, renamed)),
			acctest.Before(step(plancheck.ResourceActionUpdate, with(changed, renamed)), only(func(d *gaapmock.Domain) { d.BasicAuth, d.CertificateID = 0, "default" })),
			step(plancheck.ResourceActionReplace, http3),
			imported,
			step(plancheck.ResourceActionUpdate, with(http3, renamed)),
			acctest.Before(resource.TestStep{RefreshState: true, ExpectNonEmptyPlan: true}, func() {
				e.Mock.RemoveDomain(e.Mock.Domains("")[0].ID)
				e.Clock.Advance(time.Minute)
			}),
			{Config: e.Config(block("test", nil))},
			{Config: e.Config(block("test", nil)), Destroy: true},
		}
	})
}
