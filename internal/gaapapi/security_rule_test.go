package gaapapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ruleOf is a rule about a port.
func ruleOf(port string) gaapapi.SecurityRuleInput {
	return gaapapi.SecurityRuleInput{Source: "198.51.100.0/24", Action: "DROP", Name: "bad", Protocol: "TCP", Ports: port}
}

// sizes are how many rules each call of an action was about.
func (s *service) sizes(action string) (sizes []int) {
	for _, call := range s.Calls(action) {
		var body struct {
			RuleList   []json.RawMessage
			RuleIdList []string
		}
		if err := json.Unmarshal(call.Body, &body); err != nil {
			s.T.Error(err)
		}
		sizes = append(sizes, len(body.RuleList)+len(body.RuleIdList))
	}
	return sizes
}

// A rule is made, read with its policy or without, changed and deleted.
func TestSecurityRule_life(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.SecurityOptions{
		"as documented": {}, "otherwise": {UnknownRule: gaapmock.UnknownNotFound, Unknown: gaapmock.UnknownNotFound, HostPrefixShown: true},
		"left out": {UnknownRule: gaapmock.UnknownOmitted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{Security: options})
				policy, in := s.addPolicy(), ruleOf("80,443")
				id, err := s.client.CreateSecurityRule(t.Context(), policy, in)
				if err != nil {
					t.Fatal(err)
				}
				is := func(want gaapapi.SecurityRuleInput) {
					t.Helper()
					for _, of := range []string{policy, ""} {
						got, err := s.client.DescribeSecurityRule(t.Context(), of, id)
						if err != nil || got.ID != id || got.PolicyID != policy || got.SecurityRuleInput != want {
							t.Errorf("%+v, %v", got, err)
						}
					}
				}
				is(in)
				to := gaapapi.SecurityRuleInput{Source: "2001:db8::/32", Action: "ACCEPT", Protocol: "ALL", Ports: "ALL"}
				if err := s.client.ModifySecurityRule(t.Context(), policy, id, to); err != nil {
					t.Error(err)
				}
				is(to)
				if err := s.client.DeleteSecurityRule(t.Context(), policy, id); err != nil {
					t.Error(err)
				}
				_, first := s.client.DescribeSecurityRule(t.Context(), policy, id)
				_, second := s.client.DescribeSecurityRule(t.Context(), "", id)
				_, third := s.client.CreateSecurityRule(t.Context(), "sp-none0000", in)
				for _, err := range []error{first, second, third, s.client.DeleteSecurityRule(t.Context(), policy, id), s.client.ModifySecurityRule(t.Context(), policy, id, to)} {
					if wire.ClassOf(err) != wire.Gone {
						t.Errorf("%v is not gone", err)
					}
				}
			})
		})
	}
}

// Rules that are made or deleted at one moment go in few calls, each policy's in its
// own; whoever comes meanwhile joins the next.
func TestSecurityRule_joined(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		policies := []string{s.addPolicy(), s.addPolicy()}
		var mu sync.Mutex
		made := map[string]string{}
		var group sync.WaitGroup
		start := time.Now()
		for i := range 30 {
			policy, port := policies[i%2], fmt.Sprint(80+i)
			group.Go(func() {
				if i >= 20 { // while the first calls are under way
					time.Sleep(500 * time.Millisecond)
				}
				id, err := s.client.CreateSecurityRule(t.Context(), policy, ruleOf(port))
				if r, _ := s.SecurityRule(id); err != nil || r.PolicyID != policy || r.Ports != port {
					t.Errorf("%s: %+v, %v", port, r, err)
				}
				mu.Lock()
				defer mu.Unlock()
				made[id] = policy
			})
		}
		group.Wait()
		if got := fmt.Sprint(s.sizes("CreateSecurityRules")); got != "[10 10 5 5]" {
			t.Errorf("calls were about %s rules", got)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("it took %s", took)
		}
		for id, policy := range made {
			group.Go(func() {
				if err := s.client.DeleteSecurityRule(t.Context(), policy, id); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if got := fmt.Sprint(s.sizes("DeleteSecurityRules")); got != "[15 15]" {
			t.Errorf("calls were about %s rules", got)
		}
	})
}

// Of rules that are sent together, those that the service refuses keep no others out.
func TestSecurityRule_refusedTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		policy := s.addPolicy()
		for _, port := range []string{"80", "83"} {
			s.AddSecurityRule(gaapmock.SecurityRule{PolicyID: policy, Source: "198.51.100.0/24", Protocol: "TCP", Ports: port})
		}
		var group sync.WaitGroup
		for _, port := range []string{"80", "81", "82", "83", "no"} {
			group.Go(func() {
				id, err := s.client.CreateSecurityRule(t.Context(), policy, ruleOf(port))
				want := map[string]string{
					"80": "FailedOperation.ProxySecurityPolicyDuplicatedRule", "83": "FailedOperation.ProxySecurityPolicyDuplicatedRule", "no": "InvalidParameterValue",
				}[port]
				if wire.CodeOf(err) != want || (id == "") != (want != "") {
					t.Errorf("%s: %q, %v", port, id, err)
				}
			})
		}
		group.Wait()
		gone := append([]string{"sr-none0000"}, "sr-none0001")
		for _, r := range s.SecurityRules(policy) {
			gone = append(gone, r.ID)
		}
		for i, id := range gone {
			group.Go(func() {
				if err := s.client.DeleteSecurityRule(t.Context(), policy, id); (wire.ClassOf(err) == wire.Gone) != (i < 2) || i >= 2 && err != nil {
					t.Errorf("%s: %v", id, err)
				}
			})
		}
		group.Wait()
		if left := s.SecurityRules(policy); len(left) > 0 {
			t.Errorf("%+v are left", left)
		}
	})
}

