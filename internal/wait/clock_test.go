package wait_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

func TestSystem_Sleep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sleep, cancelAfter, deadline time.Duration
		want                         error
		wantTime                     time.Duration
	}{
		"until the end":       {sleep: time.Hour, wantTime: time.Hour},
		"not at all":          {},
		"negative":            {sleep: -time.Second},
		"cancelled meanwhile": {sleep: time.Hour, cancelAfter: time.Second, want: context.Canceled, wantTime: time.Second},
		"deadline passes":     {sleep: time.Hour, deadline: time.Minute, want: context.DeadlineExceeded, wantTime: time.Minute},
		"just in time":        {sleep: time.Minute, deadline: time.Minute + 1, wantTime: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				clock := wait.System{}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if c.deadline > 0 {
					ctx, cancel = clock.WithTimeout(ctx, c.deadline)
					defer cancel()
				}
				if c.cancelAfter > 0 {
					time.AfterFunc(c.cancelAfter, cancel)
				}
				start := clock.Now()
				err := clock.Sleep(ctx, c.sleep)
				if passed := clock.Now().Sub(start); !errors.Is(err, c.want) || passed != c.wantTime {
					t.Errorf("%v after %s, want %v after %s", err, passed, c.want, c.wantTime)
				}
			})
		})
	}
}

// A context that has ended wins over a sleep of no length.
func TestSystem_Sleep_ended(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (wait.System{}).Sleep(ctx, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestSystem_WithTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, cancel := wait.System{}.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		<-ctx.Done()
		if passed := time.Since(start); passed != time.Minute || !errors.Is(ctx.Err(), context.DeadlineExceeded) {
			t.Errorf("%v after %s, want %v after a minute", ctx.Err(), passed, context.DeadlineExceeded)
		}
	})
}
