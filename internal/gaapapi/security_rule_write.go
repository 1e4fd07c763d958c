package gaapapi

import (
	"context"
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// maxSecurityRules is how many rules one call is about.
//
// Assumption: those that make and delete rules take as many as the one that reads
// them, of which it is documented.
const maxSecurityRules = 20

// ruleWrites are the writes of rules that go in few calls, by policy.
type ruleWrites struct {
	create *wire.BatchedWrites[string, *SecurityRuleInput, string] // each of its own, though two say the same
	remove *wire.BatchedWrites[string, string, struct{}]
}

func newRuleWrites(c *Client) ruleWrites {
	return ruleWrites{
		create: wire.NewBatchedWrites(c.Client, "CreateSecurityRules", maxSecurityRules, c.createSecurityRules),
		remove: wire.NewBatchedWrites(c.Client, "DeleteSecurityRules", maxSecurityRules, c.deleteSecurityRules),
	}
}

// CreateSecurityRule makes a rule, and returns its id, in a call with others that are
// made of the same policy at the same moment. The service makes all of them or none;
// if it refuses them, each is tried by itself. There is no ClientToken, so nothing is
// sent again after an answer that is lost: the rules of the policy tell what became
// of it. The error's class is [wire.Busy] while the policy is being changed.
func (c *Client) CreateSecurityRule(ctx context.Context, policyID string, in SecurityRuleInput) (string, error) {
	return c.ruleWrites.create.Do(ctx, policyID, &in)
}

func (c *Client) createSecurityRules(ctx context.Context, policyID string, all []*SecurityRuleInput) map[*SecurityRuleInput]wire.Result[string] {
	return wire.OneByOne(all, wire.MayConcernOneID, func(all []*SecurityRuleInput) (map[*SecurityRuleInput]wire.Result[string], error) {
		req := gaap.NewCreateSecurityRulesRequest()
		req.PolicyId = &policyID
		for _, r := range all {
			req.RuleList = append(req.RuleList, &gaap.SecurityPolicyRuleIn{
				SourceCidr: &r.Source, Action: &r.Action, AliasName: pointer(r.Name), Protocol: &r.Protocol, DestPortRange: &r.Ports,
			})
		}
		resp := gaap.NewCreateSecurityRulesResponse()
		var ids []string
		err := c.writePolicy(ctx, wire.CreatesEachTime, policyID, req, resp, func() error {
			if err := present(resp.Response); err != nil {
				return err
			}
			ids = values(resp.Response.RuleIdList)
			return checkRuleIDs(ids, len(all))
		}, securityClass)
		if err != nil {
			return nil, err
		}
		made := map[*SecurityRuleInput]wire.Result[string]{}
		for i, r := range all { // Assumption: the ids are in the order of the rules
			made[r] = wire.Result[string]{Value: ids[i]}
		}
		return made, nil
	})
}

func checkRuleIDs(ids []string, want int) error {
	if len(ids) != want {
		return fmt.Errorf("the answer is about %d security rules, not about %d", len(ids), want)
	}
	seen := map[string]bool{}
	for _, id := range ids {
		if err := wire.CheckID("security rule", id); err != nil {
			return err
		}
		if seen[id] {
			return fmt.Errorf("the answer has security rule %s twice", id)
		}
		seen[id] = true
	}
	return nil
}

// ModifySecurityRule makes a rule say something else; the service does so at once.
// All is sent: what becomes of what is left out is not documented, and a protocol or
// ports that became all of them would open what is closed. The error's class is
// [wire.Busy] while the policy is being changed.
func (c *Client) ModifySecurityRule(ctx context.Context, policyID, id string, to SecurityRuleInput) error {
	req := gaap.NewModifySecurityRuleRequest()
	req.PolicyId, req.RuleId = &policyID, &id
	req.AliasName, req.RuleAction, req.SourceCidr, req.Protocol, req.DestPortRange = &to.Name, &to.Action, &to.Source, &to.Protocol, &to.Ports
	return c.writePolicy(ctx, wire.Idempotent, policyID, req, gaap.NewModifySecurityRuleResponse(), nil, securityClass)
}

// DeleteSecurityRule deletes a rule, in a call with others that are deleted of the
// same policy at the same moment; the service does so at once. The error's class is
// [wire.Busy] while the policy is being changed, [wire.Gone] if there is no such rule.
func (c *Client) DeleteSecurityRule(ctx context.Context, policyID, id string) error {
	_, err := c.ruleWrites.remove.Do(ctx, policyID, id)
	return err
}

func (c *Client) deleteSecurityRules(ctx context.Context, policyID string, ids []string) map[string]wire.Result[struct{}] {
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[struct{}], error) {
		req := gaap.NewDeleteSecurityRulesRequest()
		req.PolicyId, req.RuleIdList = &policyID, pointers(ids)
		if err := c.writePolicy(ctx, wire.Removes, policyID, req, gaap.NewDeleteSecurityRulesResponse(), nil, securityClass); err != nil {
			return nil, err
		}
		done := map[string]wire.Result[struct{}]{}
		for _, id := range ids {
			done[id] = wire.Result[struct{}]{}
		}
		return done, nil
	})
}
