package realserver_test

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What can be told from the configuration alone is refused, and nothing is sent.
func TestAccRealServer_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		changes arguments
		says    []string
	}{
		"no address":           {arguments{"ip": ""}, []string{"Invalid address of a GAAP origin", "set ip, or domain"}},
		"null addresses":       {arguments{"ip": "null", "domain": "null"}, []string{"Invalid address of a GAAP origin", "set ip, or domain"}},
		"both":                 {arguments{"domain": `"origin.example.com"`}, []string{"Invalid address of a GAAP origin", "not both", `domain = "origin.example.com"`}},
		"no IP":                {arguments{"ip": `"192.0.2"`}, []string{"ip must be an IPv4 or IPv6 address", `"192.0.2"`}},
		"a leading zero":       {arguments{"ip": `"192.0.02.1"`}, []string{"ip must be an IPv4 or IPv6 address"}},
		"a network":            {arguments{"ip": `"192.0.2.0/24"`}, []string{"ip must be an IPv4 or IPv6 address"}},
		"a port":               {arguments{"ip": `"192.0.2.1:80"`}, []string{"ip must be an IPv4 or IPv6 address"}},
		"a zone":               {arguments{"ip": `"fe80::1%eth0"`}, []string{"ip must be an IPv4 or IPv6 address"}},
		"a domain as IP":       {arguments{"ip": `"origin.example.com"`}, []string{"ip must be an IPv4 or IPv6 address"}},
		"an empty IP":          {arguments{"ip": `""`}, []string{"ip must be an IPv4 or IPv6 address"}},
		"one label":            {arguments{"ip": "", "domain": `"origin"`}, []string{"domain must be a domain name"}},
		"an address":           {arguments{"ip": "", "domain": `"192.0.2.1"`}, []string{"domain must be a domain name"}},
		"a longer address":     {arguments{"ip": "", "domain": `"192.0.2.44"`}, []string{"domain must be a domain name"}},
		"a dot at the end":     {arguments{"ip": "", "domain": `"origin.example.com."`}, []string{"domain must be a domain name"}},
		"a URL":                {arguments{"ip": "", "domain": `"https://origin.example.com"`}, []string{"domain must be a domain name"}},
		"a space":              {arguments{"ip": "", "domain": `"origin.example.com "`}, []string{"domain must be a domain name"}},
		"a long domain":        {arguments{"ip": "", "domain": `"` + strings.Repeat("a23456789.", 26) + `com"`}, []string{"domain", "at most 253"}},
		"no name":              {arguments{"name": ""}, []string{`"name" is required`}},
		"an empty name":        {arguments{"name": `""`}, []string{"name", "between 1 and 30"}},
		"a long name":          {arguments{"name": `"` + strings.Repeat("道", 31) + `"`}, []string{"name", "between 1 and 30"}},
		"a name with spaces":   {arguments{"name": `" origin"`}, []string{"name"}},
		"a name of two lines":  {arguments{"name": `"a\nb"`}, []string{"name must not hold line breaks"}},
		"a project":            {arguments{"project_id": "-1"}, []string{"project_id", "at least 0"}},
		"a tag's key":          {arguments{"tags": `{ "qcs:x" = "1" }`}, []string{"tags", "reserved"}},
		"no time":              {arguments{"timeouts": "{\n    create = \"0s\"\n  }"}, []string{"Invalid timeout", "is not a valid timeout"}},
		"an update in no time": {arguments{"timeouts": "{\n    update = \"-1m\"\n  }"}, []string{"Invalid timeout", "is not a valid timeout"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(c.changes)
				s.Fails(plain, c.says...)
				if calls := s.Mock.Calls(""); len(calls) > 0 {
					t.Errorf("%s was called although the arguments are wrong", calls[0].Action)
				}
			})
		})
	}
}

// The longest and strangest values that can be are taken, and shown again.
func TestAccRealServer_accepted(t *testing.T) {
	t.Parallel()
	for name, changes := range map[string]arguments{
		"a long name":          {"name": `"` + strings.Repeat("道", 30) + `"`},
		"one character":        {"name": `"x"`},
		"IPv6":                 {"ip": `"2001:db8::1"`},
		"an embedded IPv4":     {"ip": `"64:ff9b::192.0.2.1"`},
		"capitals":             {"ip": "", "domain": `"Origin.Example.COM"`},
		"an underscore":        {"ip": "", "domain": `"_a.b-c.example.com"`},
		"an international one": {"ip": "", "domain": `"xn--fiqs8s.xn--fiqs8s"`},
		"a project":            {"project_id": "1204"},
		"no tags":              {"tags": "{}"},
		"times":                {"timeouts": "{\n    create = \"1m\"\n    delete = \"2m\"\n  }"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(changes)
				s.Apply(plain)
				s.RequireOne()
				s.Apply(destroys)
				s.RequireNothingLeft()
			})
		})
	}
}

// An address that is only known after the apply is checked by then: exactly one
// of the two.
func TestAccRealServer_unknownAddress(t *testing.T) {
	t.Parallel()
	const known = "resource \"terraform_data\" \"later\" {\n  input = %s\n}\n"
	for name, c := range map[string]struct {
		value  string
		ip     string
		domain string
		says   string // of the apply; "" for none
	}{
		"ip":                 {`"192.0.2.7"`, "terraform_data.later.output", "", ""},
		"domain":             {`"origin.example.com"`, "", "terraform_data.later.output", ""},
		"one of two":         {`"192.0.2.7"`, "terraform_data.later.output", "null", ""},
		"chosen":             {`"origin.example.com"`, `terraform_data.later.output == "" ? "192.0.2.1" : null`, "terraform_data.later.output", ""},
		"both in the end":    {`"192.0.2.7"`, "terraform_data.later.output", `"origin.example.com"`, "Invalid address of a GAAP origin"},
		"neither in the end": {`"x"`, `terraform_data.later.output == "" ? "192.0.2.1" : null`, "null", "Invalid address of a GAAP origin"},
		"not an IP":          {`"origin.example.com"`, "terraform_data.later.output", "", "ip must be an IPv4 or IPv6 address"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.Configure(strings.ReplaceAll(known, "%s", c.value) + origin("test", arguments{"ip": c.ip, "domain": c.domain}))
				if c.says != "" {
					s.Fails(plain, c.says)
					s.requireCalls("AddRealServers", 0, 0)
					return
				}
				s.Apply(plain)
				s.RequireOne()
			})
		})
	}
}

// A name and tags that are known later do not keep the address from being checked.
func TestAccRealServer_unknownName(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure("resource \"terraform_data\" \"later\" {\n  input = \"n\"\n}\n" +
			origin("test", arguments{"name": "terraform_data.later.output", "tags": "{ a = terraform_data.later.output }"}))
		plan := s.MustPlan(plain)
		if after := plan.Change(address); after == nil {
			t.Fatalf("the plan is\n%s", plan)
		}
		s.ApplySaved(plan)
		if r := s.RequireOne(); r.Name != "n" || r.Tags["a"] != "n" {
			t.Errorf("the origin is %+v", r)
		}
	})
}
