package object

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// destruction destroys one object and waits until it is gone.
type destruction[T any] struct {
	Handle[T]

	do          func(context.Context) error        // tells the service to destroy it
	holderError func(context.Context, error) error // ends the wait for what holds it; nil: it is waited for

	refusal     error     // the last answer, unless the service is at it
	acceptedAt  time.Time // when the service was seen to be at it; zero: it is not
	last        string    // the status that reads have shown
	shown       bool      // reads have shown it
	unseenSince time.Time // since when reads do not show the object
}

// run returns when reads do not show the object any more. seen reports whether
// the service has shown it or has accepted to destroy it; if not, the object may
// be another account's.
func (d *destruction[T]) run(ctx context.Context) (seen bool, err error) {
	// The first call may stand in a queue, which is not yet the wait for its effect.
	if err = d.send(ctx); err == nil {
		polling := d.polling
		if d.refusal == nil { // else nothing is under way whose time could be learnt
			polling = d.statusPolling()
		}
		begun := d.Client.Clock().Now()
		watch := func(ctx context.Context) error { return polling.WatchFrom(ctx, begun, d.step) }
		if d.refusal != nil {
			err = watch(ctx)
		} else if err = d.awaitOrDefer(ctx, watch); err == nil {
			err = d.confirmWithOthers(ctx)
		}
	}
	if d.last != "" {
		err = d.withLastStatus(err, d.last)
	}
	if err != nil && d.refusal != nil && !errors.Is(err, d.refusal) {
		err = fmt.Errorf("%w (the last answer was: %w)", err, d.refusal)
	}
	return d.shown || !d.acceptedAt.IsZero(), err
}

// step looks at the object, and tells the service once more to destroy it when
// its status may allow that. It returns true when the object is gone.
func (d *destruction[T]) step(ctx context.Context) (bool, error) {
	status, err := d.status(ctx)
	switch {
	case wire.ClassOf(err) == wire.Gone:
		return d.isGone(), nil
	case err != nil:
		return false, err
	case !d.noteShown(status):
		return false, nil
	}
	return false, d.send(ctx)
}

// isGone reports whether an object that a read does not show is gone. If the
// service is not known to be at it, whatever it answered, the object must stay
// away for as long as reads lag.
func (d *destruction[T]) isGone() bool {
	now := d.Client.Clock().Now()
	if d.unseenSince.IsZero() {
		d.unseenSince = now
	}
	return !d.acceptedAt.IsZero() || now.Sub(d.unseenSince) >= MaxLag
}

// noteShown takes in what a read shows. It reports whether that is an object which
// stays as it is unless it is destroyed, perhaps once more: for as long as reads
// lag, they may show it as it was before the service was told.
func (d *destruction[T]) noteShown(status string) bool {
	now := d.Client.Clock().Now()
	d.last, d.shown, d.unseenSince = status, true, time.Time{}
	if d.statuses[status].Phase == Leaving && d.acceptedAt.IsZero() {
		d.acceptedAt, d.refusal = now, nil
	}
	return d.statuses.IsStable(status) && (d.acceptedAt.IsZero() || now.Sub(d.acceptedAt) >= MaxLag)
}

// send tells the service to destroy the object.
func (d *destruction[T]) send(ctx context.Context) error {
	if err := d.turn.acquire(ctx); err != nil {
		return err
	}
	err := d.sendInTurn(ctx, d.do)
	d.refusal, d.acceptedAt = err, time.Time{}
	switch {
	case err == nil:
		d.acceptedAt = d.Client.Clock().Now()
	case wire.ClassOf(err) == wire.Gone || isRetryable(err) || d.isAbsent(ctx):
		if final := d.blockedError(ctx, err); final != nil {
			return final
		}
		if d.holderError != nil {
			if final := d.holderError(ctx, err); final != nil {
				return final
			}
		}
		d.turn.yield(err)
		tflog.Info(ctx, "The GAAP "+d.noun+" cannot be destroyed yet", map[string]any{"id": d.ID, "reason": err.Error()})
	default:
		return err
	}
	return nil
}

// isAbsent reports whether a read does not show the object: then a refusal that this
// package does not know may say just that.
func (d *destruction[T]) isAbsent(ctx context.Context) bool {
	_, err := d.status(ctx)
	return wire.ClassOf(err) == wire.Gone
}
