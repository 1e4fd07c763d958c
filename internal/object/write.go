package object

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Write makes one change, once. While the object is in transition it tries again.
// When an answer leaves open whether the change was made, done tells from what
// the service shows.
func (h Handle[T]) Write(ctx context.Context, do func(context.Context) error, done func(T) bool) error {
	var last error
	err := h.polling.Watch(ctx, func(ctx context.Context) (bool, error) {
		if err := h.turn.acquire(ctx); err != nil {
			return false, err
		}
		h.forget()
		last = h.sendInTurn(ctx, do)
		h.forget() // it may have read before it wrote
		if last == nil {
			return true, nil
		}
		if ctx.Err() != nil || !isRetryable(last) {
			return false, last
		}
		if final := h.blockedError(ctx, last); final != nil {
			return false, final
		}
		shown, err := h.readAfterWrite(ctx, done, mayHaveBeenDone(last))
		if err != nil || done(shown) {
			return err == nil, err
		}
		if h.shouldRetry(last, shown) {
			h.turn.yield(last)
			return false, nil
		}
		return false, last
	})
	if err != nil && last != nil && !errors.Is(err, last) {
		err = fmt.Errorf("%w (the last answer was: %w)", err, last)
	}
	return err
}

// WriteUntil is [Handle.Write] for a change that ends with a status. The wait for that
// may be left for later: the next write waits for it, and so does the next read.
func (h Handle[T]) WriteUntil(ctx context.Context, target string, do func(context.Context) error, done func(T) bool) error {
	if err := h.Write(ctx, do, done); err != nil {
		return err
	}
	begun := h.Client.Clock().Now()
	return h.awaitOrDefer(ctx, func(ctx context.Context) error { return h.awaitTarget(ctx, begun, target) })
}

// readAfterWrite reads the object. If the change may have been made, it gives the change
// time to show: reads lag behind writes, and what is under way ends first.
func (h Handle[T]) readAfterWrite(ctx context.Context, done func(T) bool, patient bool) (T, error) {
	if !patient {
		return h.read(ctx)
	}
	for {
		shown, left, err := h.AwaitLag(ctx, func(shown T) string {
			if done(shown) {
				return ""
			}
			return "the change does not show"
		})
		if err != nil || left == "" || h.isStable(shown) {
			return shown, err
		}
	}
}

// shouldRetry reports whether to try a failed change again. An object that
// would have to run, and does not, does not begin to by itself.
func (h Handle[T]) shouldRetry(err error, shown T) bool {
	runs := h.dependent || h.statuses[h.facts(shown).Status].Phase == Ready || !h.isStable(shown)
	switch code := wire.CodeOf(err); {
	case wire.ClassOf(err) == wire.Duplicate:
		return true // a new write has a new token
	case isRefused(err), strings.HasSuffix(code, "StatusNotInRuning"):
		return runs
	default:
		return wire.ClassOf(err) == wire.Busy
	}
}

// isRetryable reports whether a failed change may be there all the same, or
// possible in a moment.
func isRetryable(err error) bool {
	return isRefused(err) || wire.ClassOf(err) == wire.Busy || mayHaveBeenDone(err)
}

// ErrHeld is what a kind's Delete returns of an object that has to stay for now, as
// what Holders name would go with it.
var ErrHeld = errors.New("the service was not told to destroy it")

func isRefused(err error) bool {
	_, refused := errors.AsType[*wire.RefusedError](err)
	return refused || errors.Is(err, ErrHeld)
}

// mayHaveBeenDone reports whether the service may have made a change although the last
// answer is an error.
func mayHaveBeenDone(err error) bool {
	api, ok := errors.AsType[*wire.Error](err)
	return ok && (api.Resent || wire.ClassOf(err) == wire.Duplicate)
}

// readAfterFailure reads an object after a failure, even if the time has run out, so that
// the state is true. After an interruption there is no time for it: then it
// returns the zero value, as it does when the object cannot be read.
func (h Handle[T]) readAfterFailure(ctx context.Context) T {
	var none T
	if errors.Is(ctx.Err(), context.Canceled) {
		return none
	}
	ctx, cancel := h.Client.Clock().WithTimeout(context.WithoutCancel(ctx), lastLookTimeout)
	defer cancel()
	shown, err := h.read(ctx)
	if err != nil {
		return none
	}
	return shown
}
