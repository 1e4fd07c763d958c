package layer7_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What is shown of listeners, by what they are looked for, and how it fails.
func TestAccLayer7_dataSource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	for _, l := range []gaapmock.Listener{
		{ID: "listener-http0002", Protocol: "HTTP", Port: 8080, Name: "web", ProxyID: proxyID},
		{ID: "listener-http0001", Protocol: "HTTP", Port: 80, Name: "web", ProxyID: proxyID},
		{
			ID: "listener-tls00001", Protocol: "HTTPS", Port: 443, Name: "tls", ProxyID: proxyID, CertificateID: site, ForwardProtocol: "HTTPS", AuthType: 1,
			ClientCertificateIDs: []string{client1, client2}, HTTP3: 1, TLSVersions: []string{"TLSv1.3"}, TLSCiphers: "GAAP_TLS_CIPHERS_STRICT",
		},
		{ID: "listener-group001", Protocol: "HTTP", Port: 80, Name: "web", GroupID: groupID},
	} {
		if x.Mock.AddListener(l) == "" {
			t.Fatalf("%s was not added", l.ID)
		}
	}
	x.Clock.Advance(time.Minute)
	on := `proxy_id = "` + proxyID + "\"\n"
	list := func(arguments string, ids ...string) acctest.DataSource {
		shows := map[string]string{"ids.#": string(rune('0' + len(ids)))}
		for i, id := range ids {
			shows["ids."+string(rune('0'+i))] = id
		}
		return acctest.DataSource{Type: "gaap_layer7_listeners", Arguments: arguments, Shows: shows}
	}
	fails := func(arguments string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_layer7_listeners", Arguments: arguments, Fails: phrases}
	}
	all := list(on, "listener-http0001", "listener-http0002", "listener-tls00001")
	for name, value := range map[string]string{
		"listeners.0.name": "web", "listeners.0.protocol": "HTTP", "listeners.0.port": "80", "listeners.0.certificate_id": "", "listeners.0.auth_type": "", "listeners.0.group_id": "",
		"listeners.2.certificate_id": site, "listeners.2.forward_protocol": "HTTPS", "listeners.2.auth_type": "1", "listeners.2.client_certificate_ids.#": "2", "listeners.2.client_certificate_id": "",
		"listeners.2.http3_supported": "true", "listeners.2.tls_support_versions.0": "TLSv1.3", "listeners.2.tls_ciphers": "GAAP_TLS_CIPHERS_STRICT", "listeners.2.status": "RUNNING",
	} {
		all.Shows[name] = value
	}
	acctest.DataSources{
		"all":        all,
		"of HTTP":    list(on+`protocol = "HTTP"`, "listener-http0001", "listener-http0002"),
		"at a port":  list(on+"port = 443", "listener-tls00001"),
		"by name":    list(on+`name = "web"`, "listener-http0001", "listener-http0002"),
		"by id":      list(on+`listener_id = "listener-tls00001"`, "listener-tls00001"),
		"of a group": list(`group_id = "`+groupID+`"`, "listener-group001"),
		"of nothing": fails("", "proxy_id", "group_id"),
		"of TCP":     fails(on+`protocol = "TCP"`, "protocol"),
		"refused": {
			Type: "gaap_layer7_listeners", Arguments: on, Action: "DescribeHTTPListeners", Fault: "UnauthorizedOperation",
			Fails: []string{"Cannot list GAAP listeners", "DescribeHTTPListeners", "CAM policy"},
		},
	}.Run(t, x.Environment)
}
