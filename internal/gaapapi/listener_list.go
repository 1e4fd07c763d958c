package gaapapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// listenerQuery selects listeners of a list: one by its id or its port, or a page.
type listenerQuery struct {
	id     string
	port   int64
	offset uint64
}

// listenersAnswer is the answer of each of the four lists, whose entries are of
// type I.
type listenersAnswer[I any] struct {
	*tchttp.BaseResponse

	Response struct {
		TotalCount  *uint64
		ListenerSet []*I
	}
}

// describeListeners reads one page of a list. newListener reads an entry.
func describeListeners[I, L any](
	ctx context.Context, s *Listeners[L], of ListenersOf, query listenerQuery, newListener func(ListenersOf, I) (L, error),
) (wire.Page[L], error) {
	req, err := listRequest(of, query, s.pageSize)
	if err != nil {
		return wire.Page[L]{}, err
	}
	resp := &listenersAnswer[I]{BaseResponse: &tchttp.BaseResponse{}}
	var page wire.Page[L]
	done, err := s.client.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		if resp.Response.TotalCount == nil {
			return errors.New("the answer has no TotalCount")
		}
		page = wire.Page[L]{Total: count(resp.Response.TotalCount)}
		for _, info := range values(resp.Response.ListenerSet) {
			listener, err := newListener(of, info)
			if err != nil {
				return err
			}
			page.Items = append(page.Items, listener)
		}
		if query.id != "" {
			_, problem = wire.ByID("listener", []string{query.id}, page.Items, s.id)
			return problem
		}
		return wire.NoContradiction("listener", page.Items, s.id)
	}, wire.Classify(listenerClass))
	page.RequestID = done.RequestID
	return page, err
}

func listAction(protocol string) string { return "Describe" + protocol + "Listeners" }

// jsonRequest is a request of the SDK that takes its parameters as JSON, and
// refuses those that its action does not have.
type jsonRequest interface {
	wire.Request
	FromJsonString(parameters string) error
}

// newRequest is a request with its parameters.
func newRequest(req jsonRequest, parameters map[string]any) (wire.Request, error) {
	text, err := json.Marshal(parameters)
	if err == nil {
		err = req.FromJsonString(string(text))
	}
	if err != nil {
		return nil, fmt.Errorf("preparing %s: %w", req.GetAction(), err)
	}
	return req, nil
}

// setParameter sets a parameter, unless it is nil.
func setParameter[T any](parameters map[string]any, name string, value *T) {
	if value != nil {
		parameters[name] = *value
	}
}

func listRequest(of ListenersOf, query listenerQuery, limit uint64) (wire.Request, error) {
	parent := of.Parent
	if query.id != "" {
		parent = ListenerParent{}
	}
	parameters := map[string]any{"Offset": query.offset, "Limit": limit}
	setParameter(parameters, "ProxyId", pointer(parent.ProxyID))
	setParameter(parameters, "GroupId", pointer(parent.GroupID))
	setParameter(parameters, "ListenerId", pointer(query.id))
	setParameter(parameters, "Port", pointer(query.port))
	var req jsonRequest
	switch of.Protocol {
	case UDP:
		req = gaap.NewDescribeUDPListenersRequest()
	case HTTP:
		req = gaap.NewDescribeHTTPListenersRequest()
	case HTTPS:
		req = gaap.NewDescribeHTTPSListenersRequest()
	default:
		req = gaap.NewDescribeTCPListenersRequest()
	}
	return newRequest(req, parameters)
}

// notExist is how the service says that there is no such listener, under a code
// that says nothing of the kind.
var notExist = regexp.MustCompile(`(?i)\bListenerId\(\S*\) Not Exist`)

func listenerClass(code, message string) wire.Class {
	if code == "InvalidParameter" && notExist.MatchString(message) {
		return wire.Gone
	}
	return boundIsBusy(code, message)
}
