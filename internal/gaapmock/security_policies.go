package gaapmock

import (
	"fmt"
	"slices"
	"strings"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// Assumption: a proxy or group may have any status but DESTROYING; a member of a
// group may have a policy beside that of its group.
func createSecurityPolicy(c *call, in *gaap.CreateSecurityPolicyRequestParams) (any, *apiError) {
	made := SecurityPolicy{ProxyID: val(in.ProxyId), GroupID: val(in.GroupId), Status: StatusUnbind, CreateTime: c.now}
	both := made.ProxyID != "" && made.GroupID != ""
	switch {
	case made.parent() == "":
		return nil, missing("ProxyId")
	case both && !c.opts.Security.ProxyWins:
		return nil, errorf("InvalidParameter", "ProxyId and GroupId exclude each other.")
	case both:
		made.GroupID = ""
	}
	var err *apiError
	if made.DefaultAction, err = c.securityAction("DefaultAction", *in.DefaultAction); err != nil {
		return nil, err
	}
	if err := c.checkSecured(made); err != nil {
		return nil, err
	}
	if p, _ := c.store.Proxies.current(c.now).get(made.ProxyID); p.NoSecurity {
		return nil, errorf("FailedOperation.NonStandardProxy", "The proxy `%s` takes no security policy.", p.ID)
	}
	if _, ok := c.store.policyOf(made.parent(), c.store.SecurityPolicies.current(c.now)); ok {
		return nil, errorf("FailedOperation.ProxySecurityPolicyExisted", "`%s` has a security policy.", made.parent())
	}
	made = made.withID(c.store.SecurityPolicies.newID(c.store.Seed))
	c.store.SecurityPolicies.put(made, c.now)
	return map[string]string{"PolicyId": made.ID}, nil
}

// securityAction reads ACCEPT or DROP, see SecurityOptions.ActionCaseChecked.
func (c *call) securityAction(name, text string) (string, *apiError) {
	action := text
	if !c.opts.Security.ActionCaseChecked {
		action = strings.ToUpper(text)
	}
	if !slices.Contains(securityActions(), action) {
		return "", invalidValue(name)
	}
	return action, nil
}

// checkSecured refuses a policy whose proxy or group is gone, or going.
func (c *call) checkSecured(p SecurityPolicy) *apiError {
	if p.GroupID != "" {
		g, err := c.group(p.GroupID)
		if err == nil && g.Status == StatusDestroying {
			err = errorf("FailedOperation.GroupStatusNotInRuning", "The group `%s` is being destroyed.", g.ID)
		}
		return err
	}
	if proxy, ok := c.store.Proxies.current(c.now).get(p.ProxyID); !ok || proxy.Status == StatusDestroying {
		return notFound(p.ProxyID)
	}
	return nil
}

// unknownPolicy is the answer about an id that does not exist.
func (c *call) unknownPolicy(id string) *apiError {
	if c.opts.Security.Unknown == UnknownNotFound {
		return errorf("ResourceNotFound", "The security policy `%s` is not found.", id)
	}
	return errorf("InvalidParameter", "PolicyId(%s) Not Exist.", id)
}

// securityPolicy finds the policy that a call names.
func (c *call) securityPolicy(id string, in view[SecurityPolicy]) (SecurityPolicy, *apiError) {
	p, ok := in.get(id)
	if !ok {
		return p, c.unknownPolicy(id)
	}
	return p, nil
}

// toggle is what opening and closing have in common.
type toggle struct {
	via, end string
	already  string // the code for a policy that is there
	duration time.Duration
}

func openSecurityPolicy(c *call, in *gaap.OpenSecurityPolicyRequestParams) (any, *apiError) {
	return c.togglePolicy(toggle{StatusBinding, StatusBound, "FailedOperation.ProxySecurityAlreadyOpen", c.opts.Security.OpenDuration}, val(in.ProxyId), val(in.PolicyId))
}

func closeSecurityPolicy(c *call, in *gaap.CloseSecurityPolicyRequestParams) (any, *apiError) {
	return c.togglePolicy(toggle{StatusUnbinding, StatusUnbind, "FailedOperation.ProxySecurityAlreadyClose", c.opts.Security.CloseDuration}, val(in.ProxyId), val(in.PolicyId))
}

// togglePolicy is OpenSecurityPolicy and CloseSecurityPolicy.
//
// Assumption: the TaskId is a number for each call, and DescribeTaskStatus does
// not know it, see SecurityOptions.Tasks.
func (c *call) togglePolicy(s toggle, proxyID, policyID string) (any, *apiError) {
	p, err := c.policyNamed(proxyID, policyID)
	if err != nil {
		return nil, err
	}
	end := c.now.Add(s.duration)
	switch repeated := p.Status == s.via || p.Status == s.end; {
	case c.opts.Security.RepeatedTaken && repeated:
		end = c.now
	case !c.opts.Security.RepeatedTaken && isTransient(p.Status):
		return nil, errorf("FailedOperation.ActionIsDoing", "The security policy `%s` is being changed.", p.ID)
	case repeated:
		return nil, errorf(s.already, "The security policy `%s` is %s.", p.ID, s.end)
	default:
		p.Status = s.via
		c.store.SecurityPolicies.begin(c, p, step{end, s.end})
	}
	task := fmt.Sprintf("%d.2", c.store.SecurityPolicies.Writes)
	if c.opts.Security.Tasks {
		c.startTaskNamed(task, end, false)
	}
	return map[string]string{"TaskId": task}, nil
}

// policyNamed finds the policy to open or to close.
//
// Assumption: a proxy without one is an unknown policy; a ProxyId beside the
// PolicyId must be that of the policy.
func (c *call) policyNamed(proxyID, policyID string) (p SecurityPolicy, err *apiError) {
	switch {
	case proxyID == "" && policyID == "":
		return p, missing("PolicyId")
	case policyID == "":
		if err := c.checkSecured(SecurityPolicy{ProxyID: proxyID}); err != nil {
			return p, err
		}
		p, _ := c.store.policyOf(proxyID, c.store.SecurityPolicies.current(c.now))
		if p.ID == "" {
			err = c.unknownPolicy("")
		}
		return p, err
	}
	if p, err = c.securityPolicy(policyID, c.store.SecurityPolicies.current(c.now)); err != nil {
		return p, err
	}
	if proxyID != "" && proxyID != p.ProxyID {
		return p, invalidValue("ProxyId")
	}
	return p, c.checkSecured(p)
}

// Assumption: one that is being opened or closed is refused as an open one is.
func deleteSecurityPolicy(c *call, in *gaap.DeleteSecurityPolicyRequestParams) (any, *apiError) {
	p, err := c.securityPolicy(*in.PolicyId, c.store.SecurityPolicies.current(c.now))
	if err != nil {
		return nil, err
	}
	mode := c.opts.Security.BoundDelete
	switch {
	case p.Status == StatusUnbind, mode == BoundDeleted:
	case mode == BoundFailed:
		return nil, errorf("FailedOperation", "The security policy `%s` is %s.", p.ID, p.Status)
	default:
		return nil, errorf("UnsupportedOperation", "The security policy `%s` is %s.", p.ID, p.Status)
	}
	if c.opts.Security.RulesBlock && len(c.store.rulesOfPolicy(p.ID, c.now)) > 0 {
		return nil, errorf("FailedOperation", "The security policy `%s` has rules.", p.ID)
	}
	c.store.SecurityPolicies.remove(p.ID, c.now)
	c.store.removeSecurityRules(p.ID, c.now)
	return none{}, nil
}

// policyDetail is the response of DescribeSecurityPolicyDetail. It does not name
// the group.
type policyDetail struct {
	ProxyID       *string            `json:"ProxyId"`
	Status        string             `json:"Status"`
	DefaultAction string             `json:"DefaultAction"`
	PolicyID      string             `json:"PolicyId"`
	RuleList      []securityRuleInfo `json:"RuleList"`
}

func (o *Options) newPolicyDetail(p SecurityPolicy, rules []SecurityRule) policyDetail {
	return policyDetail{textOrNull(p.ProxyID), p.Status, p.DefaultAction, p.ID, o.newSecurityRules(rules)}
}

// Assumption: the rules are in the order of their creation.
func describeSecurityPolicyDetail(c *call, in *gaap.DescribeSecurityPolicyDetailRequestParams) (any, *apiError) {
	p, err := c.securityPolicy(*in.PolicyId, c.store.SecurityPolicies.asShown(c))
	if err != nil {
		return nil, err
	}
	rules := c.store.SecurityRules.asShown(c).where(func(r SecurityRule) bool { return r.PolicyID == p.ID })
	return c.opts.newPolicyDetail(p, rules), nil
}
