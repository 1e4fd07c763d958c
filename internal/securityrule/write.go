package securityrule

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// taken is the code that says that a policy has a rule about the same connections.
const taken = "FailedOperation.ProxySecurityPolicyDuplicatedRule"

// create makes a rule. Its natural key is all that it says, but for its name.
//
// Assumption: whether two rules can be about the same connections, one to accept and
// one to drop them, is for the service to say; so the action counts, until it refuses
// the rule.
func create(ctx context.Context, c *change) (string, error) {
	m, refused := c.Plan, false
	policy := m.PolicyID.ValueString()
	in := func(p gaapapi.SecurityPolicy, err error) (gaapapi.SecurityRule, error) {
		for _, r := range p.Rules {
			if words(r.SecurityRuleInput) == m.says() || refused && about(r.SecurityRuleInput) == about(m.input()) {
				return r, err
			}
		}
		return gaapapi.SecurityRule{}, err
	}
	return c.CreateByKey(ctx, object.Key[gaapapi.SecurityRule]{
		Words: keyOf(m),
		Look: func(ctx context.Context) (gaapapi.SecurityRule, error) {
			return in(c.Client.RecentSecurityPolicy(ctx, policy, object.SameLook))
		},
		Holder: func(ctx context.Context) (gaapapi.SecurityRule, error) {
			return in(c.Client.DescribeSecurityPolicy(ctx, policy))
		},
		Lacks: func(r gaapapi.SecurityRule) []string { return lacks(m, r) },
		Send: func(ctx context.Context) (string, error) {
			id, err := c.Client.CreateSecurityRule(ctx, policy, m.input())
			refused = refused || wire.CodeOf(err) == taken
			return id, err
		},
		TakenCode: taken,
		Scope:     policy,
		Renamable: true,
	})
}

// steps are the calls of an update.
func steps(c *change) []step {
	from, to := c.State, c.Plan
	return []step{{
		Doing: "Changing", Needed: object.Changes(to.Source, from.Source) || object.Changes(to.Action, from.Action) || object.Changes(to.Name, from.Name) ||
			object.Changes(to.Protocol, from.Protocol) || object.Changes(to.Ports, from.Ports),
		Do:    func(ctx context.Context) error { return modify(ctx, c) },
		Shows: func(r gaapapi.SecurityRule) bool { return len(lacks(to, r)) == 0 }, NotYet: "the change does not show yet",
	}}
}

// modify changes a rule. What it is to say, another rule may say that this run changes
// or destroys, too, as when one is taken out of a list that is counted: so a refusal is
// not believed for as long as reads lag.
func modify(ctx context.Context, c *change) error {
	until := c.Client.Clock().Now().Add(object.MaxLag)
	return c.Client.Polling(wire.PollFast).Watch(ctx, func(ctx context.Context) (bool, error) {
		err := c.Write(ctx, func(ctx context.Context) error {
			return c.Client.ModifySecurityRule(ctx, c.Plan.PolicyID.ValueString(), c.ID, c.Plan.input())
		}, func(r gaapapi.SecurityRule) bool { return len(lacks(c.Plan, r)) == 0 })
		if wire.CodeOf(err) == taken && c.Client.Clock().Now().Before(until) {
			return false, nil
		}
		return err == nil, err
	})
}

func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id, policy := m.ID.ValueString(), m.PolicyID.ValueString()
	if policy == "" { // somebody edited the state
		found, err := c.DescribeSecurityRule(ctx, "", id)
		if err != nil {
			return err
		}
		policy = found.PolicyID
	}
	return c.DeleteSecurityRule(ctx, policy, id)
}

// blockedError ends the wait for a policy whose proxy does not run and is on its way
// nowhere.
func blockedError(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
	if !object.IsParentDown(cause) {
		return nil
	}
	p, err := c.DescribeSecurityPolicy(ctx, m.PolicyID.ValueString())
	if err != nil {
		return nil //nolint:nilerr // what it belongs to is not known: the wait goes on
	}
	return object.ProxyBlocks(ctx, c, p.Parent, "security rule", cause)
}
