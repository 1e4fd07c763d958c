package httpheader

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// create gives a rule its headers. Its natural key is the rule. A rule that has
// some has a header list, even if that is equal: whoever made it may count on it.
func create(ctx context.Context, c *change) (string, error) {
	rule, all := c.Plan.RuleID.ValueString(), c.Plan.plannedHeaders()
	return c.CreateByKey(ctx, object.Key[headerList]{
		Words: place(rule),
		Holder: func(ctx context.Context) (headerList, error) {
			l, err := describe(ctx, c.Client, rule)
			if err != nil || len(l.Headers) == 0 {
				return headerList{}, err
			}
			return l, nil
		},
		Lacks: func(l headerList) []string { return lacks(c.Plan, l) },
		Send: func(ctx context.Context) (string, error) {
			return rule, c.Client.SetCustomHeaders(ctx, "", rule, all)
		},
		Scope: rule,
	})
}

// replace sends all headers: there is no call that changes one of them.
func replace(c *change) step {
	all := c.Plan.plannedHeaders()
	s := step{
		Doing: "Setting the headers", Needed: object.Changes(c.Plan.Headers, c.State.Headers),
		Shows: func(l headerList) bool { return len(lacks(c.Plan, l)) == 0 }, NotYet: "the new headers do not show yet",
	}
	send := func(ctx context.Context) error { return c.Client.SetCustomHeaders(ctx, "", c.ID, all) }
	s.Do = func(ctx context.Context) error {
		if err := c.Write(ctx, send, s.Shows); err != nil {
			return err
		}
		return awaitRule(ctx, c.Client, c.ID)
	}
	return s
}

// awaitRule waits until the service is done with a rule. Until then it refuses
// what comes next on the listener.
func awaitRule(ctx context.Context, c *gaapapi.Client, id string) error {
	return c.Polling(wire.PollFast).Watch(ctx, func(ctx context.Context) (bool, error) {
		rule, err := c.DescribeRule(ctx, id)
		return rule.Status == gaapapi.ListenerRunning, err
	})
}

// listenerOf is the listener of a rule, which takes one operation at a time, empty
// if it cannot be looked up.
func listenerOf(ctx context.Context, c *gaapapi.Client, m *model) string {
	rule, err := c.RefreshRule(ctx, "", m.RuleID.ValueString())
	if err != nil {
		return ""
	}
	return rule.ListenerID
}

// blockedError ends the wait below a proxy that does not run and is on its way nowhere.
func blockedError(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
	if !object.IsParentDown(cause) {
		return nil
	}
	return object.ListenerBlocks(ctx, c, listenerOf(ctx, c, m), "header list", cause)
}
