package gaapmock

import (
	"errors"
	"time"
)

// DomainStart is the status that CreateGlobalDomain gives.
type DomainStart string

// Values of GlobalDomainOptions.Start; the zero value is DomainOpen.
const (
	DomainOpen    DomainStart = "open"    // at once
	DomainOpening DomainStart = "opening" // opening for OpenDuration, then open
	DomainClosed  DomainStart = "closed"
)

// GlobalDomainOptions are the switches of unified domains and their DNS
// records. Durations are as in Options. Each bool is false for what the
// documents, or the tests of the official provider, suggest.
type GlobalDomainOptions struct {
	// ReadLag is how late DescribeGlobalDomains shows domains and changes,
	// RecordLag how late DescribeGlobalDomainDns shows records; 0 = at once.
	ReadLag, RecordLag time.Duration
	// How long opening and closing a domain take, and each change of a record; defaults 3s, 3s, 3s.
	OpenDuration, CloseDuration, RecordDuration time.Duration
	// MaxDomains is the quota of domains: 0 is 5, negative is unlimited.
	MaxDomains int

	Start DomainStart
	// Unknown (failed|not-found|omitted) is a domain or record that does not exist.
	// Only DescribeGlobalDomainDns omits; other actions take that for failed.
	Unknown UnknownMode

	NotWhitelisted     bool // CreateGlobalDomain is UserNotInWhitelist
	FilterIgnored      bool // DescribeGlobalDomains passes over Filters; otherwise DomainId counts
	AllIsNone          bool // ProjectId -1 lists no domains; otherwise all
	OpenDeleted        bool // an open domain can be deleted; otherwise FailedOperation
	RecordsBlock       bool // a domain with records is not deleted (FailedOperation); otherwise they go with it
	RepeatedRefused    bool // opening an open domain, and closing a closed one, is FailedOperation; otherwise it succeeds
	CountriesShared    bool // several records of a domain may have a country; otherwise FailedOperation
	AreasExpanded      bool // the code of a zone or continent is that of all its countries; otherwise FailedOperation
	OmittedListKept    bool // ModifyGlobalDomainDns keeps a list that it is not given; otherwise MissingParameter
	UsedNotDestroyed   bool // a proxy that a record has is not destroyed (FailedOperation); otherwise the record loses it
	DefaultsUnchecked  bool // a DefaultValue may be anything; otherwise an address, or names separated by semicolons
	DomainIDsOnProxies bool // RelatedGlobalDomains of proxies has ids; otherwise full names
}

// fillGlobalDomains fills what is empty and refuses what makes no sense.
func (o *Options) fillGlobalDomains() error {
	g := &o.GlobalDomain
	fillDurations([]duration{
		{&g.ReadLag, 0},
		{&g.RecordLag, 0},
		{&g.OpenDuration, 3 * time.Second},
		{&g.CloseDuration, 3 * time.Second},
		{&g.RecordDuration, 3 * time.Second},
	})
	setDefault(&g.MaxDomains, 5)
	return errors.Join(
		choose("GlobalDomain.Start", &g.Start, DomainOpen, DomainOpening, DomainClosed),
		choose("GlobalDomain.Unknown", &g.Unknown, UnknownFailed, UnknownNotFound, UnknownOmitted),
	)
}
