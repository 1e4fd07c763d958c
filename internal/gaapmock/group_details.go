package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

type groupDetails struct {
	ProxyGroupDetail groupDetail `json:"ProxyGroupDetail"`
}

// groupDetail is ProxyGroupDetail of API section 7.23. Unlike that of the list,
// its Status is a number.
type groupDetail struct {
	CreateTime           int64        `json:"CreateTime"` // unix seconds
	ProjectID            int64        `json:"ProjectId"`
	ProxyNum             int64        `json:"ProxyNum"`
	Status               int64        `json:"Status"` // 0 running
	OwnerUin             string       `json:"OwnerUin"`
	CreateUin            string       `json:"CreateUin"`
	GroupName            string       `json:"GroupName"`
	DNSDefaultIP         string       `json:"DnsDefaultIp"`
	Domain               *string      `json:"Domain"`
	RealServerRegionInfo regionDetail `json:"RealServerRegionInfo"`
	IsOldGroup           bool         `json:"IsOldGroup"`
	GroupID              string       `json:"GroupId"`
	TagSet               []tagPair    `json:"TagSet"`
	PolicyID             string       `json:"PolicyId"`
	Version              string       `json:"Version"`
	ClientIPMethod       []int64      `json:"ClientIPMethod"`
	IPAddressVersion     string       `json:"IPAddressVersion"`
	PackageType          string       `json:"PackageType"`
	Http3Supported       int64        `json:"Http3Supported"`
	FeatureBitmap        int64        `json:"FeatureBitmap"`
	IsSupportTLSChoice   int64        `json:"IsSupportTLSChoice"`
}

// group finds the group that a call names.
//
// Assumption: one that does not exist is ResourceNotFound.
func (c *call) group(id string) (Group, *apiError) {
	i := slices.IndexFunc(c.opts.Groups, func(g Group) bool { return g.ID == id })
	if i < 0 {
		return Group{}, errorf("ResourceNotFound", "The proxy group `%s` is not found.", id)
	}
	return c.opts.Groups[i], nil
}

// describeProxyGroupDetails (API section 7.23)
//
// Assumption: ProxyNum counts failed and destroying proxies, too, as the quota
// does.
func describeProxyGroupDetails(c *call, in *gaap.DescribeProxyGroupDetailsRequestParams) (any, *apiError) {
	g, err := c.group(val(in.GroupId))
	if err != nil {
		return nil, err
	}
	members := int64(0)
	for _, p := range c.read().list() {
		if p.GroupID == g.ID {
			members++
		}
	}
	info := newGroupInfo(g)
	return groupDetails{groupDetail{
		CreateTime: info.CreateTime, ProjectID: info.ProjectID, ProxyNum: members, OwnerUin: c.opts.AccountID, CreateUin: c.opts.AccountID,
		GroupName: info.GroupName, Domain: info.Domain, RealServerRegionInfo: info.RealServerRegionInfo, GroupID: info.GroupID, TagSet: info.TagSet,
		Version: info.Version, ClientIPMethod: []int64{0, 1}, IPAddressVersion: g.IPAddressVersion, PackageType: g.PackageType,
		Http3Supported: info.Http3Supported, FeatureBitmap: info.FeatureBitmap, IsSupportTLSChoice: 1,
	}}, nil
}
