package gaapapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// refreshAll refreshes as Terraform does: so many at a time, in no order, and
// with something else to do between two.
func (s *service) refreshAll(ids []string, parallelism int) {
	random := rand.New(rand.NewPCG(7, 7))
	work := make(chan string)
	var group sync.WaitGroup
	for range parallelism {
		group.Go(func() {
			for id := range work {
				if p, err := s.client.RefreshProxy(s.T.Context(), id); err != nil || p.ID != id {
					s.T.Errorf("%s: %+v, %v", id, p, err)
				}
				time.Sleep(3 * time.Millisecond)
			}
		})
	}
	for _, i := range random.Perm(len(ids)) {
		work <- ids[i]
	}
	close(work)
	group.Wait()
}

// largeAccount is a service that has nothing but DescribeProxies, for accounts
// that take the mock too long.
type largeAccount struct {
	mu    sync.Mutex
	ids   []string
	calls int
}

// RoundTrip answers a page, or the proxies that are asked for.
func (a *largeAccount) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := (wait.System{}).Sleep(req.Context(), 40*time.Millisecond); err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls++
	var in struct {
		ProxyIds []string
		Offset   int
	}
	if err := json.NewDecoder(req.Body).Decode(&in); err != nil {
		return nil, err
	}
	page, total := in.ProxyIds, len(in.ProxyIds)
	if total == 0 {
		page, total = a.ids[in.Offset:min(in.Offset+100, len(a.ids))], len(a.ids)
	}
	var infos []map[string]string
	for _, id := range page {
		infos = append(infos, map[string]string{"ProxyId": id})
	}
	body, err := json.Marshal(map[string]any{"Response": map[string]any{"TotalCount": total, "ProxySet": infos, "RequestId": "r"}})
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Request: req}, err
}

// A refresh costs about one call for each hundred proxies of a state that is
// most of the account, and never more than reading by id would if it is not.
func TestRefreshProxy_calls(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ state, account, parallelism, most int }{
		{1, 5000, 10, 1},
		{10, 5000, 10, 1},
		{20, 5000, 10, 2},
		{30, 5000, 10, 4}, // one look at the account's size
		{150, 5000, 10, 16},
		{100, 100, 10, 3},
		{500, 500, 10, 8},
		{1000, 1000, 10, 13},
		{1000, 1000, 100, 13},
		{1000, 1000, 1, 15},
		{1000, 2000, 10, 28}, // 100 by id
		{2500, 5000, 10, 68}, // 250 by id
		{5000, 5000, 10, 68},
	} {
		t.Run(fmt.Sprintf("%d of %d, %d at a time", c.state, c.account, c.parallelism), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				large := &largeAccount{}
				for i := range c.account {
					large.ids = append(large.ids, fmt.Sprintf("link-%08d", i))
				}
				s := newService(t, gaapmock.Options{}, func(c *wire.Config) { c.Transport = large })
				mine := slices.Clone(large.ids)
				rand.New(rand.NewPCG(1, 1)).Shuffle(len(mine), func(i, j int) { mine[i], mine[j] = mine[j], mine[i] })
				s.refreshAll(mine[:c.state], c.parallelism)
				if large.calls > c.most {
					t.Errorf("%d calls, want %d at most", large.calls, c.most)
				}
			})
		})
	}
}

// refreshed is a service of which all 150 proxies were refreshed.
func refreshed(t *testing.T, change ...func(*wire.Config)) (s *service, ids []string) {
	t.Helper()
	s = newService(t, gaapmock.Options{MaxProxies: -1}, change...)
	s.Latency = slowly(20 * time.Millisecond)
	ids = s.addProxies(150)
	s.refreshAll(ids, 10)
	s.ResetJournal()
	return s, ids
}

// What the list showed is the answer until this process writes something. From
// then on, a refresh reads.
func TestRefreshProxy_afterWrite(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(context.Context, *gaapapi.Client, string) error{
		"CreateProxy": func(ctx context.Context, c *gaapapi.Client, _ string) error {
			_, err := c.CreateProxy(ctx, input(), "t-1")
			return err
		},
		"ModifyProxiesAttribute": func(ctx context.Context, c *gaapapi.Client, id string) error {
			return c.ModifyProxiesAttribute(ctx, id, "new")
		},
		"ModifyResourceTags": func(ctx context.Context, c *gaapapi.Client, id string) error {
			return c.ModifyTags(ctx, gaapapi.TaggedProxy, id, map[string]string{"a": "b"}, nil)
		},
		"DestroyProxies": func(ctx context.Context, c *gaapapi.Client, id string) error { return c.DestroyProxies(ctx, id, false) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, ids := refreshed(t)
				s.UpdateProxy(ids[0], func(p *gaapmock.Proxy) { p.Name = "other" })
				if p, err := s.client.RefreshProxy(t.Context(), ids[0]); err != nil || p.Name != "p-0" || len(s.Journal()) > 0 {
					t.Errorf("%+v, %v after %d calls, want what the list showed", p, err, len(s.Journal()))
				}
				if p, err := s.client.DescribeProxy(t.Context(), ids[0]); err != nil || p.Name != "other" {
					t.Errorf("%+v, %v, want a fresh read", p, err)
				}
				_ = write(t.Context(), s.client, ids[1])
				s.ResetJournal()
				for range 2 {
					if p, err := s.client.RefreshProxy(t.Context(), ids[0]); err != nil || p.Name != "other" {
						t.Errorf("%+v, %v, want a fresh read", p, err)
					}
				}
				if n := len(s.Journal()); n != 2 {
					t.Errorf("%d calls, want 2", n)
				}
			})
		})
	}
}

