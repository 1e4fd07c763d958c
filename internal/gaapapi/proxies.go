package gaapapi

import (
	"context"
	"iter"
	"maps"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

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
		Filters: query.parameters(), TagSet: tagPairs(narrowest(query.Tags)), Independent: flag(query.Independent),
	})
	return having(proxies.all(), func(p Proxy) bool { return hasTags(p.allTags(), query.Tags) })
}

// proxyList is the list of the proxies that a request selects.
func (c *Client) proxyList(ctx context.Context, in gaap.DescribeProxiesRequest) paging[Proxy] {
	return paging[Proxy]{
		action: "DescribeProxies",
		read: func(offset uint64) (page[Proxy], error) {
			req := in
			req.Offset = &offset
			got, err := c.describeProxies(ctx, &req)
			return got.page, err
		},
		id: Proxy.id,
	}
}

// narrowest is what to ask the service for when an object has to have all the
// tags. The service answers with what has any of those it is asked for, and
// takes five at most; so one of them leaves the fewest pages to read.
func narrowest(tags map[string]string) map[string]string {
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		return map[string]string{key: tags[key]}
	}
	return nil
}

// allTags are those of others, too.
func (p Proxy) allTags() map[string]string { return joined(p.Tags, p.ignored) }

func (g ProxyGroup) allTags() map[string]string { return joined(g.Tags, g.ignored) }

func joined(tags, ignored map[string]string) map[string]string {
	all := maps.Clone(tags)
	maps.Copy(all, ignored)
	return all
}

func hasTags(tags, wanted map[string]string) bool {
	for key, text := range wanted {
		if got, ok := tags[key]; !ok || got != text {
			return false
		}
	}
	return true
}

// having leaves out what does not match. Errors pass.
func having[T any](all iter.Seq2[T, error], matches func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item, err := range all {
			if (err != nil || matches(item)) && !yield(item, err) {
				return
			}
		}
	}
}

// flag is a truth value as the service writes it.
func flag(on *bool) *int64 {
	if on == nil {
		return nil
	}
	n := int64(0)
	if *on {
		n = 1
	}
	return &n
}
