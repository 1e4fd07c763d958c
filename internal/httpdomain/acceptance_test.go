package httpdomain_test

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

// What stands in the mock before each test: a proxy with an HTTPS listener that
// asks clients for certificates, one that does not, and an HTTP listener; and
// certificates of all types.
const (
	address = "gaap_http_domain.test"

	proxyID = "link-edge0001"
	mutual  = "listener-https001"
	oneWay  = "listener-https002"
	plainly = "listener-http0001"

	users, users2     = "cert-users001", "cert-users002"
	client1, client2  = "cert-client01", "cert-client02"
	server1, server2  = "cert-server01", "cert-server02"
	origin1, origin2  = "cert-origin01", "cert-origin02"
	shownBy, shownBy2 = "cert-proxy001", "cert-proxy002"
)

var plain = tfcore.Options{}

type arguments = acctest.Arguments

// block is a gaap_http_domain: www.example.com of the mutual HTTPS listener but for
// the changes. An empty argument is taken out.
func block(label string, changes arguments) string {
	all := arguments{"listener_id": `"` + mutual + `"`, "domain": `"www.example.com"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_http_domain", label, all)
}

// with are arguments, and more.
func with(as, more arguments) arguments {
	all := maps.Clone(as)
	maps.Copy(all, more)
	return all
}

func quoted(text string) string { return `"` + text + `"` }

func set(ids ...string) string { return jsonOf(ids) }

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: noID, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, d := range mock.Domains("") {
		all[d.ID] = d.Name + " of " + d.ListenerID + ", " + d.Status
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
	stand(t, x.Mock)
	x.Clock.Advance(time.Hour)
	return x
}

// stand adds what stands before each test.
func stand(t *testing.T, mock *gaapmock.Server) {
	t.Helper()
	pem := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: mock.Now(), To: mock.Now().AddDate(1, 0, 0)}).PEM
	mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	for id, kind := range map[string]int64{
		users: gaapmock.CertificateBasic, users2: gaapmock.CertificateBasic, client1: gaapmock.CertificateClient, client2: gaapmock.CertificateClient,
		server1: gaapmock.CertificateServer, server2: gaapmock.CertificateServer, origin1: gaapmock.CertificateRealServer, origin2: gaapmock.CertificateRealServer,
		shownBy: gaapmock.CertificateProxy, shownBy2: gaapmock.CertificateProxy,
	} {
		made := gaapmock.Certificate{ID: id, Name: id, Type: kind}
		if kind != gaapmock.CertificateBasic {
			made.Content = pem
		}
		if mock.AddCertificate(made) == "" {
			t.Fatalf("%s cannot be added", id)
		}
	}
	mock.AddListener(gaapmock.Listener{
		ID: mutual, ProxyID: proxyID, Protocol: "HTTPS", Port: 443, ForwardProtocol: "HTTPS", AuthType: 1, ClientCertificateIDs: []string{client1}, CertificateID: server1,
	})
	mock.AddListener(gaapmock.Listener{ID: oneWay, ProxyID: proxyID, Protocol: "HTTPS", Port: 8443, ForwardProtocol: "HTTPS", CertificateID: server1})
	mock.AddListener(gaapmock.Listener{ID: plainly, ProxyID: proxyID, Protocol: "HTTP", Port: 80})
}

func withPlan(step resource.TestStep, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	return acctest.Planned(step, address, action, checks...)
}

// updates is a step that must change the domain in place, with exactly these writes.
func (x *test) updates(config string, writes ...string) resource.TestStep {
	return withPlan(acctest.Before(x.Apply(config, x.Wrote(writes...), x.is("www.example.com")), x.Mock.ResetJournal), plancheck.ResourceActionUpdate)
}

// only is the only domain there is.
func (x *test) only() gaapmock.Domain {
	x.T.Helper()
	all := x.Mock.Domains("")
	if len(all) != 1 {
		x.T.Fatalf("there are %d domains, want 1: %+v", len(all), all)
	}
	return all[0]
}

// outside changes the only domain behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Domain)) func() {
	return func() {
		x.Mock.UpdateDomain(x.only().ID, change)
		x.Clock.Advance(time.Minute) // until reads show it
	}
}

var noID = regexp.MustCompile(`listener-https001`)

// is checks that the state holds the only domain there is, under its name.
func (x *test) is(name string) resource.TestCheckFunc {
	return func(state *terraform.State) error {
		id, d := state.RootModule().Resources[address].Primary.ID, x.only()
		if want := d.ListenerID + "+" + protocolOf(d.ListenerID) + "+" + name; id != want || d.Name != name {
			return fmt.Errorf("the state holds %s, want %s; there is %+v", id, want, d)
		}
		return nil
	}
}

func protocolOf(listenerID string) string {
	if listenerID == plainly {
		return "HTTP"
	}
	return "HTTPS"
}

func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}

const (
	createBody = `CreateDomain {"Domain":"www.example.com","IsDefaultServer":false,"ListenerId":"ID"}`
	deleteBody = `DeleteDomain {"Domain":"www.example.com","Force":0,"ListenerId":"ID"}`
)

// authenticates is a SetAuthentication in the journal: all switches off but for
// what more says.
func authenticates(more map[string]any) string {
	return "SetAuthentication " + merged(map[string]any{"Domain": "www.example.com", "ListenerId": "ID", "BasicAuth": 0, "GaapAuth": 0, "RealServerAuth": 0}, more)
}

func certifies(more map[string]any) string {
	return "ModifyCertificate " + merged(map[string]any{"Domain": "www.example.com", "ListenerId": "ID"}, more)
}

func modifies(from, to string, byDefault bool) string {
	return "ModifyDomain " + merged(map[string]any{"ListenerId": "ID", "OldDomain": from, "NewDomain": to, "IsDefaultServer": byDefault}, nil)
}

func merged(all, more map[string]any) string {
	maps.Copy(all, more)
	return jsonOf(all)
}
