package gaapmock

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// ports is a field with n ports from first.
func ports(first, n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprint(first+i))
	}
	return `{"Ports":[` + strings.Join(list, ",") + `]}`
}

func TestCreateListenersRules(t *testing.T) {
	x := newTester(t)
	proxy, six := x.AddProxy(Proxy{}), x.AddProxy(Proxy{IPAddressVersion: "IPv6"})
	toa := x.AddProxy(Proxy{ClientIPMethods: []int64{0}})
	x.AddListener(Listener{ProxyID: proxy, Port: 80, Protocol: "HTTP"})
	both := []string{"TCP", "UDP"}
	for i, c := range []struct {
		protocols []string
		changes   string
		code      string
	}{
		{both, `{"Ports":[9001,9003,9002]}`, ""},
		{both, `{"ListenerName":"` + strings.Repeat("名", 32) + `","Ports":[1,64999]}`, ""},
		{both, `{"ListenerName":""}`, "InvalidParameterValue"},
		{both, `{"ListenerName":"` + strings.Repeat("n", 33) + `"}`, "InvalidParameterValue"},
		{both, `{"ListenerName":null}`, "MissingParameter"},
		{both, `{"Ports":null}`, "MissingParameter"},
		{both, `{"Ports":[]}`, "MissingParameter"},
		{both, `{"Scheduler":null}`, "MissingParameter"},
		{both, `{"RealServerType":null}`, "MissingParameter"},
		{both, `{"Ports":["90"]}`, "InvalidParameter"},
		{both, `{"HealthCheck":"1"}`, "InvalidParameter"},
		{both, `{"Ports":[-1]}`, "InvalidParameter"},
		{both, `{"Port":90}`, "UnknownParameter"},
		{both, `{"Scheduler":"RR"}`, "InvalidParameterValue"},
		{both, `{"RealServerType":"ip"}`, "InvalidParameterValue"},
		{both, `{"HealthCheck":2,"CheckType":null}`, "InvalidParameterValue"},
		{both, `{"DelayLoop":4}`, "InvalidParameterValue"},
		{both, `{"DelayLoop":301}`, "InvalidParameterValue"},
		{both, `{"DelayLoop":18446744073709551615}`, "InvalidParameterValue"},
		{both, `{"ConnectTimeout":1}`, "InvalidParameterValue"},
		{both, `{"DelayLoop":100,"ConnectTimeout":61}`, "InvalidParameterValue"},
		{both, `{"HealthyThreshold":0}`, "InvalidParameterValue"},
		{both, `{"UnhealthyThreshold":11}`, "InvalidParameterValue"},
		{both, `{"FailoverSwitch":2}`, "InvalidParameterValue"},
		{both, `{"FailoverSwitch":1,"HealthCheck":0}`, "InvalidParameterValue"},
		{both, `{"RealServerType":"DOMAIN","Scheduler":"lc","Ports":[9010]}`, ""},
		{both, `{"RealServerType":"DOMAIN","ProxyId":"` + six + `"}`, "InvalidParameterValue"},
		{both, `{"RealServerPorts":[80]}`, "InvalidParameterValue"},
		{both, `{"ProxyId":null,"GroupId":"lg-xxxx","RealServerPorts":[80]}`, ""},
		{both, `{"ProxyId":null,"GroupId":"lg-xxxx","RealServerPorts":[80,81]}`, "InvalidParameterValue"},
		{both, `{"ProxyId":null,"GroupId":"lg-xxxx","RealServerPorts":[0]}`, "InvalidParameterValue"},
		{both, `{"ProxyId":null,"GroupId":"lg-none"}`, "ResourceNotFound"},
		{both, `{"Ports":[9001]}`, "InvalidParameterValue.DuplicatedListenerPort"},
		{both[:1], `{"Ports":[80]}`, "InvalidParameterValue.DuplicatedListenerPort"},
		{both[1:], `{"Ports":[80]}`, ""},
		{both[:1], `{"HealthCheck":null}`, "MissingParameter"},
		{both[1:], `{"HealthCheck":null,"Ports":[9011]}`, ""},
		{both[:1], `{"ClientIPMethod":1,"Ports":[9012]}`, ""},
		{both[:1], `{"ClientIPMethod":2}`, "InvalidParameterValue"},
		{both[1:], `{"ClientIPMethod":0}`, "UnknownParameter"},
		{both[:1], `{"CheckType":"PORT"}`, "UnknownParameter"},
		{both[1:], `{"HealthCheck":1,"CheckType":"HTTP"}`, "InvalidParameterValue"},
		{both[1:], `{"HealthCheck":1,"CheckType":"PORT","CheckPort":65536}`, "InvalidParameterValue"},
		{both[1:], `{"HealthCheck":1,"CheckType":"PORT","ContextType":"HEX"}`, "InvalidParameterValue"},
		{both[1:], `{"HealthCheck":1,"CheckType":"PING","SendContext":"a"}`, "InvalidParameterValue"},
		{both[1:], `{"HealthCheck":1,"CheckType":"PING","Ports":[9013]}`, ""},
		{both[1:], `{"HealthCheck":1,"CheckType":"PORT","CheckPort":53,"ContextType":"TEXT","SendContext":"a","RecvContext":"b","Ports":[9014]}`, ""},
	} {
		for _, protocol := range c.protocols {
			a := x.fails(c.code, "Create"+protocol+"Listeners", newListeners(proxy, c.changes))
			if i > 0 || a.code != "" {
				continue
			}
			for n, id := range a.fields["ListenerIds"].([]any) {
				if l, _ := x.Listener(id.(string)); l.Port != []int64{9001, 9003, 9002}[n] || l.Name != "l" {
					t.Errorf("listener %d is %+v", n, l)
				}
			}
		}
	}
	x.fails("InvalidParameterValue", "CreateTCPListeners", newListeners(toa, `{"ClientIPMethod":1}`))
	for _, l := range x.Listeners("lg-xxxx") {
		if l.RealServerPort != 80 {
			t.Errorf("%+v", l)
		}
	}
}

