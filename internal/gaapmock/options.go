package gaapmock

import (
	"errors"
	"fmt"
	"time"
)

// The key that a server made with empty Options accepts.
const (
	DefaultSecretID  = "AKIDgaapmock0000000000000000EXAMPLE"
	DefaultSecretKey = "gaapmockSecretKey000000000EXAMPLE"
)

// Options configure a Server. The zero value is a usable server with the
// defaults named below. A duration of zero means its default; a negative one
// means none, or instantaneous.
type Options struct {
	// Clock is the wire clock (rate limits, journal); default the wall clock.
	Clock Clock
	// Speed is life-cycle seconds per second of Clock; default 1.
	Speed float64

	// SecretID and SecretKey are the accepted key; default DefaultSecretID and
	// DefaultSecretKey. Token is the X-TC-Token that must come with it.
	SecretID, SecretKey, Token string
	// Insecure skips every check of signatures, keys and tokens.
	Insecure bool
	// AccountID is the account of the key; default DefaultAccountID.
	AccountID string
	// Roles are the roles that may be assumed; default DefaultRoles().
	Roles []Role

	// RatePerSecond is the number of calls per SecretId and action within any
	// one second of Clock, and 50 times that of DescribeRealServers: 0 is 20,
	// negative is unlimited.
	RatePerSecond int
	// ThrottleCode answers a call above it; default RequestLimitExceeded.
	ThrottleCode string

	// Replay and ReplayMismatch say how a ClientToken seen before is answered.
	Replay         ReplayMode
	ReplayMismatch MismatchMode
	// FailedTokenReleased frees the token of a failed attempt. Otherwise it is
	// consumed by any failure that GAAP itself decides, that is after
	// authentication, parameter decoding and throttling.
	FailedTokenReleased bool
	// TokenWindow is how long (life-cycle time) tokens are remembered; 0 =
	// forever, that is until 100,000 newer ones have come.
	TokenWindow time.Duration

	// UnknownInList (omitted|not-found) is DescribeProxies, UnknownInStatus
	// (omitted|not-found) DescribeProxiesStatus, UnknownInDetail
	// (not-found|cannot-access) DescribeProxyDetail, UnknownInBatch
	// (not-found|invalid-status) Open-, Close- and DestroyProxies.
	UnknownInList, UnknownInStatus, UnknownInDetail, UnknownInBatch UnknownMode

	// EarlyDestroy answers a destroy before EarlyDestroyAge (life-cycle time, default 120s).
	EarlyDestroy    EarlyDestroyMode
	EarlyDestroyAge time.Duration

	// ConfigLag is how long (life-cycle time) after ModifyProxyConfiguration a
	// proxy still reads RUNNING with the old values; default 3s.
	ConfigLag time.Duration
	// ReadLag is how late (life-cycle time) the Describe actions show proxies
	// and changes; 0 = at once.
	ReadLag time.Duration
	// TaskEarly is what DescribeTaskStatus answers within TaskLag (life-cycle
	// time, default 2s) of the call.
	TaskEarly TaskEarlyMode
	TaskLag   time.Duration

	// CreateOutcome is how every creation ends.
	CreateOutcome CreateOutcome
	// ModifyClosedAllowed accepts ModifyProxyConfiguration on a CLOSED proxy;
	// otherwise it is FailedOperation.InstanceStatusNotInRuning.
	ModifyClosedAllowed bool
	// OmittedBillingResets makes ModifyProxyConfiguration without BillingType
	// reset it to 0; otherwise it is left as it was.
	OmittedBillingResets bool
	// GroupRegionChecked refuses a RealServerRegion that differs from that of
	// the group; otherwise it is ignored when a GroupId is given.
	GroupRegionChecked bool
	// RegionCaseIgnored takes region ids in any case for those of the catalogue,
	// and shows them as that writes them; otherwise they are unknown.
	RegionCaseIgnored bool

	// MaxProxies is the quota of living and failed proxies: 0 is 50, negative
	// is unlimited. QuotaCode answers a CreateProxy above it; default LimitExceeded.
	MaxProxies int
	QuotaCode  string
	// ErrorHTTPStatus is the HTTP status of an error body: 200 (default) or 500.
	ErrorHTTPStatus int

	// How long transitions take, in life-cycle time; defaults 30s, 20s, 10s, 10s, 10s.
	CreateDuration, AdjustDuration, OpenDuration, CloseDuration, DestroyDuration time.Duration

	// Projects are the project ids besides 0; default DefaultProjects().
	Projects []int64
	// Groups are the proxy groups that exist at the start, unless the StateFile
	// has one of that id; default DefaultGroups().
	Groups []Group
	// RealServer and Listener are the switches of origins, and of TCP and UDP listeners.
	RealServer RealServerOptions
	Listener   ListenerOptions
	// Layer7 are those of HTTP and HTTPS listeners, and of what hangs on them.
	Layer7 Layer7Options
	// Certificate are the switches of certificates.
	Certificate CertificateOptions
	// Group are the switches of proxy groups.
	Group GroupOptions
	// Security are those of security policies and their rules.
	Security SecurityOptions
	// GlobalDomain are those of unified domains and their DNS records.
	GlobalDomain GlobalDomainOptions
	// International is the site for accounts outside of China, which has no unified
	// domains, no DescribeTaskStatus and no SetTlsVersion: they are InvalidAction.
	International bool
	// Search is how SearchValue compares, of origins and listeners.
	Search SearchMode
	// LimitClamped takes a Limit above 50 (origins, certificates) or 100 (listeners) for that;
	// otherwise it is InvalidParameterValue.
	LimitClamped bool
	// LongNames takes names of any length; otherwise those of origins and listeners
	// have up to 32 characters, those of certificates up to 50.
	LongNames bool
	// TextsConverted takes a text for a number that it spells, in any action;
	// otherwise it is InvalidParameter.
	TextsConverted bool
	// KnownTags are the tags that exist before CreateTag makes more; nil means
	// that any tag may be used.
	KnownTags []Tag
	// TagsMustExist makes ModifyResourceTags refuse tags that do not exist;
	// otherwise it makes them.
	TagsMustExist bool

	// Seed makes ids and request ids repeatable; 0 is random.
	Seed int64
	// StateFile keeps the state as JSON. New loads it if it exists; it is
	// replaced atomically after each change. The journal and faults are not kept.
	StateFile string

	// MaxJournal is how many calls the journal keeps, and MaxJournalBytes how
	// much memory for their parameters: 0 is 10,000 and 64 MiB, negative is
	// unlimited. The oldest are dropped first; counters stay exact.
	MaxJournal, MaxJournalBytes int
	// AllowRemote serves page, admin routes and metadata under any Host header;
	// otherwise only under localhost and loopback addresses.
	AllowRemote bool

	// OnKill is called for a kill fault. When it is nil the connection is
	// dropped, and so is every further request until Revive.
	OnKill func()
	// Log, if set, is called with every finished API call, one at a time or
	// concurrently. It must not block.
	Log func(Call)
}

