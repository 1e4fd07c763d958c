package gaapapi

import (
	"context"
	"fmt"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
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
		_, err := c.call(ctx, req, resp, func() error {
			if resp.Response == nil || resp.Response.RequestId == nil {
				return fmt.Errorf("the answer is empty")
			}
			for _, entry := range values(resp.Response.InstanceStatusSet) {
				if id := value(entry.InstanceId); !slices.Contains(ids, id) {
					return fmt.Errorf("the answer is about proxy %q, which was not asked for", id)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		answers := map[string]answer[Status]{}
		for _, id := range ids {
			answers[id] = answer[Status]{err: notListed(req.GetAction(), id, *resp.Response.RequestId)}
		}
		for _, entry := range values(resp.Response.InstanceStatusSet) {
			answers[value(entry.InstanceId)] = answer[Status]{value: Status(value(entry.Status))}
		}
		return answers, nil
	})
}
