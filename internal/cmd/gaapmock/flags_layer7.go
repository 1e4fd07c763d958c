package main

import (
	"flag"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// layer7Flags are the switches of HTTP and HTTPS listeners and what hangs on them.
func layer7Flags(set *flag.FlagSet, o *gaapmock.Options) {
	l := &o.Layer7
	duration(set, &l.DomainLag, "domain-lag", time.Second, "how late reads show domains (life-cycle time)")
	duration(set, &l.DomainDuration, "domain-time", time.Second, "how long creating and changing a domain takes (life-cycle time)")
	duration(set, &l.DomainDeleteDuration, "domain-delete-time", 0, "how long deleting a domain takes (life-cycle time); 0: as -listener-delete-time")
	duration(set, &l.RuleDuration, "rule-create-time", 2*time.Second, "how long creating a rule takes (life-cycle time)")
	mode(set, &l.UnknownRule, "unknown-rule", "unknown id in DescribeRulesByRuleIds: not-exist, not-found or omitted")
	for _, b := range []struct {
		value       *bool
		name, usage string
	}{
		{&l.UnknownWithProxyInternal, "unknown-with-proxy-internal", "an unknown ListenerId beside a ProxyId is InternalError in DescribeHTTP(S)Listeners"},
		{&l.BothClientsTaken, "both-clients-taken", "of both parameters for client certificates the list wins"},
		{&l.NoClientInvalid, "no-client-invalid", "AuthType 1 without client certificates is InvalidParameter"},
		{&l.NoClientEmpty, "no-client-empty", "no client certificates read []"},
		{&l.NoTLSChoiceFailed, "no-tls-choice-failed", "SetTlsVersion where there is no choice is FailedOperation"},
		{&l.TLSNumbered, "tls-numbered", "TLSv1 reads TLSv1.0"},
		{&l.CertificateMatched, "certificate-matched", "a domain that its certificate is not for is CertificateNotMatchDomain"},
		{&l.ReplacedFreeAtOnce, "replaced-free-at-once", "certificates that a listener gives up are free at once"},
		{&l.UnknownInvalidValue, "unknown-below-invalid", "a write for an unknown domain, rule or error page is InvalidParameterValue"},
		{&l.SecondDefaultRefused, "second-default-refused", "a second default server of a listener is FailedOperation"},
		{&l.OmittedDefaultReset, "omitted-default-reset", "ModifyDomain without IsDefaultServer makes it false"},
		{&l.OmittedSwitchKept, "omitted-switch-kept", "SetAuthentication keeps switches that it is not given"},
		{&l.OmittedClientsReset, "omitted-clients-reset", "ModifyCertificate without client certificates makes them default"},
		{&l.DomainTLSInherited, "domain-tls-inherited", "domains without TLS of their own read as their listener"},
		{&l.RuleMakesDomain, "rule-makes-domain", "CreateRule makes a domain that is not there"},
		{&l.EmptyListRefused, "empty-list-refused", "[] in BindRuleRealServers and CreateCustomHeader is InvalidParameterValue"},
		{&l.PageReplaced, "page-replaced", "a second error page for a number replaces the first"},
		{&l.HeadersSorted, "headers-sorted", "headers read in the order of their names"},
		{&l.RepeatedBindTaken, "repeated-bind-taken", "bind an origin twice on a port"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
