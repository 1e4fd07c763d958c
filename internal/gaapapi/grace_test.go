package gaapapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// A create that was sent when its context ends goes on for up to ten seconds, so
// that what was made is known; what comes later is not known. The bubble ends
// only if nothing of it goes on.
func TestCreateProxy_gracePeriod(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		there, back time.Duration // after the context has ended
		want        time.Duration // until the call returns
		known       bool
	}{
		"answered at once":            {0, time.Second, time.Second, true},
		"sent just before":            {4 * time.Second, 5 * time.Second, 9 * time.Second, true},
		"answered too late":           {4 * time.Second, 7 * time.Second, 10 * time.Second, false},
		"on its way for far too long": {time.Minute, time.Second, 10 * time.Second, false},
	} {
		for _, cause := range ends {
			t.Run(name+", "+cause.Error(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{})
					const after = 3 * time.Second
					s.Latency = func() (time.Duration, time.Duration) { return after + c.there, c.back }
					ctx, cancel := endsAfter(t.Context(), cause, after)
					defer cancel()
					start := time.Now()
					out, err := s.client.CreateProxy(ctx, input(), "t-1")
					if took := time.Since(start) - after; took != c.want {
						t.Errorf("returned %s after the end, want %s", took, c.want)
					}
					if !c.known {
						checkInterrupted(t, err, cause, true)
						return
					}
					if made := s.Proxies(); err != nil || len(made) != 1 || out.ID != made[0].ID || out.Resent {
						t.Errorf("%+v, %v, made %+v", out, err, made)
					}
				})
			})
		}
	}
}

func checkInterrupted(t *testing.T, err, cause error, maybeDone bool) {
	t.Helper()
	interrupted, ok := errors.AsType[*wire.InterruptedError](err)
	if !ok || interrupted.MaybeDone != maybeDone || !errors.Is(err, cause) {
		t.Errorf("the error is %+v, want %v, maybe done: %t", err, cause, maybeDone)
	}
}

// An answer that leaves open what happened is the last one: nothing is sent any
// more once the context has ended.
func TestCreateProxy_gracePeriod_lost(t *testing.T) {
	t.Parallel()
	for _, cause := range ends {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			s.Latency = slowly(2 * time.Second)
			s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultErrorAfterCommit})
			ctx, cancel := endsAfter(t.Context(), cause, time.Second)
			defer cancel()
			_, err := s.client.CreateProxy(ctx, input(), "t-1")
			checkInterrupted(t, err, cause, true)
			s.CheckTokens("CreateProxy", "t-1", 1)
		})
	}
}

// What makes nothing ends with its context.
func TestGracePeriod_others(t *testing.T) {
	t.Parallel()
	for action, call := range map[string]func(context.Context, *service) error{
		"DescribeProxies": func(ctx context.Context, s *service) error {
			_, err := s.client.ListProxies(ctx, gaapapi.ProxyFilter{})
			return err
		},
		"DescribeProxiesStatus": func(ctx context.Context, s *service) error { return s.ask(ctx, "link-a1b2c3d4") },
		"DestroyProxies": func(ctx context.Context, s *service) error {
			return s.client.DestroyProxies(ctx, "link-a1b2c3d4", false)
		},
		"CreateTag": func(ctx context.Context, s *service) error {
			return s.client.CreateTags(ctx, map[string]string{"team": "edge"})
		},
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.Latency = slowly(10 * time.Second)
				ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
				defer cancel()
				start := time.Now()
				if err := call(ctx, s); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("the error is %v", err)
				}
				if took := time.Since(start); took != 3*time.Second {
					t.Errorf("returned after %s", took)
				}
			})
		})
	}
}

func TestWaitUntil(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		start := time.Now()
		for _, c := range []struct{ moment, now time.Duration }{{-time.Hour, 0}, {0, 0}, {time.Minute, time.Minute}, {30 * time.Second, time.Minute}} {
			if err := s.client.WaitUntil(t.Context(), start.Add(c.moment)); err != nil || time.Since(start) != c.now {
				t.Errorf("waited until %s for %s: %v", time.Since(start), c.moment, err)
			}
		}
		if err := s.client.WaitUntil(t.Context(), time.Time{}); err != nil || time.Since(start) != time.Minute {
			t.Errorf("waited for no moment at all: %v", err)
		}
	})
}

// A token is one that the service accepts and has never seen.
func TestNewToken(t *testing.T) {
	t.Parallel()
	client := newStubClient(t, "", nil, func(c *wire.Config) { c.Random = nil })
	seen := map[string]bool{}
	for range 1000 {
		token := client.NewToken()
		if len(token) > 64 || seen[token] {
			t.Fatalf("%q is too long, or was there before", token)
		}
		seen[token] = true
	}
}
