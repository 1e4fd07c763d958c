package acctest

import (
	"context"
	"runtime"
	"testing/synctest"
	"time"
)

// bridge lets what is outside of a bubble, such as the Terraform CLI, call what
// is inside. Time passes in the bubble while calls are under way and all that
// runs for them is asleep, so that no speed of a machine decides about it.
type bridge struct {
	calls  chan func()
	lulls  chan struct{} // that begin
	over   chan struct{} // and end
	closed chan struct{}
}

// lull is for how long the outside may send one more call before time passes in
// the bubble. It decides which calls happen at the same time, as Terraform
// does, and about nothing else.
const lull = 2 * time.Millisecond

func newBridge() *bridge {
	b := &bridge{calls: make(chan func()), lulls: make(chan struct{}), over: make(chan struct{}), closed: make(chan struct{})}
	go b.rest()
	return b
}

// rest waits for lulls, outside of the bubble.
func (b *bridge) rest() {
	for {
		select {
		case <-b.lulls:
			timer := time.NewTimer(lull)
			<-timer.C
			b.over <- struct{}{}
		case <-b.closed:
			return
		}
	}
}

// close ends serve once all calls have ended.
func (b *bridge) close() { close(b.closed) }

// do runs f inside. If f ends its test, so does do.
func (b *bridge) do(f func()) {
	if b == nil {
		f()
		return
	}
	done, returned := make(chan struct{}), false
	b.post(func() {
		defer close(done)
		f()
		returned = true
	})
	<-done
	if !returned {
		runtime.Goexit()
	}
}

// post lets f run inside.
func (b *bridge) post(f func()) {
	select {
	case b.calls <- f:
	case <-b.closed:
		panic("a call into a bubble that has ended")
	}
}

// serve runs calls until the bridge is closed. It is the bubble's first goroutine.
func (b *bridge) serve() {
	running, ended := 0, make(chan struct{})
	start := func(call func()) {
		running++
		go func() {
			defer func() { ended <- struct{}{} }()
			call()
		}()
	}
	const shortest, longest = 10 * time.Millisecond, time.Hour
	pause := shortest
	for {
		if running == 0 { // time stands still
			select {
			case call := <-b.calls:
				start(call)
			case <-b.closed:
				return
			}
			pause = shortest
		}
		synctest.Wait()
		if call := b.next(); call != nil {
			start(call)
			continue
		}
		timer := time.NewTimer(pause)
		select {
		case <-ended:
			running--
			pause = shortest
		case <-timer.C:
			pause = min(2*pause, longest)
		}
		timer.Stop()
	}
}

// next is a call that has come, or comes within a lull.
func (b *bridge) next() func() {
	select {
	case b.lulls <- struct{}{}:
	case <-b.closed: // the last call has returned, and is about to end
		return nil
	}
	select {
	case call := <-b.calls:
		<-b.over
		return call
	case <-b.over:
		return nil
	}
}

// inside runs a function in a bubble's context that ends when one outside does.
func inside[A any](ctx context.Context, b *bridge, f func(context.Context) A) (answer A) {
	if b == nil {
		return f(ctx)
	}
	_ = ctx.Done() // a context makes its channel when it is first asked for, and must not do so in the bubble
	b.do(func() {
		inner, cancel := context.WithCancel(context.WithoutCancel(ctx))
		defer cancel()
		stop := context.AfterFunc(ctx, func() { b.post(cancel) })
		defer stop()
		answer = f(inner)
	})
	return answer
}
