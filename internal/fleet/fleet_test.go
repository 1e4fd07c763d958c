package fleet

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A hundred proxies that are made and destroyed at once take one write each at
// the full rate, and few reads.
func TestCreateAndDestroy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{
			CreateDuration: 5 * time.Second, DestroyDuration: 5 * time.Second, EarlyDestroy: gaapmock.EarlyDestroyAllowed,
		})
		states := make([]tftypes.Value, 100)
		for _, step := range []struct {
			write string
			do    func(r *run, i int)
		}{
			{"CreateProxy", func(r *run, i int) { states[i] = r.create(name(i)) }},
			{"DestroyProxies", func(r *run, i int) { r.destroy(states[i]) }},
		} {
			r := s.start(t, 1)
			s.ResetJournal()
			start := time.Now()
			parallel(len(states), len(states), func(i int) { step.do(r, i) })
			took := time.Since(start)
			reads, refused := s.reads()
			t.Logf("%v in %s", s.Counts(), took)
			if n := s.Counts()[step.write]; n != 100 {
				t.Errorf("%d calls of %s, want 100", n, step.write)
			}
			if reads > 30 || refused > 0 {
				t.Errorf("%s: %d reads, %d refused, want 30 reads at most and none refused", step.write, reads, refused)
			}
			if limit := 14 * time.Second; took > limit {
				t.Errorf("%s took %s, want %s at most", step.write, took, limit)
			}
		}
		if left := len(s.Proxies()); left > 0 {
			t.Errorf("%d proxies are left", left)
		}
	})
}

// Refreshing a whole account takes a call for each hundred proxies, and few more.
func TestRefresh(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ state, account, most int }{{10, 1000, 1}, {100, 100, 3}, {1000, 1000, 13}} {
		t.Run(fmt.Sprintf("%d of %d", c.state, c.account), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				var ids []string
				for i := range c.account {
					ids = append(ids, s.AddProxy(gaapmock.Proxy{Name: name(i), Scalarable: 1}))
				}
				r := s.start(t, 1)
				parallel(c.state, 10, func(i int) {
					state := r.refresh(object(r.typ, map[string]tftypes.Value{
						"id": text(ids[i]), "enable": tftypes.NewValue(tftypes.Bool, true), "force_destroy": tftypes.NewValue(tftypes.Bool, false),
					}))
					if got := attribute(state, "name"); got != name(i) {
						t.Errorf("%s is %q, want %q", ids[i], got, name(i))
					}
				})
				if n := len(s.Journal()); n > c.most {
					t.Errorf("%d calls, want %d at most", n, c.most)
				}
				if _, refused := s.reads(); refused > 0 {
					t.Errorf("%d calls were refused", refused)
				}
			})
		})
	}
}

func attribute(state tftypes.Value, attribute string) string {
	var attributes map[string]tftypes.Value
	var s string
	if state.As(&attributes) != nil || attributes[attribute].As(&s) != nil {
		return ""
	}
	return s
}

// Four runs that make 50 proxies each in one account share its quota by
// themselves: all succeed, and few calls are refused.
func TestFourRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{CreateDuration: 5 * time.Second})
		start := time.Now()
		var group sync.WaitGroup
		for n := range 4 {
			r := s.start(t, uint64(n))
			group.Go(func() {
				time.Sleep(time.Duration(n) * 70 * time.Millisecond)
				parallel(50, 50, func(i int) { r.create(fmt.Sprintf("run-%d-%d", n, i)) })
			})
		}
		group.Wait()
		_, refused := s.reads()
		all := 0
		for n := range maps.Values(s.Counts()) {
			all += n
		}
		t.Logf("%v in %s, %d refused", s.Counts(), time.Since(start), refused)
		if refused*20 > all {
			t.Errorf("%d of %d calls were refused, want 5%% at most", refused, all)
		}
		if made := len(s.Proxies()); made != 200 {
			t.Errorf("%d proxies, want 200", made)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("took %s", took)
		}
	})
}

// Ten proxies that are made together, as Terraform does by default, share their
// reads, also with a service that refuses whole calls over one unknown id.
func TestTen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{CreateDuration: 5 * time.Second, UnknownInStatus: gaapmock.UnknownNotFound, UnknownInList: gaapmock.UnknownNotFound})
		r := s.start(t, 1)
		parallel(10, 10, func(i int) { r.create(name(i)) })
		for _, call := range s.Journal() {
			if call.Action == "DescribeProxyDetail" || strings.HasPrefix(call.Code, "ResourceNotFound") {
				t.Errorf("%s: %s", call.Action, call.Code)
			}
		}
		if reads, _ := s.reads(); reads > 16 {
			t.Errorf("%v: %d reads, want 16 at most", s.Counts(), reads)
		}
	})
}
