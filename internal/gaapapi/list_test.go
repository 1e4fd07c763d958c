package gaapapi_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

func contains(all []gaapapi.Proxy, id string) bool {
	return slices.ContainsFunc(all, func(p gaapapi.Proxy) bool { return p.ID == id })
}

// A hundred who make a proxy each and then look for it, twenty a second, share
// few lists; each list is read after it was asked for, so it shows the proxy.
func TestListProxies_shared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		s.Latency = slowly(20 * time.Millisecond)
		var group sync.WaitGroup
		for i := range 100 {
			group.Go(func() {
				time.Sleep(time.Duration(i) * 50 * time.Millisecond)
				id := s.AddProxy(gaapmock.Proxy{})
				start := time.Now()
				all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{})
				if err != nil || !contains(all, id) {
					t.Errorf("%d proxies without the one that was made before, %v", len(all), err)
				}
				if took := time.Since(start); took > 2500*time.Millisecond || i == 0 && took > 50*time.Millisecond {
					t.Errorf("the list of number %d took %s", i, took)
				}
			})
		}
		group.Wait()
		if n := len(s.Journal()); n > 8 {
			t.Errorf("%d calls, want 8 at most", n)
		}
	})
}

// Callers that come one after the other wait little; while
// several ask at once, the pause between lists grows. After a quiet time, the next
// list is read at once again.
func TestListProxies_atOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		list := func(want time.Duration) {
			t.Helper()
			start := time.Now()
			if _, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{}); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took != want {
				t.Errorf("the list took %s, want %s", took, want)
			}
		}
		for _, want := range []time.Duration{0, 150 * time.Millisecond, 150 * time.Millisecond} {
			list(want)
		}
		time.Sleep(2 * time.Second)
		list(0)
		for _, want := range []time.Duration{250 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second, 2 * time.Second} {
			var two sync.WaitGroup
			two.Go(func() { list(want) })
			two.Go(func() { list(want) })
			two.Wait()
		}
		time.Sleep(2 * time.Second)
		list(0)
		list(150 * time.Millisecond)
	})
}

// Lists of different filters neither share nor wait for each other.
func TestListProxies_filters(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		var group sync.WaitGroup
		for _, region := range []string{"Hongkong", "Korea", "Hongkong", "Korea"} {
			id := s.AddProxy(gaapmock.Proxy{AccessRegion: region})
			group.Go(func() {
				all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{AccessRegion: region})
				if err != nil || !contains(all, id) || len(all) > 2 {
					t.Errorf("%d proxies, %v", len(all), err)
				}
			})
		}
		group.Wait()
	})
}

// A list is the caller's own, to be rearranged, though others got the same.
func TestListProxies_own(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		s.addProxies(2)
		lists := make([][]gaapapi.Proxy, 3)
		var group sync.WaitGroup
		for i := range lists {
			group.Go(func() { lists[i], _ = s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{}) })
		}
		group.Wait()
		if n := len(s.Journal()); n != 2 {
			t.Errorf("%d calls, want 2", n)
		}
		for i, list := range lists {
			if len(list) != 2 || list[0].ID == "" {
				t.Fatalf("list %d is %+v", i, list)
			}
			clear(list)
		}
	})
}

// One who gives up does not take those along who wait for the same list.
func TestListProxies_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := s.client.ListProxies(ctx, gaapapi.ProxyFilter{}); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the error is %v", err)
			}
		})
		synctest.Wait()
		group.Go(func() {
			if _, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{}); err != nil {
				t.Error(err)
			}
		})
		group.Wait()
	})
}

// Pages are read until one is not full: the count might be that of a page.
func TestListProxies_pages(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{0: 1, 99: 1, 100: 2, 101: 2, 200: 3} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{MaxProxies: -1})
			s.addProxies(n)
			if all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{}); err != nil || len(all) != n {
				t.Errorf("%d proxies, %v, want %d", len(all), err, n)
			}
			if got := len(s.Journal()); got != want {
				t.Errorf("%d calls for %d proxies, want %d", got, n, want)
			}
		})
	}
}

// A proxy that vanishes while the pages are read moves another one to a page
// that was read already; the list does not lose it.
func TestListProxies_shrinking(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		ids := s.addProxies(150)
		calls := 0
		s.OnCall(func(string) {
			if calls++; calls == 2 {
				s.RemoveProxy(ids[140])
			}
		})
		all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			if contains(all, id) == (i == 140) {
				t.Errorf("proxy %d is listed: %v", i, !contains(all, id))
			}
		}
	})
}

