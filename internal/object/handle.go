package object

import (
	"context"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// MaxLag is for how long reads may show what there was before a write.
const MaxLag = 30 * time.Second

// SameLook is for how long creates that begin share a look at what there is: what
// this run has made since is known.
const SameLook = 10 * time.Second

// lastLookTimeout bounds the read after a failed operation.
const lastLookTimeout = 10 * time.Second

// Handle is one object that exists, as operations read it and wait for it.
type Handle[T any] struct {
	Client *gaapapi.Client
	ID     string

	noun         string
	polling      wire.Polling
	statuses     Statuses
	facts        func(T) Facts
	read         func(context.Context) (T, error)
	status       func(context.Context) (string, error)
	blockedError func(context.Context, error) error
	dependent    bool   // what has to run for a change is not the object, see [Kind.BlockedError]
	historyKey   string // the kind, if waits for a status go by how long they took before
	aligned      bool   // those waits share polls: others of the kind may wait at the same time
	doing        string // the step under way, for errors and for what is learnt
	turn         *turn  // of the operation; nil: it need not wait for others
	latest       *latest[T]
}

// latest is what the last read has shown of an object, unless a write came after
// it. The first look of a wait takes it, in place of a read of what was read just
// now: most waits follow another one.
type latest[T any] struct{ shown *T }

// forget makes the next wait read: a write is under way, or something was read
// since that does not show the whole object.
func (h Handle[T]) forget() { h.latest.shown = nil }

// look returns what the last read has shown, or else reads.
func (h Handle[T]) look(ctx context.Context) (T, error) {
	if h.latest.shown != nil {
		return *h.latest.shown, nil
	}
	return h.read(ctx)
}

// handle is the object that a model has.
func (k *Kind[M, T]) handle(client *gaapapi.Client, m *M) Handle[T] {
	h := Handle[T]{
		Client: client, ID: k.id(m), noun: k.Noun, polling: client.Polling(k.pollInterval()), statuses: k.Statuses, facts: k.Facts, dependent: k.BlockedError != nil, latest: new(latest[T]),
	}
	if k.Queue != nil || k.PollFast {
		h.historyKey, h.aligned = k.Type, k.Queue == nil
	}
	h.read = func(ctx context.Context) (T, error) {
		h.forget()
		shown, err := k.Fresh(ctx, client, m)
		if err == nil {
			h.latest.shown = &shown
		}
		return shown, err
	}
	h.blockedError = func(ctx context.Context, cause error) error { return k.blockedError(ctx, client, m, cause) }
	h.status = func(ctx context.Context) (string, error) {
		h.forget() // what was read before may be older than this status
		return k.Status(ctx, client, m)
	}
	if k.Status == nil {
		h.status = func(ctx context.Context) (string, error) {
			shown, err := h.read(ctx)
			return k.Facts(shown).Status, err
		}
	}
	return h
}

func (k *Kind[M, T]) pollInterval() time.Duration {
	if k.PollFast {
		return wire.PollFast
	}
	return wire.PollSlow
}

func (k *Kind[M, T]) blockedError(ctx context.Context, client *gaapapi.Client, m *M, cause error) error {
	if k.BlockedError == nil {
		return nil
	}
	return k.BlockedError(ctx, client, m, cause)
}

// statusPolling are the moments at which a status is looked for after a write.
func (h Handle[T]) statusPolling() wire.Polling {
	if h.historyKey == "" {
		return h.polling
	}
	if h.aligned {
		return h.polling.ForOperationAligned(h.historyKey + " " + h.doing)
	}
	return h.polling.ForOperation(h.historyKey + " " + h.doing)
}

// Read reads the object after this moment.
func (h Handle[T]) Read(ctx context.Context) (T, error) {
	if err := h.confirm(ctx); err != nil {
		var none T
		return none, err
	}
	return h.read(ctx)
}

func (h Handle[T]) isStable(shown T) bool { return h.statuses.IsStable(h.facts(shown).Status) }
