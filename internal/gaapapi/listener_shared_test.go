package gaapapi_test

import (
	"context"
	"errors"
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

// addListeners gives a proxy listeners, and returns their ids.
func (s *service) addListeners(proxy, protocol string, n int) (ids []string) {
	for i := range n {
		ids = append(ids, s.AddListener(gaapmock.Listener{ProxyID: proxy, Protocol: protocol, Port: int64(1000 + i)}))
	}
	return ids
}

// All listeners of a proxy cost one list for each protocol, however many ask.
func TestRefreshListener_calls(t *testing.T) {
	t.Parallel()
	for parallelism, most := range map[int]int{1: 3, 10: 3, 40: 3} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			s.Latency = slowly(50 * time.Millisecond)
			proxy := s.AddProxy(gaapmock.Proxy{})
			tcp, udp := s.addListeners(proxy, "TCP", 120), s.addListeners(proxy, "UDP", 80)
			work := make(chan func())
			var group sync.WaitGroup
			for range parallelism {
				group.Go(func() {
					for do := range work {
						do()
					}
				})
			}
			for i := range 200 {
				of, ids := tcpOf(proxy), tcp
				if i >= len(tcp) {
					of, ids, i = udpOf(proxy), udp, i-len(tcp)
				}
				work <- func() {
					if got, err := s.client.Layer4.Refresh(t.Context(), of, ids[i]); err != nil || got.ID != ids[i] || got.Parent != of.Parent {
						t.Errorf("%+v, %v", got, err)
					}
				}
			}
			close(work)
			group.Wait()
			if n := len(s.Journal()); n > most {
				t.Errorf("%d at a time: %d calls, want %d at most", parallelism, n, most)
			}
		})
	}
}

// A write makes reads below its own parent fresh, and no others.
func TestRefreshListener_written(t *testing.T) {
	t.Parallel()
	name := "renamed"
	for how, write := range map[string]func(*service, gaapapi.ListenersOf, string) error{
		"modify": func(s *service, of gaapapi.ListenersOf, id string) error {
			return s.client.ModifyListener(s.T.Context(), of, id, gaapapi.ListenerSettings{Name: &name})
		},
		"bind": func(s *service, of gaapapi.ListenersOf, id string) error {
			return s.client.BindListenerRealServers(s.T.Context(), of.Parent, id, nil)
		},
		"delete": func(s *service, of gaapapi.ListenersOf, id string) error {
			return s.client.DeleteListener(s.T.Context(), of.Parent, id, true)
		},
		"create": func(s *service, of gaapapi.ListenersOf, _ string) error {
			_, err := s.client.CreateListener(s.T.Context(), gaapapi.ListenerInput{ListenersOf: of, Port: 9999, RealServerType: "IP", ListenerSettings: settings("n")})
			return err
		},
		"destroy": func(s *service, of gaapapi.ListenersOf, _ string) error {
			return s.client.DestroyProxies(s.T.Context(), of.Parent.ProxyID, true)
		},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				old := time.Now().Add(-time.Hour)
				written, other := tcpOf(s.AddProxy(gaapmock.Proxy{CreateTime: old})), tcpOf(s.AddProxy(gaapmock.Proxy{CreateTime: old}))
				ids := map[gaapapi.ListenersOf][]string{}
				for _, of := range []gaapapi.ListenersOf{written, other} {
					ids[of] = s.addListeners(of.Parent.ProxyID, "TCP", 3)
				}
				read := func(of gaapapi.ListenersOf) string {
					got, err := s.client.Layer4.Refresh(t.Context(), of, ids[of][0])
					if err != nil {
						t.Error(err)
					}
					return got.Name
				}
				before := map[gaapapi.ListenersOf]string{written: read(written), other: read(other)}
				for _, of := range []gaapapi.ListenersOf{written, other} {
					s.UpdateListener(ids[of][0], func(l *gaapmock.Listener) { l.Name = "elsewhere" })
				}
				if got := read(written); got != before[written] {
					t.Errorf("before the write: %q", got)
				}
				if err := write(s, written, ids[written][1]); err != nil {
					t.Fatal(err)
				}
				if got := read(written); got != "elsewhere" {
					t.Errorf("below the parent that was written to: %q", got)
				}
				if got := read(other); got != before[other] {
					t.Errorf("below another parent: %q", got)
				}
			})
		})
	}
}

