package gaapapi

import (
	"context"
	"iter"
	"strconv"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ProxyFilter selects proxies by what DescribeProxies can filter by. Empty
// strings do not filter.
type ProxyFilter struct {
	ProjectID        int64 // 0 is the default project, AllProjects does not filter
	AccessRegion     string
	RealServerRegion string
	GroupID          string
	IPAddressVersion string
	PackageType      string
}

// ListProxies returns the proxies of the account that match the filter, the
// newest first, in as many calls of DescribeProxies as there are hundreds. The
// list is read after this moment, and shared with others who want the same.
func (c *Client) ListProxies(ctx context.Context, filter ProxyFilter) ([]Proxy, error) {
	return c.proxies.lists.Get(ctx, filter)
}

// RecentProxies is [Client.ListProxies] for callers to whom a list is good that
// is younger than so much, whatever was written meanwhile: they share it.
func (c *Client) RecentProxies(ctx context.Context, filter ProxyFilter, younger time.Duration) (wire.Snapshot[Proxy], error) {
	return c.proxies.snapshots.Get(ctx, filter, younger)
}

func (c *Client) listProxies(ctx context.Context, filter ProxyFilter) ([]Proxy, error) {
	return c.proxyList(ctx, gaap.DescribeProxiesRequest{Filters: filter.parameters()}).ReadAll()
}

func (f ProxyFilter) parameters() []*gaap.Filter {
	project := ""
	if f.ProjectID != AllProjects {
		project = strconv.FormatInt(f.ProjectID, 10)
	}
	return filters([]parameter{
		{"ProjectId", project},
		{"AccessRegion", f.AccessRegion},
		{"RealServerRegion", f.RealServerRegion},
		{"GroupId", f.GroupID},
		{"IPAddressVersion", f.IPAddressVersion},
		{"PackageType", f.PackageType},
	})
}

// ProxyQuery selects proxies. Mind that ProjectID has to be [AllProjects] to
// look into all of them.
type ProxyQuery struct {
	ProxyFilter

	Tags        map[string]string // all of them, with these values
	Independent *bool             // true: not in a group; false: in a group; nil: both
}

// Proxies returns the proxies that match the query, the newest first. It calls
// DescribeProxies when the next hundred is asked for. An error is the last of
// the sequence.
func (c *Client) Proxies(ctx context.Context, query ProxyQuery) iter.Seq2[Proxy, error] {
	proxies := c.proxyList(ctx, gaap.DescribeProxiesRequest{
		Filters: query.parameters(), TagSet: tagPairs(narrowestFilter(query.Tags)), Independent: flag(query.Independent),
	})
	return filterSeq(proxies.All(), func(p Proxy) bool { return hasTags(p.allTags(), query.Tags) })
}

// proxyList is the list of the proxies that a request selects.
func (c *Client) proxyList(ctx context.Context, in gaap.DescribeProxiesRequest) wire.List[Proxy] {
	return wire.List[Proxy]{
		Action: "DescribeProxies", PageSize: proxyPageSize, ID: Proxy.id,
		Read: func(offset uint64) (wire.Page[Proxy], error) {
			req := in
			req.Offset = &offset
			got, err := c.describeProxies(ctx, &req)
			return got.Page, err
		},
	}
}
