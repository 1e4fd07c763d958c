package proxy

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

const (
	summarySpent = "ClientToken of a GAAP proxy was used before"
	summaryEqual = "Equal GAAP proxy exists"

	choiceAdvice = "If one is yours, take it over: terraform import ADDRESS ID. If none is, set another client_token to make a new one."
)

var lookBackoff = wait.Backoff{First: time.Second, Max: 8 * time.Second, Factor: 2, Jitter: 0.2}

// candidate is a proxy that is equal to the order in every argument sent.
type candidate struct {
	proxy    gaapapi.Proxy
	obstacle string // why it may not be adopted, in words that follow "it"; empty if it may
	age      time.Duration
}

// look lists the proxies that the order could mean, again and again until done
// is satisfied or until what exists would have shown up.
func (o *order) look(ctx context.Context, done func(context.Context, []gaapapi.Proxy) (bool, error)) error {
	return o.client.Poll(ctx, lookBackoff, func(ctx context.Context) (bool, error) {
		last := !o.now().Before(o.lookUntil)
		all, err := o.client.ListProxies(ctx, o.filter())
		if err != nil {
			return false, err
		}
		found, err := done(ctx, all)
		return found || last, err
	})
}

// filter selects what the order could have made. In a group, the origin region
// is the group's, whatever the order says.
func (o *order) filter() gaapapi.ProxyFilter {
	filter := gaapapi.ProxyFilter{ProjectID: o.in.ProjectID, AccessRegion: o.in.AccessRegion, GroupID: o.in.GroupID}
	if o.in.GroupID == "" {
		filter.RealServerRegion = o.in.RealServerRegion
	}
	return filter
}

// candidates returns the proxies that an earlier order of the same may have
// made. One that was listed once counts, even if a later list leaves it out,
// and one that somebody has put tags on, which then are its obstacle.
func (o *order) candidates(ctx context.Context, start time.Time) ([]candidate, error) {
	found := map[string]candidate{}
	err := o.look(ctx, func(ctx context.Context, all []gaapapi.Proxy) (bool, error) {
		conclusive := false
		for _, p := range all {
			if !o.possible(o.withoutOtherTags(p)) {
				continue
			}
			c, known := found[p.ID]
			if !known {
				var err error
				if c, err = o.judge(ctx, p); err != nil {
					return false, err
				}
				found[p.ID] = c
			}
			// A proxy of this very attempt settles it. An older one does not: a
			// second one may not show yet.
			conclusive = conclusive || c.obstacle == "" && !o.isOlder(p, start) && o.now().Sub(start) < minTokenWindow
		}
		return conclusive, nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for the proxy that an earlier order may have made: %w", err)
	}
	return slices.SortedFunc(maps.Values(found), func(a, b candidate) int { return cmp.Compare(a.proxy.ID, b.proxy.ID) }), nil
}

// possible reports whether a proxy is equal to the order and nobody's in this run.
func (o *order) possible(p gaapapi.Proxy) bool {
	return p.Status != gaapapi.StatusDestroying && len(o.in.Differences(p)) == 0 && o.ledger.Claimable(p.ID)
}

// withoutOtherTags returns a proxy with those of its tags that were ordered.
func (o *order) withoutOtherTags(p gaapapi.Proxy) gaapapi.Proxy {
	p.Tags = maps.Clone(p.Tags)
	maps.DeleteFunc(p.Tags, func(key, _ string) bool {
		_, ordered := o.in.Tags[key]
		return !ordered
	})
	return p
}

// judge says whether a proxy may be adopted: it is equal, alive, recent, and
// nobody has begun to use it.
func (o *order) judge(ctx context.Context, p gaapapi.Proxy) (candidate, error) {
	c := candidate{proxy: p, age: age(p, o.now())}
	switch {
	case p.Status == gaapapi.StatusDestroying:
		c.obstacle = "is being destroyed"
	case p.Status == gaapapi.StatusCreateFailed, p.Status == gaapapi.StatusIsolated, p.Status == gaapapi.StatusIsolating:
		c.obstacle = "is " + string(p.Status)
	case len(o.in.Differences(p)) > 0:
		c.obstacle = "differs: " + strings.Join(o.in.Differences(p), "; ")
	case !o.ledger.Claimable(p.ID):
		c.obstacle = "belongs to another resource of this configuration"
	case p.CreateTime.Before(o.placed) && c.age >= o.window:
		c.obstacle = fmt.Sprintf("is older than adopt_window (%s)", o.window)
	case p.ModifyConfigTime.After(p.CreateTime):
		c.obstacle = "was reconfigured"
	case o.in.ClonedProxyID == "": // a clone has its source's listeners from the start
		used, err := o.client.HasListeners(ctx, p.ID)
		if err != nil {
			return c, fmt.Errorf("looking whether proxy %s is in use: %w", p.ID, err)
		}
		if used {
			c.obstacle = "has listeners"
		}
	}
	return c, nil
}

// resembles reports whether a proxy can be what this order made, even if the
// service changed some of what was asked for.
func (o *order) resembles(p gaapapi.Proxy) bool {
	return p.Name == o.in.Name && p.ProjectID == o.in.ProjectID && p.AccessRegion == o.in.AccessRegion
}

// tellOf warns of equal proxies beside the new one: one of them may be what a
// lost answer left behind, if the service has forgotten its token.
func (o *order) tellOf(others []gaapapi.Proxy) {
	whose := "If an interrupted run left it behind"
	if o.twins {
		whose = "If it is neither another resource's nor another state's, but was left behind by an interrupted run"
	}
	var equal []candidate
	for _, p := range others {
		if o.possible(p) {
			equal = append(equal, candidate{proxy: p, age: age(p, o.now())})
		}
	}
	if len(equal) > 0 {
		o.warn(summaryEqual, fmt.Sprintf("Beside the new proxy %q, these are the same in all arguments:\n%s\n%s, import or destroy it: it is billed, too.",
			o.in.Name, listed(equal), whose))
	}
}

// warnLeft names the proxies that the order does not take over. It is one
// warning, since Terraform shows only the first of several with one summary.
func (o *order) warnLeft(left []candidate) {
	if len(left) > 0 {
		o.warn(summaryEqual, fmt.Sprintf("The service has seen the order of %q before. These may be what it made, but they are not taken over:\n%s\n"+
			"If one is yours and in no state, import or destroy it: it is billed, too.", o.in.Name, listed(left)))
	}
}

func listed(all []candidate) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "  - %s, %s, made %s ago", c.proxy.ID, c.proxy.Status, c.age)
		if c.obstacle != "" {
			fmt.Fprintf(&b, ": it %s", c.obstacle)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func age(p gaapapi.Proxy, now time.Time) time.Duration {
	return max(0, now.Sub(p.CreateTime)).Truncate(time.Second)
}
