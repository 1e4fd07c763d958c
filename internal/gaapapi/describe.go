package gaapapi

import (
	"context"
	"fmt"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// pageSize is the most that one DescribeProxies call answers.
const pageSize = 100

// DescribeProxy reads one proxy, in a call that is sent after this moment and
// shared with others who read now. A proxy that DescribeProxies does not show
// is looked for once more with DescribeProxyDetail; if that does not find it
// either, the error's class is [Gone].
func (c *Client) DescribeProxy(ctx context.Context, id string) (Proxy, error) {
	proxy, err := c.proxies.ask(ctx, id)
	if ClassOf(err) == Gone {
		return c.describeProxyDetail(ctx, id)
	}
	return proxy, err
}

// describeProxiesByID reads proxies in one call, or few if some ids make it fail.
func (c *Client) describeProxiesByID(ctx context.Context, ids []string) map[string]answer[Proxy] {
	c.pages.countRead()
	return divided(ids, func(ids []string) (map[string]answer[Proxy], error) {
		page, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{ProxyIds: pointers(ids)})
		if err != nil {
			return nil, err
		}
		answers := map[string]answer[Proxy]{}
		for _, id := range ids {
			answers[id] = answer[Proxy]{err: notListed("DescribeProxies", id, page.requestID)}
		}
		for _, proxy := range page.proxies {
			answers[proxy.ID] = answer[Proxy]{value: proxy}
		}
		return answers, nil
	})
}

// notListed is the error about an id that an answer leaves out.
func notListed(action, id, requestID string) error {
	return &Error{
		Action: action, Code: "ResourceNotFound", Message: "the answer does not list " + id, RequestID: requestID,
	}
}

func (c *Client) describeProxyDetail(ctx context.Context, id string) (Proxy, error) {
	req := gaap.NewDescribeProxyDetailRequest()
	req.ProxyId = &id
	resp := gaap.NewDescribeProxyDetailResponse()
	var proxy Proxy
	_, err := c.call(ctx, req, resp, func() error {
		if resp.Response == nil || resp.Response.ProxyDetail == nil {
			return fmt.Errorf("the answer has no ProxyDetail")
		}
		if proxy = newProxy(resp.Response.ProxyDetail); proxy.ID != id {
			return fmt.Errorf("the answer is about proxy %q, not about %q", proxy.ID, id)
		}
		return nil
	})
	return proxy, err
}

// page is the answer of one DescribeProxies call.
type page struct {
	proxies   []Proxy
	total     int // how many there are on all pages
	requestID string
}

// describeProxies sends one DescribeProxies call for a whole page.
func (c *Client) describeProxies(ctx context.Context, in *gaap.DescribeProxiesRequest) (page, error) {
	limit := uint64(pageSize)
	req := gaap.NewDescribeProxiesRequest()
	req.ProxyIds, req.Filters, req.Offset, req.Limit = in.ProxyIds, in.Filters, in.Offset, &limit
	req.TagSet, req.Independent = in.TagSet, in.Independent
	resp := gaap.NewDescribeProxiesResponse()
	_, err := c.call(ctx, req, resp, func() error {
		if resp.Response == nil || resp.Response.TotalCount == nil {
			return fmt.Errorf("the answer has no TotalCount")
		}
		return onlyAsked(values(in.ProxyIds), resp.Response.ProxySet)
	})
	if err != nil {
		return page{}, err
	}
	out := page{total: int(*resp.Response.TotalCount), requestID: value(resp.Response.RequestId)}
	for _, info := range values(resp.Response.ProxySet) {
		out.proxies = append(out.proxies, newProxy(&info))
	}
	return out, nil
}

// onlyAsked checks that an answer is about the proxies that were asked for.
func onlyAsked(ids []string, infos []*gaap.ProxyInfo) error {
	for _, info := range values(infos) {
		if id := newProxy(&info).ID; len(ids) > 0 && !slices.Contains(ids, id) {
			return fmt.Errorf("the answer is about proxy %q, which was not asked for", id)
		}
	}
	return nil
}
