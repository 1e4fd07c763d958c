package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

type groupDetails struct {
	ProxyGroupDetail *groupDetail `json:"ProxyGroupDetail"`
}

// groupDetail is ProxyGroupDetail of the API. Unlike that of the list,
// its Status is a number.
type groupDetail struct {
	CreateTime           int64        `json:"CreateTime"` // unix seconds
	ProjectID            int64        `json:"ProjectId"`
	ProxyNum             int64        `json:"ProxyNum"`
	Status               int64        `json:"Status"` // see groupNumber
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

// groupNumber is the number of a status of a group.
func (o *Options) groupNumber(status string) int64 {
	return map[string]int64{StatusCreating: 1, StatusClosed: o.Group.ClosedNumber, StatusDestroying: 4, StatusMoving: 11, StatusChanging: 12}[status]
}

// group finds the group that a call names.
func (c *call) group(id string) (Group, *apiError) {
	return c.groupIn(id, c.store.Groups.current(c.now))
}

func (c *call) groupIn(id string, in view[Group]) (Group, *apiError) {
	g, ok := in.get(id)
	switch {
	case ok:
		return g, nil
	case c.opts.Group.Unknown == UnknownFailed:
		return g, errorf("FailedOperation", "The proxy group `%s` is not found.", id)
	}
	return g, errorf("ResourceNotFound", "The proxy group `%s` is not found.", id)
}

// Assumption: ProxyNum counts failed and destroying proxies, too, as the quota
// does.
func describeProxyGroupDetails(c *call, in *gaap.DescribeProxyGroupDetailsRequestParams) (any, *apiError) {
	g, err := c.groupIn(val(in.GroupId), c.store.Groups.asShown(c))
	if err != nil && c.opts.Group.Unknown == UnknownNull {
		return groupDetails{}, nil
	}
	if err != nil {
		return nil, err
	}
	members := int64(0)
	for _, p := range c.store.Proxies.asShown(c).list() {
		if p.GroupID == g.ID {
			members++
		}
	}
	return groupDetails{c.newGroupDetail(g, members)}, nil
}

func (c *call) newGroupDetail(g Group, members int64) *groupDetail {
	info := newGroupInfo(g)
	return &groupDetail{
		CreateTime: info.CreateTime, ProjectID: info.ProjectID, ProxyNum: members, Status: c.opts.groupNumber(g.Status), OwnerUin: c.opts.AccountID, CreateUin: c.opts.AccountID,
		GroupName: info.GroupName, Domain: info.Domain, RealServerRegionInfo: info.RealServerRegionInfo, GroupID: info.GroupID, TagSet: info.TagSet,
		PolicyID: textOrNull(c.policyShown(g.ID)), Version: info.Version, ClientIPMethod: []int64{0, 1}, IPAddressVersion: g.IPAddressVersion, PackageType: g.PackageType,
		Http3Supported: info.Http3Supported, FeatureBitmap: info.FeatureBitmap, IsSupportTLSChoice: 1,
	}
}
