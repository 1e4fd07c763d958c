package gaapapi

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"

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
	written   writtenRealServers
	byAddress *wire.Batcher[string, []RealServer]
	// pages is how many the account's list had when it was looked into last.
	pages *atomic.Int64
}

func newRealServerReads(c *Client) realServerReads {
	return realServerReads{
		written:   writtenRealServers{mu: new(sync.Mutex), ids: map[string]bool{}},
		byAddress: wire.NewBatcher(c.Client, "DescribeRealServers", maxTogether, c.findRealServers),
		pages:     new(atomic.Int64),
		addresses: wire.NewMemo("DescribeRealServers", func(ctx context.Context, id string) (string, error) {
			server, err := c.DescribeRealServer(ctx, id, "")
			return server.Address, err
		}),
		statuses: wire.NewBatcher(c.Client, "DescribeRealServersStatus", realServerPageSize, c.describeRealServersStatus),
		account:  wire.NewSharedLists(c.Client, "DescribeRealServers", c.listRealServers),
		refresh: wire.NewRefresh(wire.RefreshRule[RealServer]{
			Action: "DescribeRealServers", PageSize: realServerPageSize, ID: RealServer.id,
			Page: c.describeAllRealServers,
			// The first page tells how many there are. Then few of a large account
			// are read by their addresses, one in a call.
			ReadsBefore: 0, PagesPerRead: 2,
		}),
	}
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
	list := realServerList(func(offset uint64) (wire.Page[RealServer], error) { return c.describeRealServers(ctx, req, offset) })
	return filterSeq(list.All(), func(r RealServer) bool {
		return (query.Address == "" || SameAddress(r.Address, query.Address)) &&
			(query.Name == "" || r.Name == query.Name) && hasTags(r.allTags(), query.Tags)
	})
}

func (c *Client) listRealServers(ctx context.Context, _ struct{}) ([]RealServer, error) {
	return realServerList(func(offset uint64) (wire.Page[RealServer], error) { return c.describeAllRealServers(ctx, offset) }).ReadAll()
}

func realServerList(read func(offset uint64) (wire.Page[RealServer], error)) wire.List[RealServer] {
	return wire.List[RealServer]{Action: "DescribeRealServers", PageSize: realServerPageSize, ID: RealServer.id, Read: read}
}

// describeAllRealServers reads a page of the account's list.
func (c *Client) describeAllRealServers(ctx context.Context, offset uint64) (wire.Page[RealServer], error) {
	project := int64(AllProjects)
	page, err := c.describeRealServers(ctx, gaap.DescribeRealServersRequestParams{ProjectId: &project}, offset)
	if err == nil {
		c.realServers.pages.Store(int64((page.Total + realServerPageSize - 1) / realServerPageSize))
	}
	return page, err
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