// listenerOption is a switch with what it changes.
type listenerOption struct {
	name          string
	set           func(*ListenerOptions)
	action, body  string // PROXY is the id of a proxy without listeners
	usual, differ string // codes
}

func TestCreateListenersOptions(t *testing.T) {
	const tcp, udp = "CreateTCPListeners", "CreateUDPListeners"
	body := func(changes string) string { return newListeners("PROXY", changes) }
	const value, port = "InvalidParameterValue", "InvalidParameterValue.InvalidListenerPort"
	for _, c := range []listenerOption{
		{"port 21", func(o *ListenerOptions) { o.AnyPort = true }, tcp, body(`{"Ports":[21]}`), port, ""},
		{"port 65000", func(o *ListenerOptions) { o.AnyPort = true }, udp, body(`{"Ports":[65000]}`), port, ""},
		{"port 65536", func(o *ListenerOptions) { o.AnyPort = true }, udp, body(`{"Ports":[65536]}`), port, port},
		{"port 0", func(o *ListenerOptions) { o.AnyPort = true }, tcp, body(`{"Ports":[0]}`), port, port},
		{"a port twice", func(o *ListenerOptions) { o.RepeatedPortInvalid = true }, tcp, body(`{"Ports":[90,90]}`), "InvalidParameterValue.DuplicatedListenerPort", value},
		{"ports of a call", func(o *ListenerOptions) { o.MaxPorts = 21 }, tcp, body(ports(100, 21)), "FailedOperation.OperateLimitNumofListener", ""},
		{"any number of ports", func(o *ListenerOptions) { o.MaxPorts, o.MaxListeners = -1, -1 }, tcp, body(ports(100, 300)), "FailedOperation.OperateLimitNumofListener", ""},
		{"listeners of a proxy", func(o *ListenerOptions) { o.MaxListeners = 1 }, udp, body(ports(100, 2)), "", "FailedOperation.LimitNumofListener"},
		{"wrr for DOMAIN", func(o *ListenerOptions) { o.CombinationsUnchecked = true }, tcp, body(`{"RealServerType":"DOMAIN","Scheduler":"wrr"}`), value, ""},
		{"failover for DOMAIN", func(o *ListenerOptions) { o.CombinationsUnchecked = true }, tcp, body(`{"RealServerType":"DOMAIN","FailoverSwitch":1,"HealthCheck":1}`), value, ""},
		{"lrtt for DOMAIN", func(o *ListenerOptions) { o.LRTTAllowed = true }, udp, body(`{"RealServerType":"DOMAIN","Scheduler":"lrtt"}`), value, value},
		{"lrtt", func(o *ListenerOptions) { o.LRTTAllowed = true }, udp, body(`{"Scheduler":"lrtt"}`), "UnsupportedOperation", ""},
		{"timeout and interval", func(o *ListenerOptions) { o.TimeoutUnchecked = true }, tcp, body(`{"DelayLoop":20,"ConnectTimeout":20}`), value, ""},
		{"no CheckType", func(o *ListenerOptions) { o.CheckTypePing = true }, udp, body(`{"HealthCheck":1}`), value, ""},
		{"unknown proxy", func(o *ListenerOptions) { o.UnknownParent = UnknownInvalidParameter }, tcp, newListeners("link-none", ""), "ResourceNotFound", "InvalidParameter"},
		{"unknown group", func(o *ListenerOptions) { o.UnknownParent = UnknownInvalidParameter }, tcp, newListeners("", `{"ProxyId":null,"GroupId":"lg-none"}`), "ResourceNotFound", "ResourceNotFound"},
	} {
		for on, want := range map[bool]string{false: c.usual, true: c.differ} {
			x := newTester(t, func(o *Options) {
				if on {
					c.set(&o.Listener)
				}
			})
			proxy := x.AddProxy(Proxy{})
			a := x.call(c.action, strings.ReplaceAll(c.body, "PROXY", proxy))
			if a.code != want {
				t.Errorf("%s, %v: %s, want %s", c.name, on, a.body, want)
			}
			if made := len(x.Listeners(proxy)); (made == 0) != (a.code != "") {
				t.Errorf("%s, %v: %d listeners after %q", c.name, on, made, a.code)
			}
			if all := x.Listeners(""); c.name == "no CheckType" && on && all[0].CheckType != "PING" {
				t.Errorf("%+v", all)
			}
		}
	}
}

