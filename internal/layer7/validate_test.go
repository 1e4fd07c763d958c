package layer7_test

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What a plan can refuse is refused there, at the argument, before anything is
// sent.
func TestAccLayer7_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as   arguments
		at   string // the argument that is pointed at
		says string
	}{
		"port 21":                   {arguments{"port": "21"}, "port", ""},
		"protocol":                  {arguments{"protocol": `"TCP"`}, "protocol", "HTTP"},
		"no name":                   {arguments{"name": `""`}, "name", ""},
		"a long name":               {arguments{"name": `"` + strings.Repeat("x", 31) + `"`}, "name", ""},
		"no parent":                 {arguments{"proxy_id": ""}, "proxy_id", "or group_id is required"},
		"two parents":               {arguments{"group_id": `"` + groupID + `"`}, "group_id", "exclude each other"},
		"a certificate of HTTP":     {arguments{"certificate_id": `"` + site + `"`}, "certificate_id", "is for HTTPS listeners"},
		"a protocol of HTTP":        {arguments{"forward_protocol": `"HTTP"`}, "forward_protocol", "is for HTTPS listeners"},
		"TLS of HTTP":               {arguments{"tls_ciphers": `"GAAP_TLS_CIPHERS_WIDE"`}, "tls_ciphers", "is for HTTPS listeners"},
		"HTTP/3 of HTTP":            {arguments{"http3_supported": "true"}, "http3_supported", "is for HTTPS listeners"},
		"no certificate":            {with(https, arguments{"certificate_id": ""}), "certificate_id", "is required for an HTTPS listener"},
		"no protocol to origins":    {with(https, arguments{"forward_protocol": ""}), "forward_protocol", "is required for an HTTPS listener"},
		"clients without auth_type": {with(mutual, arguments{"auth_type": ""}), "client_certificate_ids", "needs auth_type = 1"},
		"auth_type without clients": {with(mutual, arguments{"client_certificate_ids": ""}), "client_certificate_ids", "is required with auth_type = 1"},
		"both forms of clients":     {with(mutual, arguments{"client_certificate_id": `"` + client1 + `"`}), "client_certificate_id", "exclude each other"},
		"no clients":                {with(mutual, arguments{"client_certificate_ids": "[]"}), "client_certificate_ids", ""},
		"auth_type 2":               {with(mutual, arguments{"auth_type": "2"}), "auth_type", ""},
		"a version of TLS":          {with(https, arguments{"tls_support_versions": `["TLSv1.0"]`}), "tls_support_versions", "TLSv1.1"},
		"ciphers":                   {with(https, arguments{"tls_ciphers": `"strict"`}), "tls_ciphers", "GAAP_TLS_CIPHERS_STRICT"},
		"a certificate's id":        {with(https, arguments{"certificate_id": `"site"`}), "certificate_id", "cert-a1b2c3d4"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Fails(block("test", c.as), c.at, c.says))
			if calls := x.Mock.Journal(); len(calls) > 0 {
				t.Errorf("it sent %+v", calls)
			}
		})
	}
}

// Two listeners at one port of a transport are refused by the plan; one of TCP and
// one of HTTP, too, and a UDP listener where HTTP/3 is.
func TestAccLayer7_onePort(t *testing.T) {
	t.Parallel()
	layer4 := func(protocol string) string {
		return acctest.Resource("gaap_layer4_listener", "other", arguments{
			"proxy_id": `"` + proxyID + `"`, "protocol": `"` + protocol + `"`, "port": "80", "name": `"other"`, "realserver_type": `"IP"`,
		})
	}
	for name, config := range map[string]string{
		"HTTP and HTTPS": block("test", nil) + block("other", https),
		"HTTP and TCP":   block("test", nil) + layer4("TCP"),
		"HTTP/3 and UDP": block("test", with(https, arguments{"http3_supported": "true"})) + layer4("UDP"),
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Fails(config, "Two GAAP objects have the same key", "port 80 of "+proxyID))
		})
	}
	t.Run("HTTP and UDP", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(x.Apply(block("test", nil) + layer4("UDP")))
	})
}

// A port that is taken is an error with the ways on; what adopt names is taken over.
func TestAccLayer7_portTaken(t *testing.T) {
	t.Parallel()
	t.Run("exists already", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		id := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTP", Port: 80, Name: "web"})
		x.Run(
			x.Fails(block("test", nil), "GAAP listener exists already", id, "GAAP_ADOPT="+id, "import {", "gaap_layer7_listener.NAME"),
			acctest.Before(x.Apply(block("test", nil)), func() { x.Mock.RemoveListener(id) }),
		)
	})
	t.Run("by a TCP listener", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		id := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "other"})
		x.Run(
			x.Fails(block("test", nil), "Cannot create GAAP listener", `TCP listener "other" (`+id+") has TCP port 80 of "+proxyID, "DuplicatedListenerPort", "TCP, HTTP and HTTPS share their ports"),
			acctest.Before(x.Apply(block("test", nil)), func() { x.Mock.RemoveListener(id) }),
		)
	})
	t.Run("adopted", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		id := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTPS", Port: 80, Name: "web", CertificateID: site, ForwardProtocol: "HTTP"})
		x.RunAlone(func(s *acctest.Session) {
			s.Configure(block("test", https), `adopt = ["`+id+`"]`)
			s.Apply(plain)
			s.Configure(block("test", https))
			s.RequireEmptyPlan()
			if err := x.CheckWrites()(nil); err != nil {
				t.Error(err)
			}
		})
	})
}
