package gaapmock

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
)

// Each place takes certificates of its type, or of any.
func TestWrongTypeOfCertificate(t *testing.T) {
	for on, want := range map[bool]string{false: codeCertificateID, true: ""} {
		for i, c := range []struct{ action, changes string }{
			{"CreateHTTPSListener", `{"CertificateId":"cert-client00"}`},
			{"CreateHTTPSListener", `{"AuthType":1,"ClientCertificateId":"cert-server00"}`},
			{"ModifyHTTPSListenerAttribute", `{"CertificateId":"cert-basic000"}`},
			{"ModifyHTTPSListenerAttribute", `{"PolyClientCertificateIds":["cert-client00","cert-origin00"]}`},
			{"CreateDomain", `{"Domain":"b.example.com","CertificateId":"cert-proxy000"}`},
			{"ModifyCertificate", `{"CertificateId":"default","ClientCertificateId":"cert-origin00"}`},
			{"SetAuthentication", `{"BasicAuth":1,"BasicAuthConfId":"cert-server00"}`},
			{"SetAuthentication", `{"GaapAuth":1,"GaapCertificateId":"cert-server00"}`},
			{"SetAuthentication", `{"RealServerAuth":1,"RealServerCertificateId":"cert-client00"}`},
		} {
			x := newLayer7Tester(t, func(o *Options) { o.Certificate.WrongTypeTaken = on })
			g := x.grow()
			body := onDomain(g.listener, c.changes)
			switch {
			case i < 2:
				body = newHTTPListener("HTTPS", g.proxy, with(c.changes, `{"Port":9000}`))
			case i < 4:
				body = with(body, `{"Domain":null}`)
			}
			x.fails(want, c.action, body)
		}
	}
}

// A domain has to be one of the names of the certificate that serves it.
func TestCertificateMatched(t *testing.T) {
	for on, want := range map[bool]string{false: "", true: "InvalidParameterValue.CertificateNotMatchDomain"} {
		x := newLayer7Tester(t, func(o *Options) { o.Layer7.CertificateMatched, o.Layer7.RuleMakesDomain = on, true })
		for id, name := range map[string]string{"cert-named": "a.example.com", "cert-wild": "*.example.org"} {
			made := certtest.New(t, certtest.Wanted{Name: name, From: testStart, To: testStart.AddDate(1, 0, 0)})
			x.AddCertificate(Certificate{ID: id, Type: CertificateServer, Content: made.PEM})
		}
		g := x.grow() // with a certificate for www.example.com
		for _, c := range []struct{ action, body, code string }{
			{"CreateDomain", onDomain(g.listener, `{"Domain":"www.example.com"}`), ""},
			{"CreateDomain", onDomain(g.listener, `{"Domain":"b.example.com"}`), want},
			{"CreateDomain", onDomain(g.listener, `{"Domain":"b.example.org","CertificateId":"cert-wild"}`), ""},
			{"CreateDomain", onDomain(g.listener, `{"Domain":"a.b.example.org","CertificateId":"cert-wild"}`), want},
			{"CreateRule", newRule(g.listener, `{"Domain":"c.example.com"}`), want},
			{"ModifyCertificate", onDomain(g.listener, `{"CertificateId":"cert-named"}`), ""},
			{"ModifyCertificate", onDomain(g.listener, `{"CertificateId":"cert-wild"}`), want},
			{"ModifyCertificate", onDomain(g.listener, `{"CertificateId":"default"}`), want},
			{"ModifyCertificate", onDomain(g.listener, `{"CertificateId":"cert-named"}`), ""},
			{"ModifyDomain", `{"ListenerId":"` + g.listener + `","OldDomain":"a.example.com","NewDomain":"a.example.com"}`, ""},
			{"ModifyDomain", `{"ListenerId":"` + g.listener + `","OldDomain":"a.example.com","NewDomain":"d.example.com"}`, want},
		} {
			x.fails(c.code, c.action, c.body)
			x.Advance(3 * time.Second)
		}
		http, unknown := x.AddListener(Listener{ProxyID: g.proxy, Protocol: "HTTP"}), x.AddListener(Listener{ProxyID: g.proxy, Protocol: "HTTPS"})
		x.ok("CreateDomain", onDomain(http, ""))
		x.ok("CreateDomain", onDomain(unknown, ""))
	}
}
