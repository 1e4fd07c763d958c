package proxy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// resizing is a change of the size or the billing of a proxy.
type resizing struct {
	*change

	sent gaapapi.Configuration // by the latest call
}

func resize(c *change) step {
	r := &resizing{change: c}
	s := step{
		Doing: "Changing the configuration",
		Needed: object.Changes(c.Plan.Bandwidth, c.State.Bandwidth) || object.Changes(c.Plan.Concurrent, c.State.Concurrent) ||
			object.Changes(c.Plan.BillingType, c.State.BillingType),
		Shows: r.isResized, NotYet: "the new configuration does not show yet",
	}
	s.Do = func(ctx context.Context) error {
		err := c.Write(ctx, r.configure, r.isConfigured)
		if err == nil {
			err = c.Client.AwaitPoll(ctx, 0) // no change is there at once
		}
		if err == nil {
			_, err = c.Await(ctx, object.Missing(s))
		}
		return err
	}
	return s
}

// configure sends a new configuration. The service wants the bandwidth or the
// concurrency, and what it takes a billing that is left out for is not
// documented: where these do not change, they are what a read shows now.
func (r *resizing) configure(ctx context.Context) error {
	to := gaapapi.Configuration{
		Bandwidth:   ifChanged(r.Plan.Bandwidth, r.State.Bandwidth),
		Concurrent:  ifChanged(r.Plan.Concurrent, r.State.Concurrent),
		BillingType: ifChanged(r.Plan.BillingType, r.State.BillingType),
	}
	var err error
	switch {
	case to.Bandwidth == nil && to.Concurrent == nil:
		to.Bandwidth, err = r.currentValue(ctx, r.State.Bandwidth, func(p gaapapi.Proxy) int64 { return p.Bandwidth })
	case to.BillingType == nil:
		to.BillingType, err = r.currentValue(ctx, r.State.BillingType, func(p gaapapi.Proxy) int64 { return p.BillingType })
	}
	if err != nil {
		return fmt.Errorf("reading the configuration before the change: %w", err)
	}
	r.sent = to
	return r.Client.ModifyProxyConfiguration(ctx, r.ID, to)
}

// currentValue reads a value of the proxy. One that the state does not know counts
// once it stays: a read that is late would undo the latest change.
func (r *resizing) currentValue(ctx context.Context, stored types.Int64, value func(gaapapi.Proxy) int64) (*int64, error) {
	proxy, _, err := r.AwaitLag(ctx, func(p gaapapi.Proxy) string {
		if stored.IsNull() || stored.ValueInt64() == value(p) {
			return ""
		}
		return "the configuration is not that of the state"
	})
	return new(value(proxy)), err
}

// ifChanged is a value to send, nil for one that does not change.
func ifChanged(planned, stored types.Int64) *int64 {
	if !object.Changes(planned, stored) {
		return nil
	}
	return planned.ValueInt64Pointer()
}

// isConfigured reports whether a proxy shows the configuration that was sent; the
// billing always is.
func (r *resizing) isConfigured(p gaapapi.Proxy) bool {
	shows := func(sent *int64, shown int64) bool { return sent == nil || *sent == shown }
	return r.sent.BillingType != nil && *r.sent.BillingType == p.BillingType &&
		shows(r.sent.Bandwidth, p.Bandwidth) && shows(r.sent.Concurrent, p.Concurrent)
}

// isResized reports whether the change of the configuration has ended, too.
func (r *resizing) isResized(p gaapapi.Proxy) bool {
	return r.isConfigured(p) && statuses.IsStable(string(p.Status))
}
