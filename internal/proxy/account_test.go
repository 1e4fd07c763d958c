package proxy_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const (
	unsure  = "GAAP proxy is not found, and may belong to another account"
	account = gaapmock.DefaultAccountID
	other   = "100000000009"
)

var (
	plain    = tfcore.Options{}
	unread   = tfcore.Options{NoRefresh: true}
	destroys = []tfcore.Options{{Destroy: true}, {Destroy: true, NoRefresh: true}}
)

// accountSession is a user whose state has proxies of one account.
type accountSession struct{ *acctest.Session }

// inAccount runs a test in a session with a configuration.
func inAccount(t *testing.T, options gaapmock.Options, body string, run func(s accountSession)) {
	t.Helper()
	t.Parallel()
	options.EarlyDestroy = gaapmock.EarlyDestroyAllowed
	acctest.New(t, options).Session(t, func(session *acctest.Session) {
		session.Configure(body)
		run(accountSession{session})
	})
}

// requireAsked demands how often the account was asked for since the last time.
func (s accountSession) requireAsked(want int) {
	s.T.Helper()
	if n := len(s.Mock.Calls("GetCallerIdentity")); n != want {
		s.T.Errorf("the account was asked for %d times, want %d", n, want)
	}
	s.Mock.ResetJournal()
}

// requireStored demands which account the state has for a proxy.
func (s accountSession) requireStored(addr, want string) {
	s.T.Helper()
	var private map[string][]byte
	if object := s.State().Object(addr); object == nil || len(object.Private) > 0 && json.Unmarshal(object.Private, &private) != nil {
		s.T.Fatalf("the state has %+v", object)
	}
	if want != "" {
		want = `"` + want + `"`
	}
	if got := string(private["account"]); got != want {
		s.T.Errorf("the account of %s is %s, want %s", addr, got, want)
	}
}

// agedState makes the state one that an older version wrote: without accounts.
func (s accountSession) agedState() {
	for _, i := range s.State().Instances() {
		aged := *i.Current
		aged.Private = nil
		s.State().Put(i.Addr, &aged)
	}
}

// holds demands that the state has the proxy.
func (s accountSession) holds(id string) {
	s.T.Helper()
	if got := s.id(); got != id {
		s.T.Errorf("the state has the proxy %q, want %s", got, id)
	}
}

func (s accountSession) id() string { return s.State().Object(address).Text("id") }

func (s accountSession) refuse(action, code string, times int) {
	s.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: times})
}

// With the credentials of another account nothing is gone, and nothing is
// written, whatever the command. With the right ones all is as before.
func TestAccProxy_otherAccount(t *testing.T) {
	inAccount(t, gaapmock.Options{}, block("test", nil), func(s accountSession) {
		s.Apply(plain)
		id := s.id()
		elsewhere := s.Elsewhere(t, gaapmock.Options{AccountID: other, UnknownInDetail: gaapmock.UnknownCannotAccess})
		for _, body := range []string{block("test", nil), block("test", arguments{"bandwidth": "20"}), block("test", arguments{"access_region": `"Korea"`}), ""} {
			s.ConfigureFor(elsewhere, body)
			for _, options := range append([]tfcore.Options{plain}, destroys...) {
				s.Fails(options, unsure, `Proxy "test" (`+id+`) is not found. It belongs to account "`+account+`"`, `credentials belong to account "`+other+`"`, "terraform state rm")
				s.holds(id)
				s.requireStored(address, account)
			}
		}
		if made := elsewhere.Mock.Proxies(); len(made) > 0 {
			t.Errorf("%+v was made in the other account", made)
		}
		s.Configure(block("test", nil))
		s.Empty()
		s.Apply(destroys[0])
		if left := s.Mock.Proxies(); len(left) > 0 {
			t.Errorf("%+v is left", left)
		}
	})
}

// The account is stored by the run that makes or imports a proxy, and asked for
// no more.
func TestAccProxy_accountIsStored(t *testing.T) {
	inAccount(t, gaapmock.Options{}, block("test", nil), func(s accountSession) {
		s.Mock.AddProxy(gaapmock.Proxy{ID: "link-imported", Name: "imported"})
		s.Apply(plain)
		s.requireAsked(1)
		s.requireStored(address, account)
		s.Configure(block("test", arguments{"bandwidth": "20"}))
		s.Apply(plain)
		s.Empty()
		s.Apply(tfcore.Options{Replace: []string{address}})
		s.requireAsked(1) // for the new one
		s.requireStored(address, account)
		s.Configure(block("test", arguments{"bandwidth": "20"}) + block("imported", arguments{"name": `"imported"`}))
		s.Imported("gaap_proxy.imported", "link-imported")
		s.requireAsked(1)
		s.requireStored("gaap_proxy.imported", account)
		s.Empty()
		s.Apply(destroys[0])
		s.requireAsked(0)
	})
}

// One question is enough for all objects of a run.
func TestAccProxy_accountIsAskedOnce(t *testing.T) {
	inAccount(t, gaapmock.Options{}, block("test", arguments{"count": "12", "name": `"test-${count.index}"`}), func(s accountSession) {
		s.Apply(plain)
		s.requireAsked(1)
		s.agedState()
		s.Planned(plain)
		s.requireAsked(1)
		s.Apply(plain)
		s.requireAsked(1)
		s.Empty()
		s.requireAsked(0)
		s.agedState()
		for _, p := range s.Mock.Proxies() {
			s.Mock.RemoveProxy(p.ID)
		}
		s.Fails(plain, unsure)
		s.requireAsked(1)
	})
}

