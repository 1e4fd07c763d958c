package wire_test

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

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ledger writes down what is sent to it. A call takes a second to leave, in which it
// can be stopped, and then as long as takes says.
type ledger struct {
	takes time.Duration

	mu    sync.Mutex
	calls []string
}

func (l *ledger) send(ctx context.Context, place string, keys []string) map[string]wire.Result[string] {
	answers := map[string]wire.Result[string]{}
	ends := func(maybe bool) map[string]wire.Result[string] {
		for _, key := range keys {
			answers[key] = wire.Result[string]{Err: &wire.InterruptedError{Action: "Write", MaybeDone: maybe, Cause: ctx.Err()}}
		}
		return answers
	}
	select {
	case <-ctx.Done():
		return ends(false)
	case <-time.After(time.Second):
	}
	l.mu.Lock()
	l.calls = append(l.calls, place+": "+strings.Join(slices.Sorted(slices.Values(keys)), " "))
	l.mu.Unlock()
	select {
	case <-ctx.Done():
		return ends(true)
	case <-time.After(l.takes):
	}
	for _, key := range keys {
		answers[key] = wire.Result[string]{Value: "id of " + key}
	}
	return answers
}

func (l *ledger) check(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(l.calls, want) {
		t.Errorf("%q were sent, want %q", l.calls, want)
	}
}

// batched runs a test of writes that go to a ledger, three at once.
func batched(t *testing.T, takes time.Duration, run func(t *testing.T, l *ledger, do func(ctx context.Context, place, key string) error)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		client, err := wire.New(wire.Config{Transport: &script{}})
		if err != nil {
			t.Fatal(err)
		}
		l := &ledger{takes: takes}
		writes := wire.NewBatchedWrites(client, "Write", 3, l.send)
		run(t, l, func(ctx context.Context, place, key string) error {
			value, err := writes.Do(ctx, place, key)
			if err == nil && value != "id of "+key {
				t.Errorf("%s is answered %q", key, value)
			}
			return err
		})
	})
}

// What comes at one moment goes together, as much as a call takes; what comes while
// a call is under way goes in the next one; and no place waits for another.
func TestBatchedWrites(t *testing.T) {
	t.Parallel()
	batched(t, time.Second, func(t *testing.T, l *ledger, do func(context.Context, string, string) error) {
		start := time.Now()
		var group sync.WaitGroup
		for _, key := range []string{"1", "2", "3", "4", "5"} {
			group.Go(func() {
				if key == "5" {
					time.Sleep(1500 * time.Millisecond)
				}
				if err := do(t.Context(), "a", key); err != nil {
					t.Errorf("%s: %v", key, err)
				}
			})
			synctest.Wait()
		}
		group.Go(func() {
			time.Sleep(time.Millisecond)
			if err := do(t.Context(), "b", "1"); err != nil {
				t.Error(err)
			}
		})
		group.Wait()
		l.check(t, "a: 1 2 3", "b: 1", "a: 4 5")
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// Who gives up before its write was sent leaves none behind; the sender's place is
// taken by another.
func TestBatchedWrites_leftBefore(t *testing.T) {
	t.Parallel()
	batched(t, time.Second, func(t *testing.T, l *ledger, do func(context.Context, string, string) error) {
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		sender, cancelLater := context.WithTimeout(t.Context(), 600*time.Millisecond)
		defer cancelLater()
		start := time.Now()
		var group sync.WaitGroup
		for key, of := range map[string]context.Context{"sender": sender, "joins": ctx} {
			group.Go(func() {
				if key == "joins" {
					time.Sleep(time.Millisecond)
				}
				err := do(of, "a", key)
				ended, ok := errors.AsType[*wire.InterruptedError](err)
				if !ok || ended.MaybeDone || !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 600*time.Millisecond {
					t.Errorf("%s, after %s: %v", key, time.Since(start), err)
				}
			})
		}
		time.Sleep(2 * time.Millisecond)
		group.Go(func() {
			if err := do(t.Context(), "a", "stays"); err != nil {
				t.Error(err)
			}
		})
		group.Wait()
		l.check(t, "a: stays")
	})
}

// Who gives up meanwhile waits for the answer to what was sent, but not for long.
func TestBatchedWrites_leftMeanwhile(t *testing.T) {
	t.Parallel()
	for takes, answered := range map[time.Duration]bool{5 * time.Second: true, time.Minute: false} {
		batched(t, takes, func(t *testing.T, l *ledger, do func(context.Context, string, string) error) {
			ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
			defer cancel()
			var group sync.WaitGroup
			group.Go(func() {
				if err := do(t.Context(), "a", "sender"); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
			start := time.Now()
			err := do(ctx, "a", "joins")
			ended, ok := errors.AsType[*wire.InterruptedError](err)
			if answered != (err == nil) || !answered && (!ok || !ended.MaybeDone || time.Since(start) > 12*time.Second) {
				t.Errorf("%s, after %s: %v", takes, time.Since(start), err)
			}
			group.Wait()
			l.check(t, "a: joins sender")
		})
	}
}

// What a sender has sent and got no answer to may have been done for all, of whom
// nobody sends it again; what was not sent is.
func TestBatchedWrites_senderLeaves(t *testing.T) {
	t.Parallel()
	batched(t, time.Minute, func(t *testing.T, l *ledger, do func(context.Context, string, string) error) {
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			if ended, ok := errors.AsType[*wire.InterruptedError](do(ctx, "a", "1")); !ok || !ended.MaybeDone || !errors.Is(ended, context.DeadlineExceeded) {
				t.Errorf("the sender is told %v", ended)
			}
		})
		for _, key := range []string{"2", "3", "4"} {
			synctest.Wait()
			group.Go(func() {
				err := do(t.Context(), "a", key)
				if key == "4" && err == nil {
					return
				}
				api, ok := errors.AsType[*wire.Error](err)
				if !ok || !api.MaybeDone || !api.Resent || wire.ClassOf(err) != wire.Ambiguous || key == "4" {
					t.Errorf("%s: %v", key, err)
				}
			})
		}
		group.Wait()
		l.check(t, "a: 1 2 3", "a: 4")
	})
}

// Where one call for all is refused, each gets an answer of its own, unless none
// could be better.
func TestOneByOne(t *testing.T) {
	t.Parallel()
	all := []int{1, 2, 3, 4}
	for code, want := range map[string]struct {
		calls int
		made  string
	}{"": {1, "1 2 3 4"}, "InvalidParameterValue": {5, "2 4"}, "AuthFailure.SecretIdNotFound": {1, ""}, "InternalError": {1, ""}} {
		calls := 0
		answers := wire.OneByOne(all, wire.MayConcernOneID, func(keys []int) (map[int]wire.Result[int], error) {
			calls++
			made := map[int]wire.Result[int]{}
			for _, key := range keys {
				if key%2 == 1 && code != "" {
					return nil, &wire.Error{Code: code}
				}
				made[key] = wire.Result[int]{Value: key}
			}
			return made, nil
		})
		var made []string
		for _, key := range all {
			given, ok := answers[key]
			if given.Err == nil && given.Value == key {
				made = append(made, fmt.Sprint(key))
			} else if !ok || wire.CodeOf(given.Err) != code {
				t.Errorf("%s: %d is answered %+v", code, key, given)
			}
		}
		if got := strings.Join(made, " "); got != want.made || calls != want.calls {
			t.Errorf("%s: %s were made in %d calls, want %s in %d", code, got, calls, want.made, want.calls)
		}
	}
}
