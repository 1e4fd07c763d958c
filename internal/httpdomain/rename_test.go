package httpdomain_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const oldName, newName = "www.example.com", "app.example.com"

var renamed = arguments{"domain": quoted(newName)}

// idOf is the id of a domain of the mutual listener.
func idOf(name string) string { return mutual + "+HTTPS+" + name }

// owns demands that the state holds a domain of this name, and that the service has
// it and no other one.
func (x *test) owns(s *acctest.Session, name string) {
	x.T.Helper()
	o := s.State().Object(address)
	if d := x.only(); d.Name != name || o.Text("id") != idOf(name) || o.Text("domain") != name || o.Tainted {
		x.T.Errorf("the state holds %s, want %s; there is %+v", o.Text("id"), name, d)
	}
	if o := s.State().Object(address); o.Identity.GetAttr("id").AsString() != idOf(name) {
		x.T.Errorf("the identity is %#v", o.Identity)
	}
}

// A domain is renamed in place: the plan knows the new id, and what hangs on it
// stays.
func TestAccHTTPDomain_rename(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.Layer7Options{"": {}, "reads lag": {DomainLag: 20 * time.Second}, "reads lag little": {DomainLag: 3 * time.Second, DomainDuration: 10 * time.Second}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: options})
			mock := ""
			x.Run(
				x.Apply(block("test", everything), x.is(oldName)),
				acctest.Before(withPlan(
					x.Apply(block("test", with(everything, renamed)), x.is(newName), x.Warned(), x.Wrote(modifies(oldName, newName, true))),
					plancheck.ResourceActionUpdate,
					acctest.PlanCheck{Address: address, Check: func(after, _ map[string]any) error {
						if after["id"] != idOf(newName) || after["certificate_id"] != server1 {
							return fmt.Errorf("the plan is %v", after)
						}
						return nil
					}},
				), func() {
					mock = x.only().ID
					x.Mock.AddRule(gaapmock.Rule{DomainID: mock})
					x.Clock.Advance(time.Minute)
					x.Mock.ResetJournal()
				}),
				acctest.Before(x.Apply(block("test", with(everything, arguments{"domain": quoted(oldName), "is_default_server": "false"})), x.is(oldName)), func() {
					if got := x.only().ID; got != mock || len(x.Mock.Rules(mock)) != 1 {
						t.Errorf("it is %s, not %s, with %d rules", got, mock, len(x.Mock.Rules(mock)))
					}
				}),
			)
		})
	}
}

// A rename comes before what names the domain after it.
func TestAccHTTPDomain_renameAndMore(t *testing.T) {
	x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{DomainLag: -1}})
	x.Run(x.Apply(block("test", nil)), acctest.Before(
		x.Apply(block("test", with(renamed, arguments{"certificate_id": quoted(server2), "basic_auth": "true", "basic_auth_id": quoted(users)})), x.is(newName), x.Wrote(
			modifies(oldName, newName, false), certifies(map[string]any{"Domain": newName, "CertificateId": server2}),
			authenticates(map[string]any{"Domain": newName, "BasicAuth": 1, "BasicAuthConfId": users}),
		)), x.Mock.ResetJournal))
}

// However the answer to a rename is lost, the domain is renamed once, and the
// state has it under its new name.
func TestAccHTTPDomain_renameLost(t *testing.T) {
	t.Parallel()
	for mode, options := range map[string]gaapmock.Layer7Options{"": {}, "reads lag": {DomainLag: 10 * time.Second, UnknownInvalidValue: true}} {
		for name, lost := range acctest.LostAnswers() {
			t.Run(name+" "+mode, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Layer7: options})
				x.Alone(func(s *acctest.Session) {
					s.Configure(block("test", nil))
					s.Apply(plain)
					s.Configure(block("test", renamed))
					lost.Fault.Action = "ModifyDomain"
					s.Mock.ResetJournal()
					s.Mock.Inject(lost.Fault)
					s.Apply(plain)
					s.Empty()
					x.owns(s, newName)
					if n := acctest.Executed(s.Mock.Calls("ModifyDomain")); n != 1 {
						t.Errorf("it was renamed %d times", n)
					}
				})
			})
		}
	}
}

// A rename that ended in an error before anybody could see what became of it: the
// next run finds the domain under whichever name it has.
func TestAccHTTPDomain_renameUnseen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind gaapmock.FaultKind
		now  string
	}{"done": {gaapmock.FaultHang, newName}, "not done": {gaapmock.FaultHangBefore, oldName}} {
		for again, config := range map[string]string{"again": block("test", renamed), "back": block("test", nil)} {
			t.Run(name+", "+again, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Alone(func(s *acctest.Session) {
					s.Configure(block("test", nil))
					s.Apply(plain)
					s.Configure(block("test", renamed))
					x.onSend("ModifyDomain", func() { time.AfterFunc(time.Second, func() { s.Interrupt(context.Background()) }) })
					s.Mock.Inject(gaapmock.Fault{Action: "ModifyDomain", Kind: c.kind})
					s.Fails(plain, "Cannot update GAAP domain", "Renaming")
					if got := x.only().Name; got != c.now {
						t.Fatalf("the name is %s, want %s", got, c.now)
					}
					s.Clock.Advance(time.Minute)
					s.Configure(config)
					s.Apply(plain)
					s.Empty()
					want := newName
					if again == "back" {
						want = oldName
					}
					x.owns(s, want)
					if n := len(s.Mock.Calls("CreateDomain")); n != 1 {
						t.Errorf("%d domains were ordered", n)
					}
				})
			})
		}
	}
}

