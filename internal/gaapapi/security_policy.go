package gaapapi

import (
	"context"
	"fmt"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// The statuses of a security policy.
const (
	PolicyOpen    = "BOUND"
	PolicyClosed  = "UNBIND"
	PolicyOpening = "BINDING"
	PolicyClosing = "UNBINDING"
)

// SecurityPolicy is what a proxy, or all proxies of a group, let in, as
// DescribeSecurityPolicyDetail shows it
// (https://cloud.tencent.com/document/api/608/36959).
type SecurityPolicy struct {
	ID            string
	Parent        ListenerParent // neither id, if it is a group's: the service does not say which, see [Client.GroupOfPolicy]
	Status        string
	DefaultAction string // ACCEPT, DROP
	Rules         []SecurityRule
}

func newSecurityPolicy(id string, resp *gaap.DescribeSecurityPolicyDetailResponseParams) (SecurityPolicy, error) {
	if err := present(resp); err != nil {
		return SecurityPolicy{}, err
	}
	p := SecurityPolicy{ID: id, Parent: ListenerParent{ProxyID: word(resp.ProxyId)}, Status: word(resp.Status), DefaultAction: action(resp.DefaultAction)}
	if got := value(resp.PolicyId); got != id {
		return SecurityPolicy{}, fmt.Errorf("the answer is about policy %.80q, not about %q", got, id)
	}
	if p.Status == "" || p.DefaultAction == "" {
		return SecurityPolicy{}, fmt.Errorf("the answer lacks the status or the action of policy %s", id)
	}
	for _, info := range values(resp.RuleList) {
		rule, err := newSecurityRule(info, id)
		if err != nil {
			return SecurityPolicy{}, err
		}
		p.Rules = append(p.Rules, rule)
	}
	return p, wire.NoContradiction("security rule", p.Rules, SecurityRule.id)
}

// action is ACCEPT or DROP: the documents write it in small letters, too.
func action(text *string) string { return strings.ToUpper(word(text)) }

// CreateSecurityPolicy makes the policy of a proxy or a group, and returns its id;
// it is closed. There is no ClientToken, so it is not sent again after an answer
// that is lost: what the proxy or group shows tells what became of it
// ([Client.SecurityPolicyOf]).
func (c *Client) CreateSecurityPolicy(ctx context.Context, parent ListenerParent, defaultAction string) (string, error) {
	req := gaap.NewCreateSecurityPolicyRequest()
	req.ProxyId, req.GroupId, req.DefaultAction = pointer(parent.ProxyID), pointer(parent.GroupID), &defaultAction
	resp := gaap.NewCreateSecurityPolicyResponse()
	id := ""
	_, err := c.Call(ctx, wire.CreatesEachTime, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.PolicyId)
		return wire.CheckID("security policy", id)
	}, wire.Classify(securityClass))
	if err != nil {
		return "", err
	}
	return id, nil
}

// OpenSecurityPolicy makes a policy count. Its status is [PolicyOpening] for a
// while. One that is open is no error.
//
// Assumption: of a proxy's policy, the service wants the proxy, and may look at the
// policy, too; of a group's, which is documented for closing, only the policy.
func (c *Client) OpenSecurityPolicy(ctx context.Context, parent ListenerParent, id string) error {
	req := gaap.NewOpenSecurityPolicyRequest()
	req.ProxyId, req.PolicyId = pointer(parent.ProxyID), &id
	return c.togglePolicy(ctx, id, "FailedOperation.ProxySecurityAlreadyOpen", req, gaap.NewOpenSecurityPolicyResponse())
}

// CloseSecurityPolicy makes a policy count no more. Its status is [PolicyClosing]
// for a while. One that is closed is no error.
func (c *Client) CloseSecurityPolicy(ctx context.Context, parent ListenerParent, id string) error {
	req := gaap.NewCloseSecurityPolicyRequest()
	req.ProxyId, req.PolicyId = pointer(parent.ProxyID), &id
	return c.togglePolicy(ctx, id, "FailedOperation.ProxySecurityAlreadyClose", req, gaap.NewCloseSecurityPolicyResponse())
}

func (c *Client) togglePolicy(ctx context.Context, id, already string, req wire.Request, resp wire.Response) error {
	err := c.writePolicy(ctx, wire.Idempotent, id, req, resp, nil, securityClass)
	if wire.CodeOf(err) == already {
		return nil
	}
	return err
}

// DeleteSecurityPolicy deletes a policy with its rules. The error's class is
// [wire.Busy] while it is not closed.
func (c *Client) DeleteSecurityPolicy(ctx context.Context, id string) error {
	req := gaap.NewDeleteSecurityPolicyRequest()
	req.PolicyId = &id
	return c.writePolicy(ctx, wire.Removes, id, req, gaap.NewDeleteSecurityPolicyResponse(), nil, func(code, message string) wire.Class {
		// Assumption: these are about a policy that is open, or on its way; the
		// documents list the first, without a reason.
		if code == "UnsupportedOperation" || code == "FailedOperation" {
			return wire.Busy
		}
		return securityClass(code, message)
	})
}

// writePolicy sends a write of a policy or of its rules. It makes later reads of
// both fresh.
func (c *Client) writePolicy(
	ctx context.Context, effect wire.Effect, id string, req wire.Request, resp wire.Response, check func() error, class func(code, message string) wire.Class,
) error {
	c.policies.noteWrite(id)
	_, err := c.Call(ctx, effect, req, resp, check, wire.Classify(class))
	return err
}

// securityClass: a policy is changed, and so are its rules, one thing at a time; and
// a policy or a rule that does not exist is an invalid parameter, of which the
// message tells.
func securityClass(code, message string) wire.Class {
	message = strings.ToLower(message)
	switch {
	case code == "FailedOperation.ProxySecurityPolicyOperating":
		return wire.Busy
	case code == "InvalidParameter" && (strings.Contains(message, "policyid") || strings.Contains(message, "ruleid")):
		return wire.Gone
	}
	return wire.OK
}
