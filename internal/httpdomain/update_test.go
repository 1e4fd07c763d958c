package httpdomain_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func jsonOf(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// everything is a domain with all that one of HTTPS can have.
var everything = arguments{
	"is_default_server": "true", "certificate_id": quoted(server1), "client_certificate_ids": set(client1, client2), "basic_auth": "true", "basic_auth_id": quoted(users),
	"gaap_auth": "true", "gaap_auth_id": quoted(shownBy), "realserver_auth": "true", "realserver_certificate_ids": set(origin1, origin2),
	"realserver_certificate_domain": `"o.example.com"`, "tls_support_versions": set("TLSv1.2", "TLSv1.3"), "tls_ciphers": `"GAAP_TLS_CIPHERS_STRICT"`,
}

// allAuth is what one call sets of everything.
func allAuth(changes map[string]any) string {
	all := map[string]any{
		"BasicAuth": 1, "BasicAuthConfId": users, "GaapAuth": 1, "GaapCertificateId": shownBy, "RealServerAuth": 1,
		"PolyRealServerCertificateIds": []string{origin1, origin2}, "RealServerCertificateDomain": "o.example.com",
		"TLSSupportVersion": []string{"TLSv1.2", "TLSv1.3"}, "TLSCiphers": "GAAP_TLS_CIPHERS_STRICT",
	}
	for name, value := range changes {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return authenticates(all)
}

// A new domain is ordered with what the order can say; one call more sets the rest,
// if there is any.
func TestAccHTTPDomain_create(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as     arguments
		writes []string
		shows  map[string]string
	}{
		"plain": {nil, []string{createBody}, map[string]string{
			"certificate_id": "default", "client_certificate_ids.#": "1", "client_certificate_ids.0": "default", "client_certificate_id": "default", "basic_auth": "false",
			"basic_auth_id": "", "realserver_certificate_ids.#": "", "is_default_server": "false", "http3_supported": "false", "status": "RUNNING", "ban_status": "RECOVER",
			"tls_support_versions.#": "", "tls_ciphers": "",
		}},
		"all": {everything, []string{
			`CreateDomain {"CertificateId":"cert-server01","Domain":"www.example.com","IsDefaultServer":true,"ListenerId":"ID","PolyClientCertificateIds":["cert-client01","cert-client02"]}`,
			allAuth(nil),
		}, map[string]string{"client_certificate_id": "", "realserver_certificate_id": "", "tls_support_versions.#": "2"}},
		"single ones": {
			arguments{"client_certificate_id": quoted(client2), "realserver_auth": "true", "realserver_certificate_id": quoted(origin1), "http3_supported": "true"},
			[]string{
				`CreateDomain {"Domain":"www.example.com","Http3Supported":1,"IsDefaultServer":false,"ListenerId":"ID","PolyClientCertificateIds":["cert-client02"]}`,
				authenticates(map[string]any{"RealServerAuth": 1, "PolyRealServerCertificateIds": []string{origin1}}),
			},
			map[string]string{"client_certificate_ids.0": client2, "realserver_certificate_ids.0": origin1, "http3_supported": "true"},
		},
		"ids whose switch is off": {
			arguments{"basic_auth_id": quoted(users), "gaap_auth_id": quoted(shownBy), "realserver_certificate_ids": set(origin1)},
			[]string{createBody},
			map[string]string{"basic_auth_id": users, "gaap_auth_id": shownBy, "realserver_certificate_id": origin1},
		},
	} {
		for mode, options := range map[string]gaapmock.Layer7Options{"": {}, ", the other mode": {NoClientEmpty: true, DomainTLSInherited: true, TLSNumbered: true}} {
			t.Run(name+mode, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Layer7: options})
				shows := c.shows
				if mode != "" && c.as["tls_ciphers"] == "" { // the listener's
					shows = map[string]string{"tls_support_versions.#": "4"}
				}
				x.Run(
					x.Apply(block("test", c.as), x.Wrote(c.writes...), x.is("www.example.com"), x.Warned()),
					withPlan(x.Apply(block("test", c.as), attributes(shows)), plancheck.ResourceActionNoop),
				)
			})
		}
	}
}

