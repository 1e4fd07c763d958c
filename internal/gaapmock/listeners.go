package gaapmock

import (
	"strconv"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

type listenerSet struct {
	TotalCount  int              `json:"TotalCount"`
	ListenerSet []map[string]any `json:"ListenerSet"`
}

// listenerQuery is what the four actions have in common.
type listenerQuery struct {
	proxyID, groupID *string
	id, name, search string
	port, offset     uint64
	limit            *uint64
	http3            *int64 // of HTTPS; nil is any
}

// describeListeners is Describe*Listeners.
//
// Assumption: a Limit of 0 gives the TotalCount alone; SearchValue beside
// ListenerName or Port is InvalidParameterValue.
func (c *call) describeListeners(protocol string, q listenerQuery) (any, *apiError) {
	limit, err := c.limit(q.limit, 100)
	if err != nil {
		return nil, err
	}
	if err := c.checkParents(q.proxyID, q.groupID, q.id != ""); err != nil {
		return nil, err
	}
	if q.search != "" && (q.name != "" || q.port != 0) {
		return nil, invalidValue("SearchValue")
	}
	if _, ok := c.store.Proxies.asOfLag(c.now).get(val(q.proxyID)); val(q.proxyID) != "" && !ok {
		return nil, notFound(*q.proxyID)
	}
	if _, err := c.group(val(q.groupID)); val(q.groupID) != "" && err != nil {
		return nil, err
	}
	found, err := c.matching(protocol, q)
	if err != nil {
		return nil, err
	}
	out := listenerSet{len(found), []map[string]any{}}
	for _, l := range cut(found, q.offset, limit) {
		out.ListenerSet = append(out.ListenerSet, c.listenerInfo(l))
	}
	return out, nil
}

// matching returns the listeners that a query wants.
func (c *call) matching(protocol string, q listenerQuery) ([]Listener, *apiError) {
	shown := c.store.Listeners.asShown(c)
	if q.id == "" {
		return shown.where(func(l Listener) bool { return l.Protocol == protocol && c.matchesQuery(l, q) }), nil
	}
	l, ok := shown.get(q.id)
	var mode UnknownMode
	switch {
	case !ok && val(q.proxyID) != "" && strings.HasPrefix(protocol, "HTTP") && c.opts.Layer7.UnknownWithProxyInternal:
		return nil, errorf("InternalError", "Internal error.")
	case !ok:
		mode = c.opts.Listener.Unknown
	case l.Protocol != protocol:
		mode = c.opts.Listener.OtherProtocol
	case !l.of(q.proxyID, q.groupID):
		mode = c.opts.Listener.OtherParent
	case c.matchesQuery(l, q):
		return []Listener{l}, nil
	}
	if mode == "" || mode == UnknownOmitted {
		return nil, nil
	}
	return nil, c.noListener(q.id, mode)
}

func (c *call) matchesQuery(l Listener, q listenerQuery) bool {
	return l.of(q.proxyID, q.groupID) &&
		(q.name == "" || q.name == l.Name) &&
		(q.http3 == nil || *q.http3 == l.HTTP3) &&
		(q.port == 0 || strconv.FormatUint(q.port, 10) == strconv.FormatInt(l.Port, 10)) &&
		(q.search == "" || c.opts.matchesSearch(l.Name, q.search) || c.opts.matchesSearch(strconv.FormatInt(l.Port, 10), q.search))
}

// of says whether a listener is on the proxy or group; nil and "" are any.
func (l Listener) of(proxyID, groupID *string) bool {
	return (val(proxyID) == "" || *proxyID == l.ProxyID) && (val(groupID) == "" || *groupID == l.GroupID)
}

// noListener is the answer for an id that is of no use.
func (c *call) noListener(id string, mode UnknownMode) *apiError {
	if mode == UnknownNotFound {
		return errorf("ResourceNotFound", "The listener `%s` is not found.", id)
	}
	return errorf("InvalidParameter", "ListenerId(%s) Not Exist.", id)
}

// checkParents refuses both of ProxyId and GroupId, and neither of them unless
// there is something else to go by.
func (c *call) checkParents(proxyID, groupID *string, other bool) *apiError {
	both, neither := val(proxyID) != "" && val(groupID) != "", val(proxyID) == "" && val(groupID) == ""
	switch {
	case (both || neither && !other) && c.opts.Listener.ParentsInvalidValue:
		return invalidValue("ProxyId")
	case both:
		return errorf("InvalidParameter", "ProxyId and GroupId exclude each other.")
	case neither && !other:
		return missing("ProxyId")
	}
	return nil
}

// matchesSearch compares as SearchValue does.
func (o *Options) matchesSearch(text, search string) bool {
	switch o.Search {
	case SearchPrefix:
		return strings.HasPrefix(text, search)
	case SearchExact:
		return text == search
	default:
		return strings.Contains(text, search)
	}
}

// limit is the size of a page; most is the largest that is documented.
func (c *call) limit(in *uint64, most uint64) (uint64, *apiError) {
	switch {
	case in == nil:
		return 20, nil
	case *in <= most:
		return *in, nil
	case c.opts.LimitClamped:
		return most, nil
	}
	return 0, invalidValue("Limit")
}

// cut returns one page of a list.
func cut[T any](list []T, offset, limit uint64) []T {
	start := min(offset, uint64(len(list)))
	return list[start:min(start+limit, uint64(len(list)))]
}

func describeTCPListeners(c *call, in *gaap.DescribeTCPListenersRequestParams) (any, *apiError) {
	return c.describeListeners("TCP", listenerQuery{in.ProxyId, in.GroupId, val(in.ListenerId), val(in.ListenerName), val(in.SearchValue), val(in.Port), val(in.Offset), in.Limit, nil})
}

func describeUDPListeners(c *call, in *gaap.DescribeUDPListenersRequestParams) (any, *apiError) {
	return c.describeListeners("UDP", listenerQuery{in.ProxyId, in.GroupId, val(in.ListenerId), val(in.ListenerName), val(in.SearchValue), val(in.Port), val(in.Offset), in.Limit, nil})
}

func describeHTTPListeners(c *call, in *gaap.DescribeHTTPListenersRequestParams) (any, *apiError) {
	return c.describeListeners("HTTP", listenerQuery{in.ProxyId, in.GroupId, val(in.ListenerId), val(in.ListenerName), val(in.SearchValue), val(in.Port), val(in.Offset), in.Limit, nil})
}

func describeHTTPSListeners(c *call, in *gaap.DescribeHTTPSListenersRequestParams) (any, *apiError) {
	return c.describeListeners("HTTPS", listenerQuery{in.ProxyId, in.GroupId, val(in.ListenerId), val(in.ListenerName), val(in.SearchValue), val(in.Port), val(in.Offset), in.Limit, in.Http3Supported})
}
