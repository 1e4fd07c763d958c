package httpdomain_test

import (
	"maps"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// full is what everything describes.
var full = gaapmock.Domain{
	ListenerID: mutual, Name: oldName, Default: true, CertificateID: server1, ClientCertificateIDs: []string{client1, client2}, BasicAuth: 1, BasicAuthID: users,
	GaapAuth: 1, GaapCertificateID: shownBy, RealServerAuth: 1, RealServerCertificateIDs: []string{origin1, origin2}, RealServerDomain: "o.example.com",
	TLSVersions: []string{"TLSv1.2", "TLSv1.3"}, TLSCiphers: "GAAP_TLS_CIPHERS_STRICT",
}

// others are domains that nobody has made with Terraform, and the configuration of
// each.
var others = map[string]struct {
	domain gaapmock.Domain
	as     arguments
}{
	"plain":      {gaapmock.Domain{ListenerID: mutual, Name: oldName}, nil},
	"HTTP":       {gaapmock.Domain{ListenerID: plainly, Name: oldName}, arguments{"listener_id": quoted(plainly)}},
	"everything": {full, everything},
	"single ones": {
		gaapmock.Domain{ListenerID: mutual, Name: oldName, ClientCertificateIDs: []string{client2}, RealServerAuth: 1, RealServerCertificateIDs: []string{origin1}, HTTP3: 1},
		arguments{"client_certificate_id": quoted(client2), "realserver_auth": "true", "realserver_certificate_id": quoted(origin1), "http3_supported": "true"},
	},
	"default, written": {gaapmock.Domain{ListenerID: oneWay, Name: oldName}, arguments{
		"listener_id": quoted(oneWay), "certificate_id": `"default"`, "client_certificate_ids": set("default"), "is_default_server": "false",
	}},
	"TLS that is not configured": {gaapmock.Domain{ListenerID: mutual, Name: oldName, TLSVersions: []string{"TLSv1.3"}, TLSCiphers: "GAAP_TLS_CIPHERS_STRICT"}, nil},
	"certificates of switches that are off": {gaapmock.Domain{
		ListenerID: mutual, Name: oldName, BasicAuthID: users, GaapCertificateID: shownBy, RealServerCertificateIDs: []string{origin1}, RealServerDomain: "x",
	}, nil},
}

func (x *test) add(d gaapmock.Domain) (id string) {
	x.T.Helper()
	if x.Mock.AddDomain(d) == "" {
		x.T.Fatalf("%s cannot be added", d.Name)
	}
	x.Clock.Advance(time.Minute)
	return d.ListenerID + "+" + protocolOf(d.ListenerID) + "+" + d.Name
}

// After an import by id the plan is empty, and nothing is written.
func TestAccHTTPDomain_import(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		for mode, options := range map[string]gaapmock.Layer7Options{"": {}, ", the other mode": {NoClientEmpty: true, DomainTLSInherited: true, TLSNumbered: true}} {
			t.Run(name+mode, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Layer7: options})
				id := x.add(c.domain)
				config := block("test", c.as)
				x.Run(
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
					withPlan(x.Apply(config, x.is(oldName), x.Wrote()), plancheck.ResourceActionNoop),
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateVerify: true},
				)
			})
		}
	}
}

// An import of nothing says so, and one by another protocol names the id.
func TestAccHTTPDomain_importBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", nil)
	imports := func(id string, phrases ...string) resource.TestStep {
		return resource.TestStep{
			Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true, ExpectError: acctest.Says(phrases...),
		}
	}
	x.Run(
		imports(oldName, "Invalid import id", oldName, "listener-a1b2c3d4+HTTPS+www.example.com"),
		imports(mutual+"+TCP+"+oldName, "Invalid import id"),
		imports(mutual+"+HTTPS+a b", "Invalid import id"),
		imports(idOf(oldName), "No GAAP domain to import", "does not exist"),
		imports("listener-missing0+HTTPS+"+oldName, "No GAAP domain to import", "does not exist"),
		imports(mutual+"+HTTP+"+oldName, "Cannot read GAAP domain", "one of HTTPS", "import the domain by "+idOf(oldName)),
		x.Apply(config),
	)
}

