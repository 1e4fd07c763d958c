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

// tested are the objects that the tests make.
var tested = acctest.Tested{Address: address, IDs: listenerID, Objects: func(mock *gaapmock.Server) map[string]string {
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
	return newInside(t, options)
}

func newInside(t *testing.T, options gaapmock.Options) *test {
	t.Helper()
	x := &test{Case: tested.In(t, acctest.New(t, options))}
	x.Mock.AddProxy(gaapmock.Proxy{ID: proxyID, Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	for id, address := range origins {
		x.Mock.AddRealServer(gaapmock.RealServer{ID: id, Name: id, Address: address})
	}
	x.Clock.Advance(time.Hour)
	return x
}

// withPlan adds a demand on the plan that a step applies.
func withPlan(step resource.TestStep, action plancheck.ResourceActionType, checks ...plancheck.PlanCheck) resource.TestStep {
	return acctest.Planned(step, address, action, checks...)
}

// updates is a step that must change the listener in place, with exactly these writes.
func (x *test) updates(config string, writes ...string) resource.TestStep {
	return withPlan(x.Apply(config, x.Wrote(writes...), x.Same()), plancheck.ResourceActionUpdate)
}

// before adds something to do before a step.
var before = acctest.Before

// outside changes the only listener behind Terraform's back.
func (x *test) outside(change func(*gaapmock.Listener)) func() {
	return func() { x.Mock.UpdateListener(x.ID(), change) }
}

var listenerID = regexp.MustCompile(`listener-[0-9a-z]{8}`)

// attributes checks attributes of the listener in the state.
func attributes(want map[string]string) resource.TestCheckFunc {
	return acctest.Attributes(address, want)
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
