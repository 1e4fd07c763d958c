package gaapmock

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// newLayer7Tester is a tester with certificates of all types, whose aliases are
// their ids.
func newLayer7Tester(t *testing.T, change ...func(*Options)) *tester {
	t.Helper()
	x, cert := newTester(t, change...), newCert(t)
	for kind, names := range map[int64][]string{
		CertificateBasic: {"basic000"}, CertificateClient: {"client00", "client01", "client02", "client03"}, CertificateServer: {"server00", "server01"},
		CertificateRealServer: {"origin00"}, CertificateProxy: {"proxy000"},
	} {
		for _, name := range names {
			made := Certificate{ID: "cert-" + name, Name: "cert-" + name, Type: kind}
			if kind != CertificateBasic {
				made.Content, made.Key = cert.PEM, cert.Key
			}
			if x.AddCertificate(made) == "" {
				t.Fatalf("no certificate %s", name)
			}
		}
	}
	return x
}

// newHTTPListener is the body of an ordinary CreateHTTP(S)Listener below a proxy.
func newHTTPListener(protocol, proxy, changes string) string {
	body := `{"ListenerName":"l","Port":8000,"ProxyId":"` + proxy + `"}`
	if protocol == "HTTPS" {
		body = with(body, `{"CertificateId":"cert-server00","ForwardProtocol":"HTTP"}`)
	}
	return with(body, changes)
}

// serveHTTP creates such a listener and returns its id; it is RUNNING.
func (x *tester) serveHTTP(protocol, proxy, changes string) string {
	x.t.Helper()
	id := x.ok("Create"+protocol+"Listener", newHTTPListener(protocol, proxy, changes)).fields["ListenerId"].(string)
	x.Advance(2 * time.Second)
	return id
}

