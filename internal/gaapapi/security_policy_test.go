package gaapapi_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// addPolicy gives a new proxy an open policy, and returns its id.
func (s *service) addPolicy() string {
	return s.AddSecurityPolicy(gaapmock.SecurityPolicy{ProxyID: s.AddProxy(gaapmock.Proxy{}), Status: gaapmock.StatusBound})
}

// A policy is made, opened, closed and deleted, each with one call, and is found by
// what it belongs to.
func TestSecurityPolicy_life(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.SecurityOptions{
		"as documented": {}, "otherwise": {Unknown: gaapmock.UnknownNotFound, RepeatedTaken: true, MembersShow: true},
	} {
		for _, of := range []string{"proxy", "group"} {
			t.Run(name+" of a "+of, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{Security: options})
					parent := gaapapi.ListenerParent{GroupID: "lg-demo0001"}
					if of == "proxy" {
						parent = gaapapi.ListenerParent{ProxyID: s.AddProxy(gaapmock.Proxy{})}
					}
					if p, err := s.client.SecurityPolicyOf(t.Context(), parent); err != nil || p.ID != "" {
						t.Errorf("%+v, %v", p, err)
					}
					id, err := s.client.CreateSecurityPolicy(t.Context(), parent, "DROP")
					if err != nil {
						t.Fatal(err)
					}
					is := func(status string) {
						t.Helper()
						p, err := s.client.SecurityPolicyOf(t.Context(), parent)
						if err != nil || p.ID != id || p.Parent != parent || p.Status != status || p.DefaultAction != "DROP" || len(p.Rules) > 0 {
							t.Errorf("%+v, %v, want %s", p, err, status)
						}
					}
					is(gaapapi.PolicyClosed)
					for _, change := range []struct {
						do       func() error
						via, end string
					}{
						{func() error { return s.client.OpenSecurityPolicy(t.Context(), parent, id) }, gaapapi.PolicyOpening, gaapapi.PolicyOpen},
						{func() error { return s.client.CloseSecurityPolicy(t.Context(), parent, id) }, gaapapi.PolicyClosing, gaapapi.PolicyClosed},
					} {
						for _, status := range []string{change.via, change.end} {
							if err := change.do(); err != nil {
								t.Error(err)
							}
							time.Sleep(5 * time.Second)
							if status == change.end {
								is(status)
							}
						}
					}
					if err := s.client.DeleteSecurityPolicy(t.Context(), id); err != nil {
						t.Error(err)
					}
					_, err = s.client.DescribeSecurityPolicy(t.Context(), id)
					for _, err := range []error{err, s.client.DeleteSecurityPolicy(t.Context(), id), s.client.OpenSecurityPolicy(t.Context(), parent, id)} {
						if wire.ClassOf(err) != wire.Gone {
							t.Errorf("%v is not gone", err)
						}
					}
				})
			})
		}
	}
}

// What a policy that is on its way refuses can be had later.
func TestSecurityPolicy_busy(t *testing.T) {
	t.Parallel()
	for _, mode := range []gaapmock.BoundDelete{gaapmock.BoundUnsupported, gaapmock.BoundFailed} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Security: gaapmock.SecurityOptions{BoundDelete: mode}})
			id := s.addPolicy()
			p, err := s.client.DescribeSecurityPolicy(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			busy := []error{s.client.DeleteSecurityPolicy(t.Context(), id)}
			if err := s.client.CloseSecurityPolicy(t.Context(), p.Parent, id); err != nil {
				t.Error(err)
			}
			_, made := s.client.CreateSecurityRule(t.Context(), id, ruleOf("80"))
			for _, err := range append(busy, made, s.client.OpenSecurityPolicy(t.Context(), p.Parent, id), s.client.CloseSecurityPolicy(t.Context(), p.Parent, id)) {
				if wire.ClassOf(err) != wire.Busy {
					t.Errorf("%v is not busy", err)
				}
			}
		})
	}
}