// Each argument that changes in place is sent with what belongs to it, and nothing
// else.
func TestAccHTTPDomain_update(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		to     arguments
		writes []string
	}{
		"is_default_server":             {arguments{"is_default_server": "false"}, []string{modifies("www.example.com", "www.example.com", false)}},
		"certificate_id":                {arguments{"certificate_id": quoted(server2)}, []string{certifies(map[string]any{"CertificateId": server2, "PolyClientCertificateIds": []string{client1, client2}})}},
		"certificate_id, the default":   {arguments{"certificate_id": ""}, []string{certifies(map[string]any{"CertificateId": "default", "PolyClientCertificateIds": []string{client1, client2}})}},
		"client_certificate_ids":        {arguments{"client_certificate_ids": set(client2)}, []string{certifies(map[string]any{"CertificateId": server1, "PolyClientCertificateIds": []string{client2}})}},
		"client_certificate_id":         {arguments{"client_certificate_ids": "", "client_certificate_id": quoted(client2)}, []string{certifies(map[string]any{"CertificateId": server1, "PolyClientCertificateIds": []string{client2}})}},
		"no client_certificate_ids":     {arguments{"client_certificate_ids": ""}, []string{certifies(map[string]any{"CertificateId": server1, "PolyClientCertificateIds": []string{"default"}})}},
		"basic_auth":                    {arguments{"basic_auth": "false"}, []string{allAuth(map[string]any{"BasicAuth": 0, "BasicAuthConfId": nil})}},
		"basic_auth_id":                 {arguments{"basic_auth_id": quoted(users2)}, []string{allAuth(map[string]any{"BasicAuthConfId": users2})}},
		"gaap_auth":                     {arguments{"gaap_auth": "false", "gaap_auth_id": ""}, []string{allAuth(map[string]any{"GaapAuth": 0, "GaapCertificateId": nil})}},
		"gaap_auth_id":                  {arguments{"gaap_auth_id": quoted(shownBy2)}, []string{allAuth(map[string]any{"GaapCertificateId": shownBy2})}},
		"realserver_auth":               {arguments{"realserver_auth": "false"}, []string{allAuth(map[string]any{"RealServerAuth": 0, "PolyRealServerCertificateIds": nil, "RealServerCertificateDomain": nil})}},
		"realserver_certificate_ids":    {arguments{"realserver_certificate_ids": set(origin2)}, []string{allAuth(map[string]any{"PolyRealServerCertificateIds": []string{origin2}})}},
		"realserver_certificate_id":     {arguments{"realserver_certificate_ids": "", "realserver_certificate_id": quoted(origin2)}, []string{allAuth(map[string]any{"PolyRealServerCertificateIds": []string{origin2}})}},
		"realserver_certificate_domain": {arguments{"realserver_certificate_domain": `"p.example.com"`}, []string{allAuth(map[string]any{"RealServerCertificateDomain": "p.example.com"})}},
		"tls_support_versions":          {arguments{"tls_support_versions": set("TLSv1.3")}, []string{allAuth(map[string]any{"TLSSupportVersion": []string{"TLSv1.3"}})}},
		"tls_ciphers":                   {arguments{"tls_ciphers": `"GAAP_TLS_CIPHERS_WIDE"`}, []string{allAuth(map[string]any{"TLSCiphers": "GAAP_TLS_CIPHERS_WIDE"})}},
		"two calls": {
			arguments{"certificate_id": quoted(server2), "basic_auth_id": quoted(users2)},
			[]string{certifies(map[string]any{"CertificateId": server2, "PolyClientCertificateIds": []string{client1, client2}}), allAuth(map[string]any{"BasicAuthConfId": users2})},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{OmittedClientsReset: true, OmittedDefaultReset: true, DomainLag: -1}})
			x.Run(x.Apply(block("test", everything)), x.updates(block("test", with(everything, c.to)), c.writes...))
		})
	}
}

// Ids of certificates that are made in the same run, in both forms.
func TestAccHTTPDomain_laterCertificates(t *testing.T) {
	x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{DomainLag: -1}})
	config := func(client, origin string, as arguments) string {
		made := "resource \"terraform_data\" \"client\" {\n  input = " + quoted(client) + "\n}\nresource \"terraform_data\" \"origin\" {\n  input = " + quoted(origin) + "\n}\n"
		return made + block("test", with(arguments{"realserver_auth": "true", "realserver_certificate_ids": set(origin1)}, as))
	}
	const client, origin = "terraform_data.client.output", "terraform_data.origin.output"
	single := arguments{"client_certificate_id": client, "realserver_certificate_id": origin, "realserver_certificate_ids": ""}
	several := arguments{"client_certificate_ids": "[" + client + "]", "realserver_certificate_ids": "[" + origin + ", " + quoted(origin1) + "]"}
	sends := func(client string, origins ...string) []string {
		return []string{
			certifies(map[string]any{"CertificateId": "default", "PolyClientCertificateIds": []string{client}}),
			authenticates(map[string]any{"RealServerAuth": 1, "PolyRealServerCertificateIds": origins}),
		}
	}
	x.Run(
		x.Apply(config("", "", nil)),
		x.updates(config(client1, origin2, single), sends(client1, origin2)...),
		x.updates(config(client2, origin1, single), sends(client2, origin1)...),
		x.updates(config(client1, origin2, several), sends(client1, origin1, origin2)...),
		x.updates(config(client2, origin1, single), sends(client2, origin1)...),
	)
}

