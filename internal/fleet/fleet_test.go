package fleet

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A hundred proxies that are made and destroyed at once take one write each at
// the full rate, and few reads.
func TestCreateAndDestroy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{
			CreateDuration: 5 * time.Second, DestroyDuration: 5 * time.Second, EarlyDestroy: gaapmock.EarlyDestroyAllowed,
		})
		proxies := 100 / part()
		r := s.run(t, 1, "proxy", proxies)
		for _, step := range []struct {
			write string
			flags tfcore.Options
		}{{"CreateProxy", tfcore.Options{}}, {"DestroyProxies", tfcore.Options{Destroy: true}}} {
			s.ResetJournal()
			start := time.Now()
			r.apply(step.flags)
			took := time.Since(start)
			reads, refused := s.reads()
			t.Logf("%v in %s", s.Counts(), took)
			if n := s.Counts()[step.write]; n != proxies {
				t.Errorf("%d calls of %s, want %d", n, step.write, proxies)
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
// One asks for the account, which this state does not have.
func TestRefresh(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ state, account, most int }{{10, 1000, 2}, {100, 100, 4}, {1000 / part(), 1000 / part(), 10/part() + 4}} {
		t.Run(fmt.Sprintf("%d of %d", c.state, c.account), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				r := s.run(t, 1, "proxy", c.state)
				r.workspace.Parallelism = 10
				server, err := tfcore.Start(t.Context(), s.providers(1))
				if err != nil {
					t.Fatal(err)
				}
				of := server.TypeOf(server.Schemas.Resources["gaap_proxy"])
				for i := range c.account {
					id := s.AddProxy(gaapmock.Proxy{
						Name: fmt.Sprintf("proxy-%d", i), AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2, Scalarable: 1,
					})
					if i < c.state {
						r.workspace.State().Put(fmt.Sprintf("gaap_proxy.test[%d]", i), &tfcore.Object{Provider: "gaap", Value: tfcore.ObjectOf(of, map[string]cty.Value{
							"id": cty.StringVal(id), "enable": cty.True, "force_destroy": cty.False,
						})})
					}
				}
				plan, said := r.workspace.Plan(t.Context(), r.config, tfcore.Options{})
				r.requireSilent(said)
				if len(plan.Changes()) != c.state || !plan.Empty() {
					t.Errorf("not all is as it is configured:\n%s", plan)
				}
				if n := len(s.Journal()); n > c.most {
					t.Errorf("%v: %d calls, want %d at most", s.Counts(), n, c.most)
				}
				if _, refused := s.reads(); refused > 0 {
					t.Errorf("%d calls were refused", refused)
				}
			})
		})
	}
}

// Four runs that make 50 proxies each in one account share its quota by
// themselves: all succeed, and few calls are refused.
func TestFourRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{CreateDuration: 5 * time.Second})
		start := time.Now()
		proxies := 50 / part()
		var group sync.WaitGroup
		for n := range 4 {
			r := s.run(t, uint64(n), fmt.Sprintf("run-%d", n), proxies)
			group.Go(func() {
				time.Sleep(time.Duration(n) * 70 * time.Millisecond)
				r.apply(tfcore.Options{})
			})
		}
		group.Wait()
		_, refused := s.reads()
		all := 0
		for n := range maps.Values(s.Counts()) {
			all += n
		}
		t.Logf("%v in %s, %d refused", s.Counts(), time.Since(start), refused)
		most := 5 // percent
		if part() > 1 {
			most = 10 // the first second, in which all begin, counts for more
		}
		if refused*100 > all*most {
			t.Errorf("%d of %d calls were refused, want %d%% at most", refused, all, most)
		}
		if made := len(s.Proxies()); made != 4*proxies {
			t.Errorf("%d proxies, want %d", made, 4*proxies)
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
		s.run(t, 1, "proxy", 10).apply(tfcore.Options{})
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
