package gaapapi

import (
	"cmp"
	"slices"
	"strings"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
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
		AccessRegion:         quote.Printable(value(p.AccessRegion), maxCode),
		RealServerRegion:     quote.Printable(value(p.RealServerRegion), maxCode),
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

func newTags(pairs []*gaap.TagPair) map[string]string {
	tags := map[string]string{}
	for _, pair := range values(pairs) {
		if key := value(pair.TagKey); key != "" {
			tags[key] = value(pair.TagValue)
		}
	}
	return tags
}

// splitTags takes out the tags that are ignored, so that nobody shows, compares
// or changes them.
func (c *Client) splitTags(all map[string]string) (tags, ignored map[string]string) {
	tags = map[string]string{}
	for key, text := range all {
		if !c.ignoreTag(key) {
			tags[key] = text
			continue
		}
		if ignored == nil {
			ignored = map[string]string{}
		}
		ignored[key] = text
	}
	return tags, ignored
}

// lastSecond is the end of the year 9999, after which a time has no text (RFC 3339).
const lastSecond = 253402300799

// unix returns the zero time for a number that is no time, too.
func unix(seconds *uint64) time.Time {
	if value(seconds) == 0 || *seconds > lastSecond {
		return time.Time{}
	}
	return time.Unix(int64(*seconds), 0).UTC()
}

// value returns what p points to, the zero value for nil.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

func values[T any](pointers []*T) []T {
	all := make([]T, 0, len(pointers))
	for _, p := range pointers {
		if p != nil {
			all = append(all, *p)
		}
	}
	return all
}

func pointers[T any](values []T) []*T {
	all := make([]*T, 0, len(values))
	for _, v := range values {
		all = append(all, &v)
	}
	return all
}

// pointer returns nil for the zero value, which stands for an absent parameter.
func pointer[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
