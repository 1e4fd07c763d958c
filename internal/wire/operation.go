package wire

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// TimeoutError is the end of an operation whose time ran out, see
// [Client.WithTimeout]. It unwraps to context.DeadlineExceeded.
type TimeoutError struct {
	Limit  string        // the name of the time, such as timeouts.create
	After  time.Duration // how long it was
	Action string        // what was sent last; empty if nothing was
	Sent   int           // how often the operation had sent that
	Last   Answer        // the last answer that the operation got
	Cause  error
}

// Answer is what is kept of an answer of the service.
type Answer struct {
	Action    string // empty if there is no answer
	Code      string // empty if the call succeeded
	Message   string // the service's own words
	RequestID string
}

// Error says which time ran out. What the service answered is left to those
// who have room for it.
func (e *TimeoutError) Error() string {
	return fmt.Sprintf("the time of %s (%s) ran out", e.Limit, formatDuration(e.After))
}

// Unwrap returns the context's error.
func (e *TimeoutError) Unwrap() error { return e.Cause }

// formatDuration is a length of time as people write it: 20m, not 20m0s.
func formatDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// operation is what is known of an operation that has a limited time.
type operation struct {
	limit string
	after time.Duration

	mu     sync.Mutex
	sent   map[string]int
	action string // what was sent last
	last   Answer
}

// WithTimeout limits the time of an operation. limit is what users call that
// time; when it runs out, the errors of calls and waits wrap a [TimeoutError].
func (c *Client) WithTimeout(ctx context.Context, limit string, d time.Duration) (context.Context, context.CancelFunc) {
	o := &operation{limit: limit, after: d, sent: map[string]int{}}
	ctx = (&watchers{own: o, all: []*operation{o}}).attach(ctx)
	return c.poller.Clock.WithTimeout(ctx, d)
}

// withTimeoutError tells of an operation's end what is known of it, if its time ran out.
func withTimeoutError(ctx context.Context, cause error) error {
	w := watchersOf(ctx)
	if w == nil || w.own == nil || !errors.Is(cause, context.DeadlineExceeded) {
		return cause
	}
	w.own.mu.Lock()
	defer w.own.mu.Unlock()
	return &TimeoutError{Limit: w.own.limit, After: w.own.after, Action: w.own.action, Sent: w.own.sent[w.own.action], Last: w.own.last, Cause: cause}
}

// watchers are the operations that wait for a call: that of the caller, and
// those that share the call, which may run out of time before it is answered.
type watchers struct {
	own *operation // nil if the caller's time is not limited

	mu  sync.Mutex
	all []*operation
}

type watchersKey struct{}

func watchersOf(ctx context.Context) *watchers {
	w, _ := ctx.Value(watchersKey{}).(*watchers)
	return w
}

// newWatchers are those of ctx, as far as they are known now. Others can be added.
func newWatchers(ctx context.Context) *watchers {
	w := &watchers{}
	if before := watchersOf(ctx); before != nil {
		w.own, w.all = before.own, before.list()
	}
	return w
}

func (w *watchers) attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, watchersKey{}, w)
}

// add adds operations, each once: else sendings would count twice.
func (w *watchers) add(operations []*operation) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, o := range operations {
		if !slices.Contains(w.all, o) {
			w.all = append(w.all, o)
		}
	}
}

// list is a copy; nobody watches where nothing has a limited time.
func (w *watchers) list() []*operation {
	if w == nil {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.all)
}

// noteSent counts a sending for all who wait for its answer.
func noteSent(ctx context.Context, action string) {
	for _, o := range watchersOf(ctx).list() {
		o.mu.Lock()
		o.action = action
		o.sent[action]++
		o.mu.Unlock()
	}
}

// noteAnswer keeps an answer. What ended because the context did is none.
func noteAnswer(ctx context.Context, action, requestID string, err error) {
	last := Answer{Action: action, RequestID: requestID}
	if api, ok := errors.AsType[*Error](err); ok {
		last.Code, last.Message, last.RequestID = api.Code, api.Message, api.RequestID
	}
	if err != nil && ctx.Err() != nil && last.RequestID == "" {
		return
	}
	for _, o := range watchersOf(ctx).list() {
		o.mu.Lock()
		o.last = last
		o.mu.Unlock()
	}
}
