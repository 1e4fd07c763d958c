package gaapmock

import "time"

// world is everything that the mock remembers. The server's lock guards it; its
// exported fields are the state file.
type world struct {
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

func newWorld(seed int64) *world {
	return &world{
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
func (w *world) setKinds(o *Options) {
	w.Proxies.kind = kind{"link-", streamProxy, o.ReadLag}
	w.Groups.kind = kind{"lg-", streamGroup, o.Group.ReadLag}
	w.RealServers.kind = kind{"rs-", streamRealServer, o.RealServer.ReadLag}
	w.Listeners.kind = kind{"listener-", streamListener, o.Listener.ReadLag}
	w.Domains.kind = kind{"domain-", streamDomain, o.Layer7.DomainLag}
	w.ErrorPages.kind = kind{"errorPage-", streamErrorPage, o.Layer7.DomainLag}
	w.Rules.kind = kind{"rule-", streamRule, o.Listener.ReadLag}
	w.Certificates.kind = kind{"cert-", streamCertificate, o.Certificate.ReadLag}
	w.SecurityPolicies.kind = kind{"sp-", streamSecurityPolicy, o.Security.ReadLag}
	w.SecurityRules.kind = kind{"sr-", streamSecurityRule, o.Security.ReadLag}
	w.GlobalDomains.kind = kind{"dm-", streamGlobalDomain, o.GlobalDomain.ReadLag}
	w.DNSRecords.kind = kind{"", streamDNSRecord, o.GlobalDomain.RecordLag}
	w.DNSRecords.numbered = true
}

// tables are what all kinds have in common.
func (w *world) tables() []interface {
	load() error
	commit(now time.Time) bool
} {
	return []interface {
		load() error
		commit(now time.Time) bool
	}{w.Proxies, w.Groups, w.RealServers, w.Listeners, w.Domains, w.Rules, w.ErrorPages, w.Certificates, w.SecurityPolicies, w.SecurityRules, w.GlobalDomains, w.DNSRecords}
}

// commit closes a write to whatever kinds it touched.
func (w *world) commit(now time.Time) {
	for _, t := range w.tables() {
		w.unsaved = t.commit(now) || w.unsaved
	}
}

// seedGroups makes the groups of the options that are not there.
func (w *world) seedGroups(groups []Group, now time.Time) {
	for _, g := range groups {
		if _, ok := w.Groups.Records[g.ID]; !ok {
			w.Groups.put(g.fill(w, now), g.born())
		}
	}
	w.commit(now)
}
