package object

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// awaitTarget watches an object that was told to take a status at some moment until it
// has it.
func (h Handle[T]) awaitTarget(ctx context.Context, begun time.Time, target string) error {
	_, err := h.awaitStatus(ctx, begun, func(word string) (bool, error) { return h.statuses.hasReached(h.noun, h.ID, target, word) })
	return err
}

// awaitFinished watches an object that was ordered at some moment until the service
// has finished it. One without a status is finished once it shows, perhaps at once.
func (h Handle[T]) awaitFinished(ctx context.Context, begun time.Time) (string, error) {
	if h.statuses == nil {
		return h.watchStatus(ctx, func(string) (bool, error) { return true, nil }, h.polling.Watch)
	}
	return h.awaitStatus(ctx, begun, func(word string) (bool, error) { return h.statuses.isFinished(h.noun, h.ID, word) })
}

// awaitStatus is [Handle.watchStatus] for a change, which is not there at once.
func (h Handle[T]) awaitStatus(ctx context.Context, begun time.Time, verdict func(string) (bool, error)) (string, error) {
	polling := h.statusPolling()
	return h.watchStatus(ctx, verdict, func(ctx context.Context, check func(context.Context) (bool, error)) error {
		return polling.WatchFrom(ctx, begun, check)
	})
}

// watchStatus watches an object until verdict is satisfied, and returns the
// status that did it. An object that has not been seen yet may be late in showing
// up; one that was seen must not vanish for longer than reads lag.
func (h Handle[T]) watchStatus(
	ctx context.Context, verdict func(string) (bool, error), watch func(context.Context, func(context.Context) (bool, error)) error,
) (string, error) {
	last, seen := "", false
	var unseenSince time.Time
	err := watch(ctx, func(ctx context.Context) (bool, error) {
		status, err := h.status(ctx)
		if now := h.Client.Clock().Now(); wire.ClassOf(err) == wire.Gone {
			if unseenSince.IsZero() {
				unseenSince = now
			}
			if seen && now.Sub(unseenSince) >= MaxLag {
				return false, fmt.Errorf("the %s is gone; it was destroyed outside of Terraform", h.noun)
			}
			return false, nil
		}
		if err != nil {
			return false, err
		}
		unseenSince = time.Time{}
		if status != last {
			tflog.Info(ctx, "Watching the status of a GAAP "+h.noun, map[string]any{"id": h.ID, "status": status})
		}
		last, seen = status, true
		return verdict(status)
	})
	return last, h.withLastStatus(err, last)
}

// withLastStatus adds the last status to the error of a wait whose time ran out.
func (h Handle[T]) withLastStatus(err error, last string) error {
	if err == nil || !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		return err
	}
	if last == "" {
		return fmt.Errorf("%s %s was not seen yet: %w", h.noun, h.ID, err)
	}
	return fmt.Errorf("%s %s was last seen %s: %w", h.noun, h.ID, last, err)
}

// AwaitOthers reads the object until it shows what another operation of this run
// does to it, which may need the turn meanwhile.
func (h Handle[T]) AwaitOthers(ctx context.Context, shows func(T) bool) error {
	if err := h.confirm(ctx); err != nil {
		return err
	}
	return h.polling.Watch(ctx, h.turn.checkInTurn(func(ctx context.Context) (bool, error) {
		shown, err := h.read(ctx)
		return err == nil && shows(shown), err
	}))
}

// Await reads the whole object until it is as wanted, since reads may lag behind
// writes; lacks says what is still missing, "" for nothing. It begins with what the
// last read has shown, unless the object was written since.
func (h Handle[T]) Await(ctx context.Context, lacks func(T) string) (T, error) {
	var seen T
	if err := h.confirm(ctx); err != nil {
		return seen, err
	}
	missing, status := "", ""
	var unseenSince time.Time // a new one may not show to each read yet
	read := h.look
	err := h.polling.Watch(ctx, func(ctx context.Context) (bool, error) {
		shown, err := read(ctx)
		read = h.read
		if now := h.Client.Clock().Now(); wire.ClassOf(err) == wire.Gone {
			if unseenSince.IsZero() {
				unseenSince = now
			}
			if now.Sub(unseenSince) < MaxLag {
				return false, nil
			}
		}
		if err != nil {
			return false, err
		}
		unseenSince = time.Time{}
		seen, missing = shown, lacks(shown)
		if status = h.facts(shown).Status; h.statuses == nil {
			status = "well"
		}
		return missing == "", nil
	})
	if err != nil && missing != "" {
		err = fmt.Errorf("%s: %w", missing, err)
	}
	return seen, h.withLastStatus(err, status)
}

// untilStable makes what an object lacks include the end of its change. A wait for a
// status ends too early if the read that ends it is older than the write: then it is the
// change that shows first.
func (h Handle[T]) untilStable(lacks func(T) string) func(T) string {
	return func(shown T) string {
		missing := lacks(shown)
		if missing == "" && h.historyKey != "" && h.statuses[h.facts(shown).Status].Phase == Working {
			missing = "the service has not finished it yet"
		}
		return missing
	}
}

// AwaitLag is Await for what is done already: what is lacking has only as long to
// show as reads lag behind writes. It returns what is left of it.
func (h Handle[T]) AwaitLag(ctx context.Context, lacks func(T) string) (shown T, left string, err error) {
	var first time.Time // when the object was read for the first time
	shown, err = h.Await(ctx, func(shown T) string {
		now := h.Client.Clock().Now()
		if first.IsZero() {
			first = now
		}
		left = lacks(shown)
		if now.Sub(first) >= MaxLag {
			return ""
		}
		return left
	})
	return shown, left, err
}

// awaitOrFail reads an object until it is as wanted; a difference that stays is an
// error.
func (h Handle[T]) awaitOrFail(ctx context.Context, lacks func(T) string) (T, error) {
	shown, left, err := h.AwaitLag(ctx, lacks)
	if err == nil && left != "" {
		err = fmt.Errorf("the service shows something else than was asked for: %s", left)
	}
	return shown, err
}
