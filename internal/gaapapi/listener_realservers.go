package gaapapi

import (
	"cmp"
	"context"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ListenerRealServers are the origin servers that a listener has, and those that
// it may have.
type ListenerRealServers struct {
	Bound    []BoundRealServer // sorted
	Bindable []BindableRealServer
}

// BindableRealServer is an origin server that may be bound to a listener. Those
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
func (c *Client) DescribeListenerRealServers(ctx context.Context, id string) (ListenerRealServers, error) {
	req := gaap.NewDescribeListenerRealServersRequest()
	req.ListenerId = &id
	resp := gaap.NewDescribeListenerRealServersResponse()
	var found ListenerRealServers
	_, err := c.Call(ctx, wire.Reads, req, resp, func() (problem error) {
		if problem = present(resp.Response); problem == nil {
			found, problem = newListenerRealServers(resp.Response)
		}
		return problem
	}, wire.Classify(listenerClass))
	if err != nil {
		return ListenerRealServers{}, err
	}
	return found, nil
}

func newListenerRealServers(resp *gaap.DescribeListenerRealServersResponseParams) (ListenerRealServers, error) {
	bound, err := boundRealServers(resp.BindRealServerSet)
	if err != nil {
		return ListenerRealServers{}, err
	}
	found := ListenerRealServers{Bound: bound}
	for _, info := range values(resp.RealServerSet) {
		server := BindableRealServer{
			ID: value(info.RealServerId), Name: value(info.RealServerName), Address: value(info.RealServerIP),
			ProjectID: value(signed(info.ProjectId)), Banned: value(info.InBanBlacklist) == 1,
		}
		if err := wire.CheckID("origin server", server.ID); err != nil {
			return ListenerRealServers{}, err
		}
		found.Bindable = append(found.Bindable, server)
	}
	if err := wire.NoContradiction("origin server", found.Bindable, func(s BindableRealServer) string { return s.ID }); err != nil {
		return ListenerRealServers{}, err
	}
	slices.SortFunc(found.Bindable, func(a, b BindableRealServer) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}