// What nothing would come of is only stored.
func TestAccHTTPDomain_storedOnly(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(
		x.Apply(block("test", arguments{"basic_auth_id": quoted(users)})),
		x.updates(block("test", arguments{"basic_auth_id": quoted(users2)})),
		x.updates(block("test", arguments{"basic_auth_id": quoted(users2), "basic_auth": "true"}), authenticates(map[string]any{"BasicAuth": 1, "BasicAuthConfId": users2})),
		x.updates(block("test", nil), authenticates(nil)),
	)
}

// TLS that is taken out of the configuration stays, and the next plan is empty.
func TestAccHTTPDomain_tlsTakenOut(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	tls := arguments{"tls_support_versions": set("TLSv1.3"), "tls_ciphers": `"GAAP_TLS_CIPHERS_STRICT"`}
	x.Run(
		x.Apply(block("test", tls)),
		withPlan(x.Apply(block("test", nil), attributes(map[string]string{"tls_ciphers": "GAAP_TLS_CIPHERS_STRICT"})), plancheck.ResourceActionNoop),
		x.updates(block("test", arguments{"basic_auth": "true", "basic_auth_id": quoted(users)}), authenticates(map[string]any{"BasicAuth": 1, "BasicAuthConfId": users})),
	)
}

// What cannot change in place replaces the domain, which keeps its name.
func TestAccHTTPDomain_replace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		to       arguments
		listener string
	}{
		"http3_supported": {arguments{"http3_supported": "true"}, mutual},
		"listener_id":     {arguments{"listener_id": quoted(plainly)}, plainly},
		"both, and name":  {arguments{"listener_id": quoted(oneWay), "http3_supported": "true", "domain": `"app.example.com"`}, oneWay},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(
				x.Apply(block("test", nil)),
				withPlan(x.Apply(block("test", c.to), func(s *terraform.State) error {
					if d := x.only(); d.ListenerID != c.listener || s.RootModule().Resources[address].Primary.ID != c.listener+"+"+protocolOf(c.listener)+"+"+d.Name {
						return errors.New("the domain is another one")
					}
					return nil
				}), plancheck.ResourceActionReplace),
			)
		})
	}
}

// A domain of an HTTP listener has a name, and may be the default server.
func TestAccHTTPDomain_http(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	as := arguments{"listener_id": quoted(plainly)}
	x.Run(
		x.Apply(block("test", as), x.is("www.example.com")),
		withPlan(x.Apply(block("test", with(as, arguments{"is_default_server": "true"})), x.is("www.example.com")), plancheck.ResourceActionUpdate),
		withPlan(x.Apply(block("test", with(as, arguments{"domain": `"app.example.com"`})), x.is("app.example.com")), plancheck.ResourceActionUpdate),
	)
}

// The place of the default server goes from one domain to another.
func TestAccHTTPDomain_defaultServerMoves(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	pair := func(first, second string) string {
		return block("test", arguments{"is_default_server": first}) + block("next", arguments{"domain": `"next.example.com"`, "is_default_server": second})
	}
	x.Run(x.Apply(pair("true", "false")), x.Apply(pair("false", "true")), x.Fails(pair("true", "true")+block("third", arguments{"domain": `"third.example.com"`, "is_default_server": "true"}), "Two GAAP objects have the same key"))
}

