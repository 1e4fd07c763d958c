package gaapapi

import (
	"cmp"
	"context"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// BoundAndBindable are the origin servers that a listener or a rule has, and those
// that it may have.
type BoundAndBindable struct {
	Bound    []BoundRealServer // sorted
	Bindable []BindableRealServer
}

// BindableRealServer is an origin server that may be bound. Those
// that are bound already may be among them.
type BindableRealServer struct {
	ID        string
	Name      string
	Address   string
	ProjectID int64 // 0 is the default project
	Banned    bool  // the service refuses to bind it
}

// DescribeListenerRealServers tells which origin servers are bound to a
// listener of layer 4, and which may be. The error's class is [wire.Gone] if
// there is no such listener.
func (c *Client) DescribeListenerRealServers(ctx context.Context, id string) (BoundAndBindable, error) {
	req := gaap.NewDescribeListenerRealServersRequest()
	req.ListenerId = &id
	resp := gaap.NewDescribeListenerRealServersResponse()
	var found BoundAndBindable
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		if problem = present(resp.Response); problem == nil {
			found, problem = boundAndBindable(resp.Response.BindRealServerSet, resp.Response.RealServerSet)
		}
		return problem
	}, wire.Classify(listenerClass))
	if err != nil {
		return BoundAndBindable{}, err
	}
	return found, nil
}

func boundAndBindable(bindings []*gaap.BindRealServer, bindable []*gaap.RealServer) (BoundAndBindable, error) {
	bound, err := boundRealServers(bindings)
	if err != nil {
		return BoundAndBindable{}, err
	}
	found := BoundAndBindable{Bound: bound}
	for _, info := range values(bindable) {
		server := BindableRealServer{
			ID: value(info.RealServerId), Name: value(info.RealServerName), Address: value(info.RealServerIP),
			ProjectID: value(nonNegative(info.ProjectId)), Banned: value(info.InBanBlacklist) == 1,
		}
		if err := wire.CheckID("origin server", server.ID); err != nil {
			return BoundAndBindable{}, err
		}
		found.Bindable = append(found.Bindable, server)
	}
	if err := wire.NoContradiction("origin server", found.Bindable, func(s BindableRealServer) string { return s.ID }); err != nil {
		return BoundAndBindable{}, err
	}
	slices.SortFunc(found.Bindable, func(a, b BindableRealServer) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}

// ruleRealServerPageSize is the most that one call answers.
const ruleRealServerPageSize = 1000

// DescribeRuleRealServers tells which origin servers are bound to a rule, and which
// may be. The error's class is [wire.Gone] if there is no such rule.
//
// Assumption: the pages are of those that may be bound; a rule has no more than a
// hundred bound, which are on each page.
func (c *Client) DescribeRuleRealServers(ctx context.Context, id string) (BoundAndBindable, error) {
	var found BoundAndBindable
	bindable, err := wire.List[BindableRealServer]{
		Action: "DescribeRuleRealServers", PageSize: ruleRealServerPageSize, ID: func(s BindableRealServer) string { return s.ID },
		Read: func(offset uint64) (wire.Page[BindableRealServer], error) {
			limit := uint64(ruleRealServerPageSize)
			req := gaap.NewDescribeRuleRealServersRequest()
			req.RuleId, req.Offset, req.Limit = &id, &offset, &limit
			resp := gaap.NewDescribeRuleRealServersResponse()
			done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
				if problem = present(resp.Response); problem == nil {
					found, problem = boundAndBindable(resp.Response.BindRealServerSet, resp.Response.RealServerSet)
				}
				return problem
			}, wire.Classify(ruleClass))
			if err != nil {
				return wire.Page[BindableRealServer]{}, err
			}
			return wire.Page[BindableRealServer]{Items: found.Bindable, Total: count(resp.Response.TotalCount), RequestID: done.RequestID}, nil
		},
	}.ReadAll()
	if err != nil {
		return BoundAndBindable{}, err
	}
	slices.SortFunc(bindable, func(a, b BindableRealServer) int { return cmp.Compare(a.ID, b.ID) })
	found.Bindable = bindable
	return found, nil
}
