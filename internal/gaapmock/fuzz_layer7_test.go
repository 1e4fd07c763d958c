package gaapmock

import "testing"

// fuzzedTree has the ids of what newFuzzed holds below its HTTPS listener.
func fuzzedTree() (g grown, http string) {
	return grown{"link-a", "listener-s", "domain-a", "rule-a", "errorPage-a", "rs-a"}, "listener-h"
}

// newFuzzed is a server that has one of everything.
func newFuzzed(t *testing.T) *tester {
	t.Helper()
	x := newTester(t, func(o *Options) { o.Certificate.WrongTypeTaken = true })
	g, http := fuzzedTree()
	for _, id := range []string{"cert-server00", "cert-client00"} {
		x.AddCertificate(Certificate{ID: id})
	}
	x.AddProxy(Proxy{ID: g.proxy})
	x.AddRealServer(RealServer{ID: g.origin, Address: "192.0.2.1"})
	x.AddListener(Listener{ID: "listener-a", ProxyID: g.proxy, RealServers: []Binding{{ID: g.origin}}})
	x.AddListener(Listener{ID: http, ProxyID: g.proxy, Protocol: "HTTP"})
	x.AddListener(Listener{ID: g.listener, ProxyID: g.proxy, Protocol: "HTTPS", CertificateID: "cert-server00"})
	x.AddDomain(Domain{ID: g.domain, ListenerID: g.listener, Name: "a.example.com"})
	x.AddRule(Rule{ID: g.rule, DomainID: g.domain, RealServers: []Binding{{ID: g.origin}}})
	x.AddErrorPage(ErrorPage{ID: g.page, DomainID: g.domain})
	return x
}

// layer7Seeds are requests for all actions of layer 7, with more than they need.
func layer7Seeds() map[string]string {
	g, http := fuzzedTree()
	bodies := layer7Bodies(g, http)
	for action, changes := range map[string]string{
		"CreateHTTPSListener":          `{"AuthType":1,"PolyClientCertificateIds":["cert-client00"],"Http3Supported":1}`,
		"ModifyHTTPSListenerAttribute": `{"ProxyId":"link-a","ForwardProtocol":"HTTPS","CertificateId":"cert-client00"}`,
		"CreateDomain":                 `{"CertificateId":"cert-server00","Http3Supported":1,"IsDefaultServer":true}`,
		"ModifyCertificate":            `{"ClientCertificateId":"default"}`,
		"SetAuthentication":            `{"BasicAuth":1,"BasicAuthConfId":"cert-client00","RealServerAuth":0,"PolyRealServerCertificateIds":["cert-server00"],"TLSCiphers":"GAAP_TLS_CIPHERS_WIDE"}`,
		"CreateRule":                   `{"CheckParams":` + with(fullCheck, `{"Domain":"b","FailedCountInter":60,"BlockInter":600}`) + `,"ServerNameIndicationSwitch":"ON","ServerNameIndication":"b","ForcedRedirect":"https:"}`,
		"ModifyRuleAttribute":          `{"CheckParams":` + fullCheck + `,"ForwardHost":"default","ForwardProtocol":"default","ForcedRedirect":""}`,
		"BindRuleRealServers":          bindRule(g.rule, server(RealServer{ID: g.origin, Address: "192.0.2.1"}, 8080, `{"RealServerWeight":5}`)),
		"CreateCustomHeader":           headers(g.rule, "X-A=$remote_addr", "X-B=2"),
		"CreateDomainErrorPageInfo":    `{"NewErrorNo":200,"ClearHeaders":["Server"],"SetHeaders":[{"HeaderName":"a","HeaderValue":"b"}]}`,
		"DescribeRuleRealServers":      `{"Offset":0,"Limit":1000}`,
	} {
		bodies[action] = with(bodies[action], changes)
	}
	return bodies
}

// layer7Admin are admin requests about what hangs on listeners.
func layer7Admin() [][3]string {
	return [][3]string{
		{"POST", "domains", `{"listener_id":"listener-h","tls_versions":["x"],"default":true,"client_certificate_ids":[""]}`},
		{"PATCH", "domains/domain-a", `{"listener_id":"x","status":"","certificate_id":"","name":"b.example.com"}`},
		{"DELETE", "domains/domain-a", ``},
		{"POST", "rules", `{"domain_id":"domain-a","path":"/b","realservers":[{"port":-1}],"headers":[{}],"check":{"delay_loop":-1}}`},
		{"PATCH", "rules/rule-a", `{"domain_id":"x","realservers":null,"forced_redirect":"","scheduler":"x"}`},
		{"POST", "errorpages", `{"domain_id":"domain-a","error_nos":[-1],"new_error_no":0,"set_headers":[{}]}`},
		{"PATCH", "errorpages/errorPage-a", `{"domain_id":"x","status":"DESTROYING"}`},
		{"DELETE", "listeners/listener-s", ``},
	}
}

// askBelow reads and writes all that hangs on listeners, however odd it is.
func (x *tester) askBelow() {
	x.t.Helper()
	ask := func(parameters map[string]any, actions ...string) {
		for _, action := range actions {
			checkEnvelope(x.t, x.call(action, string(mustMarshal(parameters))))
		}
	}
	for _, d := range x.Domains("") {
		ask(map[string]any{"ListenerId": d.ListenerID}, "DescribeRules")
		ask(map[string]any{"ListenerId": d.ListenerID, "Domain": d.Name}, "DescribeDomainErrorPageInfo", "SetAuthentication")
	}
	for _, r := range x.Rules("") {
		ask(map[string]any{"RuleIds": []string{r.ID}}, "DescribeRulesByRuleIds")
		ask(map[string]any{"RuleId": r.ID}, "DescribeRuleRealServers", "DescribeCustomHeader", "CreateCustomHeader", "BindRuleRealServers")
	}
	for _, p := range x.ErrorPages("") {
		ask(map[string]any{"ErrorPageIds": []string{p.ID}}, "DescribeDomainErrorPageInfoByIds")
		ask(map[string]any{"ErrorPageId": p.ID}, "DeleteDomainErrorPageInfo")
	}
}
