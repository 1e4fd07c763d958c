package proxy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const summaryDelete = "Cannot delete GAAP proxy"

// destruction destroys one proxy and waits until it is gone.
type destruction struct {
	client *gaapapi.Client
	id     string
	force  bool

	sent        bool
	refusal     error          // the last answer, unless the service is at it
	acceptedAt  time.Time      // when the service was seen to be at it; zero: it is not
	last        gaapapi.Status // what reads have shown, empty for nothing yet
	unseenSince time.Time      // since when reads do not show the proxy
}

// destroy returns when reads do not show the proxy any more. seen reports
// whether the service has shown it or has accepted to destroy it; if not, the
// proxy may be another account's.
func destroy(ctx context.Context, client *gaapapi.Client, id string, force bool) (seen bool, err error) {
	d := destruction{client: client, id: id, force: force}
	err = client.Watch(ctx, d.step)
	if d.last != "" {
		err = whileIn(err, id, d.last)
	}
	if err != nil && d.refusal != nil && !errors.Is(err, d.refusal) {
		err = fmt.Errorf("%w (the last answer was: %w)", err, d.refusal)
	}
	return d.last != "" || !d.acceptedAt.IsZero(), err
}

// step looks at the proxy, unless nothing was tried yet, and tells the service
// to destroy it when its status may allow that. It returns true when the proxy
// is gone.
func (d *destruction) step(ctx context.Context) (bool, error) {
	if d.sent {
		status, err := d.client.DescribeProxyStatus(ctx, d.id)
		switch {
		case wire.ClassOf(err) == wire.Gone:
			return d.isGone(), nil
		case err != nil:
			return false, err
		case !d.lives(status):
			return false, nil
		}
	}
	return false, d.send(ctx)
}

// isGone reports whether a proxy that a read does not show is gone. If the
// service is not known to be at it, whatever it answered, the proxy must stay
// away for as long as reads lag.
func (d *destruction) isGone() bool {
	now := d.client.Clock().Now()
	if d.unseenSince.IsZero() {
		d.unseenSince = now
	}
	return !d.acceptedAt.IsZero() || now.Sub(d.unseenSince) >= maxLag
}

// lives takes in what a read shows. It reports whether that is a proxy which
// stays as it is unless it is destroyed, perhaps once more: for as long as reads
// lag, they may show it as it was before the service was told.
func (d *destruction) lives(status gaapapi.Status) bool {
	now := d.client.Clock().Now()
	d.last, d.unseenSince = status, time.Time{}
	if status == gaapapi.StatusDestroying && d.acceptedAt.IsZero() {
		d.acceptedAt, d.refusal = now, nil
	}
	return status.Stable() && (d.acceptedAt.IsZero() || now.Sub(d.acceptedAt) >= maxLag)
}

// send tells the service to destroy the proxy.
func (d *destruction) send(ctx context.Context) error {
	err := d.client.DestroyProxies(ctx, d.id, d.force)
	d.sent, d.refusal, d.acceptedAt = true, err, time.Time{}
	switch {
	case err == nil:
		d.acceptedAt = d.client.Clock().Now()
	case wire.ClassOf(err) == wire.Gone || mayResolve(err):
		tflog.Info(ctx, "The GAAP proxy cannot be destroyed yet", map[string]any{"id": d.id, "reason": err.Error()})
	default:
		return err
	}
	return nil
}
