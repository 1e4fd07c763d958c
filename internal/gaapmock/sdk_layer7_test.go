package gaapmock_test

import (
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The client of the Go SDK understands what the mock says of certificates.
func TestSDKCertificates(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			create := gaap.NewCreateCertificateRequest()
			create.CertificateType, create.CertificateAlias = common.Int64Ptr(0), common.StringPtr("users")
			create.CertificateContent = common.StringPtr("alice:tx2KGdo3zJg/.")
			made, err := x.gaap.CreateCertificate(create)
			x.must(err)
			id := made.Response.CertificateId

			modify := gaap.NewModifyCertificateAttributesRequest()
			modify.CertificateId, modify.CertificateAlias = id, common.StringPtr("people")
			_, err = x.gaap.ModifyCertificateAttributes(modify)
			x.must(err)
			list := gaap.NewDescribeCertificatesRequest()
			list.CertificateType = create.CertificateType
			listed, err := x.gaap.DescribeCertificates(list)
			x.must(err)
			if c := listed.Response.CertificateSet[0]; *listed.Response.TotalCount != 1 || *c.CertificateId != *id || *c.CertificateName != "people" || c.EndTime != nil {
				t.Errorf("listed is %+v", c)
			}
			show := gaap.NewDescribeCertificateDetailRequest()
			show.CertificateId = id
			shown, err := x.gaap.DescribeCertificateDetail(show)
			x.must(err)
			if d := shown.Response.CertificateDetail; *d.CertificateAlias != "people" || *d.CertificateContent != *create.CertificateContent || d.CertificateKey != nil {
				t.Errorf("shown is %+v", d)
			}
			x.UpdateCertificate(*id, func(c *gaapmock.Certificate) { c.UsedBy = []string{"listener-a1b2c3d4"} })
			remove := gaap.NewDeleteCertificateRequest()
			remove.CertificateId = id
			_, err = x.gaap.DeleteCertificate(remove)
			x.wantCode(err, "FailedOperation.CertificateIsUsing")
			x.UpdateCertificate(*id, func(c *gaapmock.Certificate) { c.UsedBy = nil })
			_, err = x.gaap.DeleteCertificate(remove)
			x.must(err)
		})
	}
}

// str, num and signed are what parameters are made of.
func str(text string) *string { return &text }
func num(n uint64) *uint64    { return &n }
func signed(n int64) *int64   { return &n }

// pass waits for what is under way.
func (x *sdk) pass(_ any, err error) {
	x.t.Helper()
	x.must(err)
	x.Advance(5 * time.Second)
}

// newLayer7SDK has a proxy, and certificates cert-server, cert-client and cert-users.
func newLayer7SDK(t *testing.T, method string) (x *sdk, proxy *string) {
	t.Helper()
	x = newSDK(t, gaapmock.Options{}, method)
	made := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: time.Now(), To: time.Now().AddDate(1, 0, 0)})
	x.AddCertificate(gaapmock.Certificate{ID: "cert-server", Name: "site", Type: gaapmock.CertificateServer, Content: made.PEM})
	x.AddCertificate(gaapmock.Certificate{ID: "cert-client", Name: "clients", Type: gaapmock.CertificateClient, Content: made.PEM})
	x.AddCertificate(gaapmock.Certificate{ID: "cert-users", Name: "users"})
	return x, str(x.AddProxy(gaapmock.Proxy{}))
}

// The client of the Go SDK understands what the mock says of HTTP and HTTPS listeners.
func TestSDKHTTPListeners(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		x, proxy := newLayer7SDK(t, method)
		createHTTP := gaap.NewCreateHTTPListenerRequest()
		createHTTP.ProxyId, createHTTP.ListenerName, createHTTP.Port = proxy, str("plain"), num(80)
		plain, err := x.gaap.CreateHTTPListener(createHTTP)
		x.pass(plain, err)
		modifyHTTP := gaap.NewModifyHTTPListenerAttributeRequest()
		modifyHTTP.ListenerId, modifyHTTP.ListenerName = plain.Response.ListenerId, str("明文")
		x.pass(x.gaap.ModifyHTTPListenerAttribute(modifyHTTP))
		describeHTTP := gaap.NewDescribeHTTPListenersRequest()
		describeHTTP.ProxyId = proxy
		http, err := x.gaap.DescribeHTTPListeners(describeHTTP)
		x.must(err)
		if l := http.Response.ListenerSet[0]; *l.ListenerName != "明文" || *l.ListenerStatus != 0 || *l.Port != 80 || l.GroupId != nil {
			t.Errorf("%+v", l)
		}

		create := gaap.NewCreateHTTPSListenerRequest()
		create.ProxyId, create.ListenerName, create.Port, create.CertificateId = proxy, str("tls"), num(443), str("cert-server")
		create.ForwardProtocol, create.AuthType, create.PolyClientCertificateIds = str("HTTP"), num(1), []*string{str("cert-client")}
		made, err := x.gaap.CreateHTTPSListener(create)
		x.pass(made, err)
		modify := gaap.NewModifyHTTPSListenerAttributeRequest()
		modify.ListenerId, modify.ProxyId, modify.ForwardProtocol = made.Response.ListenerId, proxy, str("HTTPS")
		x.pass(x.gaap.ModifyHTTPSListenerAttribute(modify))
		tls := gaap.NewSetTlsVersionRequest()
		tls.ListenerId, tls.TLSSupportVersion, tls.TLSCiphers = modify.ListenerId, []*string{str("TLSv1.3")}, str("GAAP_TLS_CIPHERS_STRICT")
		x.pass(x.gaap.SetTlsVersion(tls))
		describe := gaap.NewDescribeHTTPSListenersRequest()
		describe.ListenerId = modify.ListenerId
		shown, err := x.gaap.DescribeHTTPSListeners(describe)
		x.must(err)
		l := shown.Response.ListenerSet[0]
		if *l.CertificateAlias != "site" || *l.ForwardProtocol != "HTTPS" || *l.PolyClientCertificateAliasInfo[0].CertificateAlias != "clients" ||
			*l.TLSSupportVersion[0] != "TLSv1.3" || *l.TLSCiphers != *tls.TLSCiphers || *l.AuthType != 1 {
			t.Errorf("%+v", l)
		}
		remove := gaap.NewDeleteListenersRequest()
		remove.ListenerIds, remove.ProxyId, remove.Force = []*string{plain.Response.ListenerId, modify.ListenerId}, proxy, num(0)
		x.pass(x.gaap.DeleteListeners(remove))
		_, err = x.gaap.DescribeHTTPSListeners(describe)
		x.wantCode(err, "InvalidParameter")
	}
}

