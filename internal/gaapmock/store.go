package gaapmock

import "time"

// store is everything that the mock remembers. The server's lock guards it; its
// exported fields are the state file.
type store struct {
	Seed             int64                  `json:"seed"`
	Boots            int64                  `json:"boots"` // how often a server started from this state
	Proxies          *table[Proxy]          `json:"proxies"`
	Groups           *table[Group]          `json:"groups"`
	RealServers      *table[RealServer]     `json:"realservers"`
	Listeners        *table[Listener]       `json:"listeners"`
	Domains          *table[Domain]         `json:"domains"`
	Rules            *table[Rule]           `json:"rules"`
	ErrorPages       *table[ErrorPage]      `json:"error_pages"`
	Certificates     *table[Certificate]    `json:"certificates"`
	SecurityPolicies *table[SecurityPolicy] `json:"security_policies"`
	SecurityRules    *table[SecurityRule]   `json:"security_rules"`
	GlobalDomains    *table[GlobalDomain]   `json:"global_domains"`
	DNSRecords       *table[DNSRecord]      `json:"dns_records"`
	Tokens           map[string]token       `json:"tokens"`
	Tasks            map[string]task        `json:"tasks"`
	Tags             []Tag                  `json:"tags,omitempty"` // made by CreateTag or ModifyResourceTags

	unsaved bool // something differs from the state file
}

func newStore(seed int64) *store {
	return &store{
		Seed:             seed,
		Proxies:          newTable[Proxy](),
		Groups:           newTable[Group](),
		RealServers:      newTable[RealServer](),
		Listeners:        newTable[Listener](),
		Domains:          newTable[Domain](),
		Rules:            newTable[Rule](),
		ErrorPages:       newTable[ErrorPage](),
		Certificates:     newTable[Certificate](),
		SecurityPolicies: newTable[SecurityPolicy](),
		SecurityRules:    newTable[SecurityRule](),
		GlobalDomains:    newTable[GlobalDomain](),
		DNSRecords:       newTable[DNSRecord](),
		Tokens:           map[string]token{},
		Tasks:            map[string]task{},
	}
}

// setKinds tells the tables what they hold.
func (st *store) setKinds(o *Options) {
	st.Proxies.kind = kind{"link-", streamProxy, o.ReadLag}
	st.Groups.kind = kind{"lg-", streamGroup, o.Group.ReadLag}
	st.RealServers.kind = kind{"rs-", streamRealServer, o.RealServer.ReadLag}
	st.Listeners.kind = kind{"listener-", streamListener, o.Listener.ReadLag}
	st.Domains.kind = kind{"domain-", streamDomain, o.Layer7.DomainLag}
	st.ErrorPages.kind = kind{"errorPage-", streamErrorPage, o.Layer7.DomainLag}
	st.Rules.kind = kind{"rule-", streamRule, o.Listener.ReadLag}
	st.Certificates.kind = kind{"cert-", streamCertificate, o.Certificate.ReadLag}
	st.SecurityPolicies.kind = kind{"sp-", streamSecurityPolicy, o.Security.ReadLag}
	st.SecurityRules.kind = kind{"sr-", streamSecurityRule, o.Security.ReadLag}
	st.GlobalDomains.kind = kind{"dm-", streamGlobalDomain, o.GlobalDomain.ReadLag}
	st.DNSRecords.kind = kind{"", streamDNSRecord, o.GlobalDomain.RecordLag}
	st.DNSRecords.numbered = true
}

// tables are what all kinds have in common.
func (st *store) tables() []interface {
	load() error
	commit(now time.Time) bool
} {
	return []interface {
		load() error
		commit(now time.Time) bool
	}{st.Proxies, st.Groups, st.RealServers, st.Listeners, st.Domains, st.Rules, st.ErrorPages, st.Certificates, st.SecurityPolicies, st.SecurityRules, st.GlobalDomains, st.DNSRecords}
}

// commit closes a write to whatever kinds it touched.
func (st *store) commit(now time.Time) {
	for _, t := range st.tables() {
		st.unsaved = t.commit(now) || st.unsaved
	}
}

// seedGroups makes the groups of the options that are not there.
func (st *store) seedGroups(groups []Group, now time.Time) {
	for _, g := range groups {
		if _, ok := st.Groups.Records[g.ID]; !ok {
			st.Groups.put(g.fill(st, now), g.knownSince())
		}
	}
	st.commit(now)
}
