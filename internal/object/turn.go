package object

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// turns are what one of a run has at a time, by key, first come, first served.
type turns struct {
	mu      sync.Mutex
	queues  map[string][]chan struct{} // the first has the turn; its channel is closed
	pending map[string][]*pending      // of those who have handed their turn on, the latest last
}

// acquire waits until the caller has the turn, which it has until it calls release. Who
// is back comes right after the one who has it; who is waited for by that one is lent
// the turn.
func (t *turns) acquire(ctx context.Context, key string, back bool, lent <-chan struct{}) (release func(), err error) {
	mine := t.join(key, back)
	select {
	case <-mine:
		return func() { t.leave(key, mine) }, nil
	case <-lent:
		t.leave(key, mine)
		return func() {}, nil
	case <-ctx.Done():
		t.leave(key, mine)
		return nil, ctx.Err() //nolint:wrapcheck // the callers say what was waited for
	}
}

func (t *turns) join(key string, back bool) chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.queues == nil {
		t.queues = map[string][]chan struct{}{}
	}
	mine, queue := make(chan struct{}), t.queues[key]
	at := len(queue)
	if back {
		at = min(1, at)
	}
	if t.queues[key] = slices.Insert(queue, at, mine); at == 0 {
		close(mine)
	}
	return mine
}

func (t *turns) leave(key string, mine chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	queue := t.queues[key]
	at := slices.Index(queue, mine)
	queue = slices.Delete(queue, at, at+1)
	if t.queues[key] = queue; len(queue) == 0 {
		delete(t.queues, key)
		t.wakeAllLocked(key)
	} else if at == 0 {
		close(queue[0])
	}
}

// turn is that of one operation at what takes one operation at a time. A nil turn
// is that of an operation which need not wait for others: it always has it.
type turn struct {
	turns *turns
	key   string
	end   func() // nil: others may have it
	back  bool   // it was had before

	own    *pending        // of this operation, if the wait for it was deferred
	before *pending        // of the one who handed the turn on
	lent   <-chan struct{} // closed when the one who has the turn waits for this operation
}

func (t *turn) isHeld() bool { return t == nil || t.end != nil }

// acquire waits for the turn, unless the operation has it.
func (t *turn) acquire(ctx context.Context) error {
	if t.isHeld() {
		return nil
	}
	end, err := t.turns.acquire(ctx, t.key, t.back, t.lent)
	if err != nil {
		return fmt.Errorf("waiting for what this run does at %s: %w", t.key, err)
	}
	t.end, t.back, t.before = end, true, t.turns.lastPending(t.key)
	return nil
}

// release lets others have the turn.
func (t *turn) release() {
	if t == nil || t.end == nil {
		return
	}
	t.end()
	t.end = nil
}

// hasTaskCode is the answer while the service is at another operation.
const hasTaskCode = "FailedOperation.ListenerHasTask"

// yield lets others have the turn while an operation waits that was refused: one
// of them may have to make it possible, such as by letting go of what it destroys.
// Not so if the service is at a task of somebody outside of this run: it would
// refuse them all, each at every poll.
func (t *turn) yield(err error) {
	if wire.CodeOf(err) != hasTaskCode {
		t.release()
	}
}

// checkInTurn makes a check of a wait one that others have the turn in. It counts what
// the check sees with the turn only: before, others may have changed it.
func (t *turn) checkInTurn(check func(context.Context) (bool, error)) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		for {
			had := t.isHeld()
			done, err := check(ctx)
			switch {
			case err != nil || done && had:
				return done, err
			case !done:
				t.release()
				return false, nil
			}
			if err := t.acquire(ctx); err != nil {
				return false, err
			}
		}
	}
}

// withTurn waits for an operation's turn, and bounds the operation by its entry of
// the timeouts block from then on. The turn ends with the function that it returns.
// If there is an error, diags has it.
func (r *Resource[M, T]) withTurn(
	ctx context.Context, m *M, name string, entry timeoutEntry, diags *diag.Diagnostics,
) (_ context.Context, t *turn, end func()) {
	k := r.kind
	if _, problems := entry(ctx, DefaultTimeout); k.Queue != nil && !problems.HasError() { // a state may have been edited
		if id := k.Queue(ctx, r.Data.Client, m); id != "" {
			t = &turn{turns: providerdata.RunOf[turns](r.Data), key: id}
		}
	}
	if err := t.acquire(ctx); err != nil {
		diags.Append(k.subject().Error(k.cannot(name), "Waiting for the turn of "+k.Noun+" "+k.Label(m), err))
	}
	ctx, cancel := r.withTimeout(ctx, name, entry, diags)
	return ctx, t, func() {
		cancel()
		t.release()
		if t != nil && t.own != nil {
			t.own.end()
		}
	}
}
