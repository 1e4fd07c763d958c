package gaapapi

import (
	"context"
	"fmt"
	"math"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// pageSize is the most that one DescribeProxies call answers.
const pageSize = 100

// DescribeProxy reads one proxy, in a call that is sent after this moment and
// shared with others who read now. A proxy that DescribeProxies does not show
// is looked for once more with DescribeProxyDetail; if that does not find it
// either, the error's class is [Gone]. If it may not be accessed, that is no
// proof: DescribeProxiesStatus must not show it either.
func (c *Client) DescribeProxy(ctx context.Context, id string) (Proxy, error) {
	proxy, err := c.proxies.ask(ctx, id)
	if ClassOf(err) != Gone {
		return proxy, err
	}
	proxy, err = c.describeProxyDetail(ctx, id)
	if CodeOf(err) == codeNoAccess {
		if _, unknown := c.DescribeProxyStatus(ctx, id); ClassOf(unknown) == Gone {
			err = unknown
		}
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
		return answersOf("DescribeProxies", page.requestID, ids, page.byID), nil
	})
}

// answersOf gives each id what was found for it. An id that the service's
// answer leaves out is gone.
func answersOf[V any](action, requestID string, ids []string, found map[string]V) map[string]answer[V] {
	answers := map[string]answer[V]{}
	for _, id := range ids {
		if value, ok := found[id]; ok {
			answers[id] = answer[V]{value: value}
			continue
		}
		answers[id] = answer[V]{err: &Error{
			Action: action, Code: "ResourceNotFound", Message: "the answer does not list " + quote.Printable(id, maxCode), RequestID: requestID,
		}}
	}
	return answers
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
		if proxy = c.newProxy(resp.Response.ProxyDetail); proxy.ID != id {
			return fmt.Errorf("the answer is about proxy %q, not about %q", proxy.ID, id)
		}
		return nil
	})
	return proxy, err
}

// proxyPage is the answer of one DescribeProxies call.
type proxyPage struct {
	page[Proxy]

	byID map[string]Proxy // those that were asked for by id
}

// describeProxies sends one DescribeProxies call for a whole page.
func (c *Client) describeProxies(ctx context.Context, in *gaap.DescribeProxiesRequest) (proxyPage, error) {
	limit := uint64(pageSize)
	req := gaap.NewDescribeProxiesRequest()
	req.ProxyIds, req.Filters, req.Offset, req.Limit = in.ProxyIds, in.Filters, in.Offset, &limit
	req.TagSet, req.Independent = in.TagSet, in.Independent
	resp := gaap.NewDescribeProxiesResponse()
	var out proxyPage
	_, err := c.call(ctx, req, resp, func() (problem error) {
		out, problem = c.newPage(values(in.ProxyIds), resp.Response)
		return problem
	})
	return out, err
}

func (c *Client) newPage(ids []string, resp *gaap.DescribeProxiesResponseParams) (proxyPage, error) {
	if resp == nil || resp.TotalCount == nil {
		return proxyPage{}, fmt.Errorf("the answer has no TotalCount")
	}
	out := proxyPage{page: page[Proxy]{total: count(resp.TotalCount), requestID: quote.Printable(value(resp.RequestId), maxCode)}}
	for _, info := range resp.ProxySet {
		if info != nil {
			out.items = append(out.items, c.newProxy(info))
		}
	}
	if len(ids) > 0 {
		found, err := byID(ids, out.items, Proxy.id)
		out.byID = found
		return out, err
	}
	for _, proxy := range out.items {
		if err := checkID(proxy.ID); err != nil {
			return proxyPage{}, err
		}
	}
	return out, noContradiction(out.items, Proxy.id)
}

// count is a TotalCount that can be calculated with.
func count(total *int64) int { return int(max(0, min(value(total), math.MaxInt32))) }
