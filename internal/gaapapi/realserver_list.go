package gaapapi

import (
	"context"
	"errors"
	"iter"
	"sync"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	// realServerPageSize is the most that one DescribeRealServers call answers.
	realServerPageSize = 50
	// realServerQuota is the quota of DescribeRealServers, in requests a second.
	realServerQuota = 1000
)

// realServerReads are the reads of origin servers that are shared.
type realServerReads struct {
	statuses *wire.Batcher[string, RealServerStatus]
	account  *wire.SharedLists[struct{}, RealServer]
	refresh  *wire.Refresh[RealServer]
	// addresses never change in the life of an origin.
	addresses *wire.Memo[string, string]
	added     addedRealServers
}

// addedRealServers are those that this process has added, with the addresses by which
// the service finds them: one that it does not find does not show yet, and is not looked
// for in a second way.
type addedRealServers struct {
	mu  *sync.Mutex
	all map[string]string
}

// add notes an origin. One whose address the service may write in another way may be
// there though it is not found.
func (a addedRealServers) add(id, address string) {
	if CanonicalAddress(address) != address {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all[id] = address
}

func (a addedRealServers) has(id, address string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.all[id] == address
}

func newRealServerReads(c *Client) realServerReads {
	return realServerReads{
		added: addedRealServers{mu: new(sync.Mutex), all: map[string]string{}},
		addresses: wire.NewMemo("DescribeRealServers", func(ctx context.Context, id string) (string, error) {
			server, err := c.DescribeRealServer(ctx, id, "")
			return server.Address, err
		}),
		statuses: wire.NewBatcher(c.Client, "DescribeRealServersStatus", realServerPageSize, c.describeRealServersStatus),
		account:  wire.NewSharedLists(c.Client, "DescribeRealServers", c.listRealServers),
		refresh: wire.NewRefresh(wire.RefreshRule[RealServer]{
			Action: "DescribeRealServers", PageSize: realServerPageSize, ID: RealServer.id,
			Page: func(ctx context.Context, offset uint64) (wire.Page[RealServer], error) {
				return c.describeRealServers(ctx, allRealServers(), offset)
			},
			// The first page tells how many there are. Then few of a large account
			// are read by their addresses, one in a call.
			ReadsBefore: 0, PagesPerRead: 2,
		}),
	}
}

// RefreshRealServer reads one origin server for a refresh of the state. Until
// this process has written one, the answer may come from the account's list as
// it was read earlier in the life of the client; after that it is
// [Client.DescribeRealServer]. N origins take N/50 calls or one more, unless they
// are few of many: then it is one call for each.
func (c *Client) RefreshRealServer(ctx context.Context, id, address string) (RealServer, error) {
	c.realServers.refresh.Count()
	return c.realServers.refresh.Read(ctx, id, func(ctx context.Context) (RealServer, error) {
		return c.DescribeRealServer(ctx, id, address)
	})
}

// DescribeRealServer reads one origin server after this moment. The service
// finds none by its id: the address, if it is known, saves reading the list of
// the account. The error's class is [wire.Gone] if neither has the origin, or
// if the service does not know its status either.
func (c *Client) DescribeRealServer(ctx context.Context, id, address string) (RealServer, error) {
	if address != "" {
		found, err := c.RealServersByAddress(ctx, address)
		if err != nil {
			return RealServer{}, err
		}
		for _, server := range found {
			if server.ID == id {
				return server, nil
			}
		}
	}
	if address != "" && c.realServers.added.has(id, address) { // it does not show yet
		return RealServer{}, wire.NotListedError("DescribeRealServers", "", id)
	}
	if _, err := c.RealServersStatus(ctx, id); wire.ClassOf(err) == wire.Gone {
		return RealServer{}, err
	}
	all, err := c.realServers.account.Get(ctx, struct{}{})
	if err != nil {
		return RealServer{}, err
	}
	for _, server := range all {
		if server.ID == id {
			return server, nil
		}
	}
	return RealServer{}, wire.NotListedError("DescribeRealServers", "", id)
}

// RealServerAddress is the address of an origin server, looked up once in the life
// of the client. That of one that this client has added is known. The error's
// class is [wire.Gone] if there is no such origin.
func (c *Client) RealServerAddress(ctx context.Context, id string) (string, error) {
	return c.realServers.addresses.Get(ctx, id)
}

// RealServersByAddress returns the origin servers with an address, in any
// project: none or one, unless the service lets projects have their own.
func (c *Client) RealServersByAddress(ctx context.Context, address string) ([]RealServer, error) {
	return wire.Collect(c.RealServers(ctx, RealServerQuery{ProjectID: AllProjects, Address: address}))
}

// RealServerQuery selects origin servers. Empty strings do not filter.
type RealServerQuery struct {
	ProjectID int64             // 0 is the default project, AllProjects does not filter
	Address   string            // exactly
	Name      string            // exactly
	Tags      map[string]string // all of them, with these values
}

// RealServers returns the origin servers that match the query. It calls
// DescribeRealServers when the next fifty are asked for. An error is the last of
// the sequence.
func (c *Client) RealServers(ctx context.Context, query RealServerQuery) iter.Seq2[RealServer, error] {
	req := gaap.DescribeRealServersRequestParams{
		ProjectId: &query.ProjectID, SearchValue: pointer(query.Address),
		Filters: filters([]parameter{{"RealServerName", query.Name}}),
		TagSet:  tagPairs(narrowestFilter(query.Tags)),
	}
	// The service finds more: it looks for a part of the address.
	return filterSeq(c.realServerList(ctx, req).All(), func(r RealServer) bool {
		return (query.Address == "" || SameAddress(r.Address, query.Address)) &&
			(query.Name == "" || r.Name == query.Name) && hasTags(r.allTags(), query.Tags)
	})
}

func allRealServers() gaap.DescribeRealServersRequestParams {
	project := int64(AllProjects)
	return gaap.DescribeRealServersRequestParams{ProjectId: &project}
}

func (c *Client) listRealServers(ctx context.Context, _ struct{}) ([]RealServer, error) {
	return c.realServerList(ctx, allRealServers()).ReadAll()
}

func (c *Client) realServerList(ctx context.Context, in gaap.DescribeRealServersRequestParams) wire.List[RealServer] {
	return wire.List[RealServer]{
		Action: "DescribeRealServers", PageSize: realServerPageSize, ID: RealServer.id,
		Read: func(offset uint64) (wire.Page[RealServer], error) { return c.describeRealServers(ctx, in, offset) },
	}
}

// describeRealServers sends one DescribeRealServers call for a whole page.
func (c *Client) describeRealServers(ctx context.Context, in gaap.DescribeRealServersRequestParams, offset uint64) (wire.Page[RealServer], error) {
	limit := uint64(realServerPageSize)
	req := gaap.NewDescribeRealServersRequest()
	req.ProjectId, req.SearchValue, req.Filters, req.TagSet = in.ProjectId, in.SearchValue, in.Filters, in.TagSet
	req.Offset, req.Limit = &offset, &limit
	resp := gaap.NewDescribeRealServersResponse()
	var page wire.Page[RealServer]
	done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		page, problem = c.newRealServers(resp.Response)
		return problem
	}, wire.PerSecond(realServerQuota))
	page.RequestID = done.RequestID
	return page, err
}

func (c *Client) newRealServers(resp *gaap.DescribeRealServersResponseParams) (wire.Page[RealServer], error) {
	if resp == nil || resp.TotalCount == nil {
		return wire.Page[RealServer]{}, errors.New("the answer has no TotalCount")
	}
	page := wire.Page[RealServer]{Total: count(resp.TotalCount)}
	for _, info := range values(resp.RealServerSet) {
		server := c.newRealServer(info)
		if err := wire.CheckID("origin server", server.ID); err != nil {
			return page, err
		}
		page.Items = append(page.Items, server)
	}
	return page, wire.NoContradiction("origin server", page.Items, RealServer.id)
}

func (c *Client) tagsOfRealServer(ctx context.Context, id string) (map[string]string, error) {
	server, err := c.DescribeRealServer(ctx, id, "")
	if err != nil {
		return nil, err
	}
	return server.allTags(), nil
}