// A guard of the account has asked already.
func TestAccProxy_accountIsGuarded(t *testing.T) {
	inAccount(t, gaapmock.Options{}, "", func(s accountSession) {
		s.Configure(block("test", nil), `allowed_account_ids = ["`+account+`"]`)
		s.Apply(plain)
		s.requireAsked(2) // by the plan and by the apply
		s.requireStored(address, account)
	})
}

// A state of an older version gets the accounts with the next apply. Until then
// what is not found may be another account's.
func TestAccProxy_accountOfOldState(t *testing.T) {
	inAccount(t, gaapmock.Options{}, block("test", nil), func(s accountSession) {
		s.Apply(plain)
		s.agedState()
		s.Apply(plain)
		s.requireStored(address, account)
		s.agedState()
		s.Configure(block("test", arguments{"name": `"renamed"`}))
		s.Apply(unread) // an update shows it, too
		s.requireStored(address, account)
		id := s.id()
		s.agedState()
		s.Mock.RemoveProxy(id)
		for _, options := range append([]tfcore.Options{plain}, destroys...) {
			s.Fails(options, unsure, "is not stored", `credentials belong to account "`+account+`"`)
			s.holds(id)
		}
		if err := s.Forget(address); err != nil {
			t.Fatal(err)
		}
		s.Apply(plain)
	})
}

// Nothing depends on an answer to the question: an object is made without, and
// the next run asks again. The question takes five seconds at most, and one try.
func TestAccProxy_accountIsNotTold(t *testing.T) {
	t.Parallel()
	for kind, code := range map[gaapmock.FaultKind]string{
		gaapmock.FaultError: "UnauthorizedOperation", gaapmock.FaultThrottle: "RequestLimitExceeded", gaapmock.FaultHang: "(5s) ran out", gaapmock.FaultLostAfter: "ClientError.NetworkError",
	} {
		t.Run(string(kind), func(t *testing.T) {
			inAccount(t, gaapmock.Options{CreateDuration: -1}, block("test", nil), func(s accountSession) {
				fault := gaapmock.Fault{Action: "GetCallerIdentity", Kind: kind, Code: code, Times: -1}
				s.Mock.Inject(fault)
				start := time.Now()
				s.Apply(plain)
				s.requireAsked(1)
				s.requireStored(address, "")
				if took := time.Since(start); took > 10*time.Second {
					t.Errorf("took %s", took)
				}
				s.Mock.ClearFaults()
				s.Apply(plain)
				s.requireAsked(1)
				s.requireStored(address, account)
				s.Mock.RemoveProxy(s.id())
				s.Mock.Inject(fault)
				s.Fails(plain, unsure, `It belongs to account "`+account+`"`, "is not known: GetCallerIdentity", code)
				s.requireAsked(1)
				s.Mock.ClearFaults()
				s.Apply(plain, "GAAP proxy is gone")
			})
		})
	}
}

// What is found says which account the run is of.
func TestAccProxy_accountOfTheOthers(t *testing.T) {
	body := block("first", arguments{"name": `"first"`}) + block("test", arguments{"depends_on": "[gaap_proxy.first]"})
	inAccount(t, gaapmock.Options{}, body, func(s accountSession) {
		s.Apply(plain)
		s.Mock.RemoveProxy(s.id())
		s.refuse("GetCallerIdentity", "UnauthorizedOperation", -1)
		s.Mock.ResetJournal()
		s.Planned(plain, "GAAP proxy is gone")
		s.requireAsked(0)
	})
}

// What was destroyed outside, in the run's account, is gone for a destroy that
// reads nothing first, too.
func TestAccProxy_accountOfDestroyed(t *testing.T) {
	t.Parallel()
	for _, mode := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownInvalidStatus} {
		t.Run(string(mode), func(t *testing.T) {
			inAccount(t, gaapmock.Options{UnknownInBatch: mode}, block("test", nil), func(s accountSession) {
				s.Apply(plain)
				s.Mock.RemoveProxy(s.id())
				s.Mock.ResetJournal()
				s.Apply(destroys[1])
				if n := len(s.Mock.Calls("DestroyProxies")); n != 1 {
					t.Errorf("%d calls of DestroyProxies, want 1", n)
				}
				s.requireAsked(1)
			})
		})
	}
}

// Terraform does not hand over the account of a tainted object that is replaced.
// It is an error then, but the state keeps the account for the next run.
func TestAccProxy_accountOfTainted(t *testing.T) {
	inAccount(t, gaapmock.Options{}, block("test", nil), func(s accountSession) {
		s.Apply(plain)
		s.Mock.RemoveProxy(s.id())
		if err := s.Taint(address); err != nil {
			t.Fatal(err)
		}
		s.Fails(unread, unsure, "because the object is tainted (then apply again)", account)
		s.requireStored(address, account)
		s.Apply(plain, "GAAP proxy is gone")
	})
}

// That a proxy may not be accessed says neither that it is gone nor that it is
// there.
func TestAccProxy_cannotAccess(t *testing.T) {
	const code = "FailedOperation.ResourceCanNotAccess"
	inAccount(t, gaapmock.Options{UnknownInDetail: gaapmock.UnknownCannotAccess}, block("test", nil), func(s accountSession) {
		s.Apply(plain)
		id := s.id()
		s.refuse("DescribeProxies", "ResourceNotFound", 1)
		s.refuse("DescribeProxyDetail", code, 1)
		s.Fails(plain, "Cannot read GAAP proxy", code, "Use credentials of its account", "terraform state rm")
		s.holds(id)
		s.refuse("DestroyProxies", code, 1)
		s.Fails(destroys[0], "Cannot delete GAAP proxy", code, "Use credentials of its account")
		s.holds(id)
		s.Empty()
		s.Mock.RemoveProxy(id)
		s.Apply(plain, "GAAP proxy is gone") // no list shows it any more
	})
}
