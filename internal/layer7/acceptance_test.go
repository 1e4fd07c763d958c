package layer7_test

import (
	"maps"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What stands in the mock before each test: a proxy, a group and certificates.
const (
	proxyID = "link-edge0001"
	groupID = "lg-demo0001"
	site    = "cert-site0001"
	next    = "cert-site0002"
	client1 = "cert-client01"
	client2 = "cert-client02"

	address = "gaap_layer7_listener.test"
)

type arguments = acctest.Arguments

// block is a gaap_layer7_listener: an HTTP listener at port 80 of the proxy but for
// the changes. An empty argument is taken out.
func block(label string, changes arguments) string {
	all := arguments{"proxy_id": `"` + proxyID + `"`, "protocol": `"HTTP"`, "port": "80", "name": `"web"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_layer7_listener", label, all)
}

// with are arguments, and more.
func with(as, more arguments) arguments {
	all := arguments{}
	maps.Copy(all, as)
	maps.Copy(all, more)
	return all
}

var (
	https  = arguments{"protocol": `"HTTPS"`, "certificate_id": `"` + site + `"`, "forward_protocol": `"HTTP"`}
	mutual = with(https, arguments{"auth_type": "1", "client_certificate_ids": `["` + client1 + `"]`})
)

var listenerIDs = regexp.MustCompile(`listener-[0-9a-z]{8}`)

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: listenerIDs, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, l := range mock.Listeners("") {
		all[l.ID] = l.Name + ", " + l.Status
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
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	now := x.Clock.Now()
	cert := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(1, 0, 0)})
	for id, kind := range map[string]int64{site: gaapmock.CertificateServer, next: gaapmock.CertificateServer, client1: gaapmock.CertificateClient, client2: gaapmock.CertificateClient} {
		x.Mock.AddCertificate(gaapmock.Certificate{ID: id, Name: id, Type: kind, Content: cert.PEM, Key: cert.Key})
	}
	x.Clock.Advance(time.Hour)
	return x
}

var plain = tfcore.Options{}

// withPlan adds a demand on the plan that a step applies.
func withPlan(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}

// updates is a step that must change the listener in place, with exactly these writes.
func (x *test) updates(config string, writes ...string) resource.TestStep {
	return withPlan(x.Apply(config, x.Wrote(writes...), x.Same()), plancheck.ResourceActionUpdate)
}

// only is the only listener.
func (x *test) only() gaapmock.Listener {
	x.T.Helper()
	all := x.Mock.Listeners("")
	if len(all) != 1 {
		x.T.Fatalf("there are %d listeners, want 1: %+v", len(all), all)
	}
	return all[0]
}

// outside changes the only listener behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Listener)) func() {
	return func() { x.Mock.UpdateListener(x.ID(), change) }
}

// attributes checks attributes of the listener in the state.
func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}

// forget begins the journal anew.
func (x *test) forget() resource.TestCheckFunc {
	return func(*terraform.State) error {
		x.Writes(listenerIDs)
		return nil
	}
}
