package badinput

import (
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func layer7Resource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{
				"name": cty.StringVal("edge"), "proxy_id": cty.StringVal(listenerProxy), "protocol": cty.StringVal("HTTP"), "port": cty.NumberIntVal(80),
			}
		},
		arguments: layer7Arguments, destroys: "DeleteListeners", number: "port", fit: oneProtocol, around: aroundLayer7,
		add: func(mock *gaapmock.Server) string {
			aroundLayer7(mock)
			return mock.AddListener(gaapmock.Listener{ProxyID: listenerProxy, Protocol: "HTTP", Name: "edge", Port: 80})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, l := range mock.Listeners("") {
				ids = append(ids, l.ID)
			}
			return ids
		},
	}
}

// aroundLayer7 makes certificates, too; the mock takes them for any type.
func aroundLayer7(mock *gaapmock.Server) {
	aroundListener(mock)
	for _, id := range []string{"cert-a1b2c3d4", "cert-a1b2c3d5"} {
		mock.AddCertificate(gaapmock.Certificate{ID: id})
	}
}

// layer7Arguments are the arguments of gaap_layer7_listener.
func layer7Arguments() map[string]argument {
	known := listenerArguments()
	ids := func(all ...string) cty.Value {
		values := make([]cty.Value, 0, len(all))
		for _, id := range all {
			values = append(values, cty.StringVal(id))
		}
		return cty.SetVal(values)
	}
	id, nothing := argument{several("cert-a1b2c3d4"), several(notIDs, "cert", "cert-")}, cty.SetVal([]cty.Value{cty.NullVal(cty.String)})
	return map[string]argument{
		"name": known["name"], "timeouts": known["timeouts"], "proxy_id": known["proxy_id"], "group_id": known["group_id"], "port": known["port"],
		"protocol":               {several("HTTP", "HTTPS"), several("http", "TCP", "UDP", notIDs)},
		"certificate_id":         id,
		"client_certificate_id":  id,
		"client_certificate_ids": {several(ids("cert-a1b2c3d4", "cert-a1b2c3d5")), several(cty.SetValEmpty(cty.String), nothing, ids("cert"), ids("cert-a1b2c3d4", ""))},
		"forward_protocol":       {several("HTTP", "HTTPS"), several("http", "TCP", notIDs)},
		"auth_type":              {several(0, 1), several(2, -1, notNumbers)},
		"http3_supported":        {several(cty.True, cty.False), nil},
		"tls_support_versions":   {several(ids("TLSv1", "TLSv1.1"), ids("TLSv1.2", "TLSv1.3")), several(cty.SetValEmpty(cty.String), nothing, ids("TLSv1.0"), ids("SSLv3"))},
		"tls_ciphers":            {several("GAAP_TLS_CIPHERS_STRICT", "GAAP_TLS_CIPHERS_GENERAL", "GAAP_TLS_CIPHERS_WIDE"), several("STRICT", "GAAPTLS_CIPHERS_STRICT", notIDs)},
	}
}

// oneProtocol: most listeners have one parent, and only what their protocol has.
func oneProtocol(t *rapid.T, config map[string]cty.Value) {
	if rapid.IntRange(0, 3).Draw(t, "parent") > 0 {
		delete(config, "group_id")
	} else if !config["group_id"].IsNull() {
		delete(config, "proxy_id")
	}
	if rapid.IntRange(0, 6).Draw(t, "fits") == 0 {
		return
	}
	if config["protocol"].RawEquals(cty.StringVal("HTTPS")) {
		config["certificate_id"], config["forward_protocol"] = cty.StringVal("cert-a1b2c3d4"), cty.StringVal("HTTP")
		for _, name := range []string{"auth_type", "client_certificate_id", "client_certificate_ids"} {
			delete(config, name)
		}
		return
	}
	for _, name := range []string{
		"certificate_id", "client_certificate_id", "client_certificate_ids", "forward_protocol", "auth_type", "http3_supported", "tls_support_versions", "tls_ciphers",
	} {
		delete(config, name)
	}
}