// domainShown is what DescribeRules shows of the only domain of a listener.
func (x *sdk) domainShown(listener *string) *gaap.DomainRuleSet {
	x.t.Helper()
	r := gaap.NewDescribeRulesRequest()
	r.ListenerId = listener
	out, err := x.gaap.DescribeRules(r)
	x.must(err)
	if len(out.Response.DomainRuleSet) == 0 {
		return nil
	}
	return out.Response.DomainRuleSet[0]
}

func TestSDKDomains(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		x, proxy := newLayer7SDK(t, method)
		listener := str(x.AddListener(gaapmock.Listener{ProxyID: *proxy, Protocol: "HTTPS"}))
		create := gaap.NewCreateDomainRequest()
		create.ListenerId, create.Domain, create.IsDefaultServer = listener, str("a.example.com"), common.BoolPtr(false)
		x.pass(x.gaap.CreateDomain(create))
		modify := gaap.NewModifyDomainRequest()
		modify.ListenerId, modify.OldDomain, modify.NewDomain, modify.IsDefaultServer = listener, create.Domain, str("b.example.com"), common.BoolPtr(true)
		x.pass(x.gaap.ModifyDomain(modify))
		certificate := gaap.NewModifyCertificateRequest()
		certificate.ListenerId, certificate.Domain, certificate.CertificateId = listener, modify.NewDomain, str("cert-server")
		x.pass(x.gaap.ModifyCertificate(certificate))
		auth := gaap.NewSetAuthenticationRequest()
		auth.ListenerId, auth.Domain, auth.BasicAuth, auth.BasicAuthConfId = listener, modify.NewDomain, signed(1), str("cert-users")
		auth.GaapAuth, auth.RealServerAuth, auth.TLSSupportVersion, auth.TLSCiphers = signed(0), signed(0), []*string{str("TLSv1.2")}, str("GAAP_TLS_CIPHERS_WIDE")
		x.pass(x.gaap.SetAuthentication(auth))
		d := x.domainShown(listener)
		if *d.Domain != "b.example.com" || !*d.IsDefaultServer || *d.CertificateAlias != "site" || *d.BasicAuthConfAlias != "users" || *d.DomainStatus != 0 ||
			d.GaapCertificateId != nil || *d.PolyClientCertificateAliasInfo[0].CertificateId != "default" || *d.TLSSupportVersion[0] != "TLSv1.2" {
			t.Errorf("%+v", d)
		}

		page := gaap.NewCreateDomainErrorPageInfoRequest()
		page.ListenerId, page.Domain, page.ErrorNos, page.Body, page.NewErrorNo = listener, d.Domain, []*int64{signed(502), signed(503)}, str("<h1>维护</h1>"), signed(503)
		page.ClearHeaders, page.SetHeaders = []*string{str("Server")}, []*gaap.HttpHeaderParam{{HeaderName: str("X-A"), HeaderValue: str("1")}}
		made, err := x.gaap.CreateDomainErrorPageInfo(page)
		x.pass(made, err)
		of, byID := gaap.NewDescribeDomainErrorPageInfoRequest(), gaap.NewDescribeDomainErrorPageInfoByIdsRequest()
		of.ListenerId, of.Domain, byID.ErrorPageIds = listener, d.Domain, []*string{made.Response.ErrorPageId}
		all, err := x.gaap.DescribeDomainErrorPageInfo(of)
		x.must(err)
		one, err := x.gaap.DescribeDomainErrorPageInfoByIds(byID)
		x.must(err)
		for _, p := range append(all.Response.ErrorPageSet, one.Response.ErrorPageSet...) {
			if *p.ErrorNos[1] != 503 || *p.Body != *page.Body || *p.ClearHeaders[0] != "Server" || *p.SetHeaders[0].HeaderName != "X-A" || *p.Status != 0 || *p.Domain != *d.Domain {
				t.Errorf("%+v", p)
			}
		}
		removePage := gaap.NewDeleteDomainErrorPageInfoRequest()
		removePage.ErrorPageId = made.Response.ErrorPageId
		x.pass(x.gaap.DeleteDomainErrorPageInfo(removePage))
		remove := gaap.NewDeleteDomainRequest()
		remove.ListenerId, remove.Domain, remove.Force = listener, d.Domain, num(0)
		x.pass(x.gaap.DeleteDomain(remove))
		if len(all.Response.ErrorPageSet)+len(one.Response.ErrorPageSet) != 2 || x.domainShown(listener) != nil {
			t.Error("too many, or too few")
		}
	}
}

