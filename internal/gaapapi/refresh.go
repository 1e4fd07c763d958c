package gaapapi

import (
	"context"
	"errors"
	"slices"
	"sync"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

const (
	// readsBeforeLooking is how many calls by id are made before the first page
	// of the account's list is read: a small state never sees it.
	readsBeforeLooking = 2
	// pagesPerRead is how many pages the whole list may have left for each call
	// by id made so far. In other words, a state is taken to be four times of
	// what was seen of it: for a part of a large account, calls by id are fewer.
	pagesPerRead = 3
)

// accountPages hold what the account's list shows, for refresh reads: Terraform
// reads ten proxies at a time, but a page of the list has a hundred. They are
// true until this process writes for the first time.
type accountPages struct {
	mu      sync.Mutex
	known   map[string]Proxy
	reads   int  // calls by id
	pages   int  // pages read, which are the first ones
	left    int  // pages not read, once the first one is
	dropped bool // for good
}

// RefreshProxy reads one proxy for a refresh of the state. Until this process
// has written something, the answer may come from the account's list as it was
// read earlier in the life of the client; after that it is [Client.DescribeProxy].
// Which calls are made depends on what was asked for so far: few proxies of a
// large account are read by id, most of an account by pages.
func (c *Client) RefreshProxy(ctx context.Context, id string) (Proxy, error) {
	for {
		proxy, found, next := c.pages.find(id)
		if found {
			return proxy, nil
		}
		if next < 0 {
			return c.DescribeProxy(ctx, id)
		}
		if _, err := c.pageReads.get(ctx, next); err != nil {
			if _, ended := errors.AsType[*InterruptedError](err); ended {
				return Proxy{}, err
			}
			c.pages.drop() // the list is of no use, but ids may be
		}
	}
}

// RefreshAccount returns all proxies of the account. Until this process has
// written something, they may be those of a list that was read earlier in the
// life of the client; after that it is [Client.ListProxies].
func (c *Client) RefreshAccount(ctx context.Context) ([]Proxy, error) {
	all, err := untilWritten(ctx, c, c.account, struct{}{})
	return slices.Clone(all), err // callers rearrange their list
}

// untilWritten takes the answer of a memo until this process has written
// something. After that each caller looks for itself: what it asks about may be
// what was written.
func untilWritten[K comparable, V any](ctx context.Context, c *Client, m *memo[K, V], key K) (V, error) {
	if !c.pages.isDropped() {
		value, err := m.get(ctx, key)
		if err != nil || !c.pages.isDropped() {
			return value, err
		}
	}
	return m.look(ctx, key)
}

func (c *Client) listAccount(ctx context.Context, _ struct{}) ([]Proxy, error) {
	return c.ListProxies(ctx, ProxyFilter{ProjectID: AllProjects})
}

// readPage reads page number n of the account's list.
func (c *Client) readPage(ctx context.Context, n int) (struct{}, error) {
	offset := uint64(n) * pageSize //nolint:gosec // a small number
	page, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{Offset: &offset})
	if err == nil {
		c.pages.add(n, page)
	}
	return struct{}{}, err
}

// find returns a proxy that is known. If it is not known, next is the page to
// read for it, or -1 if it is to be read by its id.
func (p *accountPages) find(id string) (proxy Proxy, found bool, next int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	proxy, found = p.known[id]
	looks := p.pages == 0 && p.reads >= readsBeforeLooking
	goesOn := p.pages > 0 && p.left > 0 && p.left <= pagesPerRead*p.reads
	if p.dropped || !looks && !goesOn {
		return proxy, found, -1
	}
	return proxy, found, p.pages
}

func (p *accountPages) add(n int, page proxyPage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dropped || n != p.pages {
		return
	}
	before := len(p.known)
	for _, proxy := range page.items {
		p.known[proxy.ID] = proxy
	}
	p.pages++
	left := max(0, (page.total+pageSize-1)/pageSize-p.pages)
	if p.pages > 1 {
		left = min(left, p.left-1) // a list that grows as it is read might have no end
	}
	if len(page.items) < pageSize || len(p.known) == before || len(p.known) >= maxListed {
		left = 0
	}
	p.left = left
}

// countRead counts a call by id.
func (p *accountPages) countRead() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reads++
}

func (p *accountPages) isDropped() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dropped
}

// drop forgets the pages, and reads no more.
func (p *accountPages) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dropped = true
	p.known = nil
}
