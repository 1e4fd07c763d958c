package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// groupPageSize is the most that one DescribeProxyGroupList call answers.
const groupPageSize = 100

// groupReads are the reads of groups that are shared.
type groupReads struct {
	details *wire.Memo[string, ProxyGroupDetail]
}

func newGroupReads(c *Client) groupReads {
	return groupReads{details: wire.NewMemo("DescribeProxyGroupDetails", c.describeProxyGroupDetails)}
}

// ProxyGroup is a group of proxies that lead to one origin region, as
// DescribeProxyGroupList shows it.
type ProxyGroup struct {
	ID               string
	Name             string
	ProjectID        int64 // 0 is the default project
	Domain           string
	RealServerRegion string
	Status           string
	Tags             map[string]string
	Version          string
	CreateTime       time.Time
	HTTP3Supported   bool

	ignored map[string]string // tags of others: only to find the group by
}

// GroupQuery selects proxy groups. Empty strings do not filter.
type GroupQuery struct {
	ProjectID        int64 // 0 is the default project, AllProjects does not filter
	RealServerRegion string
	PackageType      string            // Thunder, Accelerator
	Tags             map[string]string // all of them, with these values
}

// ProxyGroups returns the proxy groups that match the query. It calls
// DescribeProxyGroupList when the next hundred is asked for. An error is the
// last of the sequence.
func (c *Client) ProxyGroups(ctx context.Context, query GroupQuery) iter.Seq2[ProxyGroup, error] {
	groups := wire.List[ProxyGroup]{
		Action: "DescribeProxyGroupList", PageSize: groupPageSize, ID: func(g ProxyGroup) string { return g.ID },
		Read: func(offset uint64) (wire.Page[ProxyGroup], error) { return c.describeProxyGroups(ctx, query, offset) },
	}
	return having(groups.All(), func(g ProxyGroup) bool { return hasTags(g.allTags(), query.Tags) })
}

func (c *Client) describeProxyGroups(ctx context.Context, query GroupQuery, offset uint64) (wire.Page[ProxyGroup], error) {
	start, limit := int64(offset), int64(groupPageSize) //nolint:gosec // a number of groups
	req := gaap.NewDescribeProxyGroupListRequest()
	req.Offset, req.Limit, req.ProjectId = &start, &limit, &query.ProjectID
	req.Filters = filters([]parameter{{"RealServerRegion", query.RealServerRegion}, {"PackageType", query.PackageType}})
	req.TagSet = tagPairs(narrowest(query.Tags))
	resp := gaap.NewDescribeProxyGroupListResponse()
	_, err := c.Call(ctx, wire.Reads, req, resp, func() error {
		if resp.Response == nil || resp.Response.TotalCount == nil {
			return errors.New("the answer has no TotalCount")
		}
		for _, info := range values(resp.Response.ProxyGroupList) {
			if err := wire.CheckID("group", value(info.GroupId)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return wire.Page[ProxyGroup]{}, err
	}
	got := wire.Page[ProxyGroup]{Total: count(resp.Response.TotalCount), RequestID: word(resp.Response.RequestId)}
	for _, info := range values(resp.Response.ProxyGroupList) {
		got.Items = append(got.Items, c.newProxyGroup(info))
	}
	return got, nil
}

func (c *Client) newProxyGroup(info gaap.ProxyGroupInfo) ProxyGroup {
	group := ProxyGroup{
		ID:             value(info.GroupId),
		Name:           value(info.GroupName),
		ProjectID:      value(info.ProjectId),
		Domain:         value(info.Domain),
		Status:         value(info.Status),
		Version:        value(info.Version),
		CreateTime:     unix(info.CreateTime),
		HTTP3Supported: value(info.Http3Supported) == 1,
	}
	group.Tags, group.ignored = c.splitTags(newTags(info.TagSet))
	if info.RealServerRegionInfo != nil {
		group.RealServerRegion = value(info.RealServerRegionInfo.RegionId)
	}
	return group
}

func (g ProxyGroup) allTags() map[string]string { return joined(g.Tags, g.ignored) }

// ProxyGroupDetail is what the proxies of a group have in common, as
// DescribeProxyGroupDetails shows it.
type ProxyGroupDetail struct {
	RealServerRegion string
	IPAddressVersion string // IPv4, IPv6; empty if the service does not say
	PackageType      string // Thunder, Accelerator, CrossBorder; empty likewise
}

// ProxyGroupDetail looks a group up, once in the life of the client; a failure
// is not kept. The error's class is [wire.Gone] if the account has no such group.
func (c *Client) ProxyGroupDetail(ctx context.Context, id string) (ProxyGroupDetail, error) {
	return c.groups.details.Get(ctx, id)
}

func (c *Client) describeProxyGroupDetails(ctx context.Context, id string) (ProxyGroupDetail, error) {
	req := gaap.NewDescribeProxyGroupDetailsRequest()
	req.GroupId = &id
	resp := gaap.NewDescribeProxyGroupDetailsResponse()
	var detail ProxyGroupDetail
	_, err := c.Call(ctx, wire.Reads, req, resp, func() (problem error) {
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
		RealServerRegion: word(region),
		IPAddressVersion: word(group.IPAddressVersion),
		PackageType:      word(group.PackageType),
	}, nil
}
