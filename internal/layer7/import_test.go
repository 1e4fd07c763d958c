package layer7_test

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// others are listeners that nobody has made with Terraform, the configuration of
// each, and what the official provider has of it in a state.
var others = map[string]struct {
	listener gaapmock.Listener
	as       arguments
	official map[string]any
}{
	"HTTP": {gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTP", Port: 80, Name: "web"}, nil, map[string]any{
		"certificate_id": "", "forward_protocol": "", "client_certificate_ids": []any{}, "client_certificate_id": "", "tls_support_versions": []any{}, "tls_ciphers": "",
	}},
	"HTTPS": {gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTPS", Port: 80, Name: "web", CertificateID: site, ForwardProtocol: "HTTP"}, https, map[string]any{
		"protocol": "HTTPS", "certificate_id": site, "forward_protocol": "HTTP", "auth_type": 0, "client_certificate_ids": []any{}, "client_certificate_id": "",
		"tls_support_versions": []any{"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}, "tls_ciphers": "GAAP_TLS_CIPHERS_WIDE",
	}},
	"mutual": {
		gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTPS", Port: 80, Name: "web", CertificateID: site, ForwardProtocol: "HTTP", AuthType: 1, ClientCertificateIDs: []string{client1}},
		mutual,
		map[string]any{
			"protocol": "HTTPS", "certificate_id": site, "forward_protocol": "HTTP", "auth_type": 1, "client_certificate_ids": []any{client1}, "client_certificate_id": client1,
		},
	},
	"the old form of clients": {
		gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTPS", Port: 80, Name: "web", CertificateID: site, ForwardProtocol: "HTTP", AuthType: 1, ClientCertificateIDs: []string{client1}},
		with(mutual, arguments{"client_certificate_ids": "", "client_certificate_id": `"` + client1 + `"`}),
		map[string]any{
			"protocol": "HTTPS", "certificate_id": site, "forward_protocol": "HTTP", "auth_type": 1, "client_certificate_id": client1,
		},
	},
	"HTTP/3": {
		gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTPS", Port: 80, Name: "web", CertificateID: site, ForwardProtocol: "HTTP", HTTP3: 1, TLSVersions: []string{"TLSv1.3"}, TLSCiphers: "GAAP_TLS_CIPHERS_STRICT"},
		with(https, arguments{"http3_supported": "true", "tls_support_versions": `["TLSv1.3"]`, "tls_ciphers": `"GAAP_TLS_CIPHERS_STRICT"`}), nil,
	},
	"a group's": {gaapmock.Listener{GroupID: groupID, Protocol: "HTTP", Port: 80, Name: "web"}, arguments{"proxy_id": "", "group_id": `"` + groupID + `"`}, nil},
}

// After an import by id the plan is empty, and nothing is written.
func TestAccLayer7_import(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		for mode, options := range map[string]gaapmock.Options{
			"": {}, ", the other mode": {
				Listener: gaapmock.ListenerOptions{Unknown: gaapmock.UnknownNotFound, OtherProtocol: gaapmock.UnknownNotExist, OtherParentEmpty: true},
				Layer7:   gaapmock.Layer7Options{TLSNumbered: true, NoClientEmpty: true},
			},
		} {
			t.Run(name+mode, func(t *testing.T) {
				x := newTest(t, options)
				id := x.Mock.AddListener(c.listener)
				config := block("test", c.as)
				x.Run(
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
					withPlan(x.Apply(config, x.Same(), x.Wrote(), attributes(map[string]string{"id": id})), plancheck.ResourceActionNoop),
					resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateVerify: true},
				)
			})
		}
	}
}

// A listener of layer 4 is none of these, nor is one that is gone.
func TestAccLayer7_importBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", nil)
	imports := func(id string, phrases ...string) resource.TestStep {
		return resource.TestStep{
			Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true, ExpectError: acctest.Says(phrases...),
		}
	}
	tcp := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Port: 81})
	x.Run(
		imports("nonsense", "Invalid import id", "nonsense", "listener-a1b2c3d4"),
		imports("listener-missing0", "No GAAP listener to import"),
		imports(tcp, "No GAAP listener to import"),
		acctest.Before(x.Apply(config), func() { x.Mock.RemoveListener(tcp) }),
	)
}

// A listener of the official provider is taken over with an empty plan.
func TestAccLayer7_moved(t *testing.T) {
	t.Parallel()
	for name, c := range others {
		if c.official == nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			id := x.Mock.AddListener(c.listener)
			state := map[string]any{"id": id, "protocol": "HTTP", "port": 80, "name": "web", "proxy_id": proxyID, "group_id": "", "status": 0, "create_time": "2026-06-01T13:00:00Z"}
			maps.Copy(state, c.official)
			text, _ := json.Marshal(state)
			x.Alone(func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_layer7_listener", "tencentcloud_gaap_layer7_listener", "registry.terraform.io/tencentcloudstack/tencentcloud", text)
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				s.State().Put(address, &tfcore.Object{Provider: "gaap", Value: got.Value, Identity: got.Identity})
				s.Configure(block("test", c.as))
				if plan := s.Planned(plain); !plan.Empty() {
					t.Errorf("the plan is not empty:\n%s", plan)
				}
				s.Apply(plain)
				s.Empty()
				if err := x.Wrote()(nil); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