// The identity is the id.
func TestAccHTTPDomain_identity(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.add(gaapmock.Domain{ListenerID: mutual, Name: oldName})
	x.Alone(func(s *acctest.Session) {
		s.Configure("import {\n  to = " + address + "\n  identity = {\n    id = \"" + id + "\"\n  }\n}\n" + block("test", nil))
		s.Apply(plain)
		s.Empty()
		x.owns(s, oldName)
	})
}

// official is a state of the official provider.
func official(id string, as map[string]any) string {
	all := map[string]any{
		"id": id, "listener_id": mutual, "domain": oldName, "group_id": nil, "is_default_server": false, "certificate_id": "default", "client_certificate_id": "default",
		"client_certificate_ids": []string{"default"}, "basic_auth": false, "basic_auth_id": "", "gaap_auth": false, "gaap_auth_id": "", "realserver_auth": false,
		"realserver_certificate_id": "", "realserver_certificate_ids": []string{}, "realserver_certificate_domain": "",
	}
	maps.Copy(all, as)
	return jsonOf(all)
}

// A domain of the official provider is taken over with an empty plan, with and
// without a refresh, whichever of its versions made the state.
func TestAccHTTPDomain_moved(t *testing.T) {
	t.Parallel()
	type state = map[string]any
	for name, c := range map[string]struct {
		made  gaapmock.Domain
		state state
		as    arguments
	}{
		"plain":       {gaapmock.Domain{ListenerID: mutual}, nil, nil},
		"nulls":       {gaapmock.Domain{ListenerID: mutual}, state{"basic_auth_id": nil, "client_certificate_id": nil, "client_certificate_ids": nil, "realserver_certificate_ids": nil, "certificate_id": ""}, nil},
		"no CAs":      {gaapmock.Domain{ListenerID: mutual}, state{"client_certificate_id": "", "client_certificate_ids": []string{}}, nil},
		"2019":        {gaapmock.Domain{ListenerID: mutual}, state{"is_default_server": nil, "client_certificate_ids": nil, "realserver_certificate_ids": nil}, nil},
		"HTTP":        {gaapmock.Domain{ListenerID: plainly}, state{"listener_id": plainly}, arguments{"listener_id": quoted(plainly)}},
		"one CA":      {gaapmock.Domain{ListenerID: mutual, ClientCertificateIDs: []string{client2}}, state{"client_certificate_id": client2, "client_certificate_ids": []string{client2}}, arguments{"client_certificate_id": quoted(client2)}},
		"one CA, new": {gaapmock.Domain{ListenerID: mutual, ClientCertificateIDs: []string{client2}}, state{"client_certificate_id": client2, "client_certificate_ids": []string{client2}}, arguments{"client_certificate_ids": set(client2)}},
		"everything": {
			full,
			state{
				"is_default_server": true, "certificate_id": server1, "client_certificate_id": client1, "client_certificate_ids": []string{client1, client2}, "basic_auth": true,
				"basic_auth_id": users, "gaap_auth": true, "gaap_auth_id": shownBy, "realserver_auth": true, "realserver_certificate_id": origin1,
				"realserver_certificate_ids": []string{origin1, origin2}, "realserver_certificate_domain": "o.example.com",
			},
			with(everything, arguments{"tls_ciphers": "", "tls_support_versions": ""}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			made := c.made
			made.Name = oldName
			id := x.add(made)
			x.Alone(func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_http_domain", "tencentcloud_gaap_http_domain", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(official(id, c.state)))
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				s.State().Put(address, &tfcore.Object{Provider: "gaap", Value: got.Value, Identity: got.Identity})
				s.Configure(block("test", c.as))
				for _, options := range []tfcore.Options{{NoRefresh: true}, {}} {
					if plan := s.Planned(options); !plan.Empty() {
						t.Errorf("with %+v the plan is not empty:\n%s", options, plan)
					}
				}
				s.Apply(tfcore.Options{NoRefresh: true})
				s.Apply(plain)
				s.Empty()
				if err := x.Wrote()(nil); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
