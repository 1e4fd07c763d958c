package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// DescribeProxyStatus reads the status of one proxy, in a call that is sent
// after this moment and shared with others who read now. The error's class is
// [Gone] if the service does not know the proxy.
func (c *Client) DescribeProxyStatus(ctx context.Context, id string) (Status, error) {
	return c.statuses.ask(ctx, id)
}

// describeStatusesByID reads statuses in one call, or few if some ids make it fail.
func (c *Client) describeStatusesByID(ctx context.Context, ids []string) map[string]answer[Status] {
	return divided(ids, func(ids []string) (map[string]answer[Status], error) {
		req := gaap.NewDescribeProxiesStatusRequest()
		req.ProxyIds = pointers(ids)
		resp := gaap.NewDescribeProxiesStatusResponse()
		var found map[string]gaap.ProxyStatus
		_, err := c.call(ctx, req, resp, func() (problem error) {
			if problem = present(resp.Response); problem == nil {
				found, problem = byID(ids, values(resp.Response.InstanceStatusSet), func(s gaap.ProxyStatus) string { return value(s.InstanceId) })
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
		return answersOf(req.GetAction(), quote.Printable(value(resp.Response.RequestId), maxCode), ids, statuses), nil
	})
}
