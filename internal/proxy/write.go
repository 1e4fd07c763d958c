package proxy

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// lastLookTimeout bounds the read after a failed operation.
const lastLookTimeout = 10 * time.Second

// write makes one change, once. While the proxy is in transition it tries
// again. When an answer leaves open whether the change was made, done tells
// from what the service shows.
func write(ctx context.Context, client *gaapapi.Client, id string, do func(context.Context) error, done func(gaapapi.Proxy) bool) error {
	var last error
	err := client.Watch(ctx, func(ctx context.Context) (bool, error) {
		last = do(ctx)
		if last == nil {
			return true, nil
		}
		if ctx.Err() != nil || !mayResolve(last) {
			return false, last
		}
		proxy, err := seen(ctx, client, id, done, mayBeDone(last))
		if err != nil || done(proxy) {
			return err == nil, err
		}
		if mayBecomePossible(last, proxy.Status) {
			return false, nil
		}
		return false, last
	})
	if err != nil && last != nil && !errors.Is(err, last) {
		err = fmt.Errorf("%w (the last answer was: %w)", err, last)
	}
	return err
}

// seen reads the proxy. If the change may have been made, it gives the change
// time to show: reads lag behind writes, and what is under way ends first.
func seen(ctx context.Context, client *gaapapi.Client, id string, done func(gaapapi.Proxy) bool, patient bool) (gaapapi.Proxy, error) {
	if !patient {
		return client.DescribeProxy(ctx, id)
	}
	for {
		proxy, left, err := awaitLag(ctx, client, id, func(p gaapapi.Proxy) string {
			if done(p) {
				return ""
			}
			return "the change does not show"
		})
		if err != nil || left == "" || proxy.Status.Stable() {
			return proxy, err
		}
	}
}

// mayBecomePossible reports whether to try a failed change again. A proxy that
// would have to run, and does not, does not begin to by itself.
func mayBecomePossible(err error, status gaapapi.Status) bool {
	runs := status == gaapapi.StatusRunning || !status.Stable()
	switch code := wire.CodeOf(err); {
	case wire.ClassOf(err) == wire.Duplicate:
		return true // a new write has a new token
	case isRefused(err), strings.HasSuffix(code, "StatusNotInRuning"):
		return runs
	default:
		return wire.ClassOf(err) == wire.Busy
	}
}

// mayResolve reports whether a failed change may be there all the same, or
// possible in a moment.
func mayResolve(err error) bool {
	return isRefused(err) || wire.ClassOf(err) == wire.Busy || mayBeDone(err)
}

func isRefused(err error) bool {
	_, refused := errors.AsType[*wire.RefusedError](err)
	return refused
}

// mayBeDone reports whether the service may have made a change although the
// last answer is an error.
func mayBeDone(err error) bool {
	api, ok := errors.AsType[*wire.Error](err)
	return ok && (api.Resent || wire.ClassOf(err) == wire.Duplicate)
}

// lastLook reads a proxy after a failure, even if the time has run out, so
// that the state is true. After an interruption there is no time for it.
func lastLook(ctx context.Context, client *gaapapi.Client, id string) gaapapi.Proxy {
	if errors.Is(ctx.Err(), context.Canceled) {
		return gaapapi.Proxy{}
	}
	ctx, cancel := client.Clock().WithTimeout(context.WithoutCancel(ctx), lastLookTimeout)
	defer cancel()
	proxy, err := client.DescribeProxy(ctx, id)
	if err != nil {
		return gaapapi.Proxy{}
	}
	return proxy
}
