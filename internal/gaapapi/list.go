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
	all, err := l.client.proxyList(ctx, gaap.DescribeProxiesRequest{Filters: l.filter.parameters()}).whole()
	return map[struct{}]answer[[]Proxy]{keys[0]: {all, err}}
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
