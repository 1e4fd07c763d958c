package gaapapi_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// allAtOnce makes a call for each id at the same moment, and returns their errors.
func allAtOnce(ctx context.Context, ids []string, call func(ctx context.Context, id string) error) map[string]error {
	errs, all := make([]error, len(ids)), sync.WaitGroup{}
	for i, id := range ids {
		all.Go(func() { errs[i] = call(ctx, id) })
	}
	all.Wait()
	of := map[string]error{}
	for i, id := range ids {
		of[id] = errs[i]
	}
	return of
}

// idsSent are the ids that the calls of an action named, in the order of the calls.
func (s *service) idsSent(action string, ids []string) (all []string) {
	for _, call := range s.Calls(action) {
		n := 0
		for _, id := range ids {
			n += strings.Count(string(call.Body), `"`+id+`"`)
		}
		all = append(all, fmt.Sprint(n, " ", call.Code))
	}
	return all
}

// Listeners that are deleted at the same moment go in one call. What is refused for one
// of them is its own: the others go. So it is with origins that are removed.
func TestBatchedRemovals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		action, code string
		// make makes three of them, of which the first is held if asked for.
		make   func(s *service, held bool) []string
		remove func(s *service) func(ctx context.Context, id string) error
		left   func(s *service) int
	}{
		"listeners": {
			"DeleteListeners", "FailedOperation.ListenerHasTask",
			func(s *service, held bool) (ids []string) {
				for i := range int64(3) {
					ids = append(ids, s.AddListener(gaapmock.Listener{ProxyID: s.AddProxy(gaapmock.Proxy{ID: "link-test0001"}), Protocol: "TCP", Port: 80 + i}))
				}
				if held {
					s.UpdateListener(ids[0], func(l *gaapmock.Listener) { l.Status = gaapmock.StatusModifying })
				}
				return ids
			},
			func(s *service) func(context.Context, string) error {
				return func(ctx context.Context, id string) error {
					return s.client.DeleteListener(ctx, gaapapi.ListenerParent{ProxyID: "link-test0001"}, id, true)
				}
			},
			func(s *service) int { return len(s.Listeners("")) },
		},
		"origins": {
			"RemoveRealServers", "FailedOperation.RealServerAlreadyBound",
			func(s *service, held bool) (ids []string) {
				for i := range 3 {
					ids = append(ids, s.AddRealServer(gaapmock.RealServer{Address: fmt.Sprintf("192.0.2.%d", i+1)}))
				}
				if held {
					s.AddListener(gaapmock.Listener{ProxyID: s.AddProxy(gaapmock.Proxy{}), Protocol: "TCP", Port: 80, RealServers: []gaapmock.Binding{{ID: ids[0]}}})
				}
				return ids
			},
			func(s *service) func(context.Context, string) error { return s.client.RemoveRealServer },
			func(s *service) int { return len(s.RealServers()) },
		},
	} {
		for _, held := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/held=%t", name, held), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{})
					ids := test.make(s, held)
					errs := allAtOnce(t.Context(), ids, test.remove(s))
					time.Sleep(time.Minute)
					want, left := []string{"3 "}, 0
					if held {
						want, left = []string{"3 " + test.code, "1 " + test.code, "1 ", "1 "}, 1
					}
					got := s.idsSent(test.action, ids)
					slices.Sort(got)
					slices.Sort(want)
					if !slices.Equal(got, want) || test.left(s) != left {
						t.Errorf("%q were sent, want %q; %d are left", got, want, test.left(s))
					}
					for id, err := range errs {
						if refused := held && id == ids[0]; refused != (wire.CodeOf(err) == test.code) || !refused && err != nil {
							t.Errorf("%s: %v", id, err)
						}
					}
				})
			})
		}
	}
}

// Rules that are being deleted are read in one call for all who ask; by their ids,
// one that is gone would make the call fail.
func TestLeavingRule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		listener := s.AddListener(gaapmock.Listener{ProxyID: s.AddProxy(gaapmock.Proxy{}), Protocol: "HTTP", Port: 80})
		domain := s.AddDomain(gaapmock.Domain{ListenerID: listener, Name: "a.example.com"})
		var ids []string
		for i := range 4 {
			ids = append(ids, s.AddRule(gaapmock.Rule{DomainID: domain, Path: fmt.Sprintf("/%d", i)}))
		}
		time.Sleep(time.Minute)
		s.RemoveRule(ids[0])
		s.RemoveRule(ids[1])
		time.Sleep(time.Minute)
		look := func(ctx context.Context, id string) error {
			_, err := s.client.LeavingRule(ctx, listener, id)
			return err
		}
		for id, err := range allAtOnce(t.Context(), ids, look) {
			if gone := slices.Contains(ids[:2], id); gone != (wire.ClassOf(err) == wire.Gone) || !gone && err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
		if calls := s.Journal(); len(calls) != 1 || calls[0].Action != "DescribeRules" {
			t.Errorf("the calls are %v", s.Counts())
		}
		s.ResetJournal()
		if err := look(t.Context(), ids[2]); err != nil {
			t.Error(err)
		}
		if calls := s.Journal(); len(calls) != 1 || calls[0].Action != "DescribeRulesByRuleIds" {
			t.Errorf("the calls of one are %v", s.Counts())
		}
	})
}

// An origin that this process has added is asked for once while it does not show; one
// whose address the service may write in another way is asked for by its id, too.
func TestDescribeRealServer_added(t *testing.T) {
	t.Parallel()
	for address, want := range map[string][]string{
		"192.0.2.1":   {"AddRealServers", "DescribeRealServers"},
		"2001:DB8::1": {"AddRealServers", "DescribeRealServers", "DescribeRealServersStatus"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			id, err := s.client.AddRealServer(t.Context(), gaapapi.RealServerInput{Address: address, Name: "a"})
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.client.DescribeRealServer(t.Context(), id, address)
			var calls []string
			for _, call := range s.Journal() {
				calls = append(calls, call.Action)
			}
			if wire.ClassOf(err) != wire.Gone || !slices.Equal(calls, want) {
				t.Errorf("%s: %v after %q", address, err, calls)
			}
			time.Sleep(time.Second)
			if found, err := s.client.DescribeRealServer(t.Context(), id, address); err != nil || found.ID != id {
				t.Errorf("%s: %+v, %v", address, found, err)
			}
		})
	}
}