func TestSDKRules(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		x, proxy := newLayer7SDK(t, method)
		listener := str(x.AddListener(gaapmock.Listener{ProxyID: *proxy, Protocol: "HTTP"}))
		x.AddDomain(gaapmock.Domain{ListenerID: *listener, Name: "a.example.com"})
		origin := str(x.AddRealServer(gaapmock.RealServer{Address: "192.0.2.10"}))
		create := gaap.NewCreateRuleRequest()
		create.ListenerId, create.Domain, create.Path, create.RealServerType = listener, str("a.example.com"), str("/"), str("IP")
		create.Scheduler, create.HealthCheck = str("wrr"), num(1)
		create.CheckParams = &gaap.RuleCheckParams{DelayLoop: num(30), ConnectTimeout: num(2), Path: str("/health"), Method: str("GET"), StatusCode: []*uint64{num(200), num(300)}}
		made, err := x.gaap.CreateRule(create)
		x.pass(made, err)
		id := made.Response.RuleId
		modify := gaap.NewModifyRuleAttributeRequest()
		modify.ListenerId, modify.RuleId, modify.Path, modify.ForwardHost = listener, id, str("/api"), str("origin.example.com")
		x.pass(x.gaap.ModifyRuleAttribute(modify))
		bind := gaap.NewBindRuleRealServersRequest()
		bind.RuleId = id
		bind.RealServerBindSet = []*gaap.RealServerBindSetReq{{RealServerId: origin, RealServerIP: str("192.0.2.10"), RealServerPort: num(9000), RealServerWeight: num(7)}}
		x.pass(x.gaap.BindRuleRealServers(bind))
		header := gaap.NewCreateCustomHeaderRequest()
		header.RuleId, header.Headers = id, []*gaap.HttpHeaderParam{{HeaderName: str("X-Real-IP"), HeaderValue: str("$remote_addr")}}
		x.pass(x.gaap.CreateCustomHeader(header))

		describe := gaap.NewDescribeRulesByRuleIdsRequest()
		describe.RuleIds = []*string{id}
		shown, err := x.gaap.DescribeRulesByRuleIds(describe)
		x.must(err)
		r := shown.Response.RuleSet[0]
		if *r.Path != "/api" || *r.ForwardHost != "origin.example.com" || *r.CheckParams.StatusCode[1] != 300 || *r.RealServerSet[0].RealServerWeight != 7 ||
			*r.RuleStatus != 0 || *r.BindStatus != 1 || r.ForcedRedirect != nil || *x.domainShown(listener).RuleSet[0].RuleId != *id {
			t.Errorf("%+v", r)
		}
		headers := gaap.NewDescribeCustomHeaderRequest()
		headers.RuleId = id
		has, err := x.gaap.DescribeCustomHeader(headers)
		x.must(err)
		black, err := x.gaap.DescribeBlackHeader(gaap.NewDescribeBlackHeaderRequest())
		x.must(err)
		if *has.Response.Headers[0].HeaderValue != "$remote_addr" || len(black.Response.BlackHeaders) == 0 {
			t.Errorf("%+v", has.Response)
		}
		bindable := gaap.NewDescribeRuleRealServersRequest()
		bindable.RuleId, bindable.Limit = id, num(1000)
		may, err := x.gaap.DescribeRuleRealServers(bindable)
		x.must(err)
		if *may.Response.TotalCount != 1 || *may.Response.BindRealServerSet[0].RealServerPort != 9000 {
			t.Errorf("%+v", may.Response)
		}
		remove := gaap.NewDeleteRuleRequest()
		remove.ListenerId, remove.RuleId, remove.Force = listener, id, num(0)
		_, err = x.gaap.DeleteRule(remove)
		x.wantCode(err, "FailedOperation.RealServerAlreadyBound")
		remove.Force = num(1)
		x.pass(x.gaap.DeleteRule(remove))
		_, err = x.gaap.DescribeRulesByRuleIds(describe)
		x.wantCode(err, "InvalidParameter")
	}
}
