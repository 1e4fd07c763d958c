package badinput

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const (
	domainType     = "gaap_http_domain"
	domainListener = "listener-a1b2c3d4"
)

func aroundDomain(mock *gaapmock.Server) {
	aroundLayer7(mock)
	mock.AddCertificate(gaapmock.Certificate{ID: "cert-b"})
	mock.AddListener(gaapmock.Listener{ID: domainListener, ProxyID: listenerProxy, Protocol: "HTTPS", ForwardProtocol: "HTTPS", AuthType: 1, Port: 443})
}

func plainDomain() map[string]cty.Value {
	return map[string]cty.Value{"listener_id": cty.StringVal(domainListener), "domain": cty.StringVal("www.example.com")}
}

// domainArguments are the arguments of gaap_http_domain.
func domainArguments() map[string]argument {
	long, flag := strings.Repeat, argument{several(cty.True, cty.False), nil}
	id := argument{several("cert-a1b2c3d4"), several(notIDs, "cert", "cert-", "default")}
	texts := func(values ...string) cty.Value {
		var all []cty.Value
		for _, value := range values {
			all = append(all, cty.StringVal(value))
		}
		return cty.SetVal(all)
	}
	none := cty.SetValEmpty(cty.String)
	return map[string]argument{
		"listener_id":                   {several(domainListener), several(notIDs, "listener", "listener-")},
		"domain":                        {several("www.example.com", "a_b.c", long("a", 80)), several(notIDs, "ab", long("a", 81), "*.example.com", "WWW.example.com", "a b.c", "é.cn")},
		"is_default_server":             flag,
		"http3_supported":               flag,
		"certificate_id":                {several("default", "cert-a1b2c3d4"), several(notIDs, "Default", "cert-")},
		"client_certificate_ids":        {several(texts("cert-a1b2c3d4"), texts("default")), several(none, texts(""), texts("cert"))},
		"client_certificate_id":         {several("default", "cert-a1b2c3d4"), several(notIDs, "cert-")},
		"basic_auth":                    flag,
		"basic_auth_id":                 id,
		"gaap_auth":                     flag,
		"gaap_auth_id":                  id,
		"realserver_auth":               flag,
		"realserver_certificate_ids":    {several(texts("cert-a1b2c3d4", "cert-b")), several(none, texts("default"), texts(""))},
		"realserver_certificate_id":     id,
		"realserver_certificate_domain": {several("x", "o.example.com"), several("", long("x", 254))},
		"tls_support_versions":          {several(texts("TLSv1"), texts("TLSv1.1", "TLSv1.2", "TLSv1.3")), several(none, texts("TLSv1.0"), texts("tlsv1.2"))},
		"tls_ciphers":                   {several("GAAP_TLS_CIPHERS_STRICT", "GAAP_TLS_CIPHERS_GENERAL", "GAAP_TLS_CIPHERS_WIDE"), several(notIDs, "STRICT")},
		"timeouts":                      proxyArguments()["timeouts"],
	}
}

// fitting: most domains have one form of each certificate, and what switches need.
func fitting(t *rapid.T, config map[string]cty.Value) {
	if rapid.IntRange(0, 6).Draw(t, "fit") == 0 {
		return
	}
	for _, name := range []string{"client_certificate_id", "realserver_certificate_id", "basic_auth", "gaap_auth", "realserver_auth", "tls_ciphers", "tls_support_versions"} {
		delete(config, name)
	}
}

func domainResource() resource {
	return resource{
		ids:   providerdata.DomainID,
		plain: plainDomain, arguments: domainArguments, destroys: "DeleteDomain", fit: fitting, around: aroundDomain,
		add: func(mock *gaapmock.Server) string {
			aroundDomain(mock)
			if mock.AddDomain(gaapmock.Domain{ListenerID: domainListener, Name: "www.example.com"}) == "" {
				return ""
			}
			return domainListener + "+HTTPS+www.example.com"
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, d := range mock.Domains("") {
				ids = append(ids, d.ListenerID+"+HTTPS+"+d.Name)
			}
			return ids
		},
	}
}

// domainFilters are what domains are looked for by.
func domainFilters() map[string]argument {
	return map[string]argument{"listener_id": dataID(domainListener), "domain": name()}
}
