package gaapmock

import (
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// listener is the part of the four listener types that matters to a proxy.
type listener struct {
	ListenerID     string `json:"ListenerId"`
	ListenerName   string `json:"ListenerName"`
	Port           int    `json:"Port"`
	Protocol       string `json:"Protocol"`
	ListenerStatus int    `json:"ListenerStatus"` // 0 running
	CreateTime     int64  `json:"CreateTime"`     // unix seconds
	ProxyID        string `json:"ProxyId"`
}

// maxListeners is the most listeners of a protocol that a proxy can have.
const maxListeners = 1000

var errListeners = fmt.Errorf("a proxy has 0 to %d listeners of a protocol", maxListeners)

// checkListeners refuses counts that would take for ever to list.
func (p Proxy) checkListeners() error {
	for _, n := range p.Listeners {
		if n < 0 || n > maxListeners {
			return errListeners
		}
	}
	return nil
}

type listenerSet struct {
	TotalCount  int        `json:"TotalCount"`
	ListenerSet []listener `json:"ListenerSet"`
}

// listenerQuery is what the four actions have in common. Listeners of groups
// are not modelled: without a ProxyId the set is empty.
type listenerQuery struct {
	proxyID, listenerID, name string
	port, offset              uint64
	limit                     *uint64
}

// listeners makes the set up from the count that the proxy has.
func (c *call) listeners(protocol string, q listenerQuery) (any, *apiError) {
	limit := uint64(20)
	if q.limit != nil {
		limit = *q.limit
	}
	if limit > 100 {
		return nil, invalidValue("Limit")
	}
	out := listenerSet{ListenerSet: []listener{}}
	if q.proxyID == "" {
		return out, nil
	}
	p, ok := c.read().get(q.proxyID)
	if !ok {
		return nil, notFound(q.proxyID)
	}
	for i := range p.Listeners[protocol] {
		l := newListener(p, protocol, i)
		if !q.matches(l) {
			continue
		}
		if n := uint64(out.TotalCount); n >= q.offset && n-q.offset < limit { //nolint:gosec // a count
			out.ListenerSet = append(out.ListenerSet, l)
		}
		out.TotalCount++
	}
	return out, nil
}

func newListener(p Proxy, protocol string, i int) listener {
	return listener{
		ListenerID:   fmt.Sprintf("listener-%s%s%d", p.ID[max(0, len(p.ID)-4):], protocol, i),
		ListenerName: fmt.Sprintf("%s-%d", protocol, i),
		Port:         8000 + i, Protocol: protocol,
		CreateTime: p.CreateTime.Unix(), ProxyID: p.ID,
	}
}

func (q listenerQuery) matches(l listener) bool {
	return (q.listenerID == "" || q.listenerID == l.ListenerID) &&
		(q.name == "" || q.name == l.ListenerName) &&
		(q.port == 0 || q.port == uint64(l.Port)) //nolint:gosec // a port
}

func describeTCPListeners(c *call, in *gaap.DescribeTCPListenersRequestParams) (any, *apiError) {
	return c.listeners("TCP", listenerQuery{val(in.ProxyId), val(in.ListenerId), val(in.ListenerName), val(in.Port), val(in.Offset), in.Limit})
}

func describeUDPListeners(c *call, in *gaap.DescribeUDPListenersRequestParams) (any, *apiError) {
	return c.listeners("UDP", listenerQuery{val(in.ProxyId), val(in.ListenerId), val(in.ListenerName), val(in.Port), val(in.Offset), in.Limit})
}

func describeHTTPListeners(c *call, in *gaap.DescribeHTTPListenersRequestParams) (any, *apiError) {
	return c.listeners("HTTP", listenerQuery{val(in.ProxyId), val(in.ListenerId), val(in.ListenerName), val(in.Port), val(in.Offset), in.Limit})
}

func describeHTTPSListeners(c *call, in *gaap.DescribeHTTPSListenersRequestParams) (any, *apiError) {
	return c.listeners("HTTPS", listenerQuery{val(in.ProxyId), val(in.ListenerId), val(in.ListenerName), val(in.Port), val(in.Offset), in.Limit})
}
