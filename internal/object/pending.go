package object

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// longestHandOn is for how long an operation that should be over waits for those
// behind it, whose reads it shares.
const longestHandOn = 8 * time.Second

// pending is what the service has accepted, but was not seen to have done yet, though it
// is known how long that takes. Nobody reads for it alone when that time is over: the
// next call at the same place tells, since the service takes it only then.
type pending struct {
	polling wire.Polling
	begun   time.Time
	lasts   time.Duration
	wait    func(context.Context) error // reads until it is done

	wake context.CancelFunc // makes its operation read at once
	over chan struct{}      // closed when there is nothing to wait for any more
	end  func()             // closes it
	lent chan struct{}      // closed when who has the turn waits for this, and does not use it
	lend func()             // closes it
}

// awaitOrDefer waits for what the service has accepted just now; or not yet, if it is
// known how long that takes.
func (h Handle[T]) awaitOrDefer(ctx context.Context, wait func(context.Context) error) error {
	polling := h.statusPolling()
	lasts, known := polling.Duration()
	if h.turn == nil || !known {
		return wait(ctx)
	}
	over, lent := make(chan struct{}), make(chan struct{})
	h.turn.own = &pending{
		polling: polling, begun: h.Client.Clock().Now(), lasts: lasts, wait: wait,
		over: over, end: sync.OnceFunc(func() { close(over) }), lent: lent, lend: sync.OnceFunc(func() { close(lent) }),
	}
	return nil
}

// confirm reads until what the service has accepted last is done, if the wait for it was
// deferred.
func (h Handle[T]) confirm(ctx context.Context) error {
	if h.turn == nil || h.turn.own == nil {
		return nil
	}
	p := h.turn.own
	h.turn.own, h.turn.lent = nil, p.lent
	defer p.end()
	return p.wait(ctx)
}

// confirmWithOthers is [Handle.confirm] for the end of an operation, when others may
// have the turn.
func (h Handle[T]) confirmWithOthers(ctx context.Context) error {
	h.handOn(ctx)
	return h.confirm(ctx)
}

// handOn gives the turn to others when what the service has accepted last should be
// over, and returns when it is time to read whether it is: when one of them was refused,
// when none of them is left, or after a while. Those who read then share one call.
func (h Handle[T]) handOn(ctx context.Context) {
	t := h.turn
	if t == nil || t.own == nil || h.Client.WaitUntil(ctx, t.own.ends()) != nil {
		return
	}
	most, clock := longestHandOn, h.Client.Clock()
	if deadline, limited := ctx.Deadline(); limited { // there has to be time to read
		most = min(most, deadline.Sub(clock.Now())/2)
	}
	sleep, wake := context.WithCancel(ctx)
	defer wake()
	if t.own.wake = wake; t.handOn() {
		_ = clock.Sleep(sleep, most) // however it ends, it is time to read, for all who wait
		t.turns.wakeAll(t.key)
	}
}

// sendInTurn makes a call of an operation that has its turn. If what the service accepted
// before at the same place was not seen to be done, it waits until that should be over;
// and until it is, if the service refuses the call for it.
func (h Handle[T]) sendInTurn(ctx context.Context, do func(context.Context) error) error {
	p, await := h.turn.takePending()
	if p == nil {
		return do(ctx)
	}
	if err := h.Client.WaitUntil(ctx, p.ends()); err != nil {
		return err //nolint:wrapcheck // the callers say what they were doing
	}
	err := do(ctx)
	if ctx.Err() != nil || !isBusyElsewhere(err) {
		return err
	}
	if failed := await(ctx); failed != nil {
		return failed
	}
	p.polling.Record(p.lasts, h.Client.Clock().Now().Sub(p.begun))
	return do(ctx)
}

// isBusyElsewhere reports whether a call was refused because the service is at something
// else at the same place.
func isBusyElsewhere(err error) bool {
	return slices.Contains([]string{hasTaskCode, "FailedOperation.ListenerStatusError", "FailedOperation.DomainStatusNotInRunning"}, wire.CodeOf(err))
}

func (p *pending) ends() time.Time { return p.begun.Add(p.lasts) }

// takePending is what the service accepted before this operation's next call and was not
// seen to have done, and how to wait for that: by this operation, or else by the one
// that handed its turn on. nil: there is nothing of the kind.
func (t *turn) takePending() (p *pending, await func(context.Context) error) {
	switch {
	case t == nil:
		return nil, nil
	case t.own != nil:
		p, t.own = t.own, nil
		return p, p.wait
	}
	p, t.before = t.before, nil
	if p == nil || wait.IsClosed(p.over) {
		return nil, nil
	}
	return p, func(ctx context.Context) error {
		p.wake()
		p.lend() // the other operation may have to make its call once more
		select {
		case <-p.over: // well or not: that is the other operation's business
			return nil
		case <-ctx.Done():
			return ctx.Err() //nolint:wrapcheck // the callers say what they were doing
		}
	}
}

// handOn gives the turn to the next one, which is told what is pending; or it reports
// that nobody waits for it. Then it is time to read for all who have handed it on before.
func (t *turn) handOn() bool {
	if !t.turns.handOn(t.key, t.own) {
		return false
	}
	t.release()
	return true
}

func (t *turns) handOn(key string, p *pending) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.queues[key]) < 2 {
		t.wakeAllLocked(key)
		return false
	}
	if t.pending == nil {
		t.pending = map[string][]*pending{}
	}
	t.pending[key] = append(t.pending[key], p)
	return true
}

// wakeAll makes all read that have handed their turn on.
func (t *turns) wakeAll(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.wakeAllLocked(key)
}

// wakeAllLocked is wakeAll for who has the lock.
func (t *turns) wakeAllLocked(key string) {
	for _, p := range t.pending[key] {
		p.wake()
	}
	delete(t.pending, key)
}

// lastPending is what the one who had the turn last has not seen to be done.
func (t *turns) lastPending(key string) *pending {
	t.mu.Lock()
	defer t.mu.Unlock()
	if all := t.pending[key]; len(all) > 0 {
		return all[len(all)-1]
	}
	return nil
}
