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

// statusError is a wait that cannot end well.
type statusError struct {
	id     string
	status gaapapi.Status
	reason string
}

// Error says which proxy is in which status, and what that means.
func (e *statusError) Error() string {
	return fmt.Sprintf("proxy %s is %s: %s", e.id, e.status, e.reason)
}

var errVanished = errors.New("the proxy is gone; it was destroyed outside of Terraform")

// awaitStatus watches a proxy until verdict is satisfied, and returns the status
// that did it. A proxy that has not been seen yet may be late in showing up; one
// that was seen must not vanish.
func awaitStatus(ctx context.Context, client *gaapapi.Client, id string, verdict func(gaapapi.Status) (bool, error)) (gaapapi.Status, error) {
	var last gaapapi.Status
	if err := client.Beat(ctx, 0); err != nil { // no change is there at once
		return last, whileIn(err, id, last)
	}
	err := client.Watch(ctx, func(ctx context.Context) (bool, error) {
		status, err := client.DescribeProxyStatus(ctx, id)
		if wire.ClassOf(err) == wire.Gone {
			if last != "" {
				return false, errVanished
			}
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if status != last {
			tflog.Info(ctx, "Watching the status of a GAAP proxy", map[string]any{"id": id, "status": string(status)})
		}
		last = status
		return verdict(status)
	})
	return last, whileIn(err, id, last)
}

// whileIn adds the last status to the error of a wait whose time ran out.
func whileIn(err error, id string, last gaapapi.Status) error {
	if err == nil || !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		return err
	}
	if last == "" {
		return fmt.Errorf("proxy %s was not seen yet: %w", id, err)
	}
	return fmt.Errorf("proxy %s was last seen %s: %w", id, last, err)
}

// created judges the status of a new proxy.
func created(id string) func(gaapapi.Status) (bool, error) {
	return func(status gaapapi.Status) (bool, error) {
		switch status {
		case gaapapi.StatusRunning, gaapapi.StatusClosed:
			return true, nil
		case gaapapi.StatusCreateFailed:
			return false, &statusError{id, status, "the service could not make it"}
		case gaapapi.StatusDestroying:
			return false, &statusError{id, status, "it is being destroyed outside of Terraform"}
		case gaapapi.StatusIsolated, gaapapi.StatusIsolating:
			return false, &statusError{id, status, "the account is overdue; the proxy resumes by itself once it is paid"}
		}
		return false, nil // CREATING, CLONING, and words that are not known
	}
}

// reaches judges the status of a proxy that was told to open or to close.
func reaches(id string, target gaapapi.Status) func(gaapapi.Status) (bool, error) {
	return func(status gaapapi.Status) (bool, error) {
		switch status {
		case target:
			return true, nil
		case gaapapi.StatusCreateFailed, gaapapi.StatusDestroying, gaapapi.StatusIsolated, gaapapi.StatusIsolating:
			return false, &statusError{id, status, "it does not become " + string(target)}
		}
		return false, nil
	}
}

// awaitProxy reads the whole proxy until it is as wanted, since reads may lag
// behind writes; difference says what is still missing, "" for nothing.
func awaitProxy(ctx context.Context, client *gaapapi.Client, id string, difference func(gaapapi.Proxy) string) (gaapapi.Proxy, error) {
	var seen gaapapi.Proxy
	missing := ""
	err := client.Watch(ctx, func(ctx context.Context) (bool, error) {
		proxy, err := client.DescribeProxy(ctx, id)
		if err != nil {
			return false, err
		}
		seen, missing = proxy, difference(proxy)
		return missing == "", nil
	})
	if err != nil && missing != "" {
		err = fmt.Errorf("%s: %w", missing, err)
	}
	return seen, whileIn(err, id, seen.Status)
}

// awaitLag is awaitProxy for what is done already: a difference has only as
// long to go away as reads lag behind writes. It returns what is left of it.
func awaitLag(ctx context.Context, client *gaapapi.Client, id string, difference func(gaapapi.Proxy) string) (proxy gaapapi.Proxy, left string, err error) {
	var first time.Time // when the proxy was read for the first time
	proxy, err = awaitProxy(ctx, client, id, func(p gaapapi.Proxy) string {
		now := client.Clock().Now()
		if first.IsZero() {
			first = now
		}
		left = difference(p)
		if now.Sub(first) >= maxLag {
			return ""
		}
		return left
	})
	return proxy, left, err
}
