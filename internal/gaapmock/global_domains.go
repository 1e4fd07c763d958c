package gaapmock

import (
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// The pages of unified domains list no code for a value that makes no sense, and
// none for an id that does not exist: an example shows FailedOperation for that.
//
// Assumption: it is FailedOperation for all of it.
func failedOperation(format string, args ...any) *apiError {
	return errorf("FailedOperation", format, args...)
}

// globalDomain finds the unified domain that a call names.
func (c *call) globalDomain(id string, in view[GlobalDomain]) (GlobalDomain, *apiError) {
	d, ok := in.get(id)
	switch {
	case ok:
		return d, nil
	case c.opts.GlobalDomain.Unknown == UnknownNotFound:
		return d, errorf("ResourceNotFound", "domain not exits")
	}
	return d, failedOperation("domain not exits")
}

// Assumption: an alias has any length; a tag that cannot be used is
// TagResourcesFailed, the code that the page lists.
func createGlobalDomain(c *call, in *gaap.CreateGlobalDomainRequestParams) (any, *apiError) {
	o := c.opts.GlobalDomain
	if o.NotWhitelisted {
		return nil, errorf("FailedOperation.UserNotInWhitelist", "The account is not in the whitelist.")
	}
	made := GlobalDomain{
		Alias: val(in.Alias), DefaultValue: *in.DefaultValue, ProjectID: *in.ProjectId, Status: StatusRunning, CreateTime: c.now, UpdateTime: c.now,
	}
	if err := c.checkGlobalDomain(made); err != nil {
		return nil, err
	}
	tags, err := c.newTags(in.TagSet)
	switch {
	case err != nil && err.code == "LimitExceeded.TagQuota":
		return nil, err
	case err != nil:
		return nil, errorf("FailedOperation.TagResourcesFailed", "%s", err.message)
	case o.MaxDomains >= 0 && len(c.store.GlobalDomains.current(c.now).list()) >= o.MaxDomains:
		return nil, errorf("LimitExceeded.Domain", "There may be %d unified domains.", o.MaxDomains)
	}
	made.Tags, made.ID = tags, c.store.GlobalDomains.newID(c.store.Seed)
	made = made.fill(c.store, c.now)
	switch o.Start {
	case DomainOpening:
		made.Status = StatusOpening
		c.store.GlobalDomains.begin(c, made, step{c.now.Add(o.OpenDuration), StatusRunning})
	case DomainClosed:
		made.Status = StatusClosed
		fallthrough
	default:
		c.store.GlobalDomains.put(made, c.now)
	}
	return map[string]string{"DomainId": made.ID}, nil
}

// checkGlobalDomain refuses what a unified domain cannot be.
//
// Assumption: an entry is banned if an origin with that address is.
func (c *call) checkGlobalDomain(d GlobalDomain) *apiError {
	if err := c.checkProject(d.ProjectID); err != nil {
		return failedOperation("%s", err.message)
	}
	if !checkDefault(d.DefaultValue) && !c.opts.GlobalDomain.DefaultsUnchecked {
		return failedOperation("The default value `%s` is neither an address nor a list of names.", d.DefaultValue)
	}
	banned := func(r RealServer) bool { return r.Banned && sameAddress(r.Address, d.DefaultValue) }
	if c.store.RealServers.current(c.now).contains(banned) {
		return errorf("InvalidParameterValue.GlobalDomainHitBanBlacklist", "The default value `%s` is banned.", d.DefaultValue)
	}
	return nil
}

// Assumption: it works at once, in any status; another project moves the domain;
// an empty alias is one.
func modifyGlobalDomainAttribute(c *call, in *gaap.ModifyGlobalDomainAttributeRequestParams) (any, *apiError) {
	d, err := c.globalDomain(*in.DomainId, c.store.GlobalDomains.current(c.now))
	if err != nil {
		return nil, err
	}
	d.ProjectID, d.UpdateTime = int64(min(*in.ProjectId, 1<<62)), c.now
	if in.Alias != nil {
		d.Alias = *in.Alias
	}
	if in.DefaultValue != nil {
		d.DefaultValue = *in.DefaultValue
	}
	if err := c.checkGlobalDomain(d); err != nil {
		return nil, err
	}
	c.store.GlobalDomains.edit(c, d)
	return none{}, nil
}

func enableGlobalDomain(c *call, in *gaap.EnableGlobalDomainRequestParams) (any, *apiError) {
	return c.toggleDomain(batch{[]string{StatusClosed}, StatusOpening, StatusRunning, c.opts.GlobalDomain.OpenDuration}, *in.DomainId)
}

func disableGlobalDomain(c *call, in *gaap.DisableGlobalDomainRequestParams) (any, *apiError) {
	return c.toggleDomain(batch{[]string{StatusRunning}, StatusClosing, StatusClosed, c.opts.GlobalDomain.CloseDuration}, *in.DomainId)
}

// toggleDomain is EnableGlobalDomain and DisableGlobalDomain.
//
// Assumption: one on its way there counts as there, and cannot turn back; records
// do not matter.
func (c *call) toggleDomain(b batch, id string) (any, *apiError) {
	d, err := c.globalDomain(id, c.store.GlobalDomains.current(c.now))
	if err != nil {
		return nil, err
	}
	switch repeated := d.Status == b.via || d.Status == b.end; {
	case repeated && !c.opts.GlobalDomain.RepeatedRefused:
		return none{}, nil
	case d.Status != b.from[0]:
		return nil, failedOperation("The domain `%s` is %s.", id, d.Status)
	}
	d.Status = b.via
	c.store.GlobalDomains.begin(c, d, step{c.now.Add(b.duration), b.end})
	return none{}, nil
}

// deleteGlobalDomain is DeleteGlobalDomain. There is no status for it.
//
// Assumption: it is over when it answers.
func deleteGlobalDomain(c *call, in *gaap.DeleteGlobalDomainRequestParams) (any, *apiError) {
	d, err := c.globalDomain(*in.DomainId, c.store.GlobalDomains.current(c.now))
	switch {
	case err != nil:
		return nil, err
	case d.Status != StatusClosed && !c.opts.GlobalDomain.OpenDeleted:
		return nil, failedOperation("The domain `%s` is %s, not CLOSED.", d.ID, d.Status)
	case c.opts.GlobalDomain.RecordsBlock && len(c.store.recordsOf(d.ID, c.store.DNSRecords.current(c.now))) > 0:
		return nil, failedOperation("The domain `%s` has records.", d.ID)
	}
	c.store.GlobalDomains.remove(d.ID, c.now)
	c.store.removeRecords(d.ID, c.now)
	return none{}, nil
}

// globalDomainInfo is Domain of the API.
type globalDomainInfo struct {
	DomainID     string    `json:"DomainId"`
	FullDomain   string    `json:"FullDomain"`
	Alias        string    `json:"Alias"`
	Type         string    `json:"Type"`
	Status       int64     `json:"Status"` // see globalStatus
	ProjectID    int64     `json:"ProjectId"`
	DefaultValue string    `json:"DefaultValue"`
	ProxyCount   int       `json:"ProxyCount"`
	CreateTime   int64     `json:"CreateTime"`
	UpdateTime   *int64    `json:"UpdateTime"`
	TagSet       []tagPair `json:"TagSet"`
	BanStatus    string    `json:"BanStatus"`
}

type globalDomainList struct {
	Domains    []globalDomainInfo `json:"Domains"`
	TotalCount int                `json:"TotalCount"`
}

// newGlobalDomains describes unified domains.
//
// Assumption: a proxy in several records of a domain counts once.
func (c *call) newGlobalDomains(page []GlobalDomain, total int) globalDomainList {
	out := globalDomainList{[]globalDomainInfo{}, total}
	for _, d := range page {
		proxies := map[string]bool{}
		for _, r := range c.store.recordsOf(d.ID, c.store.DNSRecords.asOfLag(c.now)) {
			for _, p := range c.proxiesOf(r) {
				proxies[p.ID] = true
			}
		}
		out.Domains = append(out.Domains, globalDomainInfo{
			d.ID, d.FullDomain, d.Alias, d.kind(), globalStatus(d.Status), d.ProjectID, d.DefaultValue, len(proxies),
			d.CreateTime.Unix(), unixOrNull(d.UpdateTime), tagPairs(d.Tags), d.BanStatus,
		})
	}
	return out
}

func globalDomainField(name string) (func(GlobalDomain) string, bool) {
	return func(d GlobalDomain) string { return d.ID }, name == "DomainId"
}

// Assumption: the order is that of their creation; a page has any size; a filter
// that is not DomainId, which the official provider uses, is refused.
func describeGlobalDomains(c *call, in *gaap.DescribeGlobalDomainsRequestParams) (any, *apiError) {
	const all = -1
	var filters []filter[GlobalDomain]
	if !c.opts.GlobalDomain.FilterIgnored {
		var err *apiError
		if filters, err = newFilters(in.Filters, globalDomainField); err != nil {
			return nil, failedOperation("%s", err.message)
		}
	}
	tags, err := newTagSet(in.TagSet)
	if err != nil {
		return nil, errorf("InvalidParameterValue.InvalidTags", "%s", err.message)
	}
	everywhere := *in.ProjectId == all && !c.opts.GlobalDomain.AllIsNone
	found := c.store.GlobalDomains.asShown(c).where(func(d GlobalDomain) bool {
		return (everywhere || d.ProjectID == *in.ProjectId) && matchesAll(d, filters) && hasAnyTag(d.Tags, tags)
	})
	return c.newGlobalDomains(cut(found, *in.Offset, min(*in.Limit, maxAdded)), len(found)), nil
}