func TestListenerQuota(t *testing.T) {
	x := newTester(t)
	proxy, partner := x.AddProxy(Proxy{}), x.AddProxy(Proxy{AccessRegion: "SL_AZURE_EastUS"})
	for i := range 10 {
		x.ok("CreateTCPListeners", newListeners(proxy, ports(100+20*i, 20)))
	}
	x.fails("FailedOperation.LimitNumofListener", "CreateUDPListeners", newListeners(proxy, ""))
	x.ok("CreateTCPListeners", newListeners(partner, ports(100, 20)))
	x.fails("FailedOperation.LimitNumofListener", "CreateTCPListeners", newListeners(partner, ""))
}

func TestPartialBatch(t *testing.T) {
	for partial, want := range map[bool]int{false: 0, true: 2} {
		x := newTester(t, func(o *Options) { o.Listener.PartialBatch = partial })
		proxy := x.AddProxy(Proxy{})
		x.AddListener(Listener{ProxyID: proxy, Port: 92})
		a := x.call("CreateTCPListeners", newListeners(proxy, ports(90, 4)))
		if made := len(x.Listeners(proxy)) - 1; made != want || (a.code == "") != partial {
			t.Errorf("%v: %d made, want %d; %s", partial, made, want, a.body)
		}
		x.fails("InvalidParameterValue.DuplicatedListenerPort", "CreateTCPListeners", newListeners(proxy, ports(92, 2)))
	}
}

func TestOmittedHealth(t *testing.T) {
	for null, want := range map[bool][]any{false: {5.0, 2.0, 1.0, 1.0}, true: {nil, nil, nil, nil}} {
		x := newTester(t, func(o *Options) { o.Listener.OmittedHealthNull = null })
		got := x.look("TCP", x.listen("TCP", x.AddProxy(Proxy{}), ""))
		for i, name := range []string{"DelayLoop", "ConnectTimeout", "HealthyThreshold", "UnhealthyThreshold"} {
			if got[name] != want[i] {
				t.Errorf("%v: %s is %v, want %v", null, name, got[name], want[i])
			}
		}
	}
}

