package gaapapi

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// Proxy is an acceleration proxy as DescribeProxies shows it (type ProxyInfo,
// https://cloud.tencent.com/document/api/608/37023). Fields that the service
// leaves out or sets to null are zero.
type Proxy struct {
	ID                   string
	Name                 string
	ProjectID            int64 // 0 is the default project
	AccessRegion         string
	RealServerRegion     string
	Bandwidth            int64 // Mbps
	Concurrent           int64 // 10,000 connections
	Status               Status
	Domain               string
	IP                   string
	IPs                  []IP
	ForwardIP            string // addresses, each followed by a semicolon
	Version              string
	Scalable             bool // ModifyProxyConfiguration is allowed
	SupportProtocols     []string
	GroupID              string // empty for a proxy of its own
	PolicyID             string
	Tags                 map[string]string
	BillingType          int64 // 0 by bandwidth, 1 by traffic
	RelatedGlobalDomains []string
	CreateTime           time.Time
	ModifyConfigTime     time.Time // zero until the configuration is changed for the first time
	IPAddressVersion     string
	NetworkType          string
	PackageType          string
	BanStatus            string
	HTTP3Supported       bool
	SecuritySupported    bool // it can have a security policy
	TLSChoiceSupported   bool // versions and ciphers of its HTTPS listeners can be chosen
	InBanBlacklist       bool
	AutoScale            bool
	Type                 int64   // 100 Thunder, 103 of Microsoft
	ClientIPMethods      []int64 // of TCP listeners: 0 TOA, 1 Proxy Protocol
	Features             int64   // FeatureBitmap, a bit for each
	AccessRegionName     string
	RealServerRegionName string

	ignored map[string]string // tags of others: only to find the proxy by
}

// IP is an address of a proxy.
type IP struct {
	Address   string
	Provider  string // BGP, CMCC, CUCC or CTCC
	Bandwidth int64  // Mbps
}

func (p Proxy) id() string { return p.ID }

func (c *Client) newProxy(p *gaap.ProxyInfo) Proxy {
	proxy := Proxy{
		ID:                   idOf(p),
		Name:                 value(p.ProxyName),
		ProjectID:            value(p.ProjectId),
		AccessRegion:         word(p.AccessRegion),
		RealServerRegion:     word(p.RealServerRegion),
		Bandwidth:            value(p.Bandwidth),
		Concurrent:           value(p.Concurrent),
		Status:               newStatus(p.Status),
		Domain:               value(p.Domain),
		IP:                   value(p.IP),
		ForwardIP:            sortedParts(value(p.ForwardIP)),
		Version:              value(p.Version),
		Scalable:             value(p.Scalarable) == 1,
		SupportProtocols:     slices.Sorted(slices.Values(values(p.SupportProtocols))),
		GroupID:              value(p.GroupId),
		PolicyID:             value(p.PolicyId),
		BillingType:          value(p.BillingType),
		RelatedGlobalDomains: slices.Sorted(slices.Values(values(p.RelatedGlobalDomains))),
		CreateTime:           unix(p.CreateTime),
		ModifyConfigTime:     unix(p.ModifyConfigTime),
		IPAddressVersion:     value(p.IPAddressVersion),
		NetworkType:          value(p.NetworkType),
		PackageType:          value(p.PackageType),
		BanStatus:            value(p.BanStatus),
		HTTP3Supported:       value(p.Http3Supported) == 1,
	}
	proxy.addDetails(p)
	proxy.Tags, proxy.ignored = c.splitTags(newTags(p.TagSet))
	for _, ip := range p.IPList {
		if ip != nil {
			proxy.IPs = append(proxy.IPs, IP{Address: value(ip.IP), Provider: value(ip.Provider), Bandwidth: value(ip.Bandwidth)})
		}
	}
	slices.SortFunc(proxy.IPs, func(a, b IP) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Provider, b.Provider), cmp.Compare(a.Bandwidth, b.Bandwidth))
	})
	return proxy
}

// addDetails fills in what is only shown.
func (p *Proxy) addDetails(info *gaap.ProxyInfo) {
	p.SecuritySupported = value(info.SupportSecurity) == 1
	p.TLSChoiceSupported = value(info.IsSupportTLSChoice) == 1
	p.InBanBlacklist = value(info.InBanBlacklist) == 1
	p.AutoScale = value(info.IsAutoScaleProxy) == 1
	p.Type = int64(min(value(info.ProxyType), math.MaxInt64))
	p.ClientIPMethods = slices.Sorted(slices.Values(values(info.ClientIPMethod)))
	p.Features = value(info.FeatureBitmap)
	if info.AccessRegionInfo != nil {
		p.AccessRegionName = value(info.AccessRegionInfo.RegionName)
	}
	if info.RealServerRegionInfo != nil {
		p.RealServerRegionName = value(info.RealServerRegionInfo.RegionName)
	}
}

// sortedParts sorts what a text lists with a semicolon after each part, or
// between them: the service promises no order, and another one is no change.
func sortedParts(text string) string {
	list, ended := strings.CutSuffix(text, ";")
	parts := strings.Split(list, ";")
	slices.Sort(parts)
	text = strings.Join(parts, ";")
	if ended {
		text += ";"
	}
	return text
}

func idOf(p *gaap.ProxyInfo) string {
	if id := value(p.ProxyId); id != "" {
		return id
	}
	return value(p.InstanceId) // the older name of the same field
}

// TaggedProxy are proxies.
const TaggedProxy Tagged = "proxy"

func (c *Client) tagsOfProxy(ctx context.Context, id string) (map[string]string, error) {
	proxy, err := c.DescribeProxy(ctx, id)
	if err != nil {
		return nil, err
	}
	return proxy.allTags(), nil
}

// allTags are those of others, too.
func (p Proxy) allTags() map[string]string { return mergeTags(p.Tags, p.ignored) }
