package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Everything is what the protocol and the ports of a rule are, if it is about all.
const Everything = "ALL"

// SecurityRule is a rule of a security policy.
type SecurityRule struct {
	ID       string
	PolicyID string
	SecurityRuleInput
}

// SecurityRuleInput is what a rule says.
type SecurityRuleInput struct {
	Source   string // address or CIDR; the service may leave out /32
	Action   string // ACCEPT, DROP
	Name     string // perhaps empty
	Protocol string // TCP, UDP, Everything
	Ports    string // 80; 80,443; 3306-20000; Everything
}

func (r SecurityRule) id() string { return r.ID }

// newSecurityRule reads a rule, of a policy if it is known.
//
// Assumption: a protocol and ports that are left out are all.
func newSecurityRule(info gaap.SecurityPolicyRuleOut, policyID string) (SecurityRule, error) {
	r := SecurityRule{ID: value(info.RuleId), PolicyID: value(info.PolicyId), SecurityRuleInput: SecurityRuleInput{
		Source: word(info.SourceCidr), Action: action(info.Action), Name: value(info.AliasName), Protocol: word(info.Protocol), Ports: word(info.DestPortRange),
	}}
	if r.PolicyID == "" {
		r.PolicyID = policyID
	}
	for _, part := range []*string{&r.Protocol, &r.Ports} {
		if *part == "" {
			*part = Everything
		}
	}
	if err := errors.Join(wire.CheckID("security rule", r.ID), wire.CheckID("security policy", r.PolicyID)); err != nil {
		return SecurityRule{}, err
	}
	switch {
	case policyID != "" && r.PolicyID != policyID:
		return SecurityRule{}, fmt.Errorf("the answer has rule %s of policy %s, not of %s", r.ID, r.PolicyID, policyID)
	case r.Source == "" || r.Action == "":
		return SecurityRule{}, fmt.Errorf("the answer lacks the source or the action of rule %s", r.ID)
	}
	return r, nil
}

// CanonicalSource is one text for all ways to write where connections come from: an
// address is the network that holds nothing else.
func CanonicalSource(source string) string {
	if ip, err := netip.ParseAddr(source); err == nil {
		return netip.PrefixFrom(ip, ip.BitLen()).String()
	}
	if prefix, err := netip.ParsePrefix(source); err == nil {
		return prefix.Masked().String()
	}
	return source
}

// CanonicalPorts is one text for all orders of a list of ports.
func CanonicalPorts(ports string) string {
	all := strings.Split(ports, ",")
	slices.SortFunc(all, func(a, b string) int {
		first, _ := strconv.Atoi(a) // zero for what is no list of ports
		second, _ := strconv.Atoi(b)
		return first - second
	})
	return strings.Join(all, ",")
}

// RefreshSecurityRule reads one rule for a refresh of the state, from what
// [Client.RefreshSecurityPolicy] shares. Without its policy, as after an import, it
// is [Client.DescribeSecurityRule].
func (c *Client) RefreshSecurityRule(ctx context.Context, policyID, id string) (SecurityRule, error) {
	if policyID == "" {
		return c.DescribeSecurityRule(ctx, policyID, id)
	}
	p, err := c.RefreshSecurityPolicy(ctx, policyID)
	found, err := p.rule(id, err)
	if wire.ClassOf(err) == wire.Gone && !c.policies.isWritten(policyID) {
		return c.DescribeSecurityRule(ctx, policyID, id)
	}
	return found, err
}

// DescribeSecurityRule reads one rule after this moment, with all others of its
// policy, in a call that is shared with others who read the policy now. A rule that
// this does not show is looked for once more by its id, as is one whose policy is not
// known; twenty rules of any policies take one call. The error's class is [wire.Gone]
// if there is no such rule.
func (c *Client) DescribeSecurityRule(ctx context.Context, policyID, id string) (SecurityRule, error) {
	if policyID != "" {
		p, err := c.DescribeSecurityPolicy(ctx, policyID)
		if found, err := p.rule(id, err); wire.ClassOf(err) != wire.Gone {
			return found, err
		}
	}
	return c.policies.rules.Do(ctx, id)
}

func (p SecurityPolicy) rule(id string, err error) (SecurityRule, error) {
	if err != nil {
		return SecurityRule{}, err
	}
	if at := slices.IndexFunc(p.Rules, func(r SecurityRule) bool { return r.ID == id }); at >= 0 {
		return p.Rules[at], nil
	}
	return SecurityRule{}, wire.NotListedError("DescribeSecurityPolicyDetail", "", id)
}

// describeSecurityRules reads rules in one call, or few if some ids make it fail.
func (c *Client) describeSecurityRules(ctx context.Context, ids []string) map[string]wire.Result[SecurityRule] {
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[SecurityRule], error) {
		req := gaap.NewDescribeSecurityRulesRequest()
		req.SecurityRuleIds = pointers(ids)
		resp := gaap.NewDescribeSecurityRulesResponse()
		var found map[string]SecurityRule
		done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
			if err := present(resp.Response); err != nil {
				return err
			}
			var all []SecurityRule
			for _, info := range values(resp.Response.SecurityRuleSet) {
				rule, err := newSecurityRule(info, "")
				if err != nil {
					return err
				}
				all = append(all, rule)
			}
			var err error
			found, err = wire.ByID("security rule", ids, all, SecurityRule.id)
			return err
		}, wire.Classify(securityClass))
		if err != nil {
			return nil, err
		}
		return wire.ResultsByID(req.GetAction(), quote.Printable(done.RequestID, maxWord), ids, found), nil
	})
}
