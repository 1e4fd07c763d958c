package gaapapi

import (
	"context"
	"slices"
	"strconv"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// listBackoff is how long one list keeps off the next: while many ask, each
// list answers more of them.
var listBackoff = wait.Backoff{First: 250 * time.Millisecond, Max: 2 * time.Second, Factor: 2, Jitter: 0.2}

// maxListings is how often a list is read from its begin when proxies vanish
// from it, or seem to repeat themselves, while its pages are read.
const maxListings = 3

// AllProjects stands for all projects where an id is asked for.
const AllProjects = -1

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

// lister reads the list of one filter for all who ask for it.
type lister struct {
	*gatherer[struct{}, []Proxy]

	client *Client
	filter ProxyFilter
	// What follows belongs to whoever has the gatherer's turn.
	sent   time.Time // when the last list was asked for
	streak int       // how many lists followed each other closely
}

// ListProxies returns the proxies of the account that match the filter, the
// newest first, in as many calls of DescribeProxies as there are hundreds. The
// list is read after this moment, and shared with others who want the same.
func (c *Client) ListProxies(ctx context.Context, filter ProxyFilter) ([]Proxy, error) {
	all, err := c.lister(filter).ask(ctx, struct{}{})
	return slices.Clone(all), err // callers rearrange their list
}

func (c *Client) lister(filter ProxyFilter) *lister {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.listers[filter]
	if l == nil {
		l = &lister{client: c, filter: filter}
		l.gatherer = newGatherer("DescribeProxies", 1, l.rest, l.read)
		c.listers[filter] = l
	}
	return l
}

// rest lets more who want the list gather, if another one was read just now.
func (l *lister) rest(ctx context.Context) error {
	clock := l.client.poller.Clock
	due := l.sent.Add(listBackoff.Pause(l.streak, l.client.poller.Random()))
	pause := due.Sub(clock.Now())
	if l.sent.IsZero() || pause <= 0 {
		l.streak = 0
	} else {
		if err := clock.Sleep(ctx, pause); err != nil {
			return err
		}
		l.streak++
	}
	l.sent = clock.Now()
	return nil
}

func (l *lister) read(ctx context.Context, keys []struct{}) map[struct{}]answer[[]Proxy] {
	all, err := l.client.listAll(ctx, l.filter.parameters())
	return map[struct{}]answer[[]Proxy]{keys[0]: {all, err}}
}

// listAll reads all pages of a list. A proxy that is made meanwhile moves the
// others to later pages, where some are seen again. One that vanishes moves
// others to pages that were read already; then the list begins again.
func (c *Client) listAll(ctx context.Context, filters []*gaap.Filter) ([]Proxy, error) {
	for listing := 1; ; listing++ {
		pages := newWalk("DescribeProxies", Proxy.id)
		all, err := c.listOnce(ctx, filters, pages)
		switch {
		case err != nil:
			return nil, err
		case pages.repeats != nil && listing == maxListings:
			return nil, pages.repeats
		case pages.repeats == nil && !pages.shrunk, listing == maxListings:
			return all, nil
		}
	}
}

func (c *Client) listOnce(ctx context.Context, filters []*gaap.Filter, pages *walk[Proxy]) (all []Proxy, err error) {
	for last := false; !last; {
		offset := uint64(pages.offset) //nolint:gosec // at most maxListed and a page
		page, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{Filters: filters, Offset: &offset})
		if err != nil {
			return nil, err
		}
		var fresh []Proxy
		if fresh, last, err = pages.add(page.proxies, page.total, page.requestID); err != nil {
			return nil, err
		}
		all = append(all, fresh...)
	}
	return all, nil
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

// parameter is a filter with one value; an empty one does not filter.
type parameter struct{ name, value string }

func filters(parameters []parameter) []*gaap.Filter {
	var filters []*gaap.Filter
	for _, p := range parameters {
		if p.value != "" {
			filters = append(filters, &gaap.Filter{Name: &p.name, Values: []*string{&p.value}})
		}
	}
	return filters
}
