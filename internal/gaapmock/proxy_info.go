package gaapmock

import (
	"maps"
	"slices"
	"time"
)

// proxyInfo is ProxyInfo of the API. The SDK's type cannot be used: it
// drops nulls and empty lists, which the service sends.
type proxyInfo struct {
	InstanceID           string       `json:"InstanceId"`
	CreateTime           int64        `json:"CreateTime"` // unix seconds
	ProjectID            int64        `json:"ProjectId"`
	ProxyName            string       `json:"ProxyName"`
	AccessRegion         string       `json:"AccessRegion"`
	RealServerRegion     string       `json:"RealServerRegion"`
	Bandwidth            int64        `json:"Bandwidth"`
	Concurrent           int64        `json:"Concurrent"`
	Status               string       `json:"Status"`
	Domain               string       `json:"Domain"`
	IP                   string       `json:"IP"`
	Version              string       `json:"Version"`
	ProxyID              string       `json:"ProxyId"`
	Scalarable           int64        `json:"Scalarable"`
	SupportProtocols     []string     `json:"SupportProtocols"`
	GroupID              *string      `json:"GroupId"`
	PolicyID             *string      `json:"PolicyId"`
	AccessRegionInfo     regionDetail `json:"AccessRegionInfo"`
	RealServerRegionInfo regionDetail `json:"RealServerRegionInfo"`
	ForwardIP            string       `json:"ForwardIP"`
	TagSet               []tagPair    `json:"TagSet"`
	SupportSecurity      int64        `json:"SupportSecurity"`
	BillingType          int64        `json:"BillingType"`
	RelatedGlobalDomains []string     `json:"RelatedGlobalDomains"`
	ModifyConfigTime     *int64       `json:"ModifyConfigTime"`
	ProxyType            int64        `json:"ProxyType"`
	ClientIPMethod       []int64      `json:"ClientIPMethod"`
	IPAddressVersion     string       `json:"IPAddressVersion"`
	NetworkType          string       `json:"NetworkType"`
	PackageType          string       `json:"PackageType"`
	BanStatus            string       `json:"BanStatus"`
	IPList               []ipDetail   `json:"IPList"`
	Http3Supported       int64        `json:"Http3Supported"`
	InBanBlacklist       int64        `json:"InBanBlacklist"`
	FeatureBitmap        int64        `json:"FeatureBitmap"`
	IsAutoScaleProxy     int64        `json:"IsAutoScaleProxy"`
	IsSupportTLSChoice   int64        `json:"IsSupportTLSChoice"`
}

type tagPair struct {
	TagKey   string `json:"TagKey"`
	TagValue string `json:"TagValue"`
}

type ipDetail struct {
	IP        string `json:"IP"`
	Provider  string `json:"Provider"`
	Bandwidth int64  `json:"Bandwidth"`
}

func newProxyInfo(p Proxy) proxyInfo {
	info := proxyInfo{
		InstanceID: p.ID, ProxyID: p.ID,
		CreateTime: p.CreateTime.Unix(), ModifyConfigTime: unixOrNull(p.ModifyConfigTime),
		ProjectID: p.ProjectID, ProxyName: p.Name,
		AccessRegion: p.AccessRegion, AccessRegionInfo: newRegionDetail(p.AccessRegion),
		RealServerRegion: p.RealServerRegion, RealServerRegionInfo: newRegionDetail(p.RealServerRegion),
		Bandwidth: p.Bandwidth, Concurrent: p.Concurrent, BillingType: p.BillingType,
		Status: p.Status, Version: p.Version, Scalarable: p.Scalarable,
		SupportProtocols: p.SupportProtocols, GroupID: textOrNull(p.GroupID), PolicyID: textOrNull(p.PolicyID),
		TagSet: tagPairs(p.Tags), SupportSecurity: flag(!p.NoSecurity), RelatedGlobalDomains: p.RelatedGlobalDomains,
		ProxyType: p.ProxyType, ClientIPMethod: p.ClientIPMethods,
		IPAddressVersion: p.IPAddressVersion, NetworkType: p.NetworkType, PackageType: p.PackageType,
		BanStatus: p.BanStatus, InBanBlacklist: p.InBanBlacklist, Http3Supported: p.Http3Supported,
		FeatureBitmap:    features{p.IPAddressVersion, p.NetworkType, p.PackageType}.bitmap(),
		IsAutoScaleProxy: p.IsAutoScaleProxy, IsSupportTLSChoice: flag(!p.NoTLSChoice),
		IPList: []ipDetail{},
	}
	if p.hasAddresses() {
		info.Domain, info.IP, info.ForwardIP = p.Domain, p.IP, p.ForwardIP
		all := p.IPList
		if len(all) == 0 {
			all = []string{p.IP}
		}
		for _, ip := range all {
			info.IPList = append(info.IPList, ipDetail{ip, "BGP", p.Bandwidth})
		}
	}
	return info
}

// tagPairs sorts by key, so that equal answers are equal bytes.
func tagPairs(tags map[string]string) []tagPair {
	out := []tagPair{}
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		out = append(out, tagPair{key, tags[key]})
	}
	return out
}

func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func unixOrNull(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	n := t.Unix()
	return &n
}
