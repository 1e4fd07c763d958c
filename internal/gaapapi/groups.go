package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

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
	groups := paging[ProxyGroup]{
		action: "DescribeProxyGroupList",
		read:   func(offset uint64) (page[ProxyGroup], error) { return c.describeProxyGroups(ctx, query, offset) },
		id:     func(g ProxyGroup) string { return g.ID },
	}
	return having(groups.all(), func(g ProxyGroup) bool { return hasTags(g.allTags(), query.Tags) })
}

func (c *Client) describeProxyGroups(ctx context.Context, query GroupQuery, offset uint64) (page[ProxyGroup], error) {
	start, limit := int64(offset), int64(pageSize) //nolint:gosec // a number of groups
	req := gaap.NewDescribeProxyGroupListRequest()
	req.Offset, req.Limit, req.ProjectId = &start, &limit, &query.ProjectID
	req.Filters = filters([]parameter{{"RealServerRegion", query.RealServerRegion}, {"PackageType", query.PackageType}})
	req.TagSet = tagPairs(narrowest(query.Tags))
	resp := gaap.NewDescribeProxyGroupListResponse()
	_, err := c.call(ctx, req, resp, func() error {
		if resp.Response == nil || resp.Response.TotalCount == nil {
			return errors.New("the answer has no TotalCount")
		}
		for _, info := range values(resp.Response.ProxyGroupList) {
			if id := value(info.GroupId); !proxyID.MatchString(id) {
				return fmt.Errorf("the answer holds %.80q for the id of a group", id)
			}
		}
		return nil
	})
	if err != nil {
		return page[ProxyGroup]{}, err
	}
	got := page[ProxyGroup]{total: count(resp.Response.TotalCount), requestID: quote.Printable(value(resp.Response.RequestId), maxCode)}
	for _, info := range values(resp.Response.ProxyGroupList) {
		got.items = append(got.items, c.newProxyGroup(info))
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
