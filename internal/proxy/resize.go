package proxy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const lateConfiguration = "the new configuration does not show yet"

func (u *update) resizes() bool {
	return changes(u.plan.Bandwidth, u.state.Bandwidth) || changes(u.plan.Concurrent, u.state.Concurrent) ||
		changes(u.plan.BillingType, u.state.BillingType)
}

func (u *update) resize(ctx context.Context) error {
	err := write(ctx, u.client, u.id, u.configure, u.configured)
	if err == nil {
		err = u.client.Beat(ctx, 0) // no change is there at once
	}
	if err == nil {
		_, err = awaitProxy(ctx, u.client, u.id, missing(step{shows: u.resized, late: lateConfiguration}))
	}
	return err
}

// configure sends a new configuration. The service wants the bandwidth or the
// concurrency, and what it takes a billing that is left out for is not
// documented: where these do not change, they are what a read shows now.
func (u *update) configure(ctx context.Context) error {
	to := gaapapi.Configuration{
		Bandwidth:   changed(u.plan.Bandwidth, u.state.Bandwidth),
		Concurrent:  changed(u.plan.Concurrent, u.state.Concurrent),
		BillingType: changed(u.plan.BillingType, u.state.BillingType),
	}
	var err error
	switch {
	case to.Bandwidth == nil && to.Concurrent == nil:
		to.Bandwidth, err = u.shown(ctx, u.state.Bandwidth, func(p gaapapi.Proxy) int64 { return p.Bandwidth })
	case to.BillingType == nil:
		to.BillingType, err = u.shown(ctx, u.state.BillingType, func(p gaapapi.Proxy) int64 { return p.BillingType })
	}
	if err != nil {
		return fmt.Errorf("reading the configuration before the change: %w", err)
	}
	u.sent = to
	return u.client.ModifyProxyConfiguration(ctx, u.id, to)
}

// shown reads a value of the proxy. One that the state does not know counts
// once it stays: a read that is late would undo the latest change.
func (u *update) shown(ctx context.Context, stored types.Int64, value func(gaapapi.Proxy) int64) (*int64, error) {
	proxy, _, err := awaitLag(ctx, u.client, u.id, func(p gaapapi.Proxy) string {
		if stored.IsNull() || stored.ValueInt64() == value(p) {
			return ""
		}
		return "the configuration is not that of the state"
	})
	return new(value(proxy)), err
}

// changed is a value to send, nil for one that does not change.
func changed(planned, stored types.Int64) *int64 {
	if !changes(planned, stored) {
		return nil
	}
	return planned.ValueInt64Pointer()
}

// configured reports whether a proxy shows the configuration that was sent; the
// billing always is.
func (u *update) configured(p gaapapi.Proxy) bool {
	shows := func(sent *int64, shown int64) bool { return sent == nil || *sent == shown }
	return u.sent.BillingType != nil && *u.sent.BillingType == p.BillingType &&
		shows(u.sent.Bandwidth, p.Bandwidth) && shows(u.sent.Concurrent, p.Concurrent)
}

// resized reports whether the change of the configuration has ended, too.
func (u *update) resized(p gaapapi.Proxy) bool { return u.configured(p) && p.Status.Stable() }
