package gaapapi

import (
	"context"
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// proxyPageSize is the most that one DescribeProxies call answers.
const proxyPageSize = 100

// DescribeProxy reads one proxy, in a call that is sent after this moment and
// shared with others who read now. A proxy that DescribeProxies does not show
// is looked for once more with DescribeProxyDetail; if that does not find it
// either, the error's class is [wire.Gone]. If it may not be accessed, that is no
// proof: DescribeProxiesStatus must not show it either.
func (c *Client) DescribeProxy(ctx context.Context, id string) (Proxy, error) {
	proxy, err := c.proxies.byID.Do(ctx, id)
	if wire.ClassOf(err) != wire.Gone {
		return proxy, err
	}
	proxy, err = c.describeProxyDetail(ctx, id)
	if wire.CodeOf(err) == wire.CodeNoAccess {
		if _, unknown := c.DescribeProxyStatus(ctx, id); wire.ClassOf(unknown) == wire.Gone {
			err = unknown
		}
	}
	return proxy, err
}

// describeProxiesByID reads proxies in one call, or few if some ids make it fail.
func (c *Client) describeProxiesByID(ctx context.Context, ids []string) map[string]wire.Result[Proxy] {
	c.proxies.refresh.Count()
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[Proxy], error) {
		page, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{ProxyIds: pointers(ids)})
		if err != nil {
			return nil, err
		}
		return wire.ResultsByID("DescribeProxies", page.RequestID, ids, page.byID), nil
	})
}

func (c *Client) describeProxyDetail(ctx context.Context, id string) (Proxy, error) {
	req := gaap.NewDescribeProxyDetailRequest()
	req.ProxyId = &id
	resp := gaap.NewDescribeProxyDetailResponse()
	var proxy Proxy
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
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
	wire.Page[Proxy]

	byID map[string]Proxy // those that were asked for by id
}

// describeProxies sends one DescribeProxies call for a whole page.
func (c *Client) describeProxies(ctx context.Context, in *gaap.DescribeProxiesRequest) (proxyPage, error) {
	limit := uint64(proxyPageSize)
	req := gaap.NewDescribeProxiesRequest()
	req.ProxyIds, req.Filters, req.Offset, req.Limit = in.ProxyIds, in.Filters, in.Offset, &limit
	req.TagSet, req.Independent = in.TagSet, in.Independent
	resp := gaap.NewDescribeProxiesResponse()
	var out proxyPage
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		out, problem = c.newPage(values(in.ProxyIds), resp.Response)
		return problem
	})
	return out, err
}

func (c *Client) newPage(ids []string, resp *gaap.DescribeProxiesResponseParams) (proxyPage, error) {
	if resp == nil || resp.TotalCount == nil {
		return proxyPage{}, fmt.Errorf("the answer has no TotalCount")
	}
	out := proxyPage{Page: wire.Page[Proxy]{Total: count(resp.TotalCount), RequestID: word(resp.RequestId)}}
	for _, info := range resp.ProxySet {
		if info != nil {
			out.Items = append(out.Items, c.newProxy(info))
		}
	}
	if len(ids) > 0 {
		found, err := wire.ByID("proxy", ids, out.Items, Proxy.id)
		out.byID = found
		return out, err
	}
	for _, proxy := range out.Items {
		if err := wire.CheckID("proxy", proxy.ID); err != nil {
			return proxyPage{}, err
		}
	}
	return out, wire.NoContradiction("proxy", out.Items, Proxy.id)
}

// DescribeProxyStatus reads the status of one proxy, in a call that is sent
// after this moment and shared with others who read now. The error's class is
// [wire.Gone] if the service does not know the proxy.
func (c *Client) DescribeProxyStatus(ctx context.Context, id string) (Status, error) {
	return c.proxies.statuses.Do(ctx, id)
}

// describeStatusesByID reads statuses in one call, or few if some ids make it fail.
func (c *Client) describeStatusesByID(ctx context.Context, ids []string) map[string]wire.Result[Status] {
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[Status], error) {
		req := gaap.NewDescribeProxiesStatusRequest()
		req.ProxyIds = pointers(ids)
		resp := gaap.NewDescribeProxiesStatusResponse()
		var found map[string]gaap.ProxyStatus
		_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
			if problem = present(resp.Response); problem == nil {
				found, problem = wire.ByID("proxy", ids, values(resp.Response.InstanceStatusSet), func(s gaap.ProxyStatus) string { return value(s.InstanceId) })
			}
			return problem
		})
		if err != nil {
			return nil, err
		}
		statuses := map[string]Status{}
		for id, entry := range found {
			statuses[id] = newStatus(entry.Status)
		}
		return wire.ResultsByID(req.GetAction(), quote.Printable(value(resp.Response.RequestId), maxWord), ids, statuses), nil
	})
}