// What somebody else changes is found, and set back.
func TestAccHTTPDomain_drift(t *testing.T) {
	t.Parallel()
	certificates := certifies(map[string]any{"CertificateId": server1, "PolyClientCertificateIds": []string{client1, client2}})
	for name, c := range map[string]struct {
		change func(d *gaapmock.Domain)
		write  string
	}{
		"is_default_server":             {func(d *gaapmock.Domain) { d.Default = false }, modifies("www.example.com", "www.example.com", true)},
		"certificate_id":                {func(d *gaapmock.Domain) { d.CertificateID = "default" }, certificates},
		"client_certificate_ids":        {func(d *gaapmock.Domain) { d.ClientCertificateIDs = []string{"default"} }, certificates},
		"basic_auth":                    {func(d *gaapmock.Domain) { d.BasicAuth = 0 }, allAuth(nil)},
		"basic_auth_id":                 {func(d *gaapmock.Domain) { d.BasicAuthID = users2 }, allAuth(nil)},
		"gaap_auth":                     {func(d *gaapmock.Domain) { d.GaapAuth = 0 }, allAuth(nil)},
		"gaap_auth_id":                  {func(d *gaapmock.Domain) { d.GaapCertificateID = shownBy2 }, allAuth(nil)},
		"realserver_auth":               {func(d *gaapmock.Domain) { d.RealServerAuth = 0 }, allAuth(nil)},
		"realserver_certificate_ids":    {func(d *gaapmock.Domain) { d.RealServerCertificateIDs = []string{origin1} }, allAuth(nil)},
		"realserver_certificate_domain": {func(d *gaapmock.Domain) { d.RealServerDomain = "x" }, allAuth(nil)},
		"tls_support_versions":          {func(d *gaapmock.Domain) { d.TLSVersions = []string{"TLSv1.3"} }, allAuth(nil)},
		"tls_ciphers":                   {func(d *gaapmock.Domain) { d.TLSCiphers = "GAAP_TLS_CIPHERS_WIDE" }, allAuth(nil)},
		"no tls":                        {func(d *gaapmock.Domain) { d.TLSVersions, d.TLSCiphers = nil, "" }, allAuth(nil)},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			config := block("test", everything)
			x.Run(x.Apply(config), withPlan(acctest.Before(x.Apply(config, x.Wrote(c.write)), func() { x.outside(c.change)(); x.Mock.ResetJournal() }), plancheck.ResourceActionUpdate))
		})
	}
}

// What a plain domain does not have is taken away again.
func TestAccHTTPDomain_driftFromDefaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(d *gaapmock.Domain)
		write  string
	}{
		"is_default_server":      {func(d *gaapmock.Domain) { d.Default = true }, modifies("www.example.com", "www.example.com", false)},
		"certificate_id":         {func(d *gaapmock.Domain) { d.CertificateID = server2 }, certifies(map[string]any{"CertificateId": "default"})},
		"client_certificate_ids": {func(d *gaapmock.Domain) { d.ClientCertificateIDs = []string{client2} }, certifies(map[string]any{"CertificateId": "default", "PolyClientCertificateIds": []string{"default"}})},
		"basic_auth":             {func(d *gaapmock.Domain) { d.BasicAuth, d.BasicAuthID = 1, users }, authenticates(nil)},
		"gaap_auth":              {func(d *gaapmock.Domain) { d.GaapAuth, d.GaapCertificateID = 1, shownBy }, authenticates(nil)},
		"realserver_auth":        {func(d *gaapmock.Domain) { d.RealServerAuth, d.RealServerCertificateIDs = 1, []string{origin1} }, authenticates(nil)},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			config := block("test", nil)
			x.Run(x.Apply(config), withPlan(acctest.Before(x.Apply(config, x.Wrote(c.write)), func() { x.outside(c.change)(); x.Mock.ResetJournal() }), plancheck.ResourceActionUpdate))
		})
	}
}

// HTTP/3 that somebody else switched on cannot be switched off in place.
func TestAccHTTPDomain_driftOfHTTP3(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", nil)
	x.Run(x.Apply(config), withPlan(acctest.Before(x.Apply(config), x.outside(func(d *gaapmock.Domain) { d.HTTP3 = 1 })), plancheck.ResourceActionReplace))
}

// A banned domain is told of, and left as it is.
func TestAccHTTPDomain_banned(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", nil)
	x.Run(
		x.Apply(config, x.Warned()),
		acctest.Before(resource.TestStep{RefreshState: true, Check: x.Warned("GAAP domain needs attention: "+mutual+"+HTTPS+www.example.com", "ban_status is BANNED", "lets no traffic through")}, x.outside(func(d *gaapmock.Domain) { d.BanStatus = "BANNED" })),
		acctest.Before(x.Apply(config, attributes(map[string]string{"ban_status": "RECOVER"})), x.outside(func(d *gaapmock.Domain) { d.BanStatus = "RECOVER" })),
	)
}
