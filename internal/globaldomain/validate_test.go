package globaldomain_test

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What a plan can tell is refused, on the attribute's path, and nothing is sent.
func TestAccGlobalDomain_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		changes arguments
		says    []string
	}{
		"no value":         {arguments{"default_value": ""}, []string{`"default_value" is required`}},
		"an empty value":   {arguments{"default_value": `""`}, []string{"default_value", "must be an IP address, or domain names"}},
		"a word":           {arguments{"default_value": `"origin"`}, []string{"must be an IP address, or domain names"}},
		"a mixture":        {arguments{"default_value": `"a.example.com;203.0.113.5"`}, []string{"must be an IP address, or domain names"}},
		"an open end":      {arguments{"default_value": `"a.example.com;"`}, []string{"must be an IP address, or domain names"}},
		"two addresses":    {arguments{"default_value": `"203.0.113.5;203.0.113.6"`}, []string{"must be an IP address, or domain names"}},
		"a long alias":     {arguments{"alias": `"` + strings.Repeat("道", 31) + `"`}, []string{"alias", "at most 30"}},
		"an alias of room": {arguments{"alias": `" x"`}, []string{"must not start or end with a space"}},
		"a project":        {arguments{"project_id": "-1"}, []string{"at least 0"}},
		"a tag":            {arguments{"tags": `{ "qcs:x" = "1" }`}, []string{"qcs:"}},
		"no time":          {arguments{"timeouts": "{\n    delete = \"0s\"\n  }"}, []string{"is not a valid timeout"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(c.changes)
				s.Fails(plain, c.says...)
				s.RequireWrites()
			})
		})
	}
}

// A value that is only known in the apply is checked there; the service has the last
// word.
func TestAccGlobalDomain_unknown(t *testing.T) {
	t.Parallel()
	const later = "resource \"terraform_data\" \"later\" {\n  input = \"203.0.113.5\"\n}\n"
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{DefaultsUnchecked: true}}, func(s *session) {
		s.Configure(later + block("test", arguments{"default_value": "terraform_data.later.output"}))
		s.Apply(plain)
		s.RequireOne()
	})
}
