package main

import (
	"flag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// certificateFlags are the switches of certificates.
func certificateFlags(set *flag.FlagSet, o *gaapmock.Options) {
	c := &o.Certificate
	mode(set, &c.Unknown, "unknown-certificate", "unknown id of a certificate: not-found or invalid-value")
	duration(set, &c.ReadLag, "certificate-lag", 0, "how late reads show certificates (life-cycle time)")
	for _, b := range []struct {
		value       *bool
		name, usage string
	}{
		{&c.KeyHidden, "key-hidden", "reads show no private key"},
		{&c.ContentNormalised, "content-normalised", "reads show certificates as another program would write them"},
		{&c.UsedNotRenamed, "used-not-renamed", "refuse to rename a certificate that is in use"},
		{&c.WrongTypeTaken, "wrong-type-taken", "listeners and domains take a certificate of any type"},
		{&c.ExpiredRefused, "expired-refused", "refuse a certificate that has expired"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