func TestModifyListener(t *testing.T) {
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	tcp := x.AddListener(Listener{ProxyID: proxy, Scheduler: "wrr", HealthCheck: 1, ClientIPMethod: 1})
	udp := x.AddListener(Listener{ProxyID: proxy, Protocol: "UDP", RealServerType: TypeDomain, HealthCheck: 1, CheckType: "PORT", CheckPort: 53, ContextType: "TEXT", SendContext: "a"})
	for _, c := range []struct{ protocol, id, changes, code string }{
		{"TCP", tcp, `{}`, ""},
		{"TCP", tcp, `{"Scheduler":"lc","DelayLoop":60,"ConnectTimeout":59,"HealthyThreshold":10,"UnhealthyThreshold":2,"FailoverSwitch":1}`, ""},
		{"TCP", tcp, `{"HealthCheck":0}`, "InvalidParameterValue"}, // failover needs it
		{"TCP", tcp, `{"ConnectTimeout":60}`, "InvalidParameterValue"},
		{"TCP", tcp, `{"ListenerName":""}`, "InvalidParameterValue"},
		{"TCP", tcp, `{"Port":1}`, "UnknownParameter"},
		{"TCP", tcp, `{"ClientIPMethod":1}`, "UnknownParameter"},
		{"TCP", tcp, `{"ListenerId":null}`, "MissingParameter"},
		{"UDP", udp, `{"Scheduler":"wrr"}`, "InvalidParameterValue"},
		{"UDP", udp, `{"CheckType":""}`, "InvalidParameterValue"},
		{"UDP", udp, `{"CheckType":"PING","SendContext":"b"}`, "InvalidParameterValue"},
		{"UDP", udp, `{"CheckType":"PING"}`, ""},
		{"UDP", udp, `{"HealthCheck":0,"CheckType":"","CheckPort":0,"ContextType":"","SendContext":""}`, ""},
	} {
		x.fails(c.code, "Modify"+c.protocol+"ListenerAttribute", with(`{"ListenerId":"`+c.id+`","ProxyId":"`+proxy+`"}`, c.changes))
		x.Advance(time.Second)
	}
	l, _ := x.Listener(tcp)
	if l.Scheduler != "lc" || l.DelayLoop != 60 || l.ConnectTimeout != 59 || l.HealthyThreshold != 10 || l.UnhealthyThreshold != 2 || l.FailoverSwitch != 1 || l.HealthCheck != 1 || l.ClientIPMethod != 1 {
		t.Errorf("%+v", l)
	}
	if l, _ := x.Listener(udp); l.HealthCheck != 0 || l.CheckType != "" || l.CheckPort != 0 || l.ContextType != "" || l.SendContext != "" || l.DelayLoop != 5 {
		t.Errorf("%+v", l)
	}
	group := x.AddListener(Listener{GroupID: "lg-xxxx"})
	x.fails("InvalidParameter", "ModifyTCPListenerAttribute", `{"ListenerId":"`+group+`","ProxyId":"`+proxy+`"}`)
	x.ok("ModifyTCPListenerAttribute", `{"ListenerId":"`+group+`","GroupId":"lg-xxxx"}`)
}