// Two who make equal rules at one moment do not both get the id of one.
func TestSecurityRule_equalTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		policy := s.addPolicy()
		ids := make([]string, 2)
		var group sync.WaitGroup
		for i := range ids {
			group.Go(func() {
				var err error
				if ids[i], err = s.client.CreateSecurityRule(t.Context(), policy, ruleOf("80")); err != nil && wire.CodeOf(err) != "FailedOperation.ProxySecurityPolicyDuplicatedRule" {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if (ids[0] == "") == (ids[1] == "") {
			t.Errorf("the ids are %q", ids)
		}
	})
}

// One who gives up takes nobody along, and nothing is made twice, nor for nobody:
// what is under way has a grace period, whoever sends it.
func TestSecurityRule_cancelled(t *testing.T) {
	t.Parallel()
	for _, first := range []bool{true, false} {
		t.Run(fmt.Sprintf("the sender: %v", first), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.Latency = slowly(time.Second)
				policy := s.addPolicy()
				ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
				defer cancel()
				var group sync.WaitGroup
				for i := range 4 {
					of := t.Context()
					if i == 0 == first && i%3 == 0 { // the first or the last
						of = ctx
					}
					group.Go(func() {
						id, err := s.client.CreateSecurityRule(of, policy, ruleOf(fmt.Sprint(80+i)))
						if r, _ := s.SecurityRule(id); err != nil || r.Ports != fmt.Sprint(80+i) {
							t.Errorf("%d: %+v, %v", i, r, err)
						}
					})
					synctest.Wait()
				}
				group.Wait()
				if got := fmt.Sprint(s.sizes("CreateSecurityRules")); got != "[4]" {
					t.Errorf("calls were about %s rules", got)
				}
			})
		})
	}
}

// What is not answered in time may have been done, for whoever asked; what was not
// sent is not sent for who has left.
func TestSecurityRule_unheard(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = func() (there, back time.Duration) { return 0, time.Minute }
		policy := s.addPolicy()
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		ask := func(of context.Context, port string, check func(error)) {
			group.Go(func() {
				id, err := s.client.CreateSecurityRule(of, policy, ruleOf(port))
				if check(err); id != "" {
					t.Errorf("%s: %s", port, id)
				}
			})
			synctest.Wait()
		}
		interrupted := func(maybe bool) func(error) {
			return func(err error) {
				if ended, ok := errors.AsType[*wire.InterruptedError](err); !ok || ended.MaybeDone != maybe {
					t.Error(err)
				}
			}
		}
		ask(ctx, "80", interrupted(true)) // it sends
		lost := func(err error) {
			if api, ok := errors.AsType[*wire.Error](err); !ok || !api.MaybeDone || wire.ClassOf(err) != wire.Ambiguous {
				t.Error(err)
			}
		}
		ask(ctx, "81", func(err error) { // it gives up at the moment at which the sender does
			if _, ended := errors.AsType[*wire.InterruptedError](err); ended {
				interrupted(true)(err)
			} else {
				lost(err)
			}
		})
		ask(t.Context(), "82", lost)
		time.Sleep(100 * time.Millisecond) // the call is under way
		ask(ctx, "83", interrupted(false))
		group.Wait()
		time.Sleep(5 * time.Minute)
		if got := fmt.Sprint(s.sizes("CreateSecurityRules")); got != "[3]" {
			t.Errorf("calls were about %s rules", got)
		}
	})
}

// A lost answer is lost for all whose rules it was about, and nothing is sent again.
func TestSecurityRule_lost(t *testing.T) {
	t.Parallel()
	for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultForeign} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			policy := s.addPolicy()
			s.Inject(gaapmock.Fault{Action: "CreateSecurityRules", Kind: kind})
			var group sync.WaitGroup
			for i := range 3 {
				group.Go(func() {
					if id, err := s.client.CreateSecurityRule(t.Context(), policy, ruleOf(fmt.Sprint(80+i))); id != "" || wire.ClassOf(err) != wire.Ambiguous {
						t.Errorf("%q, %v", id, err)
					}
				})
			}
			group.Wait()
			if got := fmt.Sprint(s.sizes("CreateSecurityRules")); got != "[3]" {
				t.Errorf("%s: calls were about %s rules", kind, got)
			}
		})
	}
}

func TestCanonicalSource(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"192.0.2.1": "192.0.2.1/32", "192.0.2.1/32": "192.0.2.1/32", "192.0.2.1/24": "192.0.2.0/24", "2001:DB8::1": "2001:db8::1/128", "x": "x",
	} {
		if got := gaapapi.CanonicalSource(text); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"443,80": "80,443", "80": "80", "ALL": "ALL", "8000-9000": "8000-9000", "100,9,80": "9,80,100"} {
		if got := gaapapi.CanonicalPorts(text); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}