// An order whose answer is lost is not sent again.
func TestSecurityPolicy_lost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultForeign} {
			s.ResetJournal()
			s.Inject(gaapmock.Fault{Action: "CreateSecurityPolicy", Kind: kind})
			id, err := s.client.CreateSecurityPolicy(t.Context(), gaapapi.ListenerParent{ProxyID: s.AddProxy(gaapmock.Proxy{})}, "ACCEPT")
			if id != "" || wire.ClassOf(err) != wire.Ambiguous || len(s.Calls("CreateSecurityPolicy")) != 1 {
				t.Errorf("%s: %q, %v", kind, id, err)
			}
		}
	})
}

// All policies of the account are found, those of groups once, although members may
// show them; and the group of one by the policy.
func TestSecurityPolicies(t *testing.T) {
	t.Parallel()
	for _, shown := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Security: gaapmock.SecurityOptions{MembersShow: shown}})
			s.AddProxy(gaapmock.Proxy{})
			own := s.addPolicy()
			s.AddProxy(gaapmock.Proxy{GroupID: "lg-xxxx"})
			grouped := s.AddSecurityPolicy(gaapmock.SecurityPolicy{GroupID: "lg-xxxx"})
			all, err := wire.Collect(s.client.SecurityPolicies(t.Context()))
			if err != nil || len(all) != 2 || all[0].ID != own || all[1].ID != grouped || all[1].Parent.GroupID != "lg-xxxx" {
				t.Errorf("%+v, %v", all, err)
			}
			if group, err := s.client.GroupOfPolicy(t.Context(), grouped); err != nil || group != "lg-xxxx" {
				t.Errorf("%q, %v", group, err)
			}
			if group, err := s.client.GroupOfPolicy(t.Context(), own); err == nil {
				t.Errorf("the policy of a proxy is one of %q", group)
			}
			s.Inject(gaapmock.Fault{Action: "DescribeProxyGroupList", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: 2})
			if _, err := s.client.GroupOfPolicy(t.Context(), grouped); wire.CodeOf(err) != "UnauthorizedOperation" {
				t.Error(err)
			}
			if all, err := wire.Collect(s.client.SecurityPolicies(t.Context())); wire.CodeOf(err) != "UnauthorizedOperation" {
				t.Errorf("%+v, %v", all, err)
			}
		})
	}
}

// A policy and its rules are read once in a refresh, until one of them is written.
func TestSecurityPolicy_refreshCalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		policy, other := s.addPolicy(), s.addPolicy()
		var ids []string
		for i := range 100 {
			ids = append(ids, s.AddSecurityRule(gaapmock.SecurityRule{PolicyID: policy, Source: "192.0.2." + string(rune('0'+i%10)), Protocol: "TCP", Ports: []string{"80", "81", "82", "83", "84", "85", "86", "87", "88", "89"}[i/10]}))
		}
		refresh := func(want int) {
			t.Helper()
			s.ResetJournal()
			for _, id := range []string{policy, other} {
				if p, err := s.client.RefreshSecurityPolicy(t.Context(), id); err != nil || p.ID != id {
					t.Errorf("%+v, %v", p, err)
				}
			}
			for _, id := range ids {
				if r, err := s.client.RefreshSecurityRule(t.Context(), policy, id); err != nil || r.ID != id || r.PolicyID != policy {
					t.Errorf("%+v, %v", r, err)
				}
			}
			if calls := len(s.Journal()); calls != want {
				t.Errorf("%d calls, want %d", calls, want)
			}
		}
		refresh(2)
		refresh(0)
		if _, err := s.client.RefreshSecurityRule(t.Context(), policy, "sr-none0000"); wire.ClassOf(err) != wire.Gone {
			t.Error(err)
		}
		if seen, err := s.client.RecentSecurityPolicy(t.Context(), policy, time.Hour); err != nil || len(seen.Rules) != 100 {
			t.Errorf("%+v, %v", seen, err)
		}
		if err := s.client.DeleteSecurityRule(t.Context(), policy, ids[0]); err != nil {
			t.Fatal(err)
		}
		ids = slices.Delete(ids, 0, 1)
		refresh(100)
		if seen, err := s.client.RecentSecurityPolicy(t.Context(), policy, time.Hour); err != nil || len(seen.Rules) != 100 {
			t.Errorf("%d rules, %v: another look was taken", len(seen.Rules), err)
		}
	})
}
