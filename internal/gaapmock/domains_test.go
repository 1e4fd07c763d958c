package gaapmock

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// domainsShown are what DescribeRules shows of a listener.
func (x *tester) domainsShown(listener string) []map[string]any {
	x.t.Helper()
	out := []map[string]any{}
	for _, d := range x.ok("DescribeRules", `{"ListenerId":"`+listener+`"}`).fields["DomainRuleSet"].([]any) {
		out = append(out, d.(map[string]any))
	}
	return out
}

// above adds an HTTPS listener that takes any setting of a domain.
func (x *tester) above() string {
	return x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{}), Protocol: "HTTPS", ForwardProtocol: "HTTPS", AuthType: 1, ClientCertificateIDs: []string{"cert-client00"}})
}

// onDomain is a body for a domain, a.example.com, of a listener.
func onDomain(listener, changes string) string {
	return with(`{"ListenerId":"`+listener+`","Domain":"a.example.com"}`, changes)
}

func TestDomainLife(t *testing.T) {
	x := newLayer7Tester(t)
	l := x.above()
	x.ok("CreateDomain", onDomain(l, ""))
	if got := x.domainsShown(l); len(got) != 0 {
		t.Errorf("at once %v", got)
	}
	x.fails(codeHasTask, "CreateDomain", onDomain(l, `{"Domain":"b.example.com"}`))
	x.fails(codeHasTask, "ModifyHTTPSListenerAttribute", `{"ListenerId":"`+l+`"}`)
	x.Advance(time.Second)
	fallback := map[string]any{"CertificateId": "default", "CertificateAlias": "default"}
	want := map[string]any{
		"Domain": "a.example.com", "RuleSet": []any{}, "CertificateId": "default", "CertificateAlias": "default", "ClientCertificateId": "default",
		"ClientCertificateAlias": "default", "PolyClientCertificateAliasInfo": []any{fallback}, "BasicAuth": 0.0, "BasicAuthConfId": nil,
		"BasicAuthConfAlias": nil, "RealServerAuth": 0.0, "RealServerCertificateId": nil, "RealServerCertificateAlias": nil,
		"RealServerCertificateDomain": nil, "PolyRealServerCertificateAliasInfo": []any{}, "GaapAuth": 0.0, "GaapCertificateId": nil,
		"GaapCertificateAlias": nil, "DomainStatus": 1.0, "BanStatus": "RECOVER", "Http3Supported": 0.0, "IsDefaultServer": false,
		"TLSSupportVersion": []any{}, "TLSCiphers": "",
	}
	if got := x.domainsShown(l)[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	x.Advance(time.Second)
	if got := x.domainsShown(l)[0]["DomainStatus"]; got != 0.0 {
		t.Errorf("status %v", got)
	}
	x.ok("SetAuthentication", onDomain(l, `{"BasicAuth":1,"BasicAuthConfId":"cert-basic000","GaapAuth":1,"GaapCertificateId":"cert-proxy000","RealServerAuth":1,
		"PolyRealServerCertificateIds":["cert-origin00"],"RealServerCertificateDomain":"o","TLSSupportVersion":["TLSv1.2"],"TLSCiphers":"GAAP_TLS_CIPHERS_STRICT"}`))
	x.fails(codeHasTask, "DeleteDomain", onDomain(l, `{"Force":0}`))
	x.Advance(2 * time.Second)
	x.ok("ModifyCertificate", onDomain(l, `{"CertificateId":"cert-server00","ClientCertificateId":"cert-client01"}`))
	x.Advance(2 * time.Second)
	x.ok("ModifyDomain", `{"ListenerId":"`+l+`","OldDomain":"a.example.com","NewDomain":"b.example.com","IsDefaultServer":true}`)
	x.Advance(2 * time.Second)
	got := fmt.Sprint(x.domainsShown(l)[0])
	for _, want := range []string{
		"Domain:b.example.com", "IsDefaultServer:true", "CertificateId:cert-server00", "ClientCertificateId:cert-client01", "BasicAuthConfId:cert-basic000",
		"GaapCertificateId:cert-proxy000", "RealServerCertificateId:cert-origin00", "TLSSupportVersion:[TLSv1.2]", "RealServerCertificateDomain:o",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	if users := x.store.certificateUsers(&x.opts, "cert-proxy000", x.Now()); len(users) != 1 {
		t.Errorf("users %v", users)
	}
	x.ok("DeleteDomain", `{"ListenerId":"`+l+`","Domain":"b.example.com","Force":0}`)
	x.Advance(time.Second)
	if got := x.domainsShown(l)[0]["DomainStatus"]; got != 2.0 {
		t.Errorf("status %v", got)
	}
	if x.Advance(2 * time.Second); len(x.domainsShown(l)) != 0 || len(x.Domains("")) != 0 {
		t.Error("it is still there")
	}
}

// Deleting a domain takes as long as deleting a listener, unless it is said how long.
func TestDeleteDomain_time(t *testing.T) {
	for told, takes := range map[time.Duration]time.Duration{0: 3 * time.Second, 500 * time.Millisecond: 500 * time.Millisecond} {
		x := newLayer7Tester(t, func(o *Options) { o.Listener.DeleteDuration, o.Layer7.DomainDeleteDuration = 3*time.Second, told })
		l := x.above()
		x.AddDomain(Domain{ListenerID: l, Name: "a.example.com"})
		x.ok("DeleteDomain", onDomain(l, `{"Force":0}`))
		x.Advance(takes - time.Millisecond)
		before := len(x.Domains(""))
		if x.Advance(time.Millisecond); before != 1 || len(x.Domains("")) != 0 {
			t.Errorf("%s: %d domains before, %d after %s", told, before, len(x.Domains("")), takes)
		}
	}
}

func TestDomainRules(t *testing.T) {
	x := newLayer7Tester(t)
	l, http := x.above(), x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{}), Protocol: "HTTP"})
	one := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{}), Protocol: "HTTPS"})
	old := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{Version: "2.0"}), Protocol: "HTTPS"})
	for _, id := range []string{l, http, one, old} {
		x.AddDomain(Domain{ListenerID: id, Name: "a.example.com"})
	}
	changing := x.AddDomain(Domain{ListenerID: x.above(), Name: "a.example.com"})
	of, _ := x.Domain(changing)
	x.UpdateDomain(changing, func(d *Domain) { d.Status = StatusModifying })
	x.AddDomain(Domain{ListenerID: l, Name: "b.example.com"})
	const value = "InvalidParameterValue"
	for _, c := range []struct{ action, body, code string }{
		{"CreateDomain", onDomain(l, ""), "FailedOperation.DomainAlreadyExisted"},
		{"CreateDomain", onDomain(l, `{"Domain":"ab"}`), value},
		{"CreateDomain", onDomain(l, `{"Domain":"*.example.com"}`), value},
		{"CreateDomain", onDomain(l, `{"Domain":"`+strings.Repeat("a", 81)+`"}`), value},
		{"CreateDomain", onDomain(l, `{"Domain":null}`), "MissingParameter"},
		{"CreateDomain", onDomain(l, `{"Domain":"c.example.com","Http3Supported":2}`), value},
		{"CreateDomain", onDomain(l, `{"Domain":"c.example.com","CertificateId":"x"}`), codeCertificateID},
		{"CreateDomain", onDomain(l, `{"Domain":"c.example.com","ClientCertificateId":"x"}`), codeCertificateID},
		{"CreateDomain", onDomain(one, `{"Domain":"c.example.com","ClientCertificateId":"cert-client00"}`), value},
		{"CreateDomain", onDomain(http, `{"Domain":"c.example.com","CertificateId":"cert-server00"}`), value},
		{"CreateDomain", onDomain(http, `{"Domain":"c.example.com","CertificateId":"default"}`), ""},
		{"CreateDomain", onDomain(old, `{"Domain":"c.example.com"}`), "FailedOperation.ProxyVersionNotSupport"},
		{"CreateDomain", onDomain("listener-none", ""), "InvalidParameter"},
		{"ModifyDomain", `{"ListenerId":"` + l + `","OldDomain":"a.example.com","NewDomain":"b.example.com"}`, "FailedOperation.DomainAlreadyExisted"},
		{"ModifyDomain", `{"ListenerId":"` + old + `","OldDomain":"a.example.com","NewDomain":"a.example.com","CertificateId":"default"}`, "FailedOperation.ProxyVersionNotSupport"},
		{"ModifyDomain", `{"ListenerId":"` + old + `","OldDomain":"a.example.com","NewDomain":"b.example.com"}`, ""},
		{"ModifyCertificate", onDomain(http, `{"CertificateId":"default"}`), "InvalidParameter"},
		{"SetAuthentication", onDomain(http, ""), "InvalidParameter"},
		{"SetAuthentication", onDomain(l, `{"BasicAuth":2}`), value},
		{"SetAuthentication", onDomain(l, `{"BasicAuth":1}`), "MissingParameter"},
		{"SetAuthentication", onDomain(l, `{"GaapAuth":1}`), "MissingParameter"},
		{"SetAuthentication", onDomain(l, `{"RealServerAuth":1}`), "MissingParameter"},
		{"SetAuthentication", onDomain(l, `{"BasicAuthConfId":"x"}`), codeCertificateID},
		{"SetAuthentication", onDomain(l, `{"RealServerCertificateId":"x"}`), codeCertificateID},
		{"SetAuthentication", onDomain(l, `{"RealServerCertificateId":"cert-origin00","PolyRealServerCertificateIds":["cert-origin00"]}`), "InvalidParameter"},
		{"SetAuthentication", onDomain(l, `{"TLSCiphers":"GAAP_TLS_CIPHERS_WIDE"}`), "MissingParameter"},
		{"SetAuthentication", onDomain(one, `{"GaapAuth":1,"GaapCertificateId":"cert-proxy000"}`), value},
		{"DeleteDomain", onDomain(l, `{"Force":2}`), value},
		{"DeleteDomain", onDomain(of.ListenerID, `{"Force":0}`), codeHasTask},
		{"DescribeRules", `{"ListenerId":"listener-none"}`, "InvalidParameter"},
	} {
		x.fails(c.code, c.action, c.body)
	}
	for i := range 98 {
		x.AddDomain(Domain{ListenerID: l, Name: fmt.Sprint("d", i, ".example.com")})
	}
	x.fails("FailedOperation", "CreateDomain", onDomain(l, `{"Domain":"c.example.com"}`))
	if x.AddDomain(Domain{ListenerID: l, Name: "a.example.com"}) != "" || x.AddDomain(Domain{ListenerID: "listener-none"}) != "" || x.RemoveDomain("domain-none") {
		t.Error("the backdoor took what it should not")
	}
	x.RemoveListener(l)
	if len(x.Domains(l)) != 0 {
		t.Error("domains of a removed listener")
	}
}