func TestHTTPListenerLife(t *testing.T) {
	for _, protocol := range []string{"HTTP", "HTTPS"} {
		x := newLayer7Tester(t)
		proxy := x.AddProxy(Proxy{})
		id := x.ok("Create"+protocol+"Listener", newHTTPListener(protocol, proxy, "")).fields["ListenerId"].(string)
		modify := "Modify" + protocol + "ListenerAttribute"
		x.wantListenerStatus(protocol, id, 1)
		x.fails(codeHasTask, modify, `{"ListenerId":"`+id+`","ListenerName":"new"}`)
		x.Advance(2 * time.Second)
		x.ok(modify, `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`","ListenerName":"new"}`)
		x.wantListenerStatus(protocol, id, 4)
		x.Advance(time.Second)
		if got := x.look(protocol, id); got["ListenerStatus"] != 0.0 || got["ListenerName"] != "new" {
			t.Errorf("%v", got)
		}
		if a := x.ok("DeleteListeners", `{"ListenerIds":["`+id+`"],"Force":0,"ProxyId":"`+proxy+`"}`); !strings.Contains(a.body, `"OperationSucceedListenerSet":["`+id) {
			t.Error(a.body)
		}
		x.wantListenerStatus(protocol, id, 2)
		x.Advance(2 * time.Second)
		x.fails("InvalidParameter", "Describe"+protocol+"Listeners", `{"ListenerId":"`+id+`"}`)
	}
}

func TestHTTPSListenerFields(t *testing.T) {
	x := newLayer7Tester(t)
	proxy := x.AddProxy(Proxy{})
	id := x.serveHTTP("HTTPS", proxy, `{"AuthType":1,"PolyClientCertificateIds":["cert-client01","cert-client02"],"Http3Supported":1}`)
	alias := func(id string) any { return map[string]any{"CertificateId": id, "CertificateAlias": id} }
	want := map[string]any{
		"ListenerId": id, "ListenerName": "l", "Port": 8000.0, "Protocol": "HTTPS", "ListenerStatus": 0.0, "CreateTime": 1772366400.0,
		"CertificateId": "cert-server00", "CertificateAlias": "cert-server00", "ForwardProtocol": "HTTP", "AuthType": 1.0, "Http3Supported": 1.0,
		"ClientCertificateId": "cert-client01", "ClientCertificateAlias": "cert-client01", "ProxyId": proxy, "GroupId": nil,
		"PolyClientCertificateAliasInfo": []any{alias("cert-client01"), alias("cert-client02")},
		"TLSSupportVersion":              []any{"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}, "TLSCiphers": "GAAP_TLS_CIPHERS_WIDE",
	}
	if got := x.look("HTTPS", id); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	x.ok("ModifyHTTPSListenerAttribute", `{"ListenerId":"`+id+`","CertificateId":"cert-server01","ForwardProtocol":"HTTPS","ClientCertificateId":"cert-client03"}`)
	x.Advance(time.Second)
	x.ok("SetTlsVersion", `{"ListenerId":"`+id+`","TLSSupportVersion":["TLSv1.3"],"TLSCiphers":"GAAP_TLS_CIPHERS_STRICT"}`)
	x.wantListenerStatus("HTTPS", id, 4)
	l, _ := x.Listener(id)
	if l.CertificateID != "cert-server01" || l.ForwardProtocol != "HTTPS" || !slices.Equal(l.ClientCertificateIDs, []string{"cert-client03"}) || l.Name != "l" ||
		!slices.Equal(l.TLSVersions, []string{"TLSv1.3"}) || l.TLSCiphers != "GAAP_TLS_CIPHERS_STRICT" {
		t.Errorf("%+v", l)
	}
	for filter, want := range map[string]float64{"0": 0, "1": 1} {
		if got := x.ok("DescribeHTTPSListeners", `{"ProxyId":"`+proxy+`","Http3Supported":`+filter+`}`).fields["TotalCount"]; got != want {
			t.Errorf("Http3Supported %s: %v", filter, got)
		}
	}
}

func TestHTTPListenerRules(t *testing.T) {
	x := newLayer7Tester(t)
	proxy, six := x.AddProxy(Proxy{}), x.AddProxy(Proxy{IPAddressVersion: "IPv6"})
	closed := x.AddProxy(Proxy{Status: StatusClosed})
	both, tls := []string{"HTTP", "HTTPS"}, []string{"HTTPS"}
	for _, c := range []struct {
		protocols     []string
		changes, code string
	}{
		{both, `{"Port":21}`, "InvalidParameterValue.InvalidListenerPort"},
		{both, `{"Port":65000}`, "InvalidParameterValue.InvalidListenerPort"},
		{both, `{"ListenerName":""}`, "InvalidParameterValue"},
		{both, `{"ListenerName":null}`, "MissingParameter"},
		{both, `{"Port":null}`, "MissingParameter"},
		{both, `{"ProxyId":"` + six + `"}`, "UnsupportedOperation"},
		{both, `{"ProxyId":"` + closed + `"}`, "FailedOperation.ProxyStatusNotInRuning"},
		{both, `{"ProxyId":"link-none"}`, "ResourceNotFound"},
		{both, `{"ProxyId":null}`, "MissingParameter"},
		{both, `{"GroupId":"lg-xxxx"}`, "InvalidParameter"},
		{both[:1], `{"CertificateId":"cert-server00"}`, "UnknownParameter"},
		{tls, `{"CertificateId":null}`, "MissingParameter"},
		{tls, `{"ForwardProtocol":null}`, "MissingParameter"},
		{tls, `{"ForwardProtocol":"http"}`, "InvalidParameterValue"},
		{tls, `{"CertificateId":"N4Al2mhF"}`, codeCertificateID},
		{tls, `{"CertificateId":"default"}`, codeCertificateID},
		{tls, `{"AuthType":2}`, "InvalidParameterValue"},
		{tls, `{"Http3Supported":2}`, "InvalidParameterValue"},
		{tls, `{"ClientCertificateId":"cert-client00"}`, "InvalidParameterValue"},
		{tls, `{"AuthType":1,"ClientCertificateId":"x"}`, codeCertificateID},
		{tls, `{"AuthType":1,"PolyClientCertificateIds":["cert-client00","cert-client00"]}`, "InvalidParameterValue"},
		{both, `{"ProxyId":null,"GroupId":"lg-xxxx"}`, ""},
	} {
		for i, protocol := range c.protocols {
			changes := c.changes
			if c.code == "" {
				changes = strings.Replace(changes, "{", `{"Port":`+[]string{"81", "82"}[i]+",", 1)
			}
			x.fails(c.code, "Create"+protocol+"Listener", newHTTPListener(protocol, proxy, changes))
		}
	}
	id := x.AddListener(Listener{ProxyID: proxy, Protocol: "HTTPS"})
	for body, code := range map[string]string{
		`{"TLSSupportVersion":[]}`:                "MissingParameter",
		`{"TLSSupportVersion":["TLSv1.0"]}`:       "InvalidParameterValue",
		`{"TLSSupportVersion":["TLSv1","TLSv1"]}`: "InvalidParameterValue",
		`{"TLSCiphers":"GAAPTLS_CIPHERS_WIDE"}`:   "InvalidParameterValue",
		`{"TLSCiphers":null}`:                     "MissingParameter",
		`{"ListenerId":"listener-none"}`:          "InvalidParameter",
		`{"ListenerId":"` + x.AddListener(Listener{ProxyID: proxy, Protocol: "HTTP"}) + `"}`: "InvalidParameter",
	} {
		x.fails(code, "SetTlsVersion", with(`{"ListenerId":"`+id+`","TLSSupportVersion":["TLSv1"],"TLSCiphers":"GAAP_TLS_CIPHERS_WIDE"}`, body))
	}
}

// HTTP, HTTPS and TCP share their ports; HTTP3 takes that of UDP, too.
func TestHTTPPorts(t *testing.T) {
	const taken = "InvalidParameterValue.DuplicatedListenerPort"
	x := newLayer7Tester(t)
	proxy := x.AddProxy(Proxy{})
	x.serveHTTP("HTTP", proxy, `{"Port":80}`)
	x.fails(taken, "CreateTCPListeners", newListeners(proxy, `{"Ports":[80]}`))
	x.fails(taken, "CreateHTTPSListener", newHTTPListener("HTTPS", proxy, `{"Port":80}`))
	x.ok("CreateUDPListeners", newListeners(proxy, `{"Ports":[80,443]}`))
	x.fails(taken, "CreateHTTPSListener", newHTTPListener("HTTPS", proxy, `{"Port":443,"Http3Supported":1}`))
	x.serveHTTP("HTTPS", proxy, `{"Port":443}`)
	x.serveHTTP("HTTPS", proxy, `{"Port":444,"Http3Supported":1}`)
	x.fails(taken, "CreateUDPListeners", newListeners(proxy, `{"Ports":[444]}`))
	x.fails(taken, "CreateHTTPListener", newHTTPListener("HTTP", proxy, `{"Port":444}`))
	y := newLayer7Tester(t, func(o *Options) { o.Listener.MaxListeners, o.Listener.InstanceStatusOnly = 1, true })
	proxy = y.AddProxy(Proxy{})
	y.serveHTTP("HTTP", proxy, `{"Port":80}`)
	y.fails("FailedOperation.LimitNumofListener", "CreateHTTPSListener", newHTTPListener("HTTPS", proxy, ""))
	y.fails(codeNotRunning, "CreateHTTPListener", newHTTPListener("HTTP", y.AddProxy(Proxy{Status: StatusClosed}), ""))
}

// layer7Option is a switch with the codes of a call without and with it.
type layer7Option struct {
	name          string
	set           func(*Options)
	action, body  string // PROXY is a proxy without listeners
	usual, differ string // codes
}

func TestHTTPListenerOptions(t *testing.T) {
	for _, c := range []layer7Option{
		{"unknown beside a proxy", func(o *Options) { o.Layer7.UnknownWithProxyInternal = true }, "DescribeHTTPListeners", `{"ListenerId":"listener-none","ProxyId":"PROXY"}`, "InvalidParameter", "InternalError"},
		{"unknown alone", func(o *Options) { o.Layer7.UnknownWithProxyInternal = true }, "DescribeHTTPSListeners", `{"ListenerId":"listener-none"}`, "InvalidParameter", "InvalidParameter"},
		{"both", func(o *Options) { o.Layer7.BothClientsTaken = true }, "CreateHTTPSListener", newHTTPListener("HTTPS", "PROXY", `{"AuthType":1,"ClientCertificateId":"cert-client00","PolyClientCertificateIds":["cert-client01"]}`), "InvalidParameter", ""},
		{"no client", func(o *Options) { o.Layer7.NoClientInvalid = true }, "CreateHTTPSListener", newHTTPListener("HTTPS", "PROXY", `{"AuthType":1}`), "MissingParameter", "InvalidParameter"},
		{"port", func(o *Options) { o.Listener.AnyPort = true }, "CreateHTTPListener", newHTTPListener("HTTP", "PROXY", `{"Port":65000}`), "InvalidParameterValue.InvalidListenerPort", ""},
	} {
		for on, want := range map[bool]string{false: c.usual, true: c.differ} {
			x := newLayer7Tester(t, func(o *Options) {
				if on {
					c.set(o)
				}
			})
			x.fails(want, c.action, strings.ReplaceAll(c.body, "PROXY", x.AddProxy(Proxy{})))
		}
	}
	for on, want := range map[bool]struct {
		clients any
		tls     string
		code    string
		users   int
	}{false: {nil, "TLSv1", "UnsupportedOperation", 1}, true: {[]any{}, "TLSv1.0", "FailedOperation", 0}} {
		x := newLayer7Tester(t, func(o *Options) {
			l := &o.Layer7
			l.NoClientEmpty, l.TLSNumbered, l.NoTLSChoiceFailed, l.ReplacedFreeAtOnce = on, on, on, on
		})
		proxy := x.AddProxy(Proxy{NoTLSChoice: true})
		id := x.serveHTTP("HTTPS", proxy, "")
		got := x.look("HTTPS", id)
		if !reflect.DeepEqual(got["PolyClientCertificateAliasInfo"], want.clients) || got["TLSSupportVersion"].([]any)[0] != want.tls || got["ClientCertificateId"] != nil {
			t.Errorf("%v", got)
		}
		x.fails(want.code, "SetTlsVersion", `{"ListenerId":"`+id+`","TLSSupportVersion":["TLSv1"],"TLSCiphers":"GAAP_TLS_CIPHERS_WIDE"}`)
		if x.info(proxy)["IsSupportTLSChoice"] != 0.0 {
			t.Error("IsSupportTLSChoice")
		}
		x.ok("ModifyHTTPSListenerAttribute", `{"ListenerId":"`+id+`","CertificateId":"cert-server01"}`)
		users := func(certificate string) int { return len(x.store.certificateUsers(&x.opts, certificate, x.Now())) }
		if users("cert-server00") != want.users || users("cert-server01") != 1 {
			t.Errorf("%v: %d and %d users", on, users("cert-server00"), users("cert-server01"))
		}
		if x.Advance(time.Second); users("cert-server00") != 0 {
			t.Error("still in use")
		}
	}
}

// Writes that queue are accepted, and end one after the other.
func TestListenerQueue(t *testing.T) {
	x := newLayer7Tester(t, func(o *Options) { o.Listener.Lock = LockQueue })
	proxy := x.AddProxy(Proxy{})
	id := x.serveHTTP("HTTP", proxy, "")
	for _, name := range []string{"a", "b", "c"} {
		x.ok("ModifyHTTPListenerAttribute", `{"ListenerId":"`+id+`","ListenerName":"`+name+`"}`)
	}
	x.Advance(2 * time.Second)
	x.wantListenerStatus("HTTP", id, 4)
	x.Advance(time.Second)
	x.wantListenerStatus("HTTP", id, 0)
	remove := `{"ListenerIds":["` + id + `"],"Force":0,"ProxyId":"` + proxy + `"}`
	x.ok("DeleteListeners", remove)
	x.fails(codeHasTask, "DeleteListeners", remove)
}
