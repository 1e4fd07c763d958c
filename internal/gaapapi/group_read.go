package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// groupReads are the reads of groups that are shared.
type groupReads struct {
	details *wire.Memo[string, ProxyGroupDetail]
	lists   *wire.SharedLists[struct{}, ProxyGroup]
	refresh *wire.Refresh[ProxyGroup] // until this process writes for the first time
}

func newGroupReads(c *Client) groupReads {
	everyGroup := GroupQuery{ProjectID: AllProjects}
	return groupReads{
		details: wire.NewMemo("DescribeProxyGroupDetails", c.lookUpProxyGroup),
		lists: wire.NewSharedLists(c.Client, "DescribeProxyGroupList", func(ctx context.Context, _ struct{}) ([]ProxyGroup, error) {
			return c.groupList(ctx, everyGroup).ReadAll()
		}),
		refresh: wire.NewRefresh(wire.RefreshRule[ProxyGroup]{
			Action: "DescribeProxyGroupList", PageSize: groupPageSize, ID: ProxyGroup.id,
			Page: func(ctx context.Context, offset uint64) (wire.Page[ProxyGroup], error) {
				return c.describeProxyGroups(ctx, everyGroup, offset)
			},
			// The list finds no single group, so all of its pages are worth reading.
			ReadsBefore: 0, PagesPerRead: maxGroupPages,
		}),
	}
}

const maxGroupPages = 500

// ProxyGroupDetail is what the proxies of a group have in common.
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

func (c *Client) lookUpProxyGroup(ctx context.Context, id string) (ProxyGroupDetail, error) {
	group, _, err := c.describeProxyGroup(ctx, id)
	return ProxyGroupDetail{group.RealServerRegion, group.IPAddressVersion, group.PackageType}, err
}

// DescribeProxyGroup reads a group and its proxies after this moment. The error's
// class is [wire.Gone] if the account has no such group.
func (c *Client) DescribeProxyGroup(ctx context.Context, id string) (ProxyGroup, error) {
	return c.completeGroup(ctx, id, c.listedGroup)
}

// RefreshProxyGroup is [Client.DescribeProxyGroup] for a refresh of the state: until
// this process has written something, groups share a list that was read before.
// Each takes two calls beside.
func (c *Client) RefreshProxyGroup(ctx context.Context, id string) (ProxyGroup, error) {
	c.groups.refresh.Count()
	return c.completeGroup(ctx, id, func(ctx context.Context, id string) (ProxyGroup, error) {
		return c.groups.refresh.Read(ctx, id, func(ctx context.Context) (ProxyGroup, error) { return c.listedGroup(ctx, id) })
	})
}

// completeGroup is a group with its status in words and with its proxies. listed finds
// it in a list.
func (c *Client) completeGroup(ctx context.Context, id string, listed func(context.Context, string) (ProxyGroup, error)) (ProxyGroup, error) {
	group, number, err := c.describeProxyGroup(ctx, id)
	if err != nil {
		return ProxyGroup{}, err
	}
	if group.Status, err = statusOfGroup(ctx, id, number, listed); err != nil {
		return ProxyGroup{}, err
	}
	members, err := c.ListProxies(ctx, ProxyFilter{ProjectID: AllProjects, GroupID: id})
	group.Members = append([]Proxy{}, members...) // none, but not unknown
	return group, err
}

// groupWords are the statuses that a number says.
var groupWords = map[int64]string{1: GroupCreating, 4: GroupDestroying, 11: GroupMoving, 12: GroupChanging}

// statusOfGroup is the word for the number of a status.
//
// Assumption: CLOSED, which has no number of its own, reads as 0, which is RUNNING,
// or as one that is not documented. So for these the list has the last word.
func statusOfGroup(ctx context.Context, id string, number int64, listed func(context.Context, string) (ProxyGroup, error)) (string, error) {
	if status, known := groupWords[number]; known {
		return status, nil
	}
	row, err := listed(ctx, id)
	switch {
	case err == nil:
		return row.Status, nil
	case wire.ClassOf(err) != wire.Gone:
		return "", err
	case number == 0: // the list is late
		return GroupRunning, nil
	}
	return fmt.Sprintf("STATUS_%d", number), nil
}

// listedGroup is a group as the list shows it after this moment.
func (c *Client) listedGroup(ctx context.Context, id string) (ProxyGroup, error) {
	all, err := c.ProxyGroupsNow(ctx)
	if err != nil {
		return ProxyGroup{}, err
	}
	for _, group := range all {
		if group.ID == id {
			return group, nil
		}
	}
	return ProxyGroup{}, wire.NotListedError("DescribeProxyGroupList", "", id)
}

// describeProxyGroup is a group as its details show it, without its status, and
// the number of that.
func (c *Client) describeProxyGroup(ctx context.Context, id string) (group ProxyGroup, status int64, err error) {
	req := gaap.NewDescribeProxyGroupDetailsRequest()
	req.GroupId = &id
	resp := gaap.NewDescribeProxyGroupDetailsResponse()
	none := false
	_, err = c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		if problem = present(resp.Response); problem != nil {
			return problem
		}
		if none = resp.Response.ProxyGroupDetail == nil; none {
			return nil
		}
		group, problem = c.newGroupDetail(id, *resp.Response.ProxyGroupDetail)
		return problem
	}, wire.Classify(groupClass))
	if err == nil && none {
		return ProxyGroup{}, 0, c.noDetailError(ctx, id)
	}
	if err != nil {
		return ProxyGroup{}, 0, err
	}
	return group, value(resp.Response.ProxyGroupDetail.Status), nil
}

// noDetailError is the error about an answer without a group.
//
// Assumption: it may be how the service says that there is no such group. As it says
// so in no words, the list must not have it either.
func (c *Client) noDetailError(ctx context.Context, id string) error {
	if _, err := c.listedGroup(ctx, id); err != nil {
		return err
	}
	return &wire.Error{Action: "DescribeProxyGroupDetails", Code: wire.CodeUnreadable, Message: "the answer has no ProxyGroupDetail, though the list has the group"}
}

func (c *Client) newGroupDetail(id string, info gaap.ProxyGroupDetail) (ProxyGroup, error) {
	if got := value(info.GroupId); got != id {
		return ProxyGroup{}, fmt.Errorf("the answer is about group %.80q, not about %q", got, id)
	}
	region := value(info.RealServerRegionInfo).RegionId
	if value(region) == "" {
		return ProxyGroup{}, errors.New("the answer lacks the origin region of the group")
	}
	group := ProxyGroup{
		ID: id, Name: value(info.GroupName), ProjectID: value(info.ProjectId), Domain: value(info.Domain), RealServerRegion: word(region),
		Version: value(info.Version), CreateTime: unix(toUnsigned(value(info.CreateTime))), HTTP3Supported: value(info.Http3Supported) == 1,
		IPAddressVersion: word(info.IPAddressVersion), PackageType: word(info.PackageType), PolicyID: value(info.PolicyId),
	}
	group.Tags, group.ignored = c.splitTags(newTags(info.TagSet))
	return group, nil
}

func (c *Client) tagsOfGroup(ctx context.Context, id string) (map[string]string, error) {
	group, _, err := c.describeProxyGroup(ctx, id)
	return group.allTags(), err
}

// groupClass: proxies that are on their way out of a group still count, and the
// message tells of an id that does not exist where the code does not.
func groupClass(code, message string) wire.Class {
	switch {
	case code == "FailedOperation.DeleteProxyGroupProxyRemained":
		return wire.Busy
	case code == "FailedOperation" && strings.Contains(message, "not found"):
		return wire.Gone
	}
	return wire.OK
}