// Who waits for listeners of one proxy shares the looks: one call for each
// hundred, or one by id for a single one.
func TestDescribeListener_shared(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "ListenerId", 2: "ProxyId", 40: "ProxyId"} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			proxy := s.AddProxy(gaapmock.Proxy{})
			var group sync.WaitGroup
			for _, id := range s.addListeners(proxy, "UDP", 60)[:n] {
				group.Go(func() {
					if got, err := s.client.Layer4.Describe(t.Context(), udpOf(proxy), id); err != nil || got.ID != id {
						t.Errorf("%+v, %v", got, err)
					}
				})
			}
			group.Wait()
			calls := s.Calls("DescribeUDPListeners")
			if len(calls) != 1 || !strings.Contains(string(calls[0].Body), want) {
				t.Errorf("%d: %d calls, %s", n, len(calls), calls[0].Body)
			}
		})
	}
}

// One who gives up does not take others along, whether it sends for all or
// waits for another.
func TestListeners_cancelled(t *testing.T) {
	t.Parallel()
	reads := map[string]func(context.Context, *gaapapi.Client, gaapapi.ListenersOf, string) error{
		"Listeners": func(ctx context.Context, c *gaapapi.Client, of gaapapi.ListenersOf, _ string) error {
			_, err := c.Layer4.All(ctx, of)
			return err
		},
		"ListListeners": func(ctx context.Context, c *gaapapi.Client, of gaapapi.ListenersOf, _ string) error {
			_, err := c.Layer4.Now(ctx, of)
			return err
		},
		"RefreshListener": func(ctx context.Context, c *gaapapi.Client, of gaapapi.ListenersOf, id string) error {
			_, err := c.Layer4.Refresh(ctx, of, id)
			return err
		},
		"DescribeListener": func(ctx context.Context, c *gaapapi.Client, of gaapapi.ListenersOf, id string) error {
			_, err := c.Layer4.Describe(ctx, of, id)
			return err
		},
		"RecentListeners": func(ctx context.Context, c *gaapapi.Client, of gaapapi.ListenersOf, _ string) error {
			_, err := c.Layer4.Recent(ctx, of, 10*time.Second)
			return err
		},
	}
	for name, read := range reads {
		for _, first := range []bool{true, false} {
			t.Run(fmt.Sprint(name, first), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{})
					s.Latency = slowly(time.Second)
					of := tcpOf(s.AddProxy(gaapmock.Proxy{}))
					ids := s.addListeners(of.Parent.ProxyID, "TCP", 4)
					ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
					defer cancel()
					start := time.Now()
					var group sync.WaitGroup
					giveUp := func() {
						group.Go(func() {
							err := read(ctx, s.client, of, ids[0])
							interrupted, ok := errors.AsType[*wire.InterruptedError](err)
							if !ok || interrupted.MaybeDone || interrupted.Action != "DescribeTCPListeners" || time.Since(start) != 1500*time.Millisecond {
								t.Errorf("%v after %s", err, time.Since(start))
							}
						})
						synctest.Wait()
					}
					if first {
						giveUp()
					}
					for _, id := range ids[1:] {
						group.Go(func() {
							if err := read(t.Context(), s.client, of, id); err != nil {
								t.Error(err)
							}
						})
						synctest.Wait()
					}
					if !first {
						giveUp()
					}
					group.Wait()
					if n := len(s.Journal()); n > 2 {
						t.Errorf("%d calls", n)
					}
				})
			})
		}
	}
}

// A list that is not old serves all to whom that is good.
func TestRecentListeners(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		of := tcpOf(s.AddProxy(gaapmock.Proxy{}))
		s.addListeners(of.Parent.ProxyID, "TCP", 2)
		start := time.Now()
		for range 3 {
			got, err := s.client.Layer4.Recent(t.Context(), of, 10*time.Second)
			if err != nil || len(got.All) != 2 || !got.At.Equal(start) {
				t.Errorf("%+v, %v", got, err)
			}
			time.Sleep(4 * time.Second)
		}
		s.addListeners(of.Parent.ProxyID, "TCP", 1)
		if got, err := s.client.Layer4.Recent(t.Context(), of, 10*time.Second); err != nil || got.At.Equal(start) {
			t.Errorf("%+v, %v", got, err)
		}
		if n := len(s.Calls("DescribeTCPListeners")); n != 2 {
			t.Errorf("%d calls", n)
		}
	})
}

// A list is complete when it has more than a page.
func TestListListeners_pages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{MaxListeners: -1}})
		proxy := s.AddProxy(gaapmock.Proxy{})
		want := s.addListeners(proxy, "TCP", 250)
		all, err := s.client.Layer4.Now(t.Context(), tcpOf(proxy))
		var got []string
		for _, l := range all {
			got = append(got, l.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) || len(s.Journal()) != 3 {
			t.Errorf("%d listeners, %v, in %d calls", len(got), err, len(s.Journal()))
		}
	})
}
