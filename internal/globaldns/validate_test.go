package globaldns_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What a plan can tell is refused, on the attribute's path, and nothing is sent.
func TestAccDNSRecord_refused(t *testing.T) {
	t.Parallel()
	const codes, proxies = "nation_country_inner_codes", "proxy_id_list"
	for name, c := range map[string]struct {
		changes arguments
		says    []string
	}{
		"no domain":    {arguments{"domain_id": ""}, []string{`"domain_id" is required`}},
		"a domain":     {arguments{"domain_id": `"dm"`}, []string{"must be an id such as dm-a1b2c3d4"}},
		"no proxies":   {arguments{proxies: "[]"}, []string{proxies, "at least 1"}},
		"a proxy":      {arguments{proxies: `["edge"]`}, []string{"must be an id such as link-a1b2c3d4"}},
		"no countries": {arguments{codes: "[]"}, []string{codes, "at least 1"}},
		"a country":    {arguments{codes: `["China"]`}, []string{"must be the code of a country such as 101001"}},
		"null":         {arguments{codes: "[null]"}, []string{codes, "null"}},
		"no code":      {arguments{codes: `["101001", "999999"]`}, []string{"Not a country code", "999999 is not among the codes that the service lists", "gaap_country_area_mapping"}},
		"a zone":       {arguments{codes: `["102000"]`}, []string{"102000 is the code of", "South-East Asia", "102001, 102002, 102003"}},
		"a continent":  {arguments{codes: `["600000"]`}, []string{"600000 is the code of", "South America", "601001, 601002"}},
		"no time":      {arguments{"timeouts": "{\n    delete = \"0s\"\n  }"}, []string{"is not a valid timeout"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{AreasExpanded: true, OmittedListKept: true}}, func(s *session) {
				s.write(c.changes)
				s.Fails(plain, c.says...)
				s.RequireWrites()
			})
		})
	}
}

// The code of a country that is that of its zone, too, is taken.
func TestAccDNSRecord_ambiguous(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"nation_country_inner_codes": `["401000"]`})
		s.Apply(plain)
		leads(t, s.RequireOne(), []string{"401000"}, []string{first})
	})
}

// Codes that cannot be looked up are a warning, and for the service to refuse.
func TestAccDNSRecord_unchecked(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeCountryAreaMapping", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: 2})
		s.write(arguments{"nation_country_inner_codes": `["999999"]`})
		s.Fails(plain, "Cannot check the countries of a GAAP DNS record", "Cannot create GAAP DNS record", "999999")
		s.RequireNothingLeft()
	})
}

// What is only known in the apply is checked there.
func TestAccDNSRecord_unknown(t *testing.T) {
	t.Parallel()
	const later = "resource \"terraform_data\" \"later\" {\n  input = \"999999\"\n}\n"
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure(later + block("test", arguments{"nation_country_inner_codes": `[terraform_data.later.output]`}))
		s.Fails(plain, "Not a country code")
		s.RequireNothingLeft()
	})
}