// A list that shrinks all the time comes to an end.
func TestListProxies_shrinkingForGood(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		ids := s.addProxies(190)
		s.OnCall(func(string) {
			s.RemoveProxy(ids[len(ids)-1])
			ids = ids[:len(ids)-1]
		})
		if all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{}); err != nil || len(all) < 180 {
			t.Errorf("%d proxies, %v", len(all), err)
		}
		if n := len(s.Journal()); n != 6 {
			t.Errorf("%d calls, want 6", n)
		}
	})
}

// Watchers look at the same moments, share their calls, and each sees its
// change within an interval.
func TestWatch(t *testing.T) {
	t.Parallel()
	for takes, want := range map[time.Duration]int{5 * time.Second: 13, time.Minute: 26} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{MaxProxies: -1}, func(c *wire.Config) { c.Random = chance(1) })
			s.Latency = slowly(30 * time.Millisecond)
			var group sync.WaitGroup
			for i := range 100 {
				group.Go(func() {
					time.Sleep(time.Duration(i) * 50 * time.Millisecond)
					start := time.Now()
					id := s.AddProxy(gaapmock.Proxy{Status: gaapmock.StatusCreating})
					time.AfterFunc(takes, func() { s.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning }) })
					err := s.client.Watch(t.Context(), func(ctx context.Context) (bool, error) {
						status, err := s.client.DescribeProxyStatus(ctx, id)
						return status == gaapapi.StatusRunning, err
					})
					if late := time.Since(start) - takes; err != nil || late > 8*time.Second+200*time.Millisecond || takes < 10*time.Second && late > 3*time.Second {
						t.Errorf("seen %s after the change, %v", late, err)
					}
				})
			}
			group.Wait()
			// The first look of each comes at once: these share no poll.
			first := 0
			for _, call := range s.Journal() {
				if n := len(call.Body); n < 100 {
					first++
				}
			}
			if got := len(s.Journal()) - first; got > want {
				t.Errorf("%d calls for changes of %s, want %d at most", got, takes, want)
			}
		})
	}
}

// Watchers that joined at different times meet; their looks get rarer, and
// different runs look at different times.
func TestAwaitPoll(t *testing.T) {
	t.Parallel()
	ends := map[float64]time.Duration{}
	for _, random := range []float64{0, 0.3, 0.8} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{}, func(c *wire.Config) { c.Random = func() float64 { return random } })
			start := time.Now()
			moments := map[time.Duration]int{}
			var mu sync.Mutex
			var group sync.WaitGroup
			for i := range 20 {
				group.Go(func() {
					time.Sleep(time.Duration(i) * 330 * time.Millisecond)
					begin, before := time.Now(), time.Now()
					for time.Since(begin) < 90*time.Second {
						if err := s.client.AwaitPoll(t.Context(), time.Since(begin)); err != nil {
							t.Error(err)
						}
						pause, waited := time.Since(before), before.Sub(begin)
						longest := max(1500*time.Millisecond, min(12*time.Second, waited))
						if pause < 500*time.Millisecond || pause > longest {
							t.Errorf("a pause of %s after %s", pause, waited)
						}
						before = time.Now()
						mu.Lock()
						moments[before.Sub(start)]++
						mu.Unlock()
					}
				})
			}
			group.Wait()
			// 10 polls of 1 s in which some are new, 5 of 2 s, 5 of 4 s, 8 of 8 s.
			if len(moments) > 30 {
				t.Errorf("%d different moments: %v", len(moments), moments)
			}
			for at := range moments {
				ends[random] = at % time.Second
			}
		})
	}
	if ends[0] == ends[0.3] || ends[0] == ends[0.8] {
		t.Errorf("runs look at the same moments of a second: %v", ends)
	}
}

// What a watcher's check says ends the watch, as does its context.
func TestWatch_ends(t *testing.T) {
	t.Parallel()
	failure := errors.New("failure")
	for name, want := range map[string]error{"done": nil, "failure": failure, "cancelled": context.DeadlineExceeded} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			start := time.Now()
			err := s.client.Watch(ctx, func(context.Context) (bool, error) {
				if name == "cancelled" || time.Since(start) < 10*time.Second {
					return false, nil
				}
				return name == "done", want
			})
			if !errors.Is(err, want) || name == "cancelled" && time.Since(start) != time.Minute {
				t.Errorf("%s: %v after %s", name, err, time.Since(start))
			}
		})
	}
}
