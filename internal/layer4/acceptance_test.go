package layer4_test

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
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What stands in the mock before each test: a proxy, a group and origins.
const (
	proxyID = "link-edge0001"
	groupID = "lg-demo0001"
)

// origins are by their ids the addresses.
var origins = map[string]string{
	"rs-one00001": "192.0.2.1", "rs-two00001": "192.0.2.2", "rs-six00001": "2001:db8::1", "rs-name0001": "a.example.com", "rs-name0002": "b.example.com",
}

type arguments = acctest.Arguments

// block is a gaap_layer4_listener: a TCP listener at port 80 of the proxy but for
// the changes. An empty argument is taken out; bind are blocks of origins.
func block(label string, changes arguments, bind ...string) string {
	all := arguments{"proxy_id": `"` + proxyID + `"`, "protocol": `"TCP"`, "port": "80", "realserver_type": `"IP"`, "name": `"web"`}
	maps.Copy(all, changes)
	blocks := make([]string, 0, len(bind))
	for _, origin := range bind {
		blocks = append(blocks, "  realserver_bind_set {\n    "+origin+"\n  }\n")
	}
	return acctest.Resource("gaap_layer4_listener", label, all, blocks...)
}

// to is an origin at port 80, with more arguments.
func to(id string, more ...string) string {
	return strings.Join(append([]string{fmt.Sprintf("id = %q", id), "port = 80"}, more...), "\n    ")
}

const one, two = "rs-one00001", "rs-two00001"

// with are arguments, and more.
func with(as, more arguments) arguments {
	all := maps.Clone(as)
	maps.Copy(all, more)
	return all
}

var udp = arguments{"protocol": `"UDP"`}

// test is a mock, the provider, and the steps of a test.
type test struct {
	*acctest.Environment

	t     *testing.T
	first string // the id of the first listener, see same
}

func newTest(t *testing.T, options gaapmock.Options) *test {
	t.Helper()
	t.Parallel()
	return newInside(t, options)
}

func newInside(t *testing.T, options gaapmock.Options) *test {
	t.Helper()
	x := &test{Environment: acctest.New(t, options), t: t}
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	for id, address := range origins {
		x.Mock.AddRealServer(gaapmock.RealServer{ID: id, Name: id, Address: address})
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

// apply is a step that applies a configuration. The next plan must be empty,
// which the engine checks.
func (x *test) apply(config string, checks ...resource.TestCheckFunc) resource.TestStep {
	return resource.TestStep{Config: x.Config(config), Check: resource.ComposeAggregateTestCheckFunc(checks...)}
}

// fails is a step that applies and must fail with the phrases.
func (x *test) fails(config string, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: x.Config(config), ExpectError: acctest.Says(phrases...)}
}

// planned adds a demand on the plan that a step applies.
func planned(step resource.TestStep, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	return acctest.Planned(step, address, action, checks...)
}

// updates is a step that must change the listener in place, with exactly these writes.
func (x *test) updates(config string, writes ...string) resource.TestStep {
	return planned(x.apply(config, x.wrote(writes...), x.same()), plancheck.ResourceActionUpdate)
}

// before adds something to do before a step.
var before = acctest.Before

// id is that of the only listener.
func (x *test) id() string {
	x.t.Helper()
	all := x.Mock.Listeners("")
	if len(all) != 1 {
		x.t.Fatalf("there are %d listeners, want 1: %+v", len(all), all)
	}
	return all[0].ID
}

// outside changes the only listener behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Listener)) func() {
	return func() { x.Mock.UpdateListener(x.id(), change) }
}

var listenerID = regexp.MustCompile(`listener-[0-9a-z]{8}`)

// writes are those since the journal began, with ID for ids of listeners. Then the
// journal begins anew.
func (x *test) writes() []string { return x.Writes(listenerID) }

// wrote checks the writes.
func (x *test) wrote(want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error { return acctest.DifferentWrites(x.writes(), want) }
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

// planCheck is a check of the planned attributes of the listener.
func planCheck(check func(after, unknown map[string]any) error) plancheck.PlanCheck {
	return acctest.PlanCheck{Address: address, Check: check}
}

const (
	createBody = `CreateTCPListeners {"ClientIPMethod":0,"ConnectTimeout":2,"DelayLoop":5,"FailoverSwitch":0,"HealthCheck":0,"HealthyThreshold":1,"ListenerName":"web","Ports":[80],"ProxyId":"link-edge0001","RealServerType":"IP","Scheduler":"rr","UnhealthyThreshold":1}`
	deleteBody = `DeleteListeners {"Force":1,"ListenerIds":["ID"],"ProxyId":"link-edge0001"}`
)

// modifies is a change of settings in the journal.
func modifies(protocol, parameters string) string {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(`{"ListenerId":"ID","ProxyId":"`+proxyID+`",`+parameters+`}`), &fields); err != nil {
		panic(err)
	}
	text, _ := json.Marshal(fields)
	return "Modify" + protocol + "ListenerAttribute " + string(text)
}

// binds is a binding of origins in the journal, each as id, address, and more.
func binds(origins ...string) string {
	if len(origins) == 0 {
		return `BindListenerRealServers {"ListenerId":"ID"}`
	}
	return `BindListenerRealServers {"ListenerId":"ID","RealServerBindSet":[` + strings.Join(origins, ",") + `]}`
}

func bound(id string, more string) string {
	return fmt.Sprintf(`{"RealServerId":%q,"RealServerPort":80,"RealServerIP":%q%s}`, id, origins[id], more)
}
