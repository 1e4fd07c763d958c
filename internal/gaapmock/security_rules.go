package gaapmock

import (
	"slices"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// Limits of the API.
const (
	maxRuleAlias   = 30 // characters
	maxRulesInRead = 20
)

// unknownSecurityRule is the answer about an id that does not exist.
func (c *call) unknownSecurityRule(id string) *apiError {
	if c.opts.Security.UnknownRule == UnknownNotFound {
		return errorf("ResourceNotFound", "The security rule `%s` is not found.", id)
	}
	return errorf("InvalidParameter", "SecurityRuleId(%s) Not Exist.", id)
}

// rulesPolicy finds the policy whose rules a call changes.
func (c *call) rulesPolicy(id string) (SecurityPolicy, *apiError) {
	p, err := c.securityPolicy(id, c.store.SecurityPolicies.current(c.now))
	if err != nil {
		return p, err
	}
	if err := c.checkSecured(p); err != nil {
		return p, err
	}
	if isTransient(p.Status) && !c.opts.Security.RulesWhileChanging || c.now.Before(p.BusyUntil) {
		return p, errorf("FailedOperation.ProxySecurityPolicyOperating", "The security policy `%s` is being changed.", p.ID)
	}
	return p, nil
}

// keepPolicyBusy keeps a policy busy, see SecurityOptions.RuleDuration.
func (c *call) keepPolicyBusy(p SecurityPolicy) {
	if d := c.opts.Security.RuleDuration; d > 0 {
		p.BusyUntil = c.now.Add(d)
		c.store.SecurityPolicies.edit(c, p)
	}
}

// createSecurityRules is CreateSecurityRules. All are made or none; the
// ids are in the order of the rules.
//
// Assumption: Protocol and DestPortRange are ALL when they are omitted or
// empty; a long alias is cut as ModifySecurityRule cuts it; a call may have up
// to 100 rules.
func createSecurityRules(c *call, in *gaap.CreateSecurityRulesRequestParams) (any, *apiError) {
	p, err := c.rulesPolicy(*in.PolicyId)
	if err != nil {
		return nil, err
	}
	switch n := len(in.RuleList); {
	case n == 0:
		return nil, missing("RuleList")
	case n > maxIDs:
		return nil, invalidValue("RuleList")
	}
	rules := c.store.rulesOfPolicy(p.ID, c.now)
	made := []SecurityRule{}
	for _, r := range in.RuleList {
		if r.SourceCidr == nil || r.Action == nil {
			return nil, missing("RuleList.SourceCidr")
		}
		rule := SecurityRule{PolicyID: p.ID, Name: cutAlias(val(r.AliasName)), Source: *r.SourceCidr, Protocol: val(r.Protocol), Ports: val(r.DestPortRange)}
		if rule.Action, err = c.securityAction("Action", *r.Action); err != nil {
			return nil, err
		}
		rule = rule.fill(c.store, c.now)
		if err := c.checkSecurityRule(rule, slices.Concat(rules, made)); err != nil {
			return nil, err
		}
		made = append(made, rule)
	}
	if most := c.opts.Security.MaxRules; most >= 0 && len(rules)+len(made) > most {
		code := "LimitExceeded"
		if c.opts.Security.QuotaFailed {
			code = "FailedOperation"
		}
		return nil, errorf(code, "A security policy has up to %d rules.", most)
	}
	ids := []string{}
	for _, r := range made {
		r.ID = c.store.SecurityRules.newID(c.store.Seed)
		c.store.SecurityRules.put(r, c.now)
		ids = append(ids, r.ID)
	}
	c.keepPolicyBusy(p)
	return map[string][]string{"RuleIdList": ids}, nil
}

// cutAlias cuts an alias as the service does.
func cutAlias(alias string) string {
	if r := []rune(alias); len(r) > maxRuleAlias {
		return string(r[:maxRuleAlias])
	}
	return alias
}

// checkSecurityRule refuses a rule that makes no sense, or none beside others.
//
// Assumption: equal but for the action and the alias is duplicated, see
// SecurityOptions.ActionTellsApart; the default rule is to drop everything.
func (c *call) checkSecurityRule(r SecurityRule, others []SecurityRule) *apiError {
	if name := r.wrong(); name != "" {
		return invalidValue(name)
	}
	if r.dropsAll() && !c.opts.Security.DropAllTaken {
		return errorf("FailedOperation.ProxySecurityPolicyDefaultRule", "The default rule cannot be to drop everything.")
	}
	for _, other := range others {
		if r.same(other) && (r.Action == other.Action || !c.opts.Security.ActionTellsApart) {
			return errorf("FailedOperation.ProxySecurityPolicyDuplicatedRule", "The security policy has a rule for `%s`.", r.Source)
		}
	}
	return nil
}

// ruleOf finds a rule that a write names.
//
// Assumption: one of another policy does not exist.
func (c *call) ruleOf(policyID, id string) (SecurityRule, *apiError) {
	r, ok := c.store.SecurityRules.current(c.now).get(id)
	if !ok || r.PolicyID != policyID {
		return r, c.unknownSecurityRule(id)
	}
	return r, nil
}

// with is a rule with the values that ModifySecurityRule gives, but for the action.
func (r SecurityRule) with(in *gaap.ModifySecurityRuleRequestParams) SecurityRule {
	r.Name = cutAlias(*in.AliasName)
	if in.SourceCidr != nil {
		r.Source = *in.SourceCidr
	}
	if in.Protocol != nil {
		r.Protocol = *in.Protocol
	}
	if in.DestPortRange != nil {
		r.Ports = *in.DestPortRange
	}
	return r
}

// Assumption: what is omitted stays.
func modifySecurityRule(c *call, in *gaap.ModifySecurityRuleRequestParams) (any, *apiError) {
	p, err := c.rulesPolicy(*in.PolicyId)
	if err != nil {
		return nil, err
	}
	r, err := c.ruleOf(p.ID, *in.RuleId)
	if err != nil {
		return nil, err
	}
	if in.RuleAction != nil {
		if r.Action, err = c.securityAction("RuleAction", *in.RuleAction); err != nil {
			return nil, err
		}
	}
	r = r.with(in)
	others := slices.DeleteFunc(c.store.rulesOfPolicy(p.ID, c.now), func(other SecurityRule) bool { return other.ID == r.ID })
	if err := c.checkSecurityRule(r, others); err != nil {
		return nil, err
	}
	c.store.SecurityRules.edit(c, r)
	c.keepPolicyBusy(p)
	return none{}, nil
}

// deleteSecurityRules is DeleteSecurityRules: all go or none.
//
// Assumption: a call may name up to 100 rules.
func deleteSecurityRules(c *call, in *gaap.DeleteSecurityRulesRequestParams) (any, *apiError) {
	p, err := c.rulesPolicy(*in.PolicyId)
	if err != nil {
		return nil, err
	}
	ids, err := mergeIDs(in.RuleIdList, nil)
	if err != nil || len(ids) == 0 {
		return nil, missingUnless(err, "RuleIdList")
	}
	for _, id := range ids {
		if _, err := c.ruleOf(p.ID, id); err != nil {
			return nil, err
		}
	}
	for _, id := range ids {
		c.store.SecurityRules.remove(id, c.now)
	}
	c.keepPolicyBusy(p)
	return none{}, nil
}

// securityRuleInfo is SecurityPolicyRuleOut of the API.
type securityRuleInfo struct {
	RuleID        string `json:"RuleId"`
	PolicyID      string `json:"PolicyId"`
	SourceCidr    string `json:"SourceCidr"`
	Action        string `json:"Action"`
	AliasName     string `json:"AliasName"`
	Protocol      string `json:"Protocol"`
	DestPortRange string `json:"DestPortRange"`
}

// newSecurityRules describes rules, see SecurityOptions.HostPrefixShown.
func (o *Options) newSecurityRules(rules []SecurityRule) []securityRuleInfo {
	out := []securityRuleInfo{}
	for _, r := range rules {
		source := r.Source
		if !o.Security.HostPrefixShown && !strings.Contains(source, ":") {
			source = strings.TrimSuffix(source, "/32")
		}
		out = append(out, securityRuleInfo{r.ID, r.PolicyID, source, r.Action, r.Name, r.Protocol, r.Ports})
	}
	return out
}

type securityRuleList struct {
	TotalCount      int                `json:"TotalCount"`
	SecurityRuleSet []securityRuleInfo `json:"SecurityRuleSet"`
}

// Assumption: the order is that of the ids.
func describeSecurityRules(c *call, in *gaap.DescribeSecurityRulesRequestParams) (any, *apiError) {
	ids, err := mergeIDs(in.SecurityRuleIds, nil)
	if err != nil || len(ids) == 0 {
		return nil, missingUnless(err, "SecurityRuleIds")
	}
	if len(in.SecurityRuleIds) > maxRulesInRead {
		return nil, invalidValue("SecurityRuleIds")
	}
	found := []SecurityRule{}
	for _, id := range ids {
		r, ok := c.store.SecurityRules.asShown(c).get(id)
		switch {
		case ok:
			found = append(found, r)
		case c.opts.Security.UnknownRule != UnknownOmitted:
			return nil, c.unknownSecurityRule(id)
		}
	}
	return securityRuleList{len(found), c.opts.newSecurityRules(found)}, nil
}
