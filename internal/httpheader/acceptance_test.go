package httpheader_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What stands in the mock before each test: a proxy, and an HTTP listener with two
// rules of a domain.
const (
	proxyID    = "link-edge0001"
	listenerID = "listener-web00001"
	ruleID     = "rule-one00001"
	otherRule  = "rule-two00001"

	address = "gaap_custom_header.test"

	minute = time.Minute
)

var plain = tfcore.Options{}

// block is a gaap_custom_header of a rule, with headers as NAME=VALUE, and with
// more arguments.
func block(label, rule string, more acctest.Arguments, headers ...string) string {
	all := acctest.Arguments{"rule_id": fmt.Sprintf("%q", rule)}
	for name, value := range more {
		all[name] = value
	}
	var blocks []string
	for _, h := range headers {
		name, value, _ := strings.Cut(h, "=")
		blocks = append(blocks, fmt.Sprintf("  headers {\n    header_name  = %q\n    header_value = %q\n  }\n", name, value))
	}
	return acctest.Resource("gaap_custom_header", label, all, blocks...)
}

// one is a configuration of the first rule.
func one(headers ...string) string { return block("test", ruleID, nil, headers...) }

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: noIDs, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, id := range []string{ruleID, otherRule} {
		if r, _ := mock.Rule(id); len(r.Headers) > 0 {
			all[id] = fmt.Sprintf("its headers %v", r.Headers)
		}
	}
	return all
}}

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Case
}

func newTest(t *testing.T, options gaapmock.Options) *test {
	t.Helper()
	t.Parallel()
	x := &test{Case: tested.In(t, acctest.New(t, options))}
	x.stand()
	return x
}

func (x *test) stand() {
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	x.Mock.AddListener(gaapmock.Listener{ID: listenerID, ProxyID: proxyID, Protocol: "HTTP", Port: 80})
	domain := x.Mock.AddDomain(gaapmock.Domain{ListenerID: listenerID, Name: "www.example.com"})
	x.Mock.AddRule(gaapmock.Rule{ID: ruleID, DomainID: domain, Path: "/"})
	x.Mock.AddRule(gaapmock.Rule{ID: otherRule, DomainID: domain, Path: "/other"})
	x.Clock.Advance(time.Hour)
}

// has demands the headers of a rule in the mock, as NAME=VALUE.
func (x *test) has(rule string, want ...string) {
	x.T.Helper()
	if got := x.headers(rule); !slices.Equal(got, want) {
		x.T.Errorf("%s has the headers %q, want %q", rule, got, want)
	}
}

func (x *test) headers(rule string) []string {
	var all []string
	r, _ := x.Mock.Rule(rule)
	for _, h := range r.Headers {
		all = append(all, h.Name+"="+h.Value)
	}
	slices.Sort(all)
	return all
}

// outside gives a rule other headers behind Terraform's back.
func (x *test) outside(rule string, headers ...string) {
	x.Mock.UpdateRule(rule, func(r *gaapmock.Rule) {
		r.Headers = nil
		for _, h := range headers {
			name, value, _ := strings.Cut(h, "=")
			r.Headers = append(r.Headers, gaapmock.Header{Name: name, Value: value})
		}
	})
}

// sends is a write in the journal.
func sends(rule string, headers ...string) string {
	if len(headers) == 0 {
		return fmt.Sprintf(`CreateCustomHeader {"RuleId":%q}`, rule)
	}
	var list []string
	for _, h := range headers {
		name, value, _ := strings.Cut(h, "=")
		list = append(list, fmt.Sprintf(`{"HeaderName":%q,"HeaderValue":%q}`, name, value))
	}
	return fmt.Sprintf(`CreateCustomHeader {"Headers":[%s],"RuleId":%q}`, strings.Join(list, ","), rule)
}

func withPlan(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}