// A page that is on its way when this process begins to write is of no use for
// what is asked afterwards.
func TestRefreshProxy_writeMeanwhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		ids := s.addProxies(150)
		for _, id := range ids[:2] { // two calls by id
			if _, err := s.client.RefreshProxy(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		s.Latency = slowly(time.Second)
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := s.client.RefreshProxy(t.Context(), ids[2]); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(1500 * time.Millisecond)
		if err := s.client.ModifyProxiesAttribute(t.Context(), ids[149], "new"); err != nil {
			t.Error(err)
		}
		if p, err := s.client.RefreshProxy(t.Context(), ids[149]); err != nil || p.Name != "new" {
			t.Errorf("%+v, %v, want the new name", p, err)
		}
		group.Wait()
	})
}

// A proxy that the list does not show is looked for by its id, and then once more.
func TestRefreshProxy_gone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _ := refreshed(t)
		if _, err := s.client.RefreshProxy(t.Context(), "link-a1b2c3d4"); wire.ClassOf(err) != wire.Gone {
			t.Errorf("the error is %v", err)
		}
		if got := s.Counts(); got["DescribeProxies"] != 1 || got["DescribeProxyDetail"] != 1 {
			t.Errorf("the calls are %v", got)
		}
		late := s.AddProxy(gaapmock.Proxy{Name: "late"})
		if p, err := s.client.RefreshProxy(t.Context(), late); err != nil || p.Name != "late" {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

// Where the account may not be listed, ids are read all the same.
func TestRefreshProxy_listFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 2})
		s.refreshAll(s.addProxies(100), 10)
		s.CheckNoFaults()
		if n := len(s.Journal()); n != 11 {
			t.Errorf("%d calls, want 11: one that failed, and ten by id", n)
		}
	})
}

// One who gives up while it reads a page leaves the page to the others.
func TestRefreshProxy_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		ids := s.addProxies(100)
		s.refreshAll(ids[:2], 1)
		s.Latency = slowly(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := s.client.RefreshProxy(ctx, ids[2]); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the error is %v", err)
			}
		})
		synctest.Wait()
		for _, id := range ids[3:] {
			group.Go(func() {
				if p, err := s.client.RefreshProxy(t.Context(), id); err != nil || p.ID != id {
					t.Errorf("%+v, %v", p, err)
				}
			})
		}
		group.Wait()
		if n := len(s.Journal()); n != 4 {
			t.Errorf("%d calls, want 4: two by id, and the page twice", n)
		}
	})
}

// The account is listed once, for all who look into it, until something is
// written: then each list is read anew.
func TestRefreshAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		s.Latency = slowly(time.Second)
		ids := s.addProxies(120)
		look := func(calls, want int) {
			t.Helper()
			s.ResetJournal()
			var group sync.WaitGroup
			for i := range 10 {
				group.Go(func() {
					all, err := s.client.RefreshAccount(t.Context())
					if err != nil || len(all) != want {
						t.Errorf("%d proxies, %v, want %d", len(all), err, want)
					}
					clear(all) // it is the caller's own
				})
				if i == 0 {
					synctest.Wait() // the others ask while its list is read
				}
			}
			group.Wait()
			if n := len(s.Journal()); n != calls {
				t.Errorf("%d calls, want %d", n, calls)
			}
		}
		look(2, 120)
		s.AddProxy(gaapmock.Proxy{})
		look(0, 120)
		if err := s.client.ModifyProxiesAttribute(t.Context(), ids[0], "new"); err != nil {
			t.Fatal(err)
		}
		look(4, 121) // those who ask while a list is read wait for the next one
		look(4, 121)
	})
}

// A list that fails is not kept, nor one that a write overtakes.
func TestRefreshAccount_notKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "FailedOperation"})
		if _, err := s.client.RefreshAccount(t.Context()); wire.CodeOf(err) != "FailedOperation" {
			t.Errorf("the error is %v", err)
		}
		s.Latency = slowly(time.Second)
		var group sync.WaitGroup
		group.Go(func() {
			if all, err := s.client.RefreshAccount(t.Context()); err != nil || len(all) != 1 {
				t.Errorf("%d proxies, %v, want the one that was made meanwhile", len(all), err)
			}
		})
		time.Sleep(1500 * time.Millisecond) // the list was read, and is on its way back
		if _, err := s.client.CreateProxy(t.Context(), input(), "token"); err != nil {
			t.Error(err)
		}
		group.Wait()
		s.CheckNoFaults()
	})
}
