package proxy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// candidate is a proxy that an order has to do with, and what is to be said of it.
type candidate struct {
	proxy gaapapi.Proxy
	words string // follow "it"; may be empty
}

// filter selects what the order could have made, by what can never change. In a
// group, the origin region is the group's, whatever the order says.
func (o *order) filter() gaapapi.ProxyFilter {
	filter := gaapapi.ProxyFilter{ProjectID: gaapapi.AllProjects, AccessRegion: o.in.AccessRegion, GroupID: o.in.GroupID}
	if o.in.GroupID == "" {
		filter.RealServerRegion = o.in.RealServerRegion
	}
	return filter
}

// matchesImmutable reports whether a proxy has what the order asks for and can never
// change.
func (o *order) matchesImmutable(p gaapapi.Proxy) bool {
	return gaapapi.SameRegion(p.AccessRegion, o.in.AccessRegion) && p.GroupID == o.in.GroupID &&
		(o.in.GroupID != "" || gaapapi.SameRegion(p.RealServerRegion, o.in.RealServerRegion))
}

// isOld reports whether a proxy is older than the list that was made before the
// order, though that may not have it.
func (o *order) isOld(p gaapapi.Proxy) bool { return p.CreateTime.Before(o.since.Add(-maxSkew)) }

func isBeingDestroyed(p gaapapi.Proxy) bool { return p.Status == gaapapi.StatusDestroying }

// isLivingEqual reports whether a proxy is well, equal to the order, and of no instance
// of this run.
func (o *order) isLivingEqual(p gaapapi.Proxy) bool {
	return !isBeingDestroyed(p) && p.Status != gaapapi.StatusCreateFailed && o.in.Equal(p) && !o.ledger.IsOwned(p.ID)
}

// classify returns the proxies that the order must not leave behind unseen, and
// those that are to be named, but stop nothing.
func (o *order) classify(ctx context.Context, seen []gaapapi.Proxy) (orphans, noted []candidate, err error) {
	for _, p := range slices.SortedFunc(slices.Values(seen), func(a, b gaapapi.Proxy) int { return strings.Compare(a.ID, b.ID) }) {
		if isBeingDestroyed(p) || !o.in.Equal(p) || o.ledger.IsOwned(p.ID) {
			continue
		}
		words, err := o.whyHarmless(ctx, p)
		if err != nil {
			return nil, nil, err
		}
		if words == "" {
			orphans = append(orphans, candidate{proxy: p})
		} else {
			noted = append(noted, candidate{p, words})
		}
	}
	return orphans, noted, nil
}

// whyHarmless says why an equal proxy does not stop the order, "" if it does.
func (o *order) whyHarmless(ctx context.Context, p gaapapi.Proxy) (string, error) {
	if p.Status == gaapapi.StatusCreateFailed {
		return "could not be made", nil
	}
	used, err := o.isInUse(ctx, p)
	switch {
	case used:
		return "is in use", nil
	case o.plans.destroysEqual(o.in):
		return "is beside one that this run destroys", nil
	case o.others:
		return "may be another's, as client_token or client_token_scope says", nil
	}
	return "", err
}

// isInUse reports whether somebody has begun to use a proxy: it has listeners,
// which a clone has from the start, or was reconfigured.
func (o *order) isInUse(ctx context.Context, p gaapapi.Proxy) (bool, error) {
	if p.ModifyConfigTime.After(p.CreateTime) {
		return true, nil
	}
	if o.in.ClonedProxyID != "" {
		return false, nil
	}
	if used, known := o.uses[p.ID]; known {
		return used, nil
	}
	used, err := o.client.HasListeners(ctx, p.ID)
	if err != nil {
		return false, fmt.Errorf("looking whether proxy %s is in use: %w", p.ID, err)
	}
	if o.uses == nil {
		o.uses = map[string]bool{}
	}
	o.uses[p.ID] = used
	return used, nil
}

func idsOf(all []candidate) []string {
	ids := make([]string, 0, len(all))
	for _, c := range all {
		ids = append(ids, c.proxy.ID)
	}
	return ids
}

func listOf(all []candidate, now time.Time) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "  - %s, %s, made %s ago", c.proxy.ID, c.proxy.Status, age(c.proxy, now))
		if c.words != "" {
			fmt.Fprintf(&b, ": it %s", c.words)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func age(p gaapapi.Proxy, now time.Time) time.Duration {
	return max(0, now.Sub(p.CreateTime)).Truncate(time.Second)
}
