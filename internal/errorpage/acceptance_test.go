package errorpage_test

import (
	"fmt"
	"maps"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What stands in the mock before each test: a proxy, and an HTTP listener with two
// domains.
const (
	proxyID    = "link-edge0001"
	listenerID = "listener-web00001"
	domain     = "www.example.com"
	other      = "app.example.com"

	address = "gaap_domain_error_page.test"
)

var plain = tfcore.Options{}

type arguments = acctest.Arguments

// block is a page for 502 and 503, but for the changes. An empty argument is taken out.
func block(label string, changes arguments) string {
	all := arguments{"listener_id": fmt.Sprintf("%q", listenerID), "domain": fmt.Sprintf("%q", domain), "error_codes": "[502, 503]", "body": `"down"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_domain_error_page", label, all)
}

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: pageID, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, p := range mock.ErrorPages("") {
		all[p.ID] = p.Status
	}
	return all
}}

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Case

	domains map[string]string // ids in the mock
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
	x.domains = map[string]string{}
	for _, name := range []string{domain, other} {
		x.domains[name] = x.Mock.AddDomain(gaapmock.Domain{ListenerID: listenerID, Name: name})
	}
	x.Clock.Advance(time.Hour)
}

// add adds a page to the first domain that nobody made with Terraform.
func (x *test) add(page gaapmock.ErrorPage) string {
	x.T.Helper()
	page.DomainID = x.domains[domain]
	id := x.Mock.AddErrorPage(page)
	if id == "" {
		x.T.Fatal("the page was not added")
	}
	x.Clock.Advance(time.Minute)
	return id
}

// outside changes a page behind Terraform's back, so that reads show it.
func (x *test) outside(id string, change func(*gaapmock.ErrorPage)) {
	x.Mock.UpdateErrorPage(id, change)
	x.Clock.Advance(time.Minute)
}

// theirs is a page that is what [block] orders.
func theirs() gaapmock.ErrorPage {
	return gaapmock.ErrorPage{ErrorNos: []int64{502, 503}, Body: "down"}
}

var pageID = regexp.MustCompile(`errorPage-[0-9a-z]{8}`)

func withPlan(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}

const (
	createBody = `CreateDomainErrorPageInfo {"Body":"down","Domain":"www.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001"}`
	deleteBody = `DeleteDomainErrorPageInfo {"ErrorPageId":"ID"}`
)