// onSend has something done once, before the first call of an action.
func (x *test) onSend(action string, do func()) {
	var once sync.Once
	x.Hook().OnSend(func(called string) {
		if called == action {
			once.Do(do)
		}
	})
}

// A name that another domain has is not taken, and nothing of that domain changes.
func TestAccHTTPDomain_renameToHeld(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		theirs := s.Mock.AddDomain(gaapmock.Domain{ListenerID: mutual, Name: newName})
		s.Clock.Advance(time.Minute)
		s.Configure(block("test", renamed))
		s.Mock.ResetJournal()
		s.Fails(plain, "GAAP domain exists already", idOf(newName), "Nothing was sent")
		if n := len(s.Mock.Calls("ModifyDomain")); n > 0 {
			t.Errorf("%d calls", n)
		}
		s.Configure(block("test", nil))
		s.Settled(address, idOf(oldName))
		// Somebody else is faster.
		s.Mock.RemoveDomain(theirs)
		s.Clock.Advance(time.Minute)
		x.onSend("ModifyDomain", func() { theirs = s.Mock.AddDomain(gaapmock.Domain{ListenerID: mutual, Name: newName}) })
		s.Configure(block("test", renamed))
		s.Fails(plain, "Cannot update GAAP domain", "DomainAlreadyExisted")
		s.Clock.Advance(time.Minute)
		s.Configure(block("test", nil))
		s.Settled(address, idOf(oldName))
		s.Configure("")
		s.Apply(plain)
		if d := x.only(); d.ID != theirs {
			t.Errorf("there is %+v", d)
		}
	})
}

// The old name goes to a new domain in the same run, whichever is first.
func TestAccHTTPDomain_renameHandsOn(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []int{2, 10} {
		for lost, fault := range map[string]gaapmock.FaultKind{"": "", "lost": gaapmock.FaultLostAfter} {
			t.Run(fmt.Sprint(parallelism, lost), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Alone(func(s *acctest.Session) {
					s.Parallelism = parallelism
					s.Configure(block("test", nil))
					s.Apply(plain)
					s.Configure(block("test", renamed) + block("next", arguments{"is_default_server": "true"}))
					if lost != "" {
						s.Mock.Inject(gaapmock.Fault{Action: "CreateDomain", Kind: fault}, gaapmock.Fault{Action: "ModifyDomain", Kind: fault})
					}
					s.Apply(plain)
					s.Empty()
					for addr, name := range map[string]string{address: newName, "gaap_http_domain.next": oldName} {
						if got := s.State().Object(addr).Text("id"); got != idOf(name) {
							t.Errorf("%s holds %s", addr, got)
						}
					}
					for _, d := range s.Mock.Domains("") {
						if d.Default != (d.Name == oldName) {
							t.Errorf("there is %+v", d)
						}
					}
				})
			})
		}
	}
}

// A domain that is destroyed leaves its name to a new one in the same run, also if
// the answer to the order is lost.
func TestAccHTTPDomain_replacedByItsName(t *testing.T) {
	t.Parallel()
	for lost, fault := range map[string][]gaapmock.Fault{"": nil, "lost": {{Action: "CreateDomain", Kind: gaapmock.FaultLostAfter}}} {
		t.Run(lost, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("old", nil))
				s.Apply(plain)
				s.Mock.Inject(fault...)
				s.Configure(block("test", arguments{"http3_supported": "true"}))
				s.Apply(plain)
				s.Empty()
				x.owns(s, oldName)
				s.Mock.Inject(fault...)
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Empty()
				x.owns(s, oldName)
			})
		})
	}
}

// A name that is known only after apply renames the domain, too.
func TestAccHTTPDomain_renameToUnknown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := func(name string) string {
		return "resource \"terraform_data\" \"name\" {\n  input = \"" + name + "\"\n}\n" + block("test", arguments{"domain": "terraform_data.name.output"})
	}
	x.Run(x.Apply(config(oldName), x.is(oldName)), withPlan(x.Apply(config(newName), x.is(newName)), plancheck.ResourceActionUpdate))
}

// A saved plan of a rename is applied by another process.
func TestAccHTTPDomain_renameSaved(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.Configure(block("test", renamed))
		s.Saved(s.Planned(tfcore.Options{NoRefresh: true}))
		s.Empty()
		x.owns(s, newName)
	})
}
