package layer7_test

import (
	"fmt"
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

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Environment

	t     *testing.T
	first string // the id of the first listener, see same
}

func newTest(t *testing.T, options gaapmock.Options) *test {
	t.Helper()
	t.Parallel()
	x := &test{Environment: acctest.New(t, options), t: t}
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	now := x.Clock.Now()
	cert := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(1, 0, 0)})
	for id, kind := range map[string]int64{site: gaapmock.CertificateServer, next: gaapmock.CertificateServer, client1: gaapmock.CertificateClient, client2: gaapmock.CertificateClient} {
		x.Mock.AddCertificate(gaapmock.Certificate{ID: id, Name: id, Type: kind, Content: cert.PEM, Key: cert.Key})
	}
	x.Clock.Advance(time.Hour)
	return x
}

// run runs the steps, destroys what is there in the end, and demands that no
// listener is left and all faults happened.
func (x *test) run(steps ...resource.TestStep) {
	x.t.Helper()
	x.Test(x.t, resource.TestCase{Steps: steps})
	x.over()
}

func (x *test) over() {
	x.t.Helper()
	for _, l := range x.Mock.Listeners("") {
		x.t.Errorf("%s (%s) is left, %s", l.ID, l.Name, l.Status)
	}
	x.CheckFaults(x.t)
}

var plain = tfcore.Options{}

// alone runs commands in a bubble, and demands that nothing is left in the end.
func (x *test) alone(run func(s *acctest.Session)) {
	x.t.Helper()
	x.Session(x.t, func(s *acctest.Session) {
		run(s)
		s.Configure("")
		s.Apply(plain)
	})
	x.over()
}

// apply is a step that applies a configuration. The next plan must be empty, which
// the engine checks.
func (x *test) apply(config string, checks ...resource.TestCheckFunc) resource.TestStep {
	return resource.TestStep{Config: x.Config(config), Check: resource.ComposeAggregateTestCheckFunc(checks...)}
}

// fails is a step that applies and must fail with the phrases.
func (x *test) fails(config string, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: x.Config(config), ExpectError: acctest.Says(phrases...)}
}

// planned adds a demand on the plan that a step applies.
func planned(step resource.TestStep, action plancheck.ResourceActionType) resource.TestStep {
	return acctest.Planned(step, address, action)
}

// updates is a step that must change the listener in place, with exactly these writes.
func (x *test) updates(config string, writes ...string) resource.TestStep {
	return planned(x.apply(config, x.wrote(writes...), x.same()), plancheck.ResourceActionUpdate)
}

// only is the only listener.
func (x *test) only() gaapmock.Listener {
	x.t.Helper()
	all := x.Mock.Listeners("")
	if len(all) != 1 {
		x.t.Fatalf("there are %d listeners, want 1: %+v", len(all), all)
	}
	return all[0]
}

func (x *test) id() string { return x.only().ID }

// outside changes the only listener behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Listener)) func() {
	return func() { x.Mock.UpdateListener(x.id(), change) }
}

// wrote checks the writes since the journal began, with ID for ids of listeners.
// Then the journal begins anew.
func (x *test) wrote(want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		return acctest.DifferentWrites(x.Writes(regexp.MustCompile(`listener-[0-9a-z]{8}`)), want)
	}
}

// attributes checks attributes of the listener in the state.
func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}

// same checks that the state holds the only listener there is, and that it is the
// one of the first such check.
func (x *test) same() resource.TestCheckFunc {
	return func(state *terraform.State) error {
		id := state.RootModule().Resources[address].Primary.ID
		if x.first == "" {
			x.first = id
		}
		if all := x.Mock.Listeners(""); len(all) != 1 || all[0].ID != id || id != x.first {
			return fmt.Errorf("the state holds %s, it was %s, there are %+v", id, x.first, all)
		}
		return nil
	}
}

// forget begins the journal anew.
func (x *test) forget() resource.TestCheckFunc {
	return func(*terraform.State) error {
		x.Writes(regexp.MustCompile(`listener-[0-9a-z]{8}`))
		return nil
	}
}
