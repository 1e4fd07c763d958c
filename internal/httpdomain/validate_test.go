package httpdomain_test

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What a plan can refuse is refused there, at the argument, before anything is
// sent.
func TestAccHTTPDomain_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as   arguments
		at   string // the argument that is pointed at
		says string
	}{
		"a short name":              {arguments{"domain": `"ab"`}, "domain", "must be 3 to 80 characters"},
		"a long name":               {arguments{"domain": quoted(strings.Repeat("a", 81))}, "domain", ""},
		"a wildcard":                {arguments{"domain": `"*.example.com"`}, "domain", "there are no wildcards"},
		"capitals":                  {arguments{"domain": `"WWW.example.com"`}, "domain", ""},
		"a listener that is none":   {arguments{"listener_id": `"edge"`}, "listener_id", ""},
		"an unknown listener":       {arguments{"listener_id": `"listener-missing0"`}, "listener_id", "There is no HTTP or HTTPS listener listener-missing0"},
		"certificate_id":            {arguments{"certificate_id": `"site"`}, "certificate_id", "or default"},
		"a CA":                      {arguments{"client_certificate_ids": set("site")}, "client_certificate_ids", ""},
		"no CAs":                    {arguments{"client_certificate_ids": "[]"}, "client_certificate_ids", ""},
		"default beside a CA":       {arguments{"client_certificate_ids": set("default", client1)}, "client_certificate_ids", "which stands for what the listener has"},
		"two forms of CAs":          {arguments{"client_certificate_ids": set(client1), "client_certificate_id": quoted(client1)}, "client_certificate_id", ""},
		"two forms of origin CAs":   {arguments{"realserver_certificate_ids": set(origin1), "realserver_certificate_id": quoted(origin1)}, "realserver_certificate_id", ""},
		"basic_auth alone":          {arguments{"basic_auth": "true"}, "basic_auth_id", "is required with basic_auth"},
		"gaap_auth alone":           {arguments{"gaap_auth": "true"}, "gaap_auth_id", "is required with gaap_auth"},
		"realserver_auth alone":     {arguments{"realserver_auth": "true"}, "realserver_certificate_ids", "is required with realserver_auth"},
		"default for users":         {arguments{"basic_auth_id": `"default"`}, "basic_auth_id", ""},
		"versions alone":            {arguments{"tls_support_versions": set("TLSv1.3")}, "tls_support_versions", "tls_ciphers"},
		"ciphers alone":             {arguments{"tls_ciphers": `"GAAP_TLS_CIPHERS_WIDE"`}, "tls_ciphers", "tls_support_versions"},
		"an unknown version":        {arguments{"tls_support_versions": set("TLSv1.0"), "tls_ciphers": `"GAAP_TLS_CIPHERS_WIDE"`}, "tls_support_versions", ""},
		"unknown ciphers":           {arguments{"tls_support_versions": set("TLSv1.3"), "tls_ciphers": `"strict"`}, "tls_ciphers", ""},
		"CAs of a one-way listener": {arguments{"listener_id": quoted(oneWay), "client_certificate_ids": set(client1)}, "client_certificate_ids", "auth_type = 1"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			at := c.as[c.at]
			if at == "" {
				at = "resource"
			}
			x.Run(x.Fails(block("test", c.as), "gaap_http_domain", at), x.Fails(block("test", c.as), c.says))
			if err := x.Wrote()(nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// What only domains of HTTPS have is refused on a listener of HTTP: at plan if the
// listener is known, and before anything is sent otherwise.
func TestAccHTTPDomain_httpRefused(t *testing.T) {
	t.Parallel()
	for name, as := range map[string]arguments{
		"certificate_id":         {"certificate_id": quoted(server1)},
		"client_certificate_ids": {"client_certificate_ids": set(client1)},
		"basic_auth":             {"basic_auth": "true", "basic_auth_id": quoted(users)},
		"gaap_auth":              {"gaap_auth": "true", "gaap_auth_id": quoted(shownBy)},
		"realserver_auth":        {"realserver_auth": "true", "realserver_certificate_ids": set(origin1)},
		"http3_supported":        {"http3_supported": "true"},
		"tls_ciphers":            {"tls_support_versions": set("TLSv1.3"), "tls_ciphers": `"GAAP_TLS_CIPHERS_WIDE"`},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				words := []string{"Invalid domain", name + " is for domains of HTTPS listeners, and listener " + plainly + " is one of HTTP"}
				s.Configure(block("test", with(as, arguments{"listener_id": quoted(plainly)})))
				if _, said := s.Plan(s.T.Context(), s.Text(), plain); !said.HasErrors() {
					t.Error("it is planned")
				}
				s.Fails(plain, words...)
				s.Configure("resource \"terraform_data\" \"id\" {\n  input = \"" + plainly + "\"\n}\n" + block("test", with(as, arguments{"listener_id": "terraform_data.id.output"})))
				s.Planned(plain)
				s.Fails(plain, words...)
				if err := x.Wrote()(nil); err != nil {
					t.Error(err)
				}
				s.Configure(block("test", arguments{"listener_id": quoted(plainly)}))
				s.Apply(plain)
				s.Configure(block("test", with(as, arguments{"listener_id": quoted(plainly)}))) // one that is there
				s.Fails(plain, words...)
			})
		})
	}
}

// Two resources of one name below a listener are refused; below two they are not.
func TestAccHTTPDomain_twins(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(
		x.Fails(block("test", nil)+block("next", nil), "Two GAAP objects have the same key", "the domain www.example.com of "+mutual),
		x.Apply(block("test", nil)+block("next", arguments{"listener_id": quoted(oneWay)})),
	)
}

// A listener that cannot be looked up at plan is looked up when the domain is made.
func TestAccHTTPDomain_listenerNotLookedUp(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeHTTPSListeners", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		s.Saved(s.Planned(plain, "Cannot check the listener of a GAAP domain: "+mutual))
		s.Empty()
		x.owns(s, oldName)
	})
}
