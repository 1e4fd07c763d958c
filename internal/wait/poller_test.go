package wait_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// fakeClock moves by what is slept, and remembers it.
type fakeClock struct {
	wait.System

	slept []time.Duration
	end   context.CancelFunc // called by sleep number endAt, counted from 1
	endAt int
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.slept = append(c.slept, d)
	if c.endAt == len(c.slept) {
		c.end()
	}
	return ctx.Err()
}

func TestBackoff_Pause(t *testing.T) {
	t.Parallel()
	growing := wait.Backoff{First: time.Second, Max: 10 * time.Second, Factor: 2, Jitter: 0.2}
	for name, c := range map[string]struct {
		backoff wait.Backoff
		n       int
		random  float64
		want    time.Duration
	}{
		"first":                  {growing, 0, 0.5, time.Second},
		"second":                 {growing, 1, 0.5, 2 * time.Second},
		"fourth":                 {growing, 3, 0.5, 8 * time.Second},
		"bounded":                {growing, 4, 0.5, 10 * time.Second},
		"far out":                {growing, 100_000, 0.5, 10 * time.Second},
		"lowest jitter":          {growing, 0, 0, 800 * time.Millisecond},
		"high jitter":            {growing, 0, 0.75, 1100 * time.Millisecond},
		"jitter beyond the most": {growing, 9, 0.75, 11 * time.Second},
		"no jitter":              {wait.Backoff{First: time.Second, Max: time.Minute, Factor: 1.5}, 2, 0.99, 2250 * time.Millisecond},
	} {
		if got := c.backoff.Pause(c.n, c.random); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Whatever the numbers, a pause stays within the jitter around a value that
// grows up to the most.
func TestBackoff_Pause_bounds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := wait.Backoff{
			First:  time.Duration(rapid.Int64Range(1, int64(time.Minute)).Draw(t, "first")),
			Max:    time.Duration(rapid.Int64Range(int64(time.Minute), int64(time.Hour)).Draw(t, "max")),
			Factor: rapid.Float64Range(1, 4).Draw(t, "factor"),
			Jitter: rapid.Float64Range(0, 1).Draw(t, "jitter"),
		}
		n := rapid.IntRange(0, 2000).Draw(t, "n")
		random := rapid.Float64Range(0, 0.999).Draw(t, "random")
		pause := b.Pause(n, random)
		low := time.Duration(float64(b.First) * (1 - b.Jitter))
		high := time.Duration(float64(b.Max)*(1+b.Jitter)) + 1
		if pause < low || pause > high {
			t.Errorf("pause %d is %s, want %s to %s", n, pause, low, high)
		}
		if next := b.Pause(n+1, random); next < pause {
			t.Errorf("pause %d is %s, pause %d is %s", n, pause, n+1, next)
		}
	})
}

func TestPoller_Until(t *testing.T) {
	t.Parallel()
	b := wait.Backoff{First: time.Second, Max: 3 * time.Second, Factor: 2, Jitter: 0.5}
	failure := errors.New("failure")
	for name, c := range map[string]struct {
		doneAt, failAt, endAt int // number of the check, or of the sleep
		wantChecks            int
		wantErr               error
		wantSlept             []time.Duration
	}{
		"done at once":        {doneAt: 1, wantChecks: 1},
		"done later":          {doneAt: 4, wantChecks: 4, wantSlept: []time.Duration{time.Second, 2 * time.Second, 3 * time.Second}},
		"fails at once":       {failAt: 1, wantChecks: 1, wantErr: failure},
		"fails later":         {failAt: 2, wantChecks: 2, wantErr: failure, wantSlept: []time.Duration{time.Second}},
		"the context ends":    {endAt: 2, wantChecks: 2, wantErr: context.Canceled, wantSlept: []time.Duration{time.Second, 2 * time.Second}},
		"done beats an error": {doneAt: 2, failAt: 2, wantChecks: 2, wantErr: failure, wantSlept: []time.Duration{time.Second}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			clock := &fakeClock{end: cancel, endAt: c.endAt}
			checks := 0
			err := wait.Poller{Clock: clock, Random: func() float64 { return 0.5 }}.Until(ctx, b, func(got context.Context) (bool, error) {
				if got != ctx {
					t.Error("check has another context")
				}
				checks++
				if checks == c.failAt {
					return checks == c.doneAt, failure
				}
				return checks == c.doneAt, nil
			})
			if !errors.Is(err, c.wantErr) || checks != c.wantChecks {
				t.Errorf("%d checks, error %v, want %d, %v", checks, err, c.wantChecks, c.wantErr)
			}
			if len(clock.slept) != len(c.wantSlept) {
				t.Fatalf("slept %v, want %v", clock.slept, c.wantSlept)
			}
			for i, d := range c.wantSlept {
				if clock.slept[i] != d {
					t.Errorf("pause %d is %s, want %s", i, clock.slept[i], d)
				}
			}
		})
	}
}

// The jitter comes from Random, one number for each pause.
func TestPoller_Sleep_random(t *testing.T) {
	t.Parallel()
	numbers := []float64{0, 0.5, 0.75}
	clock := &fakeClock{}
	poller := wait.Poller{Clock: clock, Random: func() float64 {
		n := numbers[0]
		numbers = numbers[1:]
		return n
	}}
	b := wait.Backoff{First: time.Second, Max: time.Second, Factor: 1, Jitter: 0.4}
	for n := range 3 {
		if err := poller.Sleep(t.Context(), b, n); err != nil {
			t.Fatal(err)
		}
	}
	want := []time.Duration{600 * time.Millisecond, time.Second, 1200 * time.Millisecond}
	for i := range want {
		if clock.slept[i] != want[i] {
			t.Errorf("pause %d is %s, want %s", i, clock.slept[i], want[i])
		}
	}
}
