package gaapmock

import (
	"fmt"
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// ErrorPage is an error page of a domain as the mock keeps it. Its JSON form is
// the one of the admin routes and of the state file.
type ErrorPage struct {
	ID           string    `json:"id"`
	DomainID     string    `json:"domain_id"`
	Status       string    `json:"status"`
	CreateTime   time.Time `json:"create_time"`
	ErrorNos     []int64   `json:"error_nos"`
	NewErrorNo   *int64    `json:"new_error_no"` // nil: null
	ClearHeaders []string  `json:"clear_headers"`
	SetHeaders   []Header  `json:"set_headers"`
	Body         string    `json:"body"`
}

func (p ErrorPage) key() string                        { return p.ID }
func (p ErrorPage) withID(id string) ErrorPage         { p.ID = id; return p }
func (p ErrorPage) status() string                     { return p.Status }
func (p ErrorPage) withStatus(status string) ErrorPage { p.Status = status; return p }
func (p ErrorPage) knownSince() time.Time              { return p.CreateTime }

func (p ErrorPage) clone() ErrorPage {
	p.ErrorNos, p.ClearHeaders, p.SetHeaders = append([]int64{}, p.ErrorNos...), append([]string{}, p.ClearHeaders...), append([]Header{}, p.SetHeaders...)
	if p.NewErrorNo != nil {
		number := *p.NewErrorNo
		p.NewErrorNo = &number
	}
	return p
}

func (p ErrorPage) check() error {
	if len(p.ErrorNos) == 0 {
		return fmt.Errorf("%w: an error page without error numbers", errNonsense)
	}
	return nil
}

func (p ErrorPage) fill(_ *store, now time.Time) ErrorPage {
	setDefault(&p.Status, StatusRunning)
	setDefault(&p.CreateTime, now)
	p.setNumbers()
	return p
}

func (p *ErrorPage) setNumbers() {
	if len(p.ErrorNos) == 0 {
		p.ErrorNos = []int64{404}
	}
}

// hasNumbers refuses an error page of a domain that is not there, and a number
// that another page of the domain is for.
func (st *store) hasNumbers(p ErrorPage, now time.Time) error {
	if _, ok := st.Domains.current(now).get(p.DomainID); !ok {
		return fmt.Errorf("%w domain", errMissing)
	}
	p.setNumbers()
	if len(st.conflicts(p, now)) > 0 {
		return fmt.Errorf("%w: the number has an error page", errNonsense)
	}
	return nil
}

// conflicts are the other error pages of the domain that are for a number of this one.
func (st *store) conflicts(p ErrorPage, now time.Time) []ErrorPage {
	return st.ErrorPages.current(now).where(func(o ErrorPage) bool {
		return o.DomainID == p.DomainID && o.ID != p.ID && slices.ContainsFunc(o.ErrorNos, func(n int64) bool { return slices.Contains(p.ErrorNos, n) })
	})
}

// pagesOf are the error pages of a domain.
func (st *store) pagesOf(domainID string, now time.Time) []ErrorPage {
	return st.ErrorPages.current(now).where(func(p ErrorPage) bool { return p.DomainID == domainID })
}

// Assumption: any positive number is a status; headers are checked as those of
// rules are, but for the blacklist.
func createDomainErrorPageInfo(c *call, in *gaap.CreateDomainErrorPageInfoRequestParams) (any, *apiError) {
	_, d, err := c.writableDomain(*in.ListenerId, *in.Domain, true, httpProtocols()...)
	if err != nil {
		return nil, err
	}
	p := ErrorPage{DomainID: d.ID, Status: StatusCreating, CreateTime: c.now, ErrorNos: vals(in.ErrorNos), NewErrorNo: in.NewErrorNo, ClearHeaders: vals(in.ClearHeaders), Body: *in.Body}
	if len(p.ErrorNos) == 0 {
		return nil, missing("ErrorNos")
	}
	if slices.ContainsFunc(p.ErrorNos, func(n int64) bool { return n < 1 }) || in.NewErrorNo != nil && *in.NewErrorNo < 1 {
		return nil, invalidValue("ErrorNos")
	}
	if p.SetHeaders, err = newHeaders(in.SetHeaders, "SetHeaders"); err != nil {
		return nil, err
	}
	rivals := c.store.conflicts(p, c.now)
	if len(rivals) > 0 && !c.opts.Layer7.PageReplaced {
		return nil, errorf("FailedOperation.DomainAlreadyExisted", "The domain has an error page for the number.")
	}
	for _, other := range rivals {
		c.store.ErrorPages.remove(other.ID, c.now)
	}
	p.ID = c.store.ErrorPages.newID(c.store.Seed)
	c.store.ErrorPages.begin(c, p, step{c.ends(d.ListenerID, c.opts.Layer7.DomainDuration), StatusRunning})
	return map[string]string{"ErrorPageId": p.ID}, nil
}

func deleteDomainErrorPageInfo(c *call, in *gaap.DeleteDomainErrorPageInfoRequestParams) (any, *apiError) {
	p, ok := c.store.ErrorPages.current(c.now).get(*in.ErrorPageId)
	d, _ := c.store.Domains.current(c.now).get(p.DomainID)
	if !ok {
		return nil, c.absentError("error page", *in.ErrorPageId)
	}
	_, _, err := c.writableDomain(d.ListenerID, d.Name, true, httpProtocols()...)
	switch {
	case err != nil:
		return nil, err
	case p.Status == StatusDestroying: // writes queue
		return nil, errorf(codeHasTask, "The error page `%s` is being deleted.", p.ID)
	}
	c.destroyPage(p, c.ends(d.ListenerID, c.opts.Layer7.DomainDuration))
	return none{}, nil
}

func (c *call) destroyPage(p ErrorPage, end time.Time) {
	p.Status = StatusDestroying
	c.store.ErrorPages.begin(c, p, step{end, ""})
}

// pagesShown are pages as the API shows them.
//
// Assumption: Status is 1 while something is under way.
func (c *call) pagesShown(list []ErrorPage) map[string]any {
	set := []map[string]any{}
	for _, p := range list {
		d, ok := c.store.Domains.last(p.DomainID)
		if !ok {
			continue // it went with its domain, long ago
		}
		set = append(set, map[string]any{
			"ErrorPageId": p.ID, "ListenerId": d.ListenerID, "Domain": d.Name, "ErrorNos": p.ErrorNos, "NewErrorNo": p.NewErrorNo,
			"ClearHeaders": p.ClearHeaders, "SetHeaders": headersShown(p.SetHeaders), "Body": p.Body, "Status": flag(p.Status != StatusRunning),
		})
	}
	return map[string]any{"ErrorPageSet": set}
}

// Assumption: a domain that is not there has no error pages.
func describeDomainErrorPageInfo(c *call, in *gaap.DescribeDomainErrorPageInfoRequestParams) (any, *apiError) {
	if l, ok := c.store.Listeners.asOfLag(c.now).get(*in.ListenerId); !ok || !slices.Contains(httpProtocols(), l.Protocol) {
		return nil, c.noListener(*in.ListenerId, c.opts.Listener.Unknown)
	}
	d, _ := c.store.domain(*in.ListenerId, *in.Domain, c.now)
	return c.pagesShown(c.store.ErrorPages.asShown(c).where(func(p ErrorPage) bool { return p.DomainID == d.ID })), nil
}

// Assumption: more than 10 ids are InvalidParameterValue.
func describeDomainErrorPageInfoByIDs(c *call, in *gaap.DescribeDomainErrorPageInfoByIdsRequestParams) (any, *apiError) {
	ids := vals(in.ErrorPageIds)
	switch {
	case len(ids) == 0:
		return nil, missing("ErrorPageIds")
	case len(ids) > maxAsked:
		return nil, invalidValue("ErrorPageIds")
	}
	return c.pagesShown(c.store.ErrorPages.asShown(c).where(func(p ErrorPage) bool { return slices.Contains(ids, p.ID) })), nil
}
