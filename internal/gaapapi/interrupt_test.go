package gaapapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ends are the ways in which a context ends.
var ends = []error{context.Canceled, context.DeadlineExceeded}

// endsAfter returns a context that ends after d, by this cause.
func endsAfter(ctx context.Context, cause error, d time.Duration) (context.Context, context.CancelFunc) {
	if errors.Is(cause, context.DeadlineExceeded) {
		return context.WithTimeout(ctx, d)
	}
	ctx, cancel := context.WithCancel(ctx)
	time.AfterFunc(d, cancel)
	return ctx, cancel
}

// Wherever a call stands when its context ends, it returns within a second and
// says whether the service may have carried it out. A create that is under way
// has ten seconds more.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	slow := func() (time.Duration, time.Duration) { return 10 * time.Second, 10 * time.Second }
	create := func(s *service, ctx context.Context) error {
		_, err := s.client.CreateProxy(ctx, input(), "t-1")
		return err
	}
	destroy := func(s *service, ctx context.Context) error {
		return s.client.DestroyProxies(ctx, "link-a1b2c3d4", false)
	}
	read := func(s *service, ctx context.Context) error { return s.ask(ctx, "link-a") }
	for name, c := range map[string]struct {
		prepare   func(*service)
		call      func(*service, context.Context) error
		after     time.Duration
		maybeDone bool
	}{
		"on the way there": {func(s *service) { s.Latency = slow }, destroy, 3 * time.Second, true},
		"on the way back":  {func(s *service) { s.Latency = slow }, destroy, 13 * time.Second, true},
		"in a hanging call": {
			func(s *service) { s.Inject(gaapmock.Fault{Kind: gaapmock.FaultHang}) }, destroy, 7 * time.Second, true,
		},
		"in a hanging read": {
			func(s *service) { s.Inject(gaapmock.Fault{Kind: gaapmock.FaultHang}) }, read, 7 * time.Second, false,
		},
		"between throttled sendings": {
			func(s *service) { s.Inject(gaapmock.Fault{Kind: gaapmock.FaultThrottle, Times: -1}) }, create, 13100 * time.Millisecond, false,
		},
		"between lost sendings": {
			func(s *service) { s.Inject(gaapmock.Fault{Kind: gaapmock.FaultLostBefore, Times: -1}) }, create, 13100 * time.Millisecond, true,
		},
		"between lost reads": {
			func(s *service) { s.Inject(gaapmock.Fault{Kind: gaapmock.FaultLostBefore, Times: -1}) }, read, 13100 * time.Millisecond, false,
		},
		"waiting for the limiter": {func(s *service) {
			s.Latency = slow
			for range wire.MaxRequestsPerSecond {
				go func() { _ = create(s, s.T.Context()) }()
			}
			synctest.Wait()
		}, create, 500 * time.Millisecond, false},
		"waiting for others who wait for the limiter": {func(s *service) {
			s.Latency = slow
			for range wire.MaxRequestsPerSecond + 5 {
				go func() { _ = create(s, s.T.Context()) }()
			}
			synctest.Wait()
		}, create, 500 * time.Millisecond, false},
		"waiting for the regions that another looks up": {func(s *service) {
			s.Latency = slow
			go func() { _, _ = s.client.AccessRegionsByDestRegion(s.T.Context(), "Shanghai", "", "") }()
			synctest.Wait()
		}, func(s *service, ctx context.Context) error {
			_, err := s.client.AccessRegionsByDestRegion(ctx, "Shanghai", "", "")
			return err
		}, time.Second, false},
		"polling": {func(*service) {}, func(s *service, ctx context.Context) error {
			return s.client.Poll(ctx, wait.Backoff{First: time.Hour, Max: time.Hour, Factor: 1}, func(context.Context) (bool, error) { return false, nil })
		}, time.Minute, false},
		"waiting for a poll": {func(*service) {}, func(s *service, ctx context.Context) error {
			return s.client.AwaitPoll(ctx, time.Hour)
		}, time.Second, false},
		"waiting for a moment": {func(*service) {}, func(s *service, ctx context.Context) error {
			return s.client.WaitUntil(ctx, s.client.Clock().Now().Add(time.Hour))
		}, time.Minute, false},
	} {
		for _, cause := range ends {
			t.Run(name+", "+cause.Error(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{})
					c.prepare(s)
					ctx, cancel := endsAfter(t.Context(), cause, c.after)
					defer cancel()
					start := time.Now()
					err := c.call(s, ctx)
					if took := time.Since(start); took < c.after || took > c.after+time.Second {
						t.Errorf("returned after %s, want %s and not much more", took, c.after)
					}
					if !errors.Is(err, cause) {
						t.Errorf("the error is %v, want %v", err, cause)
					}
					if interrupted, ok := errors.AsType[*wire.InterruptedError](err); ok && interrupted.MaybeDone != c.maybeDone {
						t.Errorf("maybe done: %v, want %v", interrupted.MaybeDone, c.maybeDone)
					} else if !ok && c.maybeDone {
						t.Errorf("the error %v does not say that the call may be done", err)
					}
					_ = (wait.System{}).Sleep(t.Context(), 2*time.Minute) // lets the other calls end, in no time
				})
			})
		}
	}
}

// A context that has ended before sends nothing.
func TestInterrupted_before(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.client.CreateProxy(ctx, input(), "t-1")
		if interrupted, ok := errors.AsType[*wire.InterruptedError](err); !ok || interrupted.MaybeDone {
			t.Errorf("the error is %v", err)
		}
		if n := len(s.Journal()); n != 0 {
			t.Errorf("%d calls were sent", n)
		}
	})
}
