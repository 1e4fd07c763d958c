package gaapapi

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ErrorPage is what a domain answers in place of some errors.
type ErrorPage struct {
	ID           string
	ListenerID   string
	Domain       string
	ErrorCodes   []int64  // that it is for, sorted
	NewErrorCode *int64   // that is answered; nil: the one that it is for
	ClearHeaders []string // sorted
	SetHeaders   []Header // sorted
	Body         string
	Ready        bool // the service has carried it out
}

func (p ErrorPage) id() string { return p.ID }

// newErrorPage reads an entry.
//
// Assumption: a status that is left out says that the page is there.
func newErrorPage(info gaap.DomainErrorPageInfo) (ErrorPage, error) {
	p := ErrorPage{
		ID: value(info.ErrorPageId), ListenerID: value(info.ListenerId), Domain: word(info.Domain), Body: value(info.Body),
		ErrorCodes: values(info.ErrorNos), NewErrorCode: pointer(value(info.NewErrorNo)), ClearHeaders: values(info.ClearHeaders),
		SetHeaders: headers(info.SetHeaders), Ready: value(info.Status) == 0,
	}
	slices.Sort(p.ErrorCodes)
	slices.Sort(p.ClearHeaders)
	if err := cmp.Or(wire.CheckID("error page", p.ID), wire.CheckID("listener", p.ListenerID)); err != nil {
		return ErrorPage{}, err
	}
	if p.Domain == "" {
		return ErrorPage{}, fmt.Errorf("the answer lacks the domain of error page %s", p.ID)
	}
	return p, nil
}

func newErrorPages(infos []*gaap.DomainErrorPageInfo) ([]ErrorPage, error) {
	var all []ErrorPage
	for _, info := range values(infos) {
		page, err := newErrorPage(info)
		if err != nil {
			return nil, err
		}
		all = append(all, page)
	}
	return all, wire.NoContradiction("error page", all, ErrorPage.id)
}

// DescribeErrorPage reads one error page after this moment, in a call that is
// shared with others who read now. The error's class is [wire.Gone] if there is no
// such page.
func (c *Client) DescribeErrorPage(ctx context.Context, id string) (ErrorPage, error) {
	return c.errorPages.Do(ctx, id)
}

func newErrorPageReads(c *Client) *wire.Batcher[string, ErrorPage] {
	return wire.NewBatcher(c.Client, "DescribeDomainErrorPageInfoByIds", maxRuleIDs, c.describeErrorPages)
}

// describeErrorPages reads pages in one call, or few if some ids make it fail.
func (c *Client) describeErrorPages(ctx context.Context, ids []string) map[string]wire.Result[ErrorPage] {
	return wire.Bisect(ids, func(ids []string) (map[string]wire.Result[ErrorPage], error) {
		req := gaap.NewDescribeDomainErrorPageInfoByIdsRequest()
		req.ErrorPageIds = pointers(ids)
		resp := gaap.NewDescribeDomainErrorPageInfoByIdsResponse()
		var found map[string]ErrorPage
		done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
			if err := present(resp.Response); err != nil {
				return err
			}
			all, err := newErrorPages(resp.Response.ErrorPageSet)
			if err == nil {
				found, err = wire.ByID("error page", ids, all, ErrorPage.id)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		return wire.ResultsByID(req.GetAction(), quote.Printable(done.RequestID, maxWord), ids, found), nil
	})
}

// ErrorPages are the error pages of a domain after this moment. The error's class
// is [wire.Gone] if there is no such listener or domain.
func (c *Client) ErrorPages(ctx context.Context, listenerID, domain string) ([]ErrorPage, error) {
	req := gaap.NewDescribeDomainErrorPageInfoRequest()
	req.ListenerId, req.Domain = &listenerID, &domain
	resp := gaap.NewDescribeDomainErrorPageInfoResponse()
	var all []ErrorPage
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		if problem = present(resp.Response); problem == nil {
			all, problem = newErrorPages(resp.Response.ErrorPageSet)
		}
		return problem
	}, wire.Classify(belowListenerClass))
	if err != nil {
		return nil, err
	}
	for _, page := range all {
		if page.ListenerID != listenerID || page.Domain != domain {
			return nil, fmt.Errorf("the answer has error page %s of %.80q of %s, which was not asked for", page.ID, page.Domain, page.ListenerID)
		}
	}
	return all, nil
}

// domainKey is a domain of a listener.
type domainKey struct{ listenerID, domain string }

func newErrorPageSnapshots(c *Client) *wire.Snapshots[domainKey, ErrorPage] {
	return wire.NewSnapshots(c.Client, "DescribeDomainErrorPageInfo", func(ctx context.Context, of domainKey) ([]ErrorPage, error) {
		return c.ErrorPages(ctx, of.listenerID, of.domain)
	})
}

// RecentErrorPages is [Client.ErrorPages] for callers to whom an answer is good
// that is younger than so much, whatever was written meanwhile: they share it.
func (c *Client) RecentErrorPages(ctx context.Context, listenerID, domain string, younger time.Duration) (wire.Snapshot[ErrorPage], error) {
	return c.errorPagesSeen.Get(ctx, domainKey{listenerID, domain}, younger)
}

// CreateErrorPage orders an error page, all of it but the id, and returns that. It
// shows a while after that. There is no ClientToken, so it is not sent again after
// an answer that is lost: the domain and the codes tell what became of it.
func (c *Client) CreateErrorPage(ctx context.Context, page ErrorPage) (string, error) {
	req := gaap.NewCreateDomainErrorPageInfoRequest()
	req.ListenerId, req.Domain, req.ErrorNos, req.Body = &page.ListenerID, &page.Domain, pointers(page.ErrorCodes), &page.Body
	req.NewErrorNo, req.SetHeaders = page.NewErrorCode, headerParams(page.SetHeaders)
	if len(page.ClearHeaders) > 0 {
		req.ClearHeaders = pointers(page.ClearHeaders)
	}
	resp := gaap.NewCreateDomainErrorPageInfoResponse()
	var id string
	err := c.writeBelow(ctx, wire.CreatesEachTime, page.ListenerID, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.ErrorPageId)
		return wire.CheckID("error page", id)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// DeleteErrorPage deletes an error page of a listener. It shows for a while.
func (c *Client) DeleteErrorPage(ctx context.Context, listenerID, id string) error {
	req := gaap.NewDeleteDomainErrorPageInfoRequest()
	req.ErrorPageId = &id
	return c.writeBelow(ctx, wire.Removes, listenerID, req, gaap.NewDeleteDomainErrorPageInfoResponse(), nil)
}