func TestParentStatus(t *testing.T) {
	for _, c := range []struct {
		set          func(*ListenerOptions)
		tcp, udp     string // codes of creating
		other, group string // of other writes, and of all below a group
	}{
		{func(*ListenerOptions) {}, "ProxyStatusNotInRuning", "InstanceStatusNotInRuning", "InstanceStatusNotInRuning", "GroupStatusNotInRuning"},
		{func(o *ListenerOptions) { o.InstanceStatusOnly = true }, "InstanceStatusNotInRuning", "InstanceStatusNotInRuning", "InstanceStatusNotInRuning", "GroupStatusNotInRuning"},
		{func(o *ListenerOptions) { o.ParentStatusIgnored = true }, "ProxyStatusNotInRuning", "InstanceStatusNotInRuning", "", ""},
	} {
		for _, status := range []string{StatusClosed, StatusCreating, StatusAdjusting, StatusIsolated} {
			x := newTester(t, func(o *Options) { c.set(&o.Listener) })
			proxy := x.AddProxy(Proxy{Status: status})
			x.fails("FailedOperation."+c.tcp, "CreateTCPListeners", newListeners(proxy, ""))
			x.fails("FailedOperation."+c.udp, "CreateUDPListeners", newListeners(proxy, ""))
			x.UpdateGroup("lg-xxxx", func(g *Group) { g.Status = status })
			x.fails("FailedOperation.GroupStatusNotInRuning", "CreateTCPListeners", newListeners("", `{"ProxyId":null,"GroupId":"lg-xxxx"}`))
			x.writesBelow(c.other, Listener{ProxyID: proxy}, `{"ProxyId":"`+proxy+`"}`)
			x.writesBelow(c.group, Listener{GroupID: "lg-xxxx"}, `{"GroupId":"lg-xxxx"}`)
		}
	}
	// A proxy about to be adjusted does not take listeners, though it reads RUNNING.
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	x.ok("ModifyProxyConfiguration", `{"ProxyId":"`+proxy+`","Bandwidth":50}`)
	x.fails("FailedOperation.ProxyStatusNotInRuning", "CreateTCPListeners", newListeners(proxy, ""))
	x.Advance(time.Minute)
	x.ok("CreateTCPListeners", newListeners(proxy, ""))
}

// writesBelow wants a code of each write on a new listener.
func (x *tester) writesBelow(code string, l Listener, parent string) {
	x.t.Helper()
	if code != "" {
		code = "FailedOperation." + code
	}
	for action, body := range map[string]string{
		"ModifyTCPListenerAttribute": with(`{"ListenerId":"ID"}`, parent),
		"BindListenerRealServers":    `{"ListenerId":"ID"}`,
		"DeleteListeners":            with(`{"ListenerIds":["ID"],"Force":1}`, parent),
	} {
		x.fails(code, action, strings.ReplaceAll(body, "ID\"", x.AddListener(l)+`"`))
	}
}

func TestListenerLocks(t *testing.T) {
	for lock, want := range map[ListenerLock]struct{ modify, other string }{
		"": {codeHasTask, ""}, LockListener: {codeHasTask, ""},
		LockStatusError: {"FailedOperation.ListenerStatusError", ""}, LockParent: {codeHasTask, codeHasTask},
	} {
		x := newTester(t, func(o *Options) { o.Listener.Lock = lock })
		proxy := x.AddProxy(Proxy{})
		busy, idle := x.AddListener(Listener{ProxyID: proxy, Status: StatusBinding}), x.AddListener(Listener{ProxyID: proxy})
		elsewhere := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{})})
		x.fails(want.modify, "ModifyTCPListenerAttribute", `{"ListenerId":"`+busy+`","ProxyId":"`+proxy+`"}`)
		x.fails(codeHasTask, "BindListenerRealServers", bind(busy))
		x.fails(codeHasTask, "DeleteListeners", `{"ListenerIds":["`+busy+`"],"Force":1,"ProxyId":"`+proxy+`"}`)
		x.fails(want.other, "BindListenerRealServers", bind(idle))
		x.fails(want.other, "CreateUDPListeners", newListeners(proxy, ""))
		x.ok("BindListenerRealServers", bind(elsewhere))
	}
}

