package gaapapi_test

import (
	"context"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const (
	askedRule = "rule-a1b2c3d4"
	askedPage = "errorPage-a1b2c3d4"
)

// FuzzLayer7 is about what comes of answers about HTTPS listeners, domains, rules,
// headers and error pages.
func FuzzLayer7(f *testing.F) {
	of := gaapapi.ListenersOf{Parent: gaapapi.ListenerParent{ProxyID: requestedTags}, Protocol: gaapapi.HTTPS}
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.Layer7.Find(ctx, askedListener)
		_, _ = c.DomainsNow(ctx, askedListener)
		_, _ = c.DescribeRule(ctx, askedRule)
		_, _ = c.BlackHeaders(ctx)
	})
	rule := `{"RuleId":"` + askedRule + `","ListenerId":"` + askedListener + `","Domain":"a.cn","Path":"/","RuleStatus":0,"BindStatus":9,"CheckParams":{"DelayLoop":18446744073709551615,"StatusCode":[null,200]},"RealServerSet":[null,{"RealServerId":"rs-1"}]}`
	for _, answer := range []string{
		`"TotalCount":1,"ListenerSet":[null,{"ListenerId":"` + askedListener + `","Port":443,"ListenerStatus":0,"AuthType":1,"PolyClientCertificateAliasInfo":[null,{"CertificateId":null}],"TLSSupportVersion":["TLSv1.0",null]}]`,
		`"TotalCount":1,"DomainRuleSet":[null,{"Domain":"a.cn","DomainStatus":0,"RuleSet":[null,` + rule + `],"PolyClientCertificateAliasInfo":[{"CertificateId":"default"}]}]`,
		`"TotalCount":1,"RuleSet":[` + rule + `]`,
		`"RuleId":"` + askedRule + `","Headers":[null,{"HeaderName":"X-A","HeaderValue":null}]`,
		`"BlackHeaders":[null,"allow"]`,
		`"ErrorPageSet":[null,{"ErrorPageId":"` + askedPage + `","ListenerId":"` + askedListener + `","Domain":"a.cn","ErrorNos":[null,9223372036854775807],"SetHeaders":[null]}]`,
		`"Error":{"Code":"InvalidParameter","Message":"ruleId(rule-x) Not Exist."}`,
		`"Error":{"Code":"InvalidParameter","Message":"ListenerId(listener-x) Not Exist."}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		ctx := t.Context()
		l, err := client.Layer7.Describe(ctx, of, askedListener)
		if checkOutcome(t, err, broken, "DescribeHTTPSListeners"); err == nil && (l.ID != askedListener || l.Port == 0) {
			t.Errorf("%+v", l)
		}
		domains, err := client.DomainsNow(ctx, askedListener)
		checkOutcome(t, err, broken, "DescribeRules")
		for _, d := range domains {
			for _, r := range d.Rules {
				if d.Name == "" || r.ListenerID != askedListener || r.Domain != d.Name || !idShape.MatchString(r.ID) {
					t.Errorf("%+v", d)
				}
			}
		}
		r, err := client.DescribeRule(ctx, askedRule)
		if checkOutcome(t, err, broken, "DescribeRulesByRuleIds"); err == nil && (r.ID != askedRule || !idShape.MatchString(r.ListenerID)) {
			t.Errorf("%+v", r)
		}
		_, err = client.DescribeCustomHeaders(ctx, askedRule)
		checkOutcome(t, err, broken, "DescribeCustomHeader")
		_, err = client.BlackHeaders(ctx)
		checkOutcome(t, err, broken, "DescribeBlackHeader")
		_, err = client.DescribeRuleRealServers(ctx, askedRule)
		checkOutcome(t, err, broken, "DescribeRuleRealServers")
		p, err := client.DescribeErrorPage(ctx, askedPage)
		if checkOutcome(t, err, broken, "DescribeDomainErrorPageInfoByIds"); err == nil && (p.ID != askedPage || !idShape.MatchString(p.ListenerID)) {
			t.Errorf("%+v", p)
		}
		id, err := client.CreateRule(ctx, gaapapi.RuleInput{ListenerID: askedListener, Domain: "a.cn", RealServerType: "IP"})
		if checkOutcome(t, err, broken, "CreateRule"); (err == nil) != idShape.MatchString(id) {
			t.Errorf("%q, %v", id, err)
		}
		checkOutcome(t, client.SetAuthentication(ctx, askedListener, "a.cn", gaapapi.DomainAuth{}), broken, "SetAuthentication")
	})
}
