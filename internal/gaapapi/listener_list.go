package gaapapi

import (
	"context"
	"errors"
	"regexp"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// listenerPageSize is the most that one call of the lists answers.
const listenerPageSize = 100

func (c *Client) listListeners(ctx context.Context, of ListenersOf) ([]Listener, error) {
	return wire.List[Listener]{
		Action: listAction(of.Protocol), PageSize: listenerPageSize, ID: Listener.id,
		Read: func(offset uint64) (wire.Page[Listener], error) {
			return c.describeListeners(ctx, of, listenerQuery{offset: offset})
		},
	}.Whole()
}

// listenerQuery selects listeners of a list: one by its id or its port, or a page.
type listenerQuery struct {
	id     string
	port   int64
	offset uint64
}

// listenersAnswer is the answer of both lists.
type listenersAnswer struct {
	*tchttp.BaseResponse

	Response struct {
		TotalCount  *uint64
		ListenerSet []*listenerInfo
	}
}

func (c *Client) describeListeners(ctx context.Context, of ListenersOf, query listenerQuery) (wire.Page[Listener], error) {
	resp := &listenersAnswer{BaseResponse: &tchttp.BaseResponse{}}
	var page wire.Page[Listener]
	done, err := c.Call(ctx, wire.Reads, listRequest(of, query), resp, func() (problem error) {
		page, problem = newListeners(of, query, resp)
		return problem
	}, wire.Classify(listenerClass))
	page.RequestID = done.RequestID
	return page, err
}

func newListeners(of ListenersOf, query listenerQuery, resp *listenersAnswer) (wire.Page[Listener], error) {
	if resp.Response.TotalCount == nil {
		return wire.Page[Listener]{}, errors.New("the answer has no TotalCount")
	}
	page := wire.Page[Listener]{Total: count(resp.Response.TotalCount)}
	for _, info := range values(resp.Response.ListenerSet) {
		listener, err := newListener(of, info)
		if err != nil {
			return page, err
		}
		page.Items = append(page.Items, listener)
	}
	if query.id != "" {
		_, err := wire.ByID("listener", []string{query.id}, page.Items, Listener.id)
		return page, err
	}
	return page, wire.NoContradiction("listener", page.Items, Listener.id)
}

func listAction(protocol string) string { return "Describe" + protocol + "Listeners" }

func listRequest(of ListenersOf, query listenerQuery) wire.Request {
	parent, limit := of.Parent, uint64(listenerPageSize)
	if query.id != "" {
		parent = ListenerParent{}
	}
	if of.Protocol == UDP {
		req := gaap.NewDescribeUDPListenersRequest()
		req.ProxyId, req.GroupId, req.ListenerId = pointer(parent.ProxyID), pointer(parent.GroupID), pointer(query.id)
		req.Port, req.Offset, req.Limit = pointer(uint64(query.port)), &query.offset, &limit //nolint:gosec // a port
		return req
	}
	req := gaap.NewDescribeTCPListenersRequest()
	req.ProxyId, req.GroupId, req.ListenerId = pointer(parent.ProxyID), pointer(parent.GroupID), pointer(query.id)
	req.Port, req.Offset, req.Limit = pointer(uint64(query.port)), &query.offset, &limit //nolint:gosec // a port
	return req
}

// notExist is how the service says that there is no such listener, under a code
// that says nothing of the kind.
var notExist = regexp.MustCompile(`(?i)\bListenerId\(\S*\) Not Exist`)

func listenerClass(code, message string) wire.Class {
	if code == "InvalidParameter" && notExist.MatchString(message) {
		return wire.Gone
	}
	return wire.OK
}
