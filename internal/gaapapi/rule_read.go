package gaapapi

import (
	"context"
	"errors"
	"slices"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// maxRuleIDs is how many ids one call of DescribeRulesByRuleIds takes.
const maxRuleIDs = 10

// RefreshRule reads one rule for a refresh of the state: from what
// [Client.Domains] shares if its listener was asked for, or if more rules of it
// are than one call takes by their ids; else ten rules of any listeners take one
// call. A listener that is not known is empty.
func (c *Client) RefreshRule(ctx context.Context, listenerID, id string) (Rule, error) {
	if listenerID == "" || !c.domains.readsWholeListener(listenerID) {
		return c.DescribeRule(ctx, id)
	}
	all, err := c.Domains(ctx, listenerID)
	if err != nil && wire.ClassOf(err) != wire.Gone { // which is about the listener
		return Rule{}, err
	}
	for _, d := range all {
		if at := slices.IndexFunc(d.Rules, func(r Rule) bool { return r.ID == id }); at >= 0 {
			return d.Rules[at], nil
		}
	}
	return c.DescribeRule(ctx, id)
}

// readsWholeListener counts a rule of a listener that a refresh asks for, and reports
// whether it is to be read with all others of the listener.
func (r *domainReads) readsWholeListener(listenerID string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked[listenerID]++
	return !r.written[listenerID] && (r.listed[listenerID] || r.asked[listenerID] > maxRuleIDs)
}

// DescribeRule reads one rule after this moment, in a call that is shared with
// others who read rules now. The error's class is [wire.Gone] if there is no such
// rule.
func (c *Client) DescribeRule(ctx context.Context, id string) (Rule, error) {
	return c.domains.rules.Do(ctx, id)
}

// LeavingRule reads the status of a rule that is being deleted, after this moment: by
// its id if nobody else asks about one of the listener now, or all that hangs on the
// listener for all who do. One that is gone would make a call by several ids fail.
func (c *Client) LeavingRule(ctx context.Context, listenerID, id string) (ListenerStatus, error) {
	if listenerID == "" { // somebody edited the state
		r, err := c.DescribeRule(ctx, id)
		return r.Status, err
	}
	return c.domains.leaving.At(listenerID).Do(ctx, id)
}

func (c *Client) describeLeavingRules(ctx context.Context, listenerID string, ids []string) map[string]wire.Result[ListenerStatus] {
	return wire.OneOrAll("DescribeRules", ids,
		func(id string) (ListenerStatus, error) {
			r, err := c.DescribeRule(ctx, id)
			return r.Status, err
		},
		func() (map[string]ListenerStatus, error) {
			all, err := c.DomainsNow(ctx, listenerID)
			if wire.ClassOf(err) == wire.Gone { // the listener has gone with its rules
				err = nil
			}
			found := map[string]ListenerStatus{}
			for _, d := range all {
				for _, r := range d.Rules {
					found[r.ID] = r.Status
				}
			}
			return found, err
		})
}

// describeRules reads rules in one call, or few if some ids make it fail.
func (c *Client) describeRules(ctx context.Context, ids []string) map[string]wire.Result[Rule] {
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[Rule], error) {
		req := gaap.NewDescribeRulesByRuleIdsRequest()
		req.RuleIds = pointers(ids)
		resp := gaap.NewDescribeRulesByRuleIdsResponse()
		var found map[string]Rule
		done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
			if resp.Response == nil || resp.Response.TotalCount == nil {
				return errors.New("the answer has no TotalCount")
			}
			found, problem = newRules(ids, values(resp.Response.RuleSet))
			return problem
		}, wire.Classify(ruleClass))
		if err != nil {
			return nil, err
		}
		return wire.ResultsByID(req.GetAction(), quote.Printable(done.RequestID, maxWord), ids, found), nil
	})
}

func newRules(ids []string, infos []gaap.RuleInfo) (map[string]Rule, error) {
	var all []Rule
	for _, info := range infos {
		r, err := newRule(info)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return wire.ByID("rule", ids, all, Rule.id)
}

// ruleClass: a rule that does not exist is an invalid parameter, of which the
// message tells.
func ruleClass(code, message string) wire.Class {
	if code == "InvalidParameter" && strings.Contains(strings.ToLower(message), "ruleid") {
		return wire.Gone
	}
	return belowListenerClass(code, message)
}
