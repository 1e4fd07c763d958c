package main

import (
	"flag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// layer7Flags are the switches of HTTP and HTTPS listeners and what hangs on them.
func layer7Flags(set *flag.FlagSet, o *gaapmock.Options) {
	l := &o.Layer7
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
		{&l.ReplacedFreeAtOnce, "replaced-free-at-once", "certificates that a listener gives up are free at once"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
