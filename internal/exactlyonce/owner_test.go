package exactlyonce_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// ownedIDs are the ids in the state by address. No two addresses may hold one id.
func (s *session) ownedIDs() map[string]string {
	s.T.Helper()
	ids, owners := map[string]string{}, map[string]string{}
	for _, i := range s.State().Instances() {
		if i.Current == nil || i.Current.Text("access_region") == "" {
			continue // not a proxy
		}
		id := i.Current.Text("id")
		if other, taken := owners[id]; taken {
			s.T.Errorf("%s and %s hold one proxy, %s", i.Addr, other, id)
		}
		ids[i.Addr], owners[id] = id, i.Addr
	}
	return ids
}

// requireAlive demands how many proxies there are beside the bystander.
func (s *session) requireAlive(want int) {
	s.T.Helper()
	if all := s.proxies(); len(all) != want {
		s.T.Errorf("%d proxies are there, want %d: %+v", len(all), want, all)
	}
}

// An order whose name is only known after apply is equal to a proxy that the
// apply says nothing of.
func TestAccOwner_unknownName(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		old := block("old", arguments{"name": `"twin"`})
		s.Configure(old)
		s.Apply(plain)
		first := s.only()
		s.Configure(old + "resource \"terraform_data\" \"n\" {\n  input = \"twin\"\n}\n" + block("new", arguments{"name": "terraform_data.n.output"}))
		s.Fails(plain, "Equal GAAP proxy exists", first, "GAAP_ADOPT="+first, "import block")
		s.requireOrders(1, 1)
		s.requireAlive(1)
	})
}

// alias is a further provider block of the same account.
func (s *session) alias(name string, more string) string {
	return fmt.Sprintf("provider \"gaap\" {\n  alias = %q\n  endpoint = %q\n  secret_id = %q\n  secret_key = %q\n  security_token = %q\n  %s\n}\n",
		name, s.URL, s.Key.SecretID, s.Key.SecretKey, s.Key.Token, more)
}

// Two provider blocks, which are two processes, order equal proxies at once. A
// scope on one of them tells the orders apart; without it, a service that only
// says that it has seen the token does not give one proxy to both.
func TestAccOwner_twoBlocks(t *testing.T) {
	inSessions(t, func(s *session, replay gaapmock.ReplayMode) {
		scope := ""
		if replay == gaapmock.ReplayFirstID {
			scope = `client_token_scope = "b"`
		}
		s.Configure(s.alias("b", scope) + block("one", nil) + block("two", arguments{"provider": "gaap.b"}))
		if replay == gaapmock.ReplayFirstID {
			s.Apply(plain)
			s.requireAlive(2)
			if len(s.ownedIDs()) != 2 {
				t.Errorf("the state holds %v", s.ownedIDs())
			}
			return
		}
		s.Fails(plain, "Equal GAAP proxy exists", "GAAP_ADOPT=")
		s.requireAlive(1)
		s.ownedIDs()
	})
}

// One proxy is removed from a provider block while an equal one is added to
// another. The first apply may stop; it makes no second one, and the next one ends well.
func TestAccOwner_handedToAnotherBlock(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		alias := s.alias("b", "")
		s.Configure(alias + block("one", nil))
		s.Apply(plain)
		old := s.only()
		s.Configure(alias + block("two", arguments{"provider": "gaap.b"}))
		if said := s.PlanAndApply(s.T.Context(), s.Text(), plain); said.HasErrors() {
			s.Apply(plain)
		}
		s.Empty()
		s.requireAlive(1)
		if held := s.ownedIDs(); len(held) != 1 || held["gaap_proxy.two"] == old || held["gaap_proxy.two"] != s.only() {
			t.Errorf("the state holds %v", held)
		}
	})
}

// What -target leaves out is not heard of, but it has its proxy.
func TestAccOwner_target(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.Configure(block("one", nil))
		s.Apply(plain)
		first := s.only()
		s.Configure(block("one", nil) + block("two", nil))
		s.Fails(plain, "GAAP proxies cannot be told apart")
		s.Fails(tfcore.Options{Targets: []string{"gaap_proxy.two"}}, "Equal GAAP proxy exists", first)
		s.requireOrders(1, 1)
		s.requireAlive(1)
		s.ownedIDs()
	})
}

// A name is handed on: what has it is renamed in the same plan. It applies at
// the latest when applied again.
func TestAccOwner_handedOnName(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"a rename": {
			block("web", arguments{"name": `"web"`}),
			block("web", arguments{"name": `"web-old"`}) + block("next", arguments{"name": `"web"`}),
		},
		"a shifted list": {
			block("web", arguments{"count": "2", "name": `["b", "c"][count.index]`}),
			block("web", arguments{"count": "3", "name": `["a", "b", "c"][count.index]`}),
		},
		"a shifted list of two lengths": {
			block("web", arguments{"count": "1", "name": `["b"][count.index]`}),
			block("web", arguments{"count": "3", "name": `["a", "x", "b"][count.index]`}),
		},
	} {
		for _, parallelism := range []int{1, 10} {
			t.Run(fmt.Sprintf("%s/%d at a time", name, parallelism), func(t *testing.T) {
				inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
					s.Parallelism = parallelism
					s.Configure(c.before)
					s.Apply(plain)
					before := s.ownedIDs()
					s.Configure(c.after)
					for range 3 {
						if said := s.PlanAndApply(s.T.Context(), s.Text(), plain); !said.HasErrors() {
							break
						}
						s.Clock.Advance(time.Minute)
					}
					s.Empty()
					after := s.ownedIDs()
					s.requireAlive(len(after))
					for addr, id := range before {
						if after[addr] != id {
							t.Errorf("%s had %s, and now %s", addr, id, after[addr])
						}
					}
					s.requireDestroyed()
				})
			})
		}
	}
}

// One id at two addresses, as after two imports, is an error of the plan, unless
// both are to be destroyed.
func TestAccOwner_twoAddresses(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) {
		one, two := block("one", nil), block("two", arguments{"name": `"other"`})
		s.Configure(one + two)
		s.Apply(tfcore.Options{Targets: []string{"gaap_proxy.one"}})
		made := s.only()
		s.Imported("gaap_proxy.two", made)
		s.Fails(plain, "Two resources have one GAAP proxy", made, `"test"`, `"other"`, "terraform state rm", "removed block", "terraform destroy -refresh=false")
		s.Fails(tfcore.Options{Destroy: true}, "Two resources have one GAAP proxy")
		s.Configure(one)
		s.Fails(plain, "Two resources have one GAAP proxy")
		s.Configure("")
		s.Apply(plain)
		s.requireAlive(0)
	})
}