func TestDeleteListeners(t *testing.T) {
	for mode, want := range map[UnforcedDelete]struct{ code, failed, succeeded string }{
		"": {"", `[]`, `["A","B"]`}, UnforcedDeleted: {"", `[]`, `["A","B"]`},
		UnforcedRefused: {"FailedOperation.RealServerAlreadyBound", "", ""}, UnforcedFailed: {"", `["B"]`, `["A"]`},
	} {
		x := newTester(t, func(o *Options) { o.Listener.UnforcedDelete = mode })
		proxy := x.AddProxy(Proxy{})
		free, bound := x.AddListener(Listener{ProxyID: proxy}), x.AddListener(Listener{ProxyID: proxy, Protocol: "UDP", RealServers: []Binding{{}}})
		foreign := x.AddListener(Listener{ProxyID: x.AddProxy(Proxy{})})
		body := `{"ListenerIds":["` + free + `","` + bound + `","` + foreign + `"],"ProxyId":"` + proxy + `","Force":`
		a := x.fails(want.code, "DeleteListeners", body+"0}")
		names := strings.NewReplacer("A", free, "B", bound)
		if sets := names.Replace(`{"OperationFailedListenerSet":` + want.failed + `,"OperationSucceedListenerSet":` + want.succeeded + `,"InvalidStatusListenerSet":["` + foreign + `"],`); want.code == "" && !strings.Contains(a.body, sets) {
			t.Errorf("%s: %s, want %s", mode, a.body, sets)
		}
		if want.code != "" {
			if len(x.Listeners(proxy)) != 2 || x.Listeners(proxy)[0].Status != StatusRunning {
				t.Errorf("%s: half of a refused call was executed", mode)
			}
			x.ok("DeleteListeners", body+"1}")
		}
	}
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	id := x.AddListener(Listener{ProxyID: proxy})
	for body, code := range map[string]string{
		`{"ListenerIds":["` + id + `"],"Force":2,"ProxyId":"` + proxy + `"}`: "InvalidParameterValue",
		`{"ListenerIds":["` + id + `"],"ProxyId":"` + proxy + `"}`:           "MissingParameter",
		`{"ListenerIds":[],"Force":0,"ProxyId":"` + proxy + `"}`:             "MissingParameter",
		`{"ListenerIds":["` + id + `"],"Force":0,"ProxyId":"link-none"}`:     "ResourceNotFound",
		`{"ListenerIds":["` + id + `"],"Force":0,"GroupId":"lg-none"}`:       "ResourceNotFound",
		`{"ListenerIds":"` + id + `","Force":0,"ProxyId":"` + proxy + `"}`:   "InvalidParameter",
	} {
		x.fails(code, "DeleteListeners", body)
	}
	x.Inject(Fault{Action: "DeleteListeners", Kind: FaultOperationFailed})
	if a := x.ok("DeleteListeners", `{"ListenerIds":["`+id+`"],"Force":0,"ProxyId":"`+proxy+`"}`); !strings.Contains(a.body, `"OperationFailedListenerSet":["`+id+`"]`) {
		t.Error(a.body)
	}
	x.wantListenerStatus("TCP", id, 0)
}

// The switches of the gateway hold for listeners, too.
func TestListenerGatewayOptions(t *testing.T) {
	for on, codes := range map[bool][4]string{
		false: {"InvalidParameter", "InvalidParameterValue", "InvalidParameterValue", "InvalidParameterValue"}, true: {},
	} {
		x := newTester(t, func(o *Options) {
			o.TextsConverted, o.LongNames, o.LimitClamped, o.Listener.CombinationsUnchecked = on, on, on, on
		})
		proxy, toa := x.AddProxy(Proxy{}), x.AddProxy(Proxy{ClientIPMethods: []int64{0}})
		x.fails(codes[0], "CreateTCPListeners", newListeners(proxy, `{"Ports":["90"],"HealthCheck":"1","DelayLoop":"9"}`))
		x.fails(codes[1], "CreateUDPListeners", newListeners(proxy, `{"ListenerName":"`+strings.Repeat("n", 99)+`"}`))
		x.fails(codes[2], "DescribeTCPListeners", `{"ProxyId":"`+proxy+`","Limit":200}`)
		x.fails(codes[3], "CreateTCPListeners", newListeners(toa, `{"ClientIPMethod":1}`))
		if !on {
			continue
		}
		if all := x.Listeners(proxy); len(all) != 2 || all[0].Port != 90 || all[0].HealthCheck != 1 || all[0].DelayLoop != 9 {
			t.Errorf("%+v", all)
		}
		for i := range 150 {
			x.AddListener(Listener{ProxyID: proxy, Port: int64(1000 + i)})
		}
		if a := x.ok("DescribeTCPListeners", `{"ProxyId":"`+proxy+`","Limit":200}`); len(a.fields["ListenerSet"].([]any)) != 100 || a.fields["TotalCount"] != 151.0 {
			t.Errorf("%v on a page that was asked to have 200", a.fields["TotalCount"])
		}
	}
}
