package acctest_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// Those who sleep at the same time share the time that passes, and wake up in
// the right order.
func TestClock_shared(t *testing.T) {
	t.Parallel()
	clock := acctest.NewClock()
	start := clock.Now()
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			d := time.Duration(i+1) * time.Minute
			if err := clock.Sleep(t.Context(), d); err != nil {
				t.Error(err)
			}
			if passed := clock.Now().Sub(start); passed < d {
				t.Errorf("woke up after %s, not %s", passed, d)
			}
		})
	}
	group.Wait()
	if passed := clock.Now().Sub(start); passed > 40*time.Minute {
		t.Errorf("%s have passed, want about 20 minutes", passed)
	}
}

func TestClock_contexts(t *testing.T) {
	t.Parallel()
	clock := acctest.NewClock()
	start := clock.Now()
	ctx, cancel := clock.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := clock.Sleep(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) || clock.Now().Sub(start) != time.Minute {
		t.Errorf("%v after %s, want the deadline after a minute", err, clock.Now().Sub(start))
	}
	ended, end := clock.WithTimeout(t.Context(), time.Minute)
	end()
	if err := clock.Sleep(ended, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want %v", err, context.Canceled)
	}
	if err := clock.Sleep(ended, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want %v", err, context.Canceled)
	}
	if err := clock.Sleep(t.Context(), -time.Second); err != nil {
		t.Error(err)
	}
}
