package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

type groupList struct {
	TotalCount     int         `json:"TotalCount"`
	ProxyGroupList []groupInfo `json:"ProxyGroupList"`
}

// groupInfo is ProxyGroupInfo of the API.
type groupInfo struct {
	GroupID              string       `json:"GroupId"`
	Domain               *string      `json:"Domain"`
	GroupName            string       `json:"GroupName"`
	ProjectID            int64        `json:"ProjectId"`
	RealServerRegionInfo regionDetail `json:"RealServerRegionInfo"`
	Status               string       `json:"Status"`
	TagSet               []tagPair    `json:"TagSet"`
	Version              string       `json:"Version"`
	CreateTime           int64        `json:"CreateTime"` // unix seconds
	ProxyType            int64        `json:"ProxyType"`
	Http3Supported       int64        `json:"Http3Supported"`
	FeatureBitmap        int64        `json:"FeatureBitmap"`
}

func newGroupInfo(g Group) groupInfo {
	f := features{ipVersion: g.IPAddressVersion}
	return groupInfo{
		GroupID: g.ID, Domain: textOrNull(g.Domain), GroupName: g.Name, ProjectID: g.ProjectID,
		RealServerRegionInfo: newRegionDetail(g.RealServerRegion), Status: g.Status, TagSet: tagPairs(g.Tags),
		Version: "3.0", CreateTime: g.CreateTime.Unix(), ProxyType: 100,
		Http3Supported: f.bitmap() & featureHTTP3 / featureHTTP3, FeatureBitmap: f.bitmap(),
	}
}

// groupField knows the names of the filters. There is none for the project. The
// page does not name GroupId, which the tests of the official provider use.
func groupField(name string) (func(Group) string, bool) {
	switch name {
	case "GroupId":
		return func(g Group) string { return g.ID }, true
	case "RealServerRegion":
		return func(g Group) string { return g.RealServerRegion }, true
	case "PackageType":
		return func(g Group) string { return g.PackageType }, true
	}
	return nil, false
}

// Assumption: the order is that of their creation; a Limit of 0 gives the
// TotalCount alone; a project of somebody else has no groups.
func describeProxyGroupList(c *call, in *gaap.DescribeProxyGroupListRequestParams) (any, *apiError) {
	const all = -1
	project := *in.ProjectId
	if project < all {
		return nil, invalidValue("ProjectId")
	}
	if *in.Limit < 0 || *in.Limit > 100 {
		return nil, invalidValue("Limit")
	}
	if *in.Offset < 0 {
		return nil, invalidValue("Offset")
	}
	filters, err := newFilters(in.Filters, groupField)
	if err != nil {
		return nil, err
	}
	tags, err := newTagSet(in.TagSet)
	if err != nil {
		return nil, err
	}
	infos := []groupInfo{}
	for _, g := range c.store.Groups.asShown(c).list() {
		if (project == all || g.ProjectID == project) && matchesAll(g, filters) && hasAnyTag(g.Tags, tags) {
			infos = append(infos, newGroupInfo(g))
		}
	}
	start := min(*in.Offset, int64(len(infos)))
	end := min(start+*in.Limit, int64(len(infos)))
	return groupList{len(infos), infos[start:end]}, nil
}
