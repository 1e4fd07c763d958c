package gaapmock

import "time"

// Layer7Options are the switches of HTTP and HTTPS listeners, beside those of
// ListenerOptions, and of what hangs on them. Durations are as in
// Options. Each bool is false for what the documents suggest.
type Layer7Options struct {
	// DomainLag is how late DescribeRules shows domains, error pages and changes, DomainDuration
	// how long creating and changing one takes, DomainDeleteDuration how long deleting
	// a domain takes; default 1s, 1s, as long as of a listener.
	DomainLag, DomainDuration, DomainDeleteDuration time.Duration
	// RuleDuration is how long creating a rule takes; default 2s. Changing, binding
	// and deleting take as long as of a listener, and reads are as late.
	RuleDuration time.Duration
	// UnknownRule (not-exist|not-found|omitted) is an id in DescribeRulesByRuleIds.
	UnknownRule UnknownMode

	UnknownWithProxyInternal bool // an unknown ListenerId beside a ProxyId is InternalError in DescribeHTTP(S)Listeners
	BothClientsTaken         bool // of ClientCertificateId and PolyClientCertificateIds the latter wins; otherwise InvalidParameter
	NoClientInvalid          bool // AuthType 1 without client certificates is InvalidParameter; otherwise MissingParameter
	NoClientEmpty            bool // no client certificates read [], of listeners and domains; otherwise null, and [default]
	NoTLSChoiceFailed        bool // SetTlsVersion on a proxy without the choice is FailedOperation; otherwise UnsupportedOperation
	TLSNumbered              bool // TLSv1 reads TLSv1.0; otherwise as it was sent
	CertificateMatched       bool // a domain without one of the names of its certificate is CertificateNotMatchDomain; otherwise taken
	ReplacedFreeAtOnce       bool // a certificate that a listener gives up is free before it is RUNNING again
	UnknownInvalidValue      bool // a write for a domain, rule or error page that is not there is InvalidParameterValue; otherwise ResourceNotFound
	SecondDefaultRefused     bool // IsDefaultServer beside another is FailedOperation; otherwise the other one is no longer
	OmittedDefaultReset      bool // ModifyDomain without IsDefaultServer makes it false; otherwise it stays
	OmittedSwitchKept        bool // SetAuthentication without a switch keeps it; otherwise it is off
	OmittedClientsReset      bool // ModifyCertificate without client certificates makes them `default`; otherwise they stay
	DomainTLSInherited       bool // the TLS of a domain without its own reads as the listener's; otherwise empty
	RuleMakesDomain          bool // CreateRule makes a domain that is not there; otherwise ResourceNotFound
	EmptyListRefused         bool // [] in BindRuleRealServers and CreateCustomHeader is InvalidParameterValue; otherwise it clears
	PageReplaced             bool // a second error page for a number replaces the first; otherwise DomainAlreadyExisted
	HeadersSorted            bool // headers read in the order of their names; otherwise as they were sent
	RepeatedBindTaken        bool // an origin twice on a port of a rule or listener is taken; otherwise InvalidParameterValue
}

// fillLayer7 fills what is empty and refuses what makes no sense.
func (o *Options) fillLayer7() error {
	l := &o.Layer7
	fillDurations([]duration{
		{&l.DomainLag, time.Second},
		{&l.DomainDuration, time.Second},
		{&l.DomainDeleteDuration, o.Listener.DeleteDuration},
		{&l.RuleDuration, 2 * time.Second},
	})
	return choose("Layer7.UnknownRule", &l.UnknownRule, UnknownNotExist, UnknownNotFound, UnknownOmitted)
}
