package gaapapi

import (
	"context"
	"errors"
	"fmt"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// ProxyGroupDetail is what the proxies of a group have in common, as
// DescribeProxyGroupDetails shows it.
type ProxyGroupDetail struct {
	RealServerRegion string
	IPAddressVersion string // IPv4, IPv6; empty if the service does not say
	PackageType      string // Thunder, Accelerator, CrossBorder; empty likewise
}

// ProxyGroupDetail looks a group up, once in the life of the client; a failure
// is not kept. The error's class is [Gone] if the account has no such group.
func (c *Client) ProxyGroupDetail(ctx context.Context, id string) (ProxyGroupDetail, error) {
	return c.groups.get(ctx, id)
}

func (c *Client) describeProxyGroupDetails(ctx context.Context, id string) (ProxyGroupDetail, error) {
	req := gaap.NewDescribeProxyGroupDetailsRequest()
	req.GroupId = &id
	resp := gaap.NewDescribeProxyGroupDetailsResponse()
	var detail ProxyGroupDetail
	_, err := c.call(ctx, req, resp, func() (problem error) {
		detail, problem = newProxyGroupDetail(id, resp.Response)
		return problem
	})
	return detail, err
}

func newProxyGroupDetail(id string, resp *gaap.DescribeProxyGroupDetailsResponseParams) (ProxyGroupDetail, error) {
	if resp == nil || resp.ProxyGroupDetail == nil {
		return ProxyGroupDetail{}, errors.New("the answer has no ProxyGroupDetail")
	}
	group := resp.ProxyGroupDetail
	if got := value(group.GroupId); got != id {
		return ProxyGroupDetail{}, fmt.Errorf("the answer is about group %.80q, not about %q", got, id)
	}
	region := value(group.RealServerRegionInfo).RegionId
	if value(region) == "" {
		return ProxyGroupDetail{}, errors.New("the answer lacks the origin region of the group")
	}
	return ProxyGroupDetail{
		RealServerRegion: quote.Printable(*region, maxCode),
		IPAddressVersion: quote.Printable(value(group.IPAddressVersion), maxCode),
		PackageType:      quote.Printable(value(group.PackageType), maxCode),
	}, nil
}
