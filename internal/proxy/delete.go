package proxy

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const summaryDelete = "Cannot delete GAAP proxy"

// destruction destroys one proxy and waits until it is gone.
type destruction struct {
	client *gaapapi.Client
	id     string
	force  bool

	accepted  bool  // the service is at it
	refusal   error // why not, the last time
	last      gaapapi.Status
	goneSince time.Time // since when reads do not show the proxy
}

func destroy(ctx context.Context, client *gaapapi.Client, id string, force bool) error {
	d := destruction{client: client, id: id, force: force}
	err := client.Watch(ctx, d.step)
	if d.last != "" {
		err = whileIn(err, id, d.last)
	}
	if err != nil && d.refusal != nil && !d.accepted && !errors.Is(err, d.refusal) {
		return fmt.Errorf("%w (the last answer was: %w)", err, d.refusal)
	}
	return err
}

// step looks at the proxy, unless nothing was tried yet, and tells the service
// to destroy it when its status may allow that. It returns true when the proxy
// is gone.
func (d *destruction) step(ctx context.Context) (bool, error) {
	if d.accepted || d.refusal != nil {
		status, err := d.client.DescribeProxyStatus(ctx, d.id)
		switch {
		case gaapapi.ClassOf(err) == gaapapi.Gone:
			if d.isGone() {
				return true, nil
			}
		case err != nil:
			return false, err
		default:
			d.last, d.goneSince = status, time.Time{}
			d.accepted = d.accepted || status == gaapapi.StatusDestroying
			if d.accepted || !status.Stable() {
				return false, nil
			}
		}
	}
	err := d.client.DestroyProxies(ctx, d.id, d.force)
	switch {
	case err == nil:
		d.accepted = true
	case gaapapi.ClassOf(err) == gaapapi.Gone:
		return true, nil
	case mayResolve(err):
		tflog.Info(ctx, "The GAAP proxy cannot be destroyed yet", map[string]any{"id": d.id, "reason": err.Error()})
		d.refusal = err
	default:
		return false, err
	}
	return false, nil
}

// isGone reports whether a proxy that a read does not show is gone. Nobody was
// told to destroy a refused one, so it must stay away for as long as reads lag.
func (d *destruction) isGone() bool {
	now := d.client.Clock().Now()
	if d.goneSince.IsZero() {
		d.goneSince = now
	}
	return d.accepted || now.Sub(d.goneSince) >= maxLag
}
