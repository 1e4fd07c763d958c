package gaapapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// addProxies fills the account; the newest is the last.
func (s *service) addProxies(n int) []string {
	var ids []string
	start := time.Now()
	for i := range n {
		ids = append(ids, s.AddProxy(gaapmock.Proxy{Name: fmt.Sprintf("p-%d", i), CreateTime: start.Add(time.Duration(i-n) * time.Second)}))
	}
	return ids
}

// reads are the two reads of one proxy by id; each returns what tells proxies apart.
var reads = map[string]func(context.Context, *gaapapi.Client, string) (string, error){
	"DescribeProxies": func(ctx context.Context, c *gaapapi.Client, id string) (string, error) {
		p, err := c.DescribeProxy(ctx, id)
		return p.ID + string(p.Status), err
	},
	"DescribeProxiesStatus": func(ctx context.Context, c *gaapapi.Client, id string) (string, error) {
		status, err := c.DescribeProxyStatus(ctx, id)
		return id + string(status), err
	},
}

// Who reads at the same moment shares calls of a hundred ids, and gets the
// answer about the own id.
func TestSharedReads(t *testing.T) {
	t.Parallel()
	for action, read := range reads {
		for n, want := range map[int]int{1: 1, 2: 1, 100: 1, 101: 2, 250: 3} {
			t.Run(fmt.Sprintf("%d %s", n, action), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{MaxProxies: -1})
					s.Latency = slowly(100 * time.Millisecond)
					ids := s.addProxies(n)
					var group sync.WaitGroup
					for i, id := range ids {
						status := []string{gaapmock.StatusRunning, gaapmock.StatusClosed}[i%2]
						s.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = status })
						group.Go(func() {
							if got, err := read(t.Context(), s.client, id); err != nil || got != id+status {
								t.Errorf("%s, %v, want %s %s", got, err, id, status)
							}
						})
					}
					group.Wait()
					if got := len(s.Journal()); got != want {
						t.Errorf("%d calls, want %d", got, want)
					}
				})
			})
		}
	}
}

// An id that several ask for is sent once.
func TestSharedReads_sameID(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		id := s.addProxies(1)[0]
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() {
				if p, err := s.client.DescribeProxy(t.Context(), id); err != nil || p.ID != id {
					t.Errorf("%+v, %v", p, err)
				}
			})
		}
		group.Wait()
		s.CheckBodies("DescribeProxies", fmt.Sprintf(`{"ProxyIds":[%q],"Limit":100}`, id))
	})
}

// Who asks while a call is under way is not answered by it, for it may be older
// than what is asked about: all who come meanwhile share the next one.
func TestSharedReads_fresh(t *testing.T) {
	t.Parallel()
	for action, read := range reads {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{MaxProxies: -1})
				s.Latency = slowly(time.Second)
				ids := s.addProxies(50)
				var group sync.WaitGroup
				group.Go(func() {
					if got, err := read(t.Context(), s.client, ids[0]); err != nil || got != ids[0]+"RUNNING" {
						t.Errorf("%s, %v", got, err)
					}
				})
				time.Sleep(1500 * time.Millisecond) // the answer is on its way back
				for i, id := range ids {
					s.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusClosed })
					group.Go(func() {
						time.Sleep(time.Duration(i) * time.Millisecond)
						if got, err := read(t.Context(), s.client, id); err != nil || got != id+"CLOSED" {
							t.Errorf("%s, %v", got, err)
						}
					})
				}
				group.Wait()
				if got := len(s.Journal()); got != 2 {
					t.Errorf("%d calls, want 2", got)
				}
			})
		})
	}
}

// One who gives up does not take others along, whether it sends for all or
// waits for another; and it returns at once.
func TestSharedReads_cancelled(t *testing.T) {
	t.Parallel()
	for action, read := range reads {
		for _, sends := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, sends %v", action, sends), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{})
					s.Latency = slowly(time.Second)
					ids := s.addProxies(11)
					ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
					defer cancel()
					start := time.Now()
					var group sync.WaitGroup
					ask := func(ctx context.Context, id string) {
						group.Go(func() {
							got, err := read(ctx, s.client, id)
							if id != ids[0] {
								if err != nil || got != id+"RUNNING" {
									t.Errorf("%s, %v, want that of %s", got, err, id)
								}
								return
							}
							interrupted, ok := errors.AsType[*wire.InterruptedError](err)
							if !ok || interrupted.MaybeDone || interrupted.Action != action || !errors.Is(err, context.DeadlineExceeded) {
								t.Errorf("the error is %v", err)
							}
							if took := time.Since(start); took != 1500*time.Millisecond {
								t.Errorf("gave up after %s", took)
							}
						})
						synctest.Wait()
					}
					if sends {
						ask(ctx, ids[0])
					}
					for _, id := range ids[1:] {
						ask(t.Context(), id)
					}
					if !sends {
						ask(ctx, ids[0])
					}
					group.Wait()
					want := 1
					if sends {
						want = 2
					}
					if got := len(s.Journal()); got != want {
						t.Errorf("%d calls arrived, want %d", got, want)
					}
				})
			})
		}
	}
}

