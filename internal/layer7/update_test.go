package layer7_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	createHTTP  = `CreateHTTPListener {"ListenerName":"web","Port":80,"ProxyId":"link-edge0001"}`
	createHTTPS = `CreateHTTPSListener {"AuthType":0,"CertificateId":"cert-site0001","ForwardProtocol":"HTTP","ListenerName":"web","Port":80,"ProxyId":"link-edge0001"}`
	deletes     = `DeleteListeners {"Force":0,"ListenerIds":["ID"],"ProxyId":"link-edge0001"}`
)

// modifies is a change of settings in the journal.
func modifies(parameters string) string {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(`{"ListenerId":"ID","ProxyId":"`+proxyID+`",`+parameters+`}`), &fields); err != nil {
		panic(err)
	}
	text, _ := json.Marshal(fields)
	return "ModifyHTTPSListenerAttribute " + string(text)
}

// What is sent for each argument, and what is stored. What did not change is not
// sent.
func TestAccLayer7_updates(t *testing.T) {
	t.Parallel()
	t.Run("HTTP", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(
			x.Apply(block("test", nil), x.Same(), x.Wrote(createHTTP), attributes(map[string]string{
				"status": "RUNNING", "proxy_id": proxyID, "auth_type": "", "certificate_id": "", "client_certificate_ids.#": "0", "http3_supported": "",
			})),
			x.updates(block("test", arguments{"name": `"new"`}), `ModifyHTTPListenerAttribute {"ListenerId":"ID","ListenerName":"new","ProxyId":"link-edge0001"}`),
		)
	})
	t.Run("HTTPS", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(
			x.Apply(block("test", https), x.Same(), x.Wrote(createHTTPS), attributes(map[string]string{
				"auth_type": "0", "tls_support_versions.#": "4", "tls_ciphers": "GAAP_TLS_CIPHERS_WIDE", "http3_supported": "false",
			})),
			x.updates(block("test", with(https, arguments{"name": `"new"`})), modifies(`"ListenerName":"new"`)),
			x.updates(block("test", with(https, arguments{"name": `"new"`, "certificate_id": `"` + next + `"`, "forward_protocol": `"HTTPS"`})),
				modifies(`"ForwardProtocol":"HTTPS","CertificateId":"cert-site0002"`)),
			x.updates(block("test", with(https, arguments{"name": `"new"`, "certificate_id": `"` + next + `"`, "forward_protocol": `"HTTPS"`, "tls_ciphers": `"GAAP_TLS_CIPHERS_STRICT"`})),
				`SetTlsVersion {"ListenerId":"ID","TLSCiphers":"GAAP_TLS_CIPHERS_STRICT","TLSSupportVersion":["TLSv1","TLSv1.1","TLSv1.2","TLSv1.3"]}`),
			x.updates(block("test", with(https, arguments{"name": `"web"`, "certificate_id": `"` + next + `"`, "forward_protocol": `"HTTPS"`, "tls_support_versions": `["TLSv1.3", "TLSv1.2"]`})),
				modifies(`"ListenerName":"web"`),
				`SetTlsVersion {"ListenerId":"ID","TLSCiphers":"GAAP_TLS_CIPHERS_STRICT","TLSSupportVersion":["TLSv1.2","TLSv1.3"]}`),
		)
	})
	t.Run("mutual", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(
			x.Apply(block("test", mutual), x.Same(), x.forget(), attributes(map[string]string{"auth_type": "1", "client_certificate_ids.#": "1", "client_certificate_id": client1})),
			x.updates(block("test", with(mutual, arguments{"client_certificate_ids": `["` + client2 + `", "` + client1 + `"]`})),
				modifies(`"PolyClientCertificateIds":["cert-client01","cert-client02"]`)),
			x.updates(block("test", with(mutual, arguments{"client_certificate_ids": "", "client_certificate_id": `"` + client2 + `"`})),
				modifies(`"PolyClientCertificateIds":["cert-client02"]`)),
		)
	})
}

// Ids of certificates that are made in the same run, in both forms.
func TestAccLayer7_laterClients(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := func(id, name, ids string) string {
		return "resource \"terraform_data\" \"ca\" {\n  input = \"" + id + "\"\n}\n" + block("test", with(mutual, arguments{"client_certificate_ids": "", name: ids}))
	}
	const one, several, output = "client_certificate_id", "client_certificate_ids", "terraform_data.ca.output"
	sends := func(ids string) string { return modifies(`"PolyClientCertificateIds":[` + ids + `]`) }
	x.Run(
		x.Apply(config(client1, one, output), x.Same(), x.forget()),
		x.updates(config(client2, one, output), sends(`"cert-client02"`)),
		x.updates(config(client1, several, "["+output+"]"), sends(`"cert-client01"`)),
		x.updates(config(client2, several, "["+output+", \""+client1+"\"]"), sends(`"cert-client01","cert-client02"`)),
		x.updates(config(client1, one, output), sends(`"cert-client01"`)),
	)
}

// What cannot be changed replaces the listener.
func TestAccLayer7_replaces(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]arguments{
		"port": {"port": "81"}, "auth_type": {"auth_type": "1", "client_certificate_ids": `["` + client1 + `"]`}, "http3_supported": {"http3_supported": "true"},
		"proxy_id": {"proxy_id": "", "group_id": `"` + groupID + `"`},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Apply(block("test", https)), withPlan(x.Apply(block("test", with(https, change))), plancheck.ResourceActionReplace))
		})
	}
	t.Run("protocol", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(x.Apply(block("test", nil)), withPlan(x.Apply(block("test", https)), plancheck.ResourceActionReplace), withPlan(x.Apply(block("test", nil)), plancheck.ResourceActionReplace))
	})
}

// What somebody else changes is changed back, and nothing else.
func TestAccLayer7_drift(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as    arguments
		drift func(*gaapmock.Listener)
		back  string
	}{
		"name":                   {https, func(l *gaapmock.Listener) { l.Name = "x" }, modifies(`"ListenerName":"web"`)},
		"certificate_id":         {https, func(l *gaapmock.Listener) { l.CertificateID = next }, modifies(`"CertificateId":"cert-site0001"`)},
		"forward_protocol":       {https, func(l *gaapmock.Listener) { l.ForwardProtocol = "HTTPS" }, modifies(`"ForwardProtocol":"HTTP"`)},
		"client_certificate_ids": {mutual, func(l *gaapmock.Listener) { l.ClientCertificateIDs = []string{client2} }, modifies(`"PolyClientCertificateIds":["cert-client01"]`)},
		"tls": {
			with(https, arguments{"tls_ciphers": `"GAAP_TLS_CIPHERS_STRICT"`, "tls_support_versions": `["TLSv1.3"]`}), func(l *gaapmock.Listener) { l.TLSVersions = []string{"TLSv1"} },
			`SetTlsVersion {"ListenerId":"ID","TLSCiphers":"GAAP_TLS_CIPHERS_STRICT","TLSSupportVersion":["TLSv1.3"]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			config := block("test", c.as)
			x.Run(x.Apply(config, x.Same(), x.forget()), acctest.Before(x.updates(config, c.back), x.outside(c.drift)))
		})
	}
}
