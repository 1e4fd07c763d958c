package gaapapi

import (
	"context"
	"errors"
	"iter"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// groupPageSize is the most that one DescribeProxyGroupList call answers.
const groupPageSize = 100

// The statuses of a group, as the list has them; details have numbers.
const (
	GroupCreating   = "CREATING"
	GroupRunning    = "RUNNING" // also without any proxy
	GroupClosed     = "CLOSED"
	GroupChanging   = "CHANGING" // a part of it is deployed
	GroupMoving     = "MOVING"
	GroupDestroying = "DESTROYING"
)

// ProxyGroup is a group of proxies that lead to one origin region.
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

	// What lists do not show.
	IPAddressVersion string
	PackageType      string
	PolicyID         string
	Members          []Proxy // nil: they were not read

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
	return filterSeq(c.groupList(ctx, query).All(), func(g ProxyGroup) bool { return hasTags(g.allTags(), query.Tags) })
}

// ProxyGroupsNow are the groups of the account after this moment, in a list that
// is shared with others who ask now.
func (c *Client) ProxyGroupsNow(ctx context.Context) ([]ProxyGroup, error) {
	return c.groups.lists.Get(ctx, struct{}{})
}

func (c *Client) groupList(ctx context.Context, query GroupQuery) wire.List[ProxyGroup] {
	return wire.List[ProxyGroup]{
		Action: "DescribeProxyGroupList", PageSize: groupPageSize, ID: ProxyGroup.id,
		Read: func(offset uint64) (wire.Page[ProxyGroup], error) { return c.describeProxyGroups(ctx, query, offset) },
	}
}

func (c *Client) describeProxyGroups(ctx context.Context, query GroupQuery, offset uint64) (wire.Page[ProxyGroup], error) {
	start, limit := int64(offset), int64(groupPageSize) //nolint:gosec // a number of groups
	req := gaap.NewDescribeProxyGroupListRequest()
	req.Offset, req.Limit, req.ProjectId = &start, &limit, &query.ProjectID
	req.Filters = filters([]parameter{{"RealServerRegion", query.RealServerRegion}, {"PackageType", query.PackageType}})
	req.TagSet = tagPairs(narrowestFilter(query.Tags))
	resp := gaap.NewDescribeProxyGroupListResponse()
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
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
		Status:         word(info.Status),
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

// TaggedProxyGroup are groups.
const TaggedProxyGroup Tagged = "proxyGroup"

func (g ProxyGroup) id() string { return g.ID }

func (g ProxyGroup) allTags() map[string]string { return mergeTags(g.Tags, g.ignored) }
