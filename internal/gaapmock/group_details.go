package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

type groupDetails struct {
	ProxyGroupDetail groupDetail `json:"ProxyGroupDetail"`
}

// groupDetail is ProxyGroupDetail of the API. Unlike that of the list,
// its Status is a number.
type groupDetail struct {
	CreateTime           int64        `json:"CreateTime"` // unix seconds
	ProjectID            int64        `json:"ProjectId"`
	ProxyNum             int64        `json:"ProxyNum"`
	Status               int64        `json:"Status"` // see groupStatus
	OwnerUin             string       `json:"OwnerUin"`
	CreateUin            string       `json:"CreateUin"`
	GroupName            string       `json:"GroupName"`
	DNSDefaultIP         string       `json:"DnsDefaultIp"`
	Domain               *string      `json:"Domain"`
	RealServerRegionInfo regionDetail `json:"RealServerRegionInfo"`
	IsOldGroup           bool         `json:"IsOldGroup"`
	GroupID              string       `json:"GroupId"`
	TagSet               []tagPair    `json:"TagSet"`
	PolicyID             *string      `json:"PolicyId"`
	Version              string       `json:"Version"`
	ClientIPMethod       []int64      `json:"ClientIPMethod"`
	IPAddressVersion     string       `json:"IPAddressVersion"`
	PackageType          string       `json:"PackageType"`
	Http3Supported       int64        `json:"Http3Supported"`
	FeatureBitmap        int64        `json:"FeatureBitmap"`
	IsSupportTLSChoice   int64        `json:"IsSupportTLSChoice"`
}

// groupStatus is the number of a status of a group.
//
// Assumption: CLOSED, for which no number is documented, reads 2.
func groupStatus(status string) int64 {
	return map[string]int64{StatusCreating: 1, StatusClosed: 2, StatusDestroying: 4, StatusMoving: 11, "CHANGING": 12}[status]
}

// group finds the group that a call names.
//
// Assumption: one that does not exist is ResourceNotFound.
func (c *call) group(id string) (Group, *apiError) {
	g, ok := c.world.Groups.truth(c.now).get(id)
	if !ok {
		return g, errorf("ResourceNotFound", "The proxy group `%s` is not found.", id)
	}
	return g, nil
}

// describeProxyGroupDetails is DescribeProxyGroupDetails.
//
// Assumption: ProxyNum counts failed and destroying proxies, too, as the quota
// does.
func describeProxyGroupDetails(c *call, in *gaap.DescribeProxyGroupDetailsRequestParams) (any, *apiError) {
	g, err := c.group(val(in.GroupId))
	if err != nil {
		return nil, err
	}
	members := int64(0)
	for _, p := range c.world.Proxies.shown(c).list() {
		if p.GroupID == g.ID {
			members++
		}
	}
	info := newGroupInfo(g)
	return groupDetails{groupDetail{
		CreateTime: info.CreateTime, ProjectID: info.ProjectID, ProxyNum: members, Status: groupStatus(g.Status), OwnerUin: c.opts.AccountID, CreateUin: c.opts.AccountID,
		GroupName: info.GroupName, Domain: info.Domain, RealServerRegionInfo: info.RealServerRegionInfo, GroupID: info.GroupID, TagSet: info.TagSet,
		PolicyID: textOrNull(c.policyShown(g.ID)), Version: info.Version, ClientIPMethod: []int64{0, 1}, IPAddressVersion: g.IPAddressVersion, PackageType: g.PackageType,
		Http3Supported: info.Http3Supported, FeatureBitmap: info.FeatureBitmap, IsSupportTLSChoice: 1,
	}}, nil
}
