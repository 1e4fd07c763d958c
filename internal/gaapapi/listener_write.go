package gaapapi

import (
	"context"
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ListenerInput is a listener that is to be made, at one port. Nil, and what is
// empty, is not sent.
type ListenerInput struct {
	ListenersOf
	ListenerSettings

	Port           int64
	RealServerType string // IP, DOMAIN
	ClientIPMethod *int64 // TCP: 0 TOA, 1 Proxy Protocol
	RealServerPort *int64 // of old proxies and of groups only
}

// ListenerSettings are what can be changed of a listener. Nil is not sent.
type ListenerSettings struct {
	Name               *string
	Scheduler          *string // rr, wrr, lc, lrtt
	HealthCheck        *bool   // which a TCP listener must be made with
	DelayLoop          *int64  // seconds between two checks, 5 to 300
	ConnectTimeout     *int64  // seconds, 2 to 60, less than DelayLoop
	HealthyThreshold   *int64  // checks, 1 to 10
	UnhealthyThreshold *int64  // checks, 1 to 10
	FailoverSwitch     *bool
	CheckType          *string // UDP, as all that follows: PORT, PING
	CheckPort          *int64
	ContextType        *string // TEXT
	SendContext        *string
	RecvContext        *string
}

// CreateListener orders a listener, and returns its id. Its status is
// [ListenerCreating] for a while. There is no ClientToken, so it is not sent
// again after an answer that is lost: the error is [wire.Ambiguous], or a
// [wire.InterruptedError], with MaybeDone set, and the port tells what became of
// it ([Listeners.At]).
func (c *Client) CreateListener(ctx context.Context, in ListenerInput) (string, error) {
	parameters := in.parameters(in.Parent)
	parameters["Ports"], parameters["RealServerType"] = []int64{in.Port}, in.RealServerType
	setParameter(parameters, "ClientIPMethod", in.ClientIPMethod)
	if in.RealServerPort != nil {
		parameters["RealServerPorts"] = []int64{*in.RealServerPort}
	}
	var req jsonRequest = gaap.NewCreateTCPListenersRequest()
	if in.Protocol == UDP {
		req = gaap.NewCreateUDPListenersRequest()
	}
	resp := gaap.NewCreateTCPListenersResponse() // that of UDP is the same
	var id string
	err := c.writeListener(ctx, wire.CreatesEachTime, in.Parent, parameters, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		ids := values(resp.Response.ListenerIds)
		if len(ids) != 1 {
			return fmt.Errorf("the answer is about %d listeners, not about one", len(ids))
		}
		id = ids[0]
		return wire.CheckID("listener", id)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// ModifyListener changes the settings of a listener that are not nil. Its status
// is [ListenerChanging] for a while.
func (c *Client) ModifyListener(ctx context.Context, of ListenersOf, id string, to ListenerSettings) error {
	parameters := to.parameters(of.Parent)
	parameters["ListenerId"] = id
	var req jsonRequest = gaap.NewModifyTCPListenerAttributeRequest()
	if of.Protocol == UDP {
		req = gaap.NewModifyUDPListenerAttributeRequest()
	}
	return c.writeListener(ctx, wire.Idempotent, of.Parent, parameters, req, gaap.NewModifyTCPListenerAttributeResponse(), nil)
}

// RealServerBinding is an origin server that is to be bound to a listener.
type RealServerBinding struct {
	ID      string
	Address string // of the origin with this id
	Port    int64
	Weight  *int64 // 1 to 100; counts with the scheduler wrr only
	Role    string // master, slave; empty without failover
}

// BindListenerRealServers binds these origin servers to a listener and no
// others; without any, all are unbound. Its status is [ListenerBinding] for a
// while.
func (c *Client) BindListenerRealServers(ctx context.Context, parent ListenerParent, id string, bindings []RealServerBinding) error {
	req := gaap.NewBindListenerRealServersRequest()
	req.ListenerId = &id
	req.RealServerBindSet = bindSet(bindings)
	c.listenerWrites.noteWrite(parent)
	_, err := c.Call(ctx, wire.Idempotent, req, gaap.NewBindListenerRealServersResponse(), nil, wire.Classify(listenerClass))
	return err
}

// bindSet are bindings as both actions take them. None are not sent: what an empty
// list does is not documented.
func bindSet(bindings []RealServerBinding) []*gaap.RealServerBindSetReq {
	var all []*gaap.RealServerBindSetReq
	for _, b := range bindings {
		binding := &gaap.RealServerBindSetReq{
			RealServerId: &b.ID, RealServerIP: &b.Address, RealServerPort: toUnsigned(b.Port), RealServerFailoverRole: pointer(b.Role),
		}
		if b.Weight != nil {
			binding.RealServerWeight = toUnsigned(*b.Weight)
		}
		all = append(all, binding)
	}
	return all
}

// writeListener sends a write of an action that the listeners of each protocol
// have their own of. It makes later reads below the parent fresh.
func (c *Client) writeListener(
	ctx context.Context, effect wire.Effect, parent ListenerParent, parameters map[string]any, req jsonRequest, resp wire.Response, check func() error,
) error {
	ready, err := newRequest(req, parameters)
	if err != nil {
		return err
	}
	c.listenerWrites.noteWrite(parent)
	_, err = c.Call(ctx, effect, ready, resp, check, wire.Classify(listenerClass))
	return err
}

func (s ListenerSettings) parameters(parent ListenerParent) map[string]any {
	all := map[string]any{}
	setParameter(all, "ProxyId", pointer(parent.ProxyID))
	setParameter(all, "GroupId", pointer(parent.GroupID))
	setParameter(all, "ListenerName", s.Name)
	setParameter(all, "Scheduler", s.Scheduler)
	setParameter(all, "HealthCheck", flag(s.HealthCheck))
	setParameter(all, "DelayLoop", s.DelayLoop)
	setParameter(all, "ConnectTimeout", s.ConnectTimeout)
	setParameter(all, "HealthyThreshold", s.HealthyThreshold)
	setParameter(all, "UnhealthyThreshold", s.UnhealthyThreshold)
	setParameter(all, "FailoverSwitch", flag(s.FailoverSwitch))
	setParameter(all, "CheckType", s.CheckType)
	setParameter(all, "CheckPort", s.CheckPort)
	setParameter(all, "ContextType", s.ContextType)
	setParameter(all, "SendContext", s.SendContext)
	setParameter(all, "RecvContext", s.RecvContext)
	return all
}
