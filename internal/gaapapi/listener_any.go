package gaapapi

import (
	"context"
	"fmt"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// listenersResponse is what the four listener lists have in common.
type listenersResponse struct {
	*tchttp.BaseResponse

	Response struct{ TotalCount *uint64 }
}

// HasListeners reports whether a proxy has a listener of any protocol. It asks
// for one protocol after the other until it finds one.
func (c *Client) HasListeners(ctx context.Context, id string) (bool, error) {
	return c.hasListeners(ctx, "ProxyId", id)
}

// GroupHasListeners is [Client.HasListeners] for a group.
func (c *Client) GroupHasListeners(ctx context.Context, id string) (bool, error) {
	return c.hasListeners(ctx, "GroupId", id)
}

func (c *Client) hasListeners(ctx context.Context, parameter, id string) (bool, error) {
	for _, protocol := range []string{"TCP", "UDP", "HTTP", "HTTPS"} {
		req := tchttp.NewCommonRequest("gaap", gaap.APIVersion, "Describe"+protocol+"Listeners")
		if err := req.SetActionParameters(map[string]any{parameter: id, "Limit": 1}); err != nil {
			return false, fmt.Errorf("asking for %s listeners of %s: %w", protocol, id, err)
		}
		resp := &listenersResponse{BaseResponse: &tchttp.BaseResponse{}}
		_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
			if resp.Response.TotalCount == nil {
				return fmt.Errorf("the answer has no TotalCount")
			}
			return nil
		})
		if err != nil {
			return false, err
		}
		if *resp.Response.TotalCount > 0 {
			return true, nil
		}
	}
	return false, nil
}