// Tag is a tag key with a value.
type Tag struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// DefaultProjects are the projects besides 0 when Options.Projects is nil.
func DefaultProjects() []int64 { return []int64{1204, 1205} }

// DefaultGroups are the groups when Options.Groups is nil; the first is the one
// of the example on the CreateProxy page.
func DefaultGroups() []Group {
	return []Group{
		{ID: "lg-xxxx", RealServerRegion: "Hongkong"},
		{ID: "lg-demo0001", RealServerRegion: "Shanghai"},
	}
}

// withDefaults fills what is empty and refuses what makes no sense.
func (o Options) withDefaults() (Options, error) {
	o.fillValues()
	o.fillDurations()
	err := errors.Join(
		choose("Replay", &o.Replay, ReplayDuplicated, ReplayFirstID),
		choose("ReplayMismatch", &o.ReplayMismatch, MismatchDuplicated, MismatchInvalidParameter),
		choose("UnknownInList", &o.UnknownInList, UnknownOmitted, UnknownNotFound),
		choose("UnknownInStatus", &o.UnknownInStatus, UnknownOmitted, UnknownNotFound),
		choose("UnknownInDetail", &o.UnknownInDetail, UnknownNotFound, UnknownCannotAccess),
		choose("UnknownInBatch", &o.UnknownInBatch, UnknownNotFound, UnknownInvalidStatus),
		choose("EarlyDestroy", &o.EarlyDestroy, EarlyDestroyInvalidStatus, EarlyDestroyTooQuickly, EarlyDestroyAllowed),
		choose("TaskEarly", &o.TaskEarly, TaskEarlyNotFound, TaskEarlyRunning),
		choose("CreateOutcome", &o.CreateOutcome, CreateOutcomeRunning, CreateOutcomeFailed),
	)
	if o.Speed < 0 {
		err = errors.Join(err, fmt.Errorf("gaapmock: Speed is %v, want more than 0", o.Speed))
	}
	if o.ErrorHTTPStatus != 200 && o.ErrorHTTPStatus != 500 {
		err = errors.Join(err, fmt.Errorf("gaapmock: ErrorHTTPStatus is %d, want 200 or 500", o.ErrorHTTPStatus))
	}
	return o, errors.Join(err, o.fillLayer4(), o.fillLayer7(), o.fillCertificates(), o.fillGroups(), o.fillSecurity(), o.fillGlobalDomains(), checkGroups(o.Groups), checkRoles(o.Roles))
}

func (o *Options) fillValues() {
	if o.Clock == nil {
		o.Clock = wallClock{}
	}
	setDefault(&o.Speed, 1)
	setDefault(&o.SecretID, DefaultSecretID)
	setDefault(&o.SecretKey, DefaultSecretKey)
	setDefault(&o.AccountID, DefaultAccountID)
	if o.Roles == nil {
		o.Roles = DefaultRoles()
	}
	setDefault(&o.RatePerSecond, 20)
	setDefault(&o.ThrottleCode, "RequestLimitExceeded")
	setDefault(&o.MaxProxies, 50)
	setDefault(&o.MaxJournal, 10_000)
	setDefault(&o.MaxJournalBytes, 64<<20)
	setDefault(&o.QuotaCode, "LimitExceeded")
	setDefault(&o.ErrorHTTPStatus, 200)
	if o.Projects == nil {
		o.Projects = DefaultProjects()
	}
	if o.Groups == nil {
		o.Groups = DefaultGroups()
	}
}

// duration is an option with its default.
type duration struct {
	value *time.Duration
	usual time.Duration
}

func fillDurations(list []duration) {
	for _, d := range list {
		setDefault(d.value, d.usual)
		*d.value = max(*d.value, 0)
	}
}

func (o *Options) fillDurations() {
	fillDurations([]duration{
		{&o.EarlyDestroyAge, 120 * time.Second},
		{&o.ConfigLag, 3 * time.Second},
		{&o.TaskLag, 2 * time.Second},
		{&o.CreateDuration, 30 * time.Second},
		{&o.AdjustDuration, 20 * time.Second},
		{&o.OpenDuration, 10 * time.Second},
		{&o.CloseDuration, 10 * time.Second},
		{&o.DestroyDuration, 10 * time.Second},
		{&o.ReadLag, 0},
		{&o.TokenWindow, 0},
	})
}

func setDefault[T comparable](value *T, usual T) {
	var zero T
	if *value == zero {
		*value = usual
	}
}
