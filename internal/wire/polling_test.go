package wire_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// follow waits for an operation that begins now and takes some time. It returns
// how long that seemed, and after how many looks it was seen.
func follow(t *testing.T, b wire.Polling, takes time.Duration) (seemed time.Duration, looks int) {
	t.Helper()
	begun := time.Now()
	err := b.WatchFrom(t.Context(), begun, func(context.Context) (bool, error) {
		looks++
		return time.Since(begun) >= takes, nil
	})
	if err != nil {
		t.Error(err)
	}
	return time.Since(begun), looks
}

func newRealTime(t *testing.T) caller {
	t.Helper()
	return newStubClient(t, "", nil, func(c *wire.Config) { c.Clock = wait.System{} })
}

// A chain of operations of one second takes hardly longer than they do, and little
// more than a look for each: what one took is known to the next.
func TestWatchFrom(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b, start, all := newRealTime(t).Polling(wire.PollFast).ForOperation("_http_rule Changing"), time.Now(), 0
		const chain = 200
		for range chain {
			_, looks := follow(t, b, time.Second)
			all += looks
		}
		if took := time.Since(start); took > chain*time.Second*105/100 || all > chain*112/100 {
			t.Errorf("%s and %d looks for %d operations", took, all, chain)
		}
	})
}

// Each operation has times of its own, and polling of which nothing is said keeps the
// common rhythm.
func TestWatchFrom_apart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newRealTime(t)
		slow, quick := client.Polling(wire.PollFast).ForOperation("creating"), client.Polling(wire.PollFast).ForOperation("destroying")
		for range 10 {
			follow(t, slow, time.Minute)
			follow(t, quick, time.Second)
		}
		if seemed, looks := follow(t, slow, time.Minute); seemed > 63*time.Second || looks > 2 {
			t.Errorf("%s, %d looks for a minute", seemed, looks)
		}
		if seemed, looks := follow(t, quick, time.Second); seemed > 1100*time.Millisecond || looks > 2 {
			t.Errorf("%s, %d looks for a second", seemed, looks)
		}
		if seemed, looks := follow(t, client.Polling(wire.PollFast), 2*time.Second); looks < 3 {
			t.Errorf("%s, %d looks in the common rhythm", seemed, looks)
		}
	})
}

// What fails, or is not waited for to its end, says nothing of how long it takes.
func TestWatchFrom_ends(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b, fails := newRealTime(t).Polling(wire.PollFast).ForOperation("x"), errors.New("gone")
		if err := b.WatchFrom(t.Context(), time.Now(), func(context.Context) (bool, error) { return false, fails }); !errors.Is(err, fails) {
			t.Errorf("the error is %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		start := time.Now()
		err := b.WatchFrom(ctx, start, func(context.Context) (bool, error) { return false, nil })
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Minute {
			t.Errorf("it ended after %s: %v", time.Since(start), err)
		}
		if _, looks := follow(t, b, 250*time.Millisecond); looks != 1 {
			t.Errorf("%d looks at what was never done before", looks)
		}
	})
}

// An answer that comes late tells of the time when it came: when it was asked for, the
// operation may not have been done.
func TestWatchFrom_slowAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newRealTime(t).Polling(wire.PollFast).ForOperation("x")
		for range 10 {
			begun := time.Now()
			err := b.WatchFrom(t.Context(), begun, func(context.Context) (bool, error) {
				time.Sleep(100 * time.Millisecond)
				return time.Since(begun) >= time.Second, nil
			})
			if err != nil {
				t.Error(err)
			}
		}
		if lasts, known := b.Duration(); known && lasts < time.Second {
			t.Errorf("it is known to take %s", lasts)
		}
	})
}

// It is known how long an operation takes once it took as long as was expected a few
// times, until one took more.
func TestPolling_duration(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newRealTime(t).Polling(wire.PollFast).ForOperation("x")
		for range 15 {
			follow(t, b, time.Second)
		}
		if lasts, known := b.Duration(); !known || lasts < time.Second || lasts > 1050*time.Millisecond {
			t.Errorf("known: %t, %s", known, lasts)
		}
		b.Record(time.Second, 3*time.Second)
		if lasts, known := b.Duration(); known {
			t.Errorf("it is known to take %s", lasts)
		}
	})
}

// Polls that begin when an operation should be done are shared by all who wait.
func TestPolling_aligned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newRealTime(t).Polling(wire.PollFast).ForOperationAligned("x")
		follow(t, b, 2*time.Second)
		for range 20 {
			time.Sleep(170 * time.Millisecond)
			seemed, looks := follow(t, b, 2*time.Second)
			if looks > 2 || seemed > 3*time.Second || time.Now().UnixMilli()%500 != 0 {
				t.Errorf("%s, %d looks, at %s", seemed, looks, time.Now())
			}
		}
	})
}
