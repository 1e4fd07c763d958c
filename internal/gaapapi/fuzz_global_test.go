package gaapapi_test

import (
	"context"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const askedGlobal = "dm-a1b2c3d4"

// FuzzGlobalDomains is about what comes of answers about unified domains, their
// records and the countries.
func FuzzGlobalDomains(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.CountryAreas(ctx)
		if id, err := c.CreateGlobalDomain(ctx, globalInput()); err == nil {
			_, _ = c.GlobalDomainsNow(ctx, gaapapi.AllProjects)
			_ = c.CreateDNSRecord(ctx, id, []string{"101001"}, []string{requestedTags})
			_, _ = c.DNSRecordsNow(ctx, id)
			_ = c.DisableGlobalDomain(ctx, id)
		}
	})
	for _, answer := range []string{
		`"TotalCount":1,"Domains":[null,{"DomainId":"` + askedGlobal + `","Status":7,"CreateTime":18446744073709551615,"ProxyCount":18446744073709551615,"Type":"x\u0007"}]`,
		`"TotalCount":9223372036854775807,"Domains":[{"DomainId":"` + askedGlobal + `","Status":0,"ProjectId":-9,"TagSet":[null,{}]}]`,
		`"DomainId":"` + askedGlobal + `"`,
		`"GlobalDnsList":[null,{"DnsRecordId":18446744073709551615,"Status":-1,"CountryAreaList":[null,{"NationCountryInnerCode":"x\u0007"}],"AccessList":[{"ProxyId":"` + requestedTags + `","VipList":[null]}]}]`,
		`"CountryAreaMappingList":[null,{"NationCountryInnerCode":"1","Remark":"\ud800"}]`,
		`"Error":{"Code":"FailedOperation","Message":"domain not exits"}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client, ctx := fuzzClient(t, broken, body), t.Context()
		d, err := client.RefreshGlobalDomain(ctx, askedGlobal, 0)
		if checkOutcome(t, err, broken, globalDomainsAction); err == nil {
			checkGlobalDomain(t, d)
		}
		all, err := client.GlobalDomainsNow(ctx, 0)
		checkOutcome(t, err, broken, globalDomainsAction)
		for _, d := range all {
			checkGlobalDomain(t, d)
		}
		id, err := client.CreateGlobalDomain(ctx, globalInput())
		if checkOutcome(t, err, broken, "CreateGlobalDomain"); (err == nil) != idShape.MatchString(id) {
			t.Errorf("%q, %v", id, err)
		}
		checkOutcome(t, client.DeleteGlobalDomain(ctx, askedGlobal), broken, "DeleteGlobalDomain")
		checkOutcome(t, client.CreateDNSRecord(ctx, askedGlobal, []string{"101001"}, []string{requestedTags}), broken, "CreateGlobalDomainDns")
		records, err := client.DNSRecordsNow(ctx, askedGlobal)
		checkOutcome(t, err, broken, dnsAction)
		for _, r := range records {
			if r.Number == 0 || !textShape(r.Status) || !slices.IsSorted(r.Countries) || slices.Contains(r.Countries, "") ||
				slices.ContainsFunc(r.ProxyIDs, func(id string) bool { return !idShape.MatchString(id) }) {
				t.Errorf("the record is %+v", r)
			}
		}
		countries, err := client.CountryAreas(ctx)
		checkOutcome(t, err, broken, "DescribeCountryAreaMapping")
		for _, country := range countries {
			if country.Code == "" || !textShape(country.Code+country.ZoneCode+country.ContinentCode) || !utf8.ValidString(country.Name+country.Remark) {
				t.Errorf("the country is %+v", country)
			}
		}
	})
}

func checkGlobalDomain(t *testing.T, d gaapapi.GlobalDomain) {
	t.Helper()
	if !idShape.MatchString(d.ID) || !textShape(d.Status+d.Type+d.BanStatus) || !utf8.ValidString(d.Alias+d.DefaultValue+d.FullDomain) || d.CreateTime.Year() > 9999 || d.ProxyCount < 0 {
		t.Errorf("the domain is %+v", d)
	}
}
