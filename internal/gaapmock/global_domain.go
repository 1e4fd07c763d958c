package gaapmock

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// GlobalDomain is a unified domain as the mock keeps it. Its JSON form is the one
// of the admin routes and of the state file.
type GlobalDomain struct {
	ID           string            `json:"id"`
	Alias        string            `json:"alias"`
	FullDomain   string            `json:"full_domain"`   // what clients ask for; default: made of the id
	DefaultValue string            `json:"default_value"` // an address, or names separated by semicolons
	ProjectID    int64             `json:"project_id"`
	Status       string            `json:"status"`     // RUNNING: open; CLOSED, OPENING, CLOSING
	BanStatus    string            `json:"ban_status"` // RECOVER, BANNED ...
	Tags         map[string]string `json:"tags"`
	CreateTime   time.Time         `json:"create_time"`
	UpdateTime   time.Time         `json:"update_time"` // zero: never
}

func (d GlobalDomain) key() string                           { return d.ID }
func (d GlobalDomain) withID(id string) GlobalDomain         { d.ID = id; return d }
func (d GlobalDomain) status() string                        { return d.Status }
func (d GlobalDomain) withStatus(status string) GlobalDomain { d.Status = status; return d }
func (d GlobalDomain) check() error                          { return nil }
func (d GlobalDomain) knownSince() time.Time                 { return d.CreateTime }

func (d GlobalDomain) clone() GlobalDomain {
	d.Tags = maps.Clone(d.Tags)
	if d.Tags == nil {
		d.Tags = map[string]string{}
	}
	return d
}

func (d GlobalDomain) fill(_ *store, now time.Time) GlobalDomain {
	setDefault(&d.FullDomain, "gd-"+strings.TrimPrefix(d.ID, "dm-")+".gaapqcloud.com.cn")
	setDefault(&d.DefaultValue, "203.0.113.5")
	setDefault(&d.Status, StatusRunning)
	setDefault(&d.BanStatus, "RECOVER")
	setDefault(&d.CreateTime, now)
	return d
}

// kind is the Type that the API shows.
//
// Assumption: names read DOMAIN; the documents show addresses only.
func (d GlobalDomain) kind() string {
	if addressType(d.DefaultValue) == TypeIP {
		return TypeIP
	}
	return TypeDomain
}

// checkDefault refuses an entry that is neither an address nor names.
func checkDefault(text string) bool {
	names := strings.Split(text, ";")
	return addressType(text) == TypeIP || !slices.ContainsFunc(names, func(name string) bool { return addressType(name) != TypeDomain })
}

// globalStatus is the number of a status.
func globalStatus(status string) int64 {
	return map[string]int64{StatusClosed: 1, StatusClosing: 2, StatusOpening: 3}[status]
}

// DNSRecord is a record of a unified domain as the mock keeps it: who is in one of
// the countries gets one of the proxies.
type DNSRecord struct {
	ID         string    `json:"id"` // a number
	DomainID   string    `json:"domain_id"`
	Countries  []string  `json:"countries"` // codes
	ProxyIDs   []string  `json:"proxy_ids"`
	Status     string    `json:"status"` // RUNNING, CREATING, MODIFYING, DESTROYING
	CreateTime time.Time `json:"create_time"`
}

func (r DNSRecord) key() string                        { return r.ID }
func (r DNSRecord) withID(id string) DNSRecord         { r.ID = id; return r }
func (r DNSRecord) status() string                     { return r.Status }
func (r DNSRecord) withStatus(status string) DNSRecord { r.Status = status; return r }
func (r DNSRecord) knownSince() time.Time              { return r.CreateTime }

func (r DNSRecord) clone() DNSRecord {
	r.Countries, r.ProxyIDs = append([]string{}, r.Countries...), append([]string{}, r.ProxyIDs...)
	return r
}

func (r DNSRecord) check() error {
	if strconv.FormatUint(r.number(), 10) != r.ID {
		return fmt.Errorf("%w: the id of a DNS record is a number", errNonsense)
	}
	return nil
}

// number is the id as the API shows it.
func (r DNSRecord) number() uint64 {
	n, _ := strconv.ParseUint(r.ID, 10, 64) // see check
	return n
}

func (r DNSRecord) fill(_ *store, now time.Time) DNSRecord {
	setDefault(&r.Status, StatusRunning)
	setDefault(&r.CreateTime, now)
	return r
}

// hasGlobalDomain refuses a record of a domain that is not there.
func (st *store) hasGlobalDomain(r DNSRecord, now time.Time) error {
	if _, ok := st.GlobalDomains.current(now).get(r.DomainID); !ok {
		return fmt.Errorf("%w unified domain", errMissing)
	}
	return nil
}

// recordsOf are the records of a domain.
func (st *store) recordsOf(domainID string, in view[DNSRecord]) []DNSRecord {
	return in.where(func(r DNSRecord) bool { return r.DomainID == domainID })
}

// removeRecords makes the records of a domain vanish.
func (st *store) removeRecords(domainID string, now time.Time) {
	for _, r := range st.recordsOf(domainID, st.DNSRecords.current(now)) {
		st.DNSRecords.remove(r.ID, now)
	}
}

// domainsOn are the unified domains that lead to a proxy, see
// GlobalDomainOptions.DomainIDsOnProxies.
func (c *call) domainsOn(proxyID string) []string {
	on := []string{}
	for _, d := range c.store.GlobalDomains.asOfLag(c.now).list() {
		leads := func(r DNSRecord) bool { return r.DomainID == d.ID && slices.Contains(r.ProxyIDs, proxyID) }
		switch {
		case !c.store.DNSRecords.asOfLag(c.now).contains(leads):
		case c.opts.GlobalDomain.DomainIDsOnProxies:
			on = append(on, d.ID)
		default:
			on = append(on, d.FullDomain)
		}
	}
	return on
}

// checkUnused refuses to destroy a proxy that a record has, see
// GlobalDomainOptions.UsedNotDestroyed.
func (c *call) checkUnused(proxyID string) *apiError {
	has := func(r DNSRecord) bool { return slices.Contains(r.ProxyIDs, proxyID) }
	if c.opts.GlobalDomain.UsedNotDestroyed && c.store.DNSRecords.current(c.now).contains(has) {
		return errorf("FailedOperation", "The proxy `%s` is in a DNS record.", proxyID)
	}
	return nil
}
