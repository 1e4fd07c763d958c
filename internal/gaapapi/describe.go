package gaapapi

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// pageSize is the most that one DescribeProxies call answers.
const pageSize = 100

// DescribeProxy reads one proxy. A proxy that DescribeProxies does not show is
// looked for once more with DescribeProxyDetail; if that does not find it
// either, the error's class is [Gone].
func (c *Client) DescribeProxy(ctx context.Context, id string) (Proxy, error) {
	proxies, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{ProxyIds: []*string{&id}})
	if err != nil && ClassOf(err) != Gone {
		return Proxy{}, err
	}
	for _, proxy := range proxies {
		if proxy.ID == id {
			return proxy, nil
		}
	}
	return c.describeProxyDetail(ctx, id)
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

// ProxyFilter selects proxies by what DescribeProxies can filter by. Empty
// strings do not filter.
type ProxyFilter struct {
	ProjectID        int64
	AccessRegion     string
	RealServerRegion string
	GroupID          string
	IPAddressVersion string
	PackageType      string
}

// ListProxies returns the proxies of the account that match the filter, the
// newest first, in as many calls of DescribeProxies as there are hundreds.
func (c *Client) ListProxies(ctx context.Context, filter ProxyFilter) ([]Proxy, error) {
	var filters []*gaap.Filter
	for _, f := range []struct{ name, value string }{
		{"ProjectId", strconv.FormatInt(filter.ProjectID, 10)},
		{"AccessRegion", filter.AccessRegion},
		{"RealServerRegion", filter.RealServerRegion},
		{"GroupId", filter.GroupID},
		{"IPAddressVersion", filter.IPAddressVersion},
		{"PackageType", filter.PackageType},
	} {
		if f.value != "" {
			filters = append(filters, &gaap.Filter{Name: &f.name, Values: []*string{&f.value}})
		}
	}
	var all []Proxy
	for {
		offset := uint64(len(all))
		page, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{Filters: filters, Offset: &offset})
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < pageSize {
			return all, nil
		}
	}
}

// describeProxies sends one DescribeProxies call for a whole page.
func (c *Client) describeProxies(ctx context.Context, in *gaap.DescribeProxiesRequest) ([]Proxy, error) {
	limit := uint64(pageSize)
	req := gaap.NewDescribeProxiesRequest()
	req.ProxyIds, req.Filters, req.Offset, req.Limit = in.ProxyIds, in.Filters, in.Offset, &limit
	resp := gaap.NewDescribeProxiesResponse()
	_, err := c.call(ctx, req, resp, func() error {
		if resp.Response == nil || resp.Response.TotalCount == nil {
			return fmt.Errorf("the answer has no TotalCount")
		}
		return onlyAsked(values(in.ProxyIds), resp.Response.ProxySet)
	})
	if err != nil {
		return nil, err
	}
	proxies := make([]Proxy, 0, len(resp.Response.ProxySet))
	for _, info := range values(resp.Response.ProxySet) {
		proxies = append(proxies, newProxy(&info))
	}
	return proxies, nil
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

// DescribeProxyStatus reads the status of one proxy; the error's class is
// [Gone] if the service does not know the proxy.
func (c *Client) DescribeProxyStatus(ctx context.Context, id string) (Status, error) {
	req := gaap.NewDescribeProxiesStatusRequest()
	req.ProxyIds = []*string{&id}
	resp := gaap.NewDescribeProxiesStatusResponse()
	_, err := c.call(ctx, req, resp, func() error {
		if resp.Response == nil || resp.Response.RequestId == nil {
			return fmt.Errorf("the answer is empty")
		}
		for _, entry := range resp.Response.InstanceStatusSet {
			if entry != nil && value(entry.InstanceId) != id {
				return fmt.Errorf("the answer is about proxy %q, not about %q", value(entry.InstanceId), id)
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	for _, entry := range resp.Response.InstanceStatusSet {
		if entry != nil && value(entry.InstanceId) == id {
			return Status(value(entry.Status)), nil
		}
	}
	return "", &Error{
		Action: req.GetAction(), Code: "ResourceNotFound",
		Message: "the answer does not list " + id, RequestID: value(resp.Response.RequestId),
	}
}
