package gaapapi

import (
	"context"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// proxyReads are the reads of proxies that are shared.
type proxyReads struct {
	byID     *wire.Batcher[string, Proxy]
	statuses *wire.Batcher[string, Status]
	lists    *wire.SharedLists[ProxyFilter, Proxy]
	// What follows is true until this process writes for the first time.
	refresh *wire.Refresh[Proxy]
	account *wire.Memo[struct{}, []Proxy]
	checks  *wire.Memo[checkQuery, bool]

	snapshots *wire.Snapshots[ProxyFilter, Proxy]
}

func newProxyReads(c *Client) proxyReads {
	return proxyReads{
		byID:     wire.NewBatcher(c.Client, "DescribeProxies", proxyPageSize, c.describeProxiesByID),
		statuses: wire.NewBatcher(c.Client, "DescribeProxiesStatus", proxyPageSize, c.describeStatusesByID),
		lists:    wire.NewSharedLists(c.Client, "DescribeProxies", c.listProxies),
		refresh: wire.NewRefresh(wire.RefreshRule[Proxy]{
			Action: "DescribeProxies", PageSize: proxyPageSize, Page: c.accountPage, ID: Proxy.id,
			// For a part of a large account, calls by id are fewer.
			ReadsBefore: 2, PagesPerRead: 3,
		}),
		account:   wire.NewMemo("DescribeProxies", c.listAccount),
		checks:    wire.NewMemo("CheckProxyCreate", c.checkProxyCreate),
		snapshots: wire.NewSnapshots(c.Client, "DescribeProxies", c.ListProxies),
	}
}

// RefreshProxy reads one proxy for a refresh of the state. Until this process
// has written something, the answer may come from the account's list as it was
// read earlier in the life of the client; after that it is [Client.DescribeProxy].
// Which calls are made depends on what was asked for so far: few proxies of a
// large account are read by id, most of an account by pages.
func (c *Client) RefreshProxy(ctx context.Context, id string) (Proxy, error) {
	return c.proxies.refresh.Read(ctx, id, func(ctx context.Context) (Proxy, error) { return c.DescribeProxy(ctx, id) })
}

// RefreshAccount returns all proxies of the account. Until this process has
// written something, they may be those of a list that was read earlier in the
// life of the client; after that it is [Client.ListProxies].
func (c *Client) RefreshAccount(ctx context.Context) ([]Proxy, error) {
	all, err := c.proxies.account.GetUntil(ctx, c.proxies.refresh.IsDropped, struct{}{})
	return slices.Clone(all), err // callers rearrange their list
}

func (c *Client) listAccount(ctx context.Context, _ struct{}) ([]Proxy, error) {
	return c.ListProxies(ctx, ProxyFilter{ProjectID: AllProjects})
}

func (c *Client) accountPage(ctx context.Context, offset uint64) (wire.Page[Proxy], error) {
	page, err := c.describeProxies(ctx, &gaap.DescribeProxiesRequest{Offset: &offset})
	return page.Page, err
}

// writeProxy sends a write. It makes later reads of proxies fresh.
func (c *Client) writeProxy(ctx context.Context, effect wire.Effect, req wire.Request, resp wire.Response, check func() error) (wire.Outcome, error) {
	c.proxies.refresh.Drop()
	return c.Call(ctx, effect, req, resp, check)
}
