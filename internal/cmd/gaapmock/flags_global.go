package main

import (
	"flag"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// globalFlags are the switches of unified domains and their DNS records.
func globalFlags(set *flag.FlagSet, o *gaapmock.Options) {
	g := &o.GlobalDomain
	set.BoolVar(&o.International, "international", false, "the international site: no unified domains, DescribeTaskStatus and SetTlsVersion")
	mode(set, &g.Start, "domain-start", "status of a new unified domain: open, opening or closed")
	mode(set, &g.Unknown, "unknown-global-domain", "unknown unified domain: failed, not-found, or omitted in DescribeGlobalDomainDns")
	set.IntVar(&g.MaxDomains, "max-global-domains", 5, "quota of unified domains; negative: unlimited")
	duration(set, &g.ReadLag, "global-domain-lag", 0, "how late reads show unified domains (life-cycle time)")
	duration(set, &g.RecordLag, "record-lag", 0, "how late reads show DNS records (life-cycle time)")
	duration(set, &g.OpenDuration, "domain-open-time", 3*time.Second, "how long opening a unified domain takes (life-cycle time)")
	duration(set, &g.CloseDuration, "domain-close-time", 3*time.Second, "how long closing one takes (life-cycle time)")
	duration(set, &g.RecordDuration, "record-time", 3*time.Second, "how long changing a DNS record takes (life-cycle time)")
	for _, b := range []struct {
		value       *bool
		name, usage string
	}{
		{&g.NotWhitelisted, "not-whitelisted", "the account may not create unified domains"},
		{&g.FilterIgnored, "filter-ignored", "DescribeGlobalDomains passes over Filters"},
		{&g.AllIsNone, "all-is-none", "ProjectId -1 lists no unified domains"},
		{&g.OpenDeleted, "open-deleted", "delete unified domains that are open"},
		{&g.RecordsBlock, "records-block", "a unified domain with DNS records is not deleted"},
		{&g.RepeatedRefused, "repeated-domain-refused", "opening or closing a unified domain again is FailedOperation"},
		{&g.CountriesShared, "countries-shared", "several DNS records may have a country"},
		{&g.AreasExpanded, "areas-expanded", "take codes of zones and continents for all their countries"},
		{&g.OmittedListKept, "omitted-list-kept", "ModifyGlobalDomainDns keeps a list that it is not given"},
		{&g.UsedNotDestroyed, "used-not-destroyed", "a proxy in a DNS record is not destroyed"},
		{&g.DefaultsUnchecked, "defaults-unchecked", "take any default value of unified domains"},
		{&g.DomainIDsOnProxies, "domain-ids-on-proxies", "proxies show ids of unified domains, not names"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