func TestDomainOptions(t *testing.T) {
	for on, want := range map[bool]struct {
		absent, second             string
		keptDefault, kept, clients bool
		tls                        int
		poly                       int
	}{false: {"ResourceNotFound", "", true, false, true, 0, 1}, true: {"InvalidParameterValue", "FailedOperation", false, true, false, 4, 0}} {
		x := newLayer7Tester(t, func(o *Options) {
			l := &o.Layer7
			l.UnknownInvalidValue, l.SecondDefaultRefused, l.OmittedDefaultReset, l.OmittedSwitchKept = on, on, on, on
			l.OmittedClientsReset, l.DomainTLSInherited, l.NoClientEmpty, l.DomainLag = on, on, on, -1
		})
		l := x.above()
		d := x.AddDomain(Domain{ListenerID: l, Name: "a.example.com", Default: true, BasicAuth: 1, BasicAuthID: "cert-basic000", ClientCertificateIDs: []string{"cert-client01"}})
		x.AddDomain(Domain{ListenerID: l, Name: "b.example.com"})
		x.fails(want.absent, "DeleteDomain", onDomain(l, `{"Domain":"none.example.com","Force":0}`))
		x.ok("ModifyDomain", `{"ListenerId":"`+l+`","OldDomain":"a.example.com","NewDomain":"a.example.com"}`)
		x.Advance(time.Second)
		if got, _ := x.Domain(d); got.Default != want.keptDefault {
			t.Errorf("%v: default %v", on, got.Default)
		}
		x.UpdateDomain(d, func(d *Domain) { d.Default = true })
		x.ok("SetAuthentication", onDomain(l, ""))
		x.Advance(time.Second)
		x.ok("ModifyCertificate", onDomain(l, `{"CertificateId":"cert-server00"}`))
		x.Advance(time.Second)
		if got, _ := x.Domain(d); (got.BasicAuth == 1) != want.kept || (got.ClientCertificateIDs[0] == "cert-client01") != want.clients {
			t.Errorf("%v: %+v", on, got)
		}
		x.fails(want.second, "CreateDomain", onDomain(l, `{"Domain":"c.example.com","IsDefaultServer":true}`))
		if got, _ := x.Domain(d); got.Default != on {
			t.Errorf("%v: default %v", on, got.Default)
		}
		b := x.domainsShown(l)[1]
		if len(b["TLSSupportVersion"].([]any)) != want.tls || len(b["PolyClientCertificateAliasInfo"].([]any)) != want.poly {
			t.Errorf("%v: %v", on, b)
		}
	}
}

// A listener and a proxy take their domains along.
func TestDomainsGoWithParents(t *testing.T) {
	x := newLayer7Tester(t, func(o *Options) { o.EarlyDestroy = EarlyDestroyAllowed })
	proxy := x.AddProxy(Proxy{})
	for range 2 {
		x.AddDomain(Domain{ListenerID: x.AddListener(Listener{ProxyID: proxy, Protocol: "HTTP"})})
	}
	x.ok("DeleteListeners", `{"ListenerIds":["`+x.Listeners(proxy)[0].ID+`"],"Force":0,"ProxyId":"`+proxy+`"}`)
	if x.Advance(2 * time.Second); len(x.Domains("")) != 1 {
		t.Errorf("%+v", x.Domains(""))
	}
	x.ok("DestroyProxies", `{"ProxyIds":["`+proxy+`"],"Force":1}`)
	if x.Advance(time.Minute); len(x.Domains("")) != 0 {
		t.Errorf("%+v", x.Domains(""))
	}
}
