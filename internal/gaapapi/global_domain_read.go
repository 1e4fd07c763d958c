package gaapapi

import (
	"context"
	"iter"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// globalPageSize is what is asked for: the most is not documented, and an example
// asks for 112.
const globalPageSize = 100

// globalReads are the reads of unified domains that are shared.
type globalReads struct {
	lists   *wire.SharedLists[int64, GlobalDomain] // by project
	refresh *wire.Refresh[GlobalDomain]
}

func newGlobalReads(c *Client) globalReads {
	return globalReads{
		lists: wire.NewSharedLists(c.Client, "DescribeGlobalDomains", func(ctx context.Context, projectID int64) ([]GlobalDomain, error) {
			return c.globalDomainList(ctx, GlobalDomainQuery{ProjectID: projectID}).ReadAll()
		}),
		refresh: wire.NewRefresh(wire.RefreshRule[GlobalDomain]{
			Action: "DescribeGlobalDomains", PageSize: globalPageSize, ID: GlobalDomain.id,
			Page: func(ctx context.Context, offset uint64) (wire.Page[GlobalDomain], error) {
				return c.describeGlobalDomains(ctx, GlobalDomainQuery{ProjectID: AllProjects}, offset)
			},
			// An account has five of them, or some more, and no single one is cheaper.
			ReadsBefore: 0, PagesPerRead: 1,
		}),
	}
}

// GlobalDomainQuery selects unified domains.
type GlobalDomainQuery struct {
	ProjectID int64             // 0 is the default project, AllProjects does not filter
	Tags      map[string]string // all of them, with these values
}

// DescribeGlobalDomain reads one domain after this moment, in a list that is shared
// with others who read now: which filters there are is not documented. projectID is
// where it was seen last. The error's class is [wire.Gone] if there is no such domain.
//
// Assumption: -1 stands for all projects, as it does in the lists of proxies and
// groups. In case that it does not, what is not found there is looked for in its
// project.
func (c *Client) DescribeGlobalDomain(ctx context.Context, id string, projectID int64) (GlobalDomain, error) {
	found, err := c.globalDomainOf(ctx, id, AllProjects)
	if wire.ClassOf(err) != wire.Gone {
		return found, err
	}
	return c.globalDomainOf(ctx, id, projectID)
}

// RefreshGlobalDomain is [Client.DescribeGlobalDomain] for a refresh of the state:
// until this process has written something, all share a list that was read before.
func (c *Client) RefreshGlobalDomain(ctx context.Context, id string, projectID int64) (GlobalDomain, error) {
	c.globalDomains.refresh.Count()
	return c.globalDomains.refresh.Read(ctx, id, func(ctx context.Context) (GlobalDomain, error) {
		return c.DescribeGlobalDomain(ctx, id, projectID)
	})
}

func (c *Client) globalDomainOf(ctx context.Context, id string, projectID int64) (GlobalDomain, error) {
	all, err := c.GlobalDomainsNow(ctx, projectID)
	if err != nil {
		return GlobalDomain{}, err
	}
	for _, d := range all {
		if d.ID == id {
			return d, nil
		}
	}
	return GlobalDomain{}, wire.NotListedError("DescribeGlobalDomains", "", id)
}

// GlobalDomainsNow are the unified domains of a project after this moment, in a list
// that is shared with others who ask now.
func (c *Client) GlobalDomainsNow(ctx context.Context, projectID int64) ([]GlobalDomain, error) {
	return c.globalDomains.lists.Get(ctx, projectID)
}

// GlobalDomains returns the unified domains that match the query. It calls
// DescribeGlobalDomains when the next hundred is asked for. An error is the last of
// the sequence.
func (c *Client) GlobalDomains(ctx context.Context, query GlobalDomainQuery) iter.Seq2[GlobalDomain, error] {
	return filterSeq(c.globalDomainList(ctx, query).All(), func(d GlobalDomain) bool { return hasTags(d.allTags(), query.Tags) })
}

func (c *Client) globalDomainList(ctx context.Context, query GlobalDomainQuery) wire.List[GlobalDomain] {
	return wire.List[GlobalDomain]{
		Action: "DescribeGlobalDomains", PageSize: globalPageSize, ID: GlobalDomain.id,
		Read: func(offset uint64) (wire.Page[GlobalDomain], error) {
			return c.describeGlobalDomains(ctx, query, offset)
		},
	}
}

func (c *Client) describeGlobalDomains(ctx context.Context, query GlobalDomainQuery, offset uint64) (wire.Page[GlobalDomain], error) {
	limit := uint64(globalPageSize)
	req := gaap.NewDescribeGlobalDomainsRequest()
	req.ProjectId, req.Offset, req.Limit, req.TagSet = &query.ProjectID, &offset, &limit, tagPairs(narrowestFilter(query.Tags))
	resp := gaap.NewDescribeGlobalDomainsResponse()
	var page wire.Page[GlobalDomain]
	done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		page, problem = c.newGlobalDomains(resp.Response)
		return problem
	})
	page.RequestID = done.RequestID
	return page, err
}

// tagsOfGlobalDomain finds a domain wherever it is: who changes its tags knows its id.
func (c *Client) tagsOfGlobalDomain(ctx context.Context, id string) (map[string]string, error) {
	d, err := c.DescribeGlobalDomain(ctx, id, 0)
	return d.allTags(), err
}
