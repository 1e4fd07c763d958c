package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// RuleInput is a rule that is to be made.
type RuleInput struct {
	RuleSettings // with all but what has a default

	ListenerID     string
	Domain         string
	RealServerType string // IP, DOMAIN
}

// RuleSettings are what can be changed of a rule. Nil is not sent, and stays.
type RuleSettings struct {
	Path            *string
	Scheduler       *string // rr, wrr, lc, lrtt
	HealthCheck     *bool
	Check           *RuleCheck // as a whole, but for its Domain, which only a new rule is told
	ForwardProtocol *string    // HTTP, HTTPS; default: that of the listener
	ForwardHost     *string    // default: what the client asked for
	SNISwitch       *string    // ON, OFF
	SNI             *string
	ForcedRedirect  *string // "": none
}

// CreateRule orders a rule, and returns its id. Its status is [ListenerCreating]
// for a while. There is no ClientToken, so it is not sent again after an answer
// that is lost: domain and path tell what became of it.
func (c *Client) CreateRule(ctx context.Context, in RuleInput) (string, error) {
	parameters := in.parameters()
	parameters["ListenerId"], parameters["Domain"], parameters["RealServerType"] = in.ListenerID, in.Domain, in.RealServerType
	req, err := newRequest(gaap.NewCreateRuleRequest(), parameters)
	if err != nil {
		return "", err
	}
	resp := gaap.NewCreateRuleResponse()
	var id string
	err = c.writeBelow(ctx, wire.CreatesEachTime, in.ListenerID, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.RuleId)
		return wire.CheckID("rule", id)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// ModifyRule changes the settings of a rule that are not nil. Its status is
// [ListenerChanging] for a while.
func (c *Client) ModifyRule(ctx context.Context, listenerID, id string, to RuleSettings) error {
	if to.Check != nil {
		check := *to.Check
		check.Domain = ""
		to.Check = &check
	}
	parameters := to.parameters()
	parameters["ListenerId"], parameters["RuleId"] = listenerID, id
	req, err := newRequest(gaap.NewModifyRuleAttributeRequest(), parameters)
	if err != nil {
		return err
	}
	return c.writeBelow(ctx, wire.Idempotent, listenerID, req, gaap.NewModifyRuleAttributeResponse(), nil)
}

// BindRuleRealServers binds these origin servers to a rule and no others; without
// any, all are unbound. Its status is [ListenerBinding] for a while.
func (c *Client) BindRuleRealServers(ctx context.Context, listenerID, id string, bindings []RealServerBinding) error {
	req := gaap.NewBindRuleRealServersRequest()
	req.RuleId, req.RealServerBindSet = &id, bindSet(bindings)
	return c.writeBelow(ctx, wire.Idempotent, listenerID, req, gaap.NewBindRuleRealServersResponse(), nil)
}

// DeleteRule deletes a rule, with bound origins or not. Its status is
// [ListenerDestroying] for a while.
func (c *Client) DeleteRule(ctx context.Context, listenerID, id string) error {
	force := uint64(1)
	req := gaap.NewDeleteRuleRequest()
	req.ListenerId, req.RuleId, req.Force = &listenerID, &id, &force
	return c.writeBelow(ctx, wire.Removes, listenerID, req, gaap.NewDeleteRuleResponse(), nil)
}

func (s RuleSettings) parameters() map[string]any {
	all := map[string]any{}
	setParameter(all, "Path", s.Path)
	setParameter(all, "Scheduler", s.Scheduler)
	setParameter(all, "HealthCheck", flag(s.HealthCheck))
	setParameter(all, "ForwardProtocol", s.ForwardProtocol)
	setParameter(all, "ForwardHost", s.ForwardHost)
	setParameter(all, "ServerNameIndicationSwitch", s.SNISwitch)
	setParameter(all, "ServerNameIndication", s.SNI)
	setParameter(all, "ForcedRedirect", s.ForcedRedirect)
	if s.Check != nil {
		all["CheckParams"] = s.Check.parameters()
	}
	return all
}

func (r RuleCheck) parameters() map[string]any {
	all := map[string]any{"StatusCode": r.StatusCodes}
	setParameter(all, "DelayLoop", r.DelayLoop)
	setParameter(all, "ConnectTimeout", r.ConnectTimeout)
	setParameter(all, "Path", pointer(r.Path))
	setParameter(all, "Method", pointer(r.Method))
	setParameter(all, "Domain", pointer(r.Domain))
	setParameter(all, "FailedCountInter", r.FailedCountInter)
	setParameter(all, "FailedThreshold", r.FailedThreshold)
	setParameter(all, "BlockInter", r.BlockInter)
	return all
}