// Nobody asks for what nobody waits for any more.
func TestSharedReads_left(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(time.Second)
		ids := s.addProxies(3)
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() { _ = s.ask(t.Context(), ids[0]) })
		time.Sleep(100 * time.Millisecond)
		group.Go(func() { _ = s.ask(ctx, ids[1]) })
		group.Go(func() { _ = s.ask(t.Context(), ids[2]) })
		group.Wait()
		s.CheckBodies("DescribeProxiesStatus", fmt.Sprintf(`{"ProxyIds":[%q]}`, ids[0]), fmt.Sprintf(`{"ProxyIds":[%q]}`, ids[2]))
	})
}

// An error reaches all who share the call, each as an error of its own with
// the RequestId; what is about the account is not asked again for each id.
func TestSharedReads_error(t *testing.T) {
	t.Parallel()
	for action, read := range reads {
		for code, most := range map[string]int{"AuthFailure.SignatureFailure": 1, "UnauthorizedOperation": 3, "ResourceUnavailable.AccountViolation": 3} {
			t.Run(action+" "+code, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{MaxProxies: -1})
					s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: -1})
					var mu sync.Mutex
					seen := map[*wire.Error]bool{}
					var group sync.WaitGroup
					for _, id := range s.addProxies(100) {
						group.Go(func() {
							_, err := read(t.Context(), s.client, id)
							api, ok := errors.AsType[*wire.Error](err)
							if !ok || api.Code != code || api.RequestID == "" || api.Attempts != 1 {
								t.Errorf("the error is %+v", err)
							}
							mu.Lock()
							defer mu.Unlock()
							seen[api] = true
						})
					}
					group.Wait()
					if len(seen) != 100 {
						t.Errorf("%d errors for 100 callers", len(seen))
					}
					if got := len(s.Journal()); got > most {
						t.Errorf("%d calls, want %d at most", got, most)
					}
				})
			})
		}
	}
}

// An id that makes a call for many fail is found with few calls; the others
// are answered, and nobody is blamed who would be answered alone.
func TestSharedReads_badID(t *testing.T) {
	t.Parallel()
	for action, read := range reads {
		for name, bad := range map[string][]int{"first": {0}, "middle": {62}, "last": {99}, "two": {3, 70}, "neighbours": {10, 11}} {
			t.Run(action+" "+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{
						MaxProxies: -1, UnknownInList: gaapmock.UnknownNotFound, UnknownInStatus: gaapmock.UnknownNotFound,
					})
					ids := s.addProxies(100)
					isBad := map[string]bool{}
					for _, i := range bad {
						isBad[ids[i]] = true
						s.RemoveProxy(ids[i])
					}
					var group sync.WaitGroup
					for _, id := range ids {
						group.Go(func() {
							got, err := read(t.Context(), s.client, id)
							if isBad[id] != (wire.ClassOf(err) == wire.Gone) || !isBad[id] && got != id+"RUNNING" {
								t.Errorf("%s: %s, %v", id, got, err)
							}
						})
						synctest.Wait()
					}
					group.Wait()
					if got := s.Counts()[action]; got > 1+14*len(bad) {
						t.Errorf("%d calls", got)
					}
				})
			})
		}
	}
}

// Neither do ids that may not be accessed make the others fail, nor are they gone.
func TestSharedReads_noAccess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const code = "FailedOperation.ResourceCanNotAccess"
		s := newService(t, gaapmock.Options{MaxProxies: -1, UnknownInStatus: gaapmock.UnknownNotFound})
		client := s.newClient(func(c *wire.Config) { c.Transport = otherwise{s, "ResourceNotFound", code} })
		ids := s.addProxies(40)
		s.RemoveProxy(ids[3])
		s.RemoveProxy(ids[30])
		var group sync.WaitGroup
		for i, id := range ids {
			group.Go(func() {
				_, err := client.DescribeProxyStatus(t.Context(), id)
				if bad := i == 3 || i == 30; bad != (wire.CodeOf(err) == code) || !bad && err != nil || wire.ClassOf(err) == wire.Gone {
					t.Errorf("%s: %v", id, err)
				}
			})
		}
		group.Wait()
	})
}

// otherwise is a service that has another word for something.
type otherwise struct {
	*service

	word, other string
}

// RoundTrip answers in the service's stead.
func (o otherwise) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := o.service.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	text := strings.ReplaceAll(string(body), o.word, o.other)
	resp.Body, resp.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
	return resp, err
}

// A call for many that fails once, for no lasting reason, makes nobody gone.
func TestSharedReads_passingError(t *testing.T) {
	t.Parallel()
	for action, read := range reads {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{MaxProxies: -1})
				s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "ResourceNotFound"})
				var group sync.WaitGroup
				for _, id := range s.addProxies(40) {
					group.Go(func() {
						if got, err := read(t.Context(), s.client, id); err != nil || got != id+"RUNNING" {
							t.Errorf("%s, %v", got, err)
						}
					})
				}
				group.Wait()
				if got := len(s.Journal()); got != 3 {
					t.Errorf("%d calls, want 3", got)
				}
			})
		})
	}
}
