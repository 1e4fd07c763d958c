package httprule_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What stands in the mock before each test: a proxy with an HTTP and an HTTPS
// listener, a domain on each, and origins.
const (
	proxyID = "link-edge0001"
	plainID = "listener-http0001"
	tlsID   = "listener-tls00001"
	domain  = "www.example.com"
	address = "gaap_http_rule.test"
)

// servers are by their ids the addresses.
var servers = map[string]string{
	"rs-one00001": "192.0.2.1", "rs-two00001": "192.0.2.2", "rs-six00001": "2001:db8::1", "rs-name0001": "a.example.com", "rs-name0002": "b.example.com",
}

const one, two = "rs-one00001", "rs-two00001"

type arguments = acctest.Arguments

// block is a gaap_http_rule: for / of the domain on the HTTP listener but for the
// changes. An empty argument is taken out; bind are blocks of origins.
func block(label string, changes arguments, bind ...string) string {
	all := arguments{"listener_id": `"` + plainID + `"`, "domain": `"` + domain + `"`, "path": `"/"`, "realserver_type": `"IP"`, "health_check": "false"}
	maps.Copy(all, changes)
	blocks := make([]string, 0, len(bind))
	for _, origin := range bind {
		blocks = append(blocks, "  realservers {\n    "+origin+"\n  }\n")
	}
	return acctest.Resource("gaap_http_rule", label, all, blocks...)
}

// to is an origin at port 80, with more arguments.
func to(id string, more ...string) string {
	return strings.Join(append([]string{fmt.Sprintf("id = %q", id), "port = 80"}, more...), "\n    ")
}

// with are arguments, and more.
func with(as, more arguments) arguments {
	all := maps.Clone(as)
	if all == nil {
		all = arguments{}
	}
	maps.Copy(all, more)
	return all
}

// headers is the argument of that name, from pairs such as X-A=1.
func headers(pairs ...string) arguments {
	list := make([]string, 0, len(pairs))
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, fmt.Sprintf("{ header_name = %q, header_value = %q }", name, value))
	}
	return arguments{"headers": "[" + strings.Join(list, ", ") + "]"}
}

var plain = tfcore.Options{}

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: ruleID, Objects: func(mock *gaapmock.Server) map[string]string {
	all := map[string]string{}
	for _, r := range mock.Rules("") {
		all[r.ID] = r.Path + ", " + r.Status
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
	x.Mock.AddListener(gaapmock.Listener{ID: plainID, ProxyID: proxyID, Name: "web", Protocol: "HTTP", Port: 80})
	x.Mock.AddListener(gaapmock.Listener{ID: tlsID, ProxyID: proxyID, Name: "tls", Protocol: "HTTPS", Port: 443, ForwardProtocol: "HTTPS"})
	for _, id := range []string{plainID, tlsID} {
		x.Mock.AddDomain(gaapmock.Domain{ListenerID: id, Name: domain})
	}
	for id, at := range servers {
		x.Mock.AddRealServer(gaapmock.RealServer{ID: id, Name: id, Address: at})
	}
	x.Clock.Advance(time.Hour)
	return x
}

// domainOf is the mock's id of the domain on a listener.
func (x *test) domainOf(listenerID string) string { return x.Mock.Domains(listenerID)[0].ID }

// add adds a rule of the domain on the HTTP listener that nobody has made with
// Terraform.
func (x *test) add(r gaapmock.Rule) string {
	x.T.Helper()
	if r.DomainID == "" {
		r.DomainID = x.domainOf(plainID)
	}
	id := x.Mock.AddRule(r)
	if id == "" {
		x.T.Fatalf("%+v was not added", r)
	}
	return id
}

// withPlan adds a demand on the plan that a step applies.
func withPlan(step resource.TestStep, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	return acctest.Planned(step, address, action, checks...)
}

// updates is a step that must change the rule in place, with exactly these writes.
func (x *test) updates(config string, writes ...string) resource.TestStep {
	return withPlan(x.Apply(config, x.Wrote(writes...), x.Same()), plancheck.ResourceActionUpdate)
}

// before adds something to do before a step.
var before = acctest.Before

// outside changes the only rule behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Rule)) func() {
	return func() { x.Mock.UpdateRule(x.ID(), change); x.Mock.ResetJournal() }
}

var ruleID = regexp.MustCompile(`rule-[0-9a-z]{8}`)

// attributes checks attributes of the rule in the state.
func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
}

// requireCreates demands how often a create was sent and executed.
func (x *test) requireCreates(sent, executed int) {
	x.T.Helper()
	acctest.Sent(x.T, x.Mock.Journal(), "CreateRule", sent, executed)
}

// planCheck is a check of the planned attributes of the rule.
func planCheck(check func(after, unknown map[string]any) error) plancheck.PlanCheck {
	return acctest.PlanCheck{Address: address, Check: check}
}

const (
	checkBody  = `{"DelayLoop":5,"ConnectTimeout":2,"Path":"/","Method":"HEAD","StatusCode":[100,200,300,400,500]}`
	createBody = `CreateRule {"CheckParams":` + checkBody + `,"Domain":"www.example.com","ForwardHost":"default","HealthCheck":0,"ListenerId":"listener-http0001","Path":"/","RealServerType":"IP","Scheduler":"rr"}`
	deleteBody = `DeleteRule {"Force":1,"ListenerId":"listener-http0001","RuleId":"ID"}`
)

// sorted is JSON of an object, by the names of its fields.
func sorted(text string) string {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		panic(err)
	}
	out, _ := json.Marshal(fields)
	return string(out)
}

// modifies is a change of settings in the journal.
func modifies(parameters string) string {
	return "ModifyRuleAttribute " + sorted(`{"ListenerId":"`+plainID+`","RuleId":"ID",`+parameters+`}`)
}

// checkParams are in the order in which they are sent.
type checkParams struct {
	DelayLoop, ConnectTimeout                     int
	Path, Method                                  string
	StatusCode                                    []int
	Domain                                        string `json:",omitempty"`
	FailedCountInter, FailedThreshold, BlockInter int    `json:",omitempty"`
}

// checksFor is how origins are checked, in the journal: the defaults but for these
// fields.
func checksFor(parameters string) string {
	var fields checkParams
	for _, text := range []string{checkBody, "{" + parameters + "}"} {
		if err := json.Unmarshal([]byte(text), &fields); err != nil {
			panic(err)
		}
	}
	out, _ := json.Marshal(fields)
	return `"CheckParams":` + string(out)
}

// checks is a change of the checks, which are sent as a whole.
func checks(parameters string) string { return modifies(checksFor(parameters)) }

// binds is a binding of origins in the journal, see bound.
func binds(origins ...string) string {
	if len(origins) == 0 {
		return `BindRuleRealServers {"RuleId":"ID"}`
	}
	return `BindRuleRealServers {"RealServerBindSet":[` + strings.Join(origins, ",") + `],"RuleId":"ID"}`
}

func bound(id string, more string) string {
	return fmt.Sprintf(`{"RealServerId":%q,"RealServerPort":80,"RealServerIP":%q%s}`, id, servers[id], more)
}

// setsHeaders is a list of headers in the journal.
func setsHeaders(pairs ...string) string {
	if len(pairs) == 0 {
		return `CreateCustomHeader {"RuleId":"ID"}`
	}
	list := make([]string, 0, len(pairs))
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, fmt.Sprintf(`{"HeaderName":%q,"HeaderValue":%q}`, name, value))
	}
	return `CreateCustomHeader {"Headers":[` + strings.Join(list, ",") + `],"RuleId":"ID"}`
}
