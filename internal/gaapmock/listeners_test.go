package gaapmock

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// with merges changes into a JSON object; null removes a field.
func with(body, changes string) string {
	fields := map[string]json.RawMessage{}
	for _, text := range []string{body, changes} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), &fields); err != nil {
			panic(err)
		}
	}
	for name, value := range fields {
		if string(value) == "null" {
			delete(fields, name)
		}
	}
	return string(mustMarshal(fields))
}

// newListeners is the body of an ordinary Create*Listeners below a proxy.
func newListeners(proxy, changes string) string {
	return with(`{"ListenerName":"l","Ports":[8000],"Scheduler":"rr","HealthCheck":0,"RealServerType":"IP","ProxyId":"`+proxy+`"}`, changes)
}

// listen creates a listener and returns its id; it is CREATING.
func (x *tester) listen(protocol, proxy, changes string) string {
	x.t.Helper()
	ids := x.ok("Create"+protocol+"Listeners", newListeners(proxy, changes)).fields["ListenerIds"].([]any)
	return ids[0].(string)
}

// look is what Describe*Listeners shows of one listener; nil if nothing.
func (x *tester) look(protocol, id string) map[string]any {
	x.t.Helper()
	a := x.call("Describe"+protocol+"Listeners", `{"ListenerId":"`+id+`"}`)
	if a.code != "" {
		return nil
	}
	return a.fields["ListenerSet"].([]any)[0].(map[string]any)
}

func (x *tester) wantListenerStatus(protocol, id string, want float64) {
	x.t.Helper()
	if got := x.look(protocol, id)["ListenerStatus"]; got != want {
		x.t.Errorf("status %v, want %v", got, want)
	}
}

// bind is the body of BindListenerRealServers with a set.
func bind(id string, set ...string) string {
	return `{"ListenerId":"` + id + `","RealServerBindSet":[` + strings.Join(set, ",") + `]}`
}

// server is an item of such a set.
func server(r RealServer, port int, changes string) string {
	return with(fmt.Sprintf(`{"RealServerId":%q,"RealServerIP":%q,"RealServerPort":%d}`, r.ID, r.Address, port), changes)
}

// origin adds an origin behind the API's back.
func (x *tester) origin(r RealServer) RealServer {
	x.t.Helper()
	r, ok := x.RealServer(x.AddRealServer(r))
	if !ok {
		x.t.Fatal("no origin")
	}
	return r
}

func TestListenerLife(t *testing.T) {
	for _, protocol := range []string{"TCP", "UDP"} {
		x := newTester(t)
		proxy, r := x.AddProxy(Proxy{}), x.origin(RealServer{})
		id := x.listen(protocol, proxy, "")
		x.wantListenerStatus(protocol, id, 1)
		x.fails("FailedOperation.ListenerHasTask", "BindListenerRealServers", bind(id, server(r, 80, "")))
		x.Advance(2 * time.Second)
		x.wantListenerStatus(protocol, id, 0)

		x.ok("BindListenerRealServers", bind(id, server(r, 80, "")))
		x.wantListenerStatus(protocol, id, 3)
		x.Advance(2 * time.Second)
		x.wantListenerStatus(protocol, id, 0)

		modify := "Modify" + protocol + "ListenerAttribute"
		x.ok(modify, `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`","ListenerName":"new"}`)
		x.wantListenerStatus(protocol, id, 4)
		x.fails("FailedOperation.ListenerHasTask", modify, `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`","ListenerName":"newer"}`)
		x.Advance(time.Second)
		if got := x.look(protocol, id); got["ListenerStatus"] != 0.0 || got["ListenerName"] != "new" || len(got["RealServerSet"].([]any)) != 1 {
			t.Errorf("after the change %v", got)
		}

		a := x.ok("DeleteListeners", `{"ListenerIds":["`+id+`","listener-none"],"Force":0,"ProxyId":"`+proxy+`"}`)
		if want := `{"OperationFailedListenerSet":[],"OperationSucceedListenerSet":["` + id + `"],"InvalidStatusListenerSet":["listener-none"],`; !strings.Contains(a.body, want) {
			t.Errorf("%s, want %s", a.body, want)
		}
		x.wantListenerStatus(protocol, id, 2)
		x.fails("FailedOperation.ListenerHasTask", "DeleteListeners", `{"ListenerIds":["`+id+`"],"Force":1,"ProxyId":"`+proxy+`"}`)
		x.Advance(2 * time.Second)
		a = x.fails("InvalidParameter", "Describe"+protocol+"Listeners", `{"ListenerId":"`+id+`"}`)
		if !strings.Contains(a.body, `"ListenerId(`+id+`) Not Exist."`) {
			t.Error(a.body)
		}
		if a := x.ok("DeleteListeners", `{"ListenerIds":["`+id+`"],"Force":1,"ProxyId":"`+proxy+`"}`); !strings.Contains(a.body, `"InvalidStatusListenerSet":["`+id+`"]`) {
			t.Error(a.body)
		}
	}
}

// What the API shows is what the examples of Tencent show.
func TestListenerFields(t *testing.T) {
	x := newTester(t)
	proxy, r := x.AddProxy(Proxy{}), x.origin(RealServer{Address: "203.0.113.20"})
	tcp := x.listen("TCP", proxy, `{"Scheduler":"wrr","HealthCheck":1,"DelayLoop":9,"ClientIPMethod":1}`)
	udp := x.listen("UDP", proxy, `{"HealthCheck":1,"CheckType":"PORT","CheckPort":6666,"ContextType":"TEXT","SendContext":"ping","RecvContext":"pong"}`)
	x.Advance(2 * time.Second)
	x.ok("BindListenerRealServers", bind(tcp, server(r, 9000, `{"RealServerWeight":60}`)))
	x.Advance(2 * time.Second)
	for protocol, want := range map[string]string{
		"TCP": `{"ListenerId":"` + tcp + `","ListenerName":"l","Port":8000,"RealServerPort":null,"RealServerType":"IP","Protocol":"TCP","ListenerStatus":0,
			"Scheduler":"wrr","ConnectTimeout":2,"DelayLoop":9,"HealthCheck":1,"BindStatus":1,"RealServerSet":[{"RealServerId":"` + r.ID + `","RealServerIP":"203.0.113.20",
			"RealServerWeight":60,"RealServerStatus":0,"RealServerPort":9000,"DownIPList":[],"RealServerFailoverRole":""}],"CreateTime":1772366400,"ClientIPMethod":1,
			"HealthyThreshold":1,"UnhealthyThreshold":1,"FailoverSwitch":0,"SessionPersist":0,"ProxyId":"` + proxy + `","GroupId":null}`,
		"UDP": `{"ListenerId":"` + udp + `","ListenerName":"l","Port":8000,"RealServerPort":null,"RealServerType":"IP","Protocol":"UDP","ListenerStatus":0,
			"Scheduler":"rr","BindStatus":0,"RealServerSet":[],"CreateTime":1772366400,"SessionPersist":0,"DelayLoop":5,"ConnectTimeout":2,"HealthyThreshold":1,
			"UnhealthyThreshold":1,"FailoverSwitch":0,"HealthCheck":1,"CheckType":"PORT","CheckPort":6666,"ContextType":"TEXT","SendContext":"ping","RecvContext":"pong",
			"ProxyId":"` + proxy + `","GroupId":null}`,
	} {
		var fields map[string]any
		if err := json.Unmarshal([]byte(want), &fields); err != nil {
			t.Fatal(err)
		}
		id := fields["ListenerId"].(string)
		if got := x.look(protocol, id); !reflect.DeepEqual(got, fields) {
			t.Errorf("%v, want %v", got, fields)
		}
	}
}

func TestDescribeListeners(t *testing.T) {
	x := newTester(t)
	a, b := x.AddProxy(Proxy{}), x.AddProxy(Proxy{})
	for i, l := range []Listener{{Name: "web", Port: 80}, {Name: "web-80", Port: 8080}, {Name: "db", Port: 5432}} {
		l.ID, l.ProxyID = fmt.Sprint("listener-", i), a
		x.AddListener(l)
	}
	x.AddListener(Listener{ID: "listener-u", ProxyID: a, Protocol: "UDP", Port: 80})
	x.AddListener(Listener{ID: "listener-g", GroupID: "lg-xxxx"})
	for body, want := range map[string]string{
		`{"ProxyId":"` + a + `"}`:                                  "0 1 2",
		`{"ProxyId":"` + b + `"}`:                                  "",
		`{"GroupId":"lg-xxxx"}`:                                    "g",
		`{"ListenerId":"listener-1"}`:                              "1",
		`{"ListenerId":"listener-1","ProxyId":"` + a + `"}`:        "1",
		`{"ListenerId":"listener-1","Port":80}`:                    "",
		`{"ListenerId":"listener-u"}`:                              "",
		`{"ProxyId":"` + a + `","ListenerName":"web"}`:             "0",
		`{"ProxyId":"` + a + `","Port":5432}`:                      "2",
		`{"ProxyId":"` + a + `","SearchValue":"80"}`:               "0 1",
		`{"ProxyId":"` + a + `","SearchValue":"web"}`:              "0 1",
		`{"ProxyId":"` + a + `","Offset":1,"Limit":1}`:             "1",
		`{"ProxyId":"` + a + `","Limit":0}`:                        "",
		`{"ProxyId":"` + a + `","Offset":18446744073709551615}`:    "",
		`{"ProxyId":"` + a + `","Port":18446744073709551615}`:      "",
		`{"ProxyId":"` + a + `","ListenerName":"web","Port":5432}`: "",
	} {
		var got []string
		for _, l := range x.ok("DescribeTCPListeners", body).fields["ListenerSet"].([]any) {
			got = append(got, strings.TrimPrefix(l.(map[string]any)["ListenerId"].(string), "listener-"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", body, got, want)
		}
	}
	for body, code := range map[string]string{
		`{"ProxyId":"` + a + `","SearchValue":"a","Port":1}`:           "InvalidParameterValue",
		`{"ProxyId":"` + a + `","SearchValue":"a","ListenerName":"a"}`: "InvalidParameterValue",
		`{"ProxyId":"` + a + `","Limit":101}`:                          "InvalidParameterValue",
		`{"ProxyId":"link-none"}`:                                      "ResourceNotFound",
		`{"GroupId":"lg-none"}`:                                        "ResourceNotFound",
		`{"ProxyId":1}`:                                                "InvalidParameter",
		`{"ProxyID":"` + a + `"}`:                                      "UnknownParameter",
	} {
		x.fails(code, "DescribeUDPListeners", body)
	}
}

func TestUnknownListener(t *testing.T) {
	for mode, want := range map[UnknownMode][2]string{
		"": {"InvalidParameter", "InvalidParameter"}, UnknownNotExist: {"InvalidParameter", "InvalidParameter"},
		UnknownNotFound: {"ResourceNotFound", "ResourceNotFound"}, UnknownOmitted: {"", "InvalidParameter"},
	} {
		x := newTester(t, func(o *Options) { o.Listener.Unknown = mode })
		proxy := x.AddProxy(Proxy{})
		a := x.fails(want[0], "DescribeTCPListeners", `{"ListenerId":"listener-none"}`)
		if want[0] == "" && a.fields["TotalCount"] != 0.0 {
			t.Error(a.body)
		}
		x.fails(want[1], "DescribeListenerRealServers", `{"ListenerId":"listener-none"}`)
		x.fails(want[1], "BindListenerRealServers", `{"ListenerId":"listener-none"}`)
		x.fails(want[1], "ModifyUDPListenerAttribute", `{"ListenerId":"listener-none","ProxyId":"`+proxy+`"}`)
	}
}

func TestOtherListener(t *testing.T) {
	for _, c := range []struct {
		option           func(*Options)
		protocol, parent string // codes
	}{
		{func(*Options) {}, "", "InvalidParameter"},
		{func(o *Options) { o.Listener.OtherProtocol, o.Listener.OtherParent = UnknownOmitted, UnknownNotExist }, "", "InvalidParameter"},
		{func(o *Options) { o.Listener.OtherProtocol, o.Listener.OtherParent = UnknownNotExist, UnknownOmitted }, "InvalidParameter", ""},
	} {
		x := newTester(t, c.option)
		proxy, other := x.AddProxy(Proxy{}), x.AddProxy(Proxy{})
		id := x.AddListener(Listener{ProxyID: proxy})
		x.fails(c.protocol, "DescribeUDPListeners", `{"ListenerId":"`+id+`"}`)
		x.fails(c.parent, "DescribeTCPListeners", `{"ListenerId":"`+id+`","ProxyId":"`+other+`"}`)
		x.fails(c.parent, "DescribeTCPListeners", `{"ListenerId":"`+id+`","GroupId":"lg-xxxx"}`)
		x.fails("InvalidParameter", "ModifyUDPListenerAttribute", `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`"}`)
		x.fails("InvalidParameter", "ModifyTCPListenerAttribute", `{"ListenerId":"`+id+`","ProxyId":"`+other+`"}`)
	}
}

func TestBothParents(t *testing.T) {
	for invalidValue, codes := range map[bool][2]string{false: {"InvalidParameter", "MissingParameter"}, true: {"InvalidParameterValue", "InvalidParameterValue"}} {
		x := newTester(t, func(o *Options) { o.Listener.ParentsInvalidValue = invalidValue })
		proxy := x.AddProxy(Proxy{})
		id := x.AddListener(Listener{ProxyID: proxy})
		for action, body := range map[string]string{
			"CreateTCPListeners":         newListeners("", ""),
			"CreateUDPListeners":         newListeners("", ""),
			"ModifyTCPListenerAttribute": `{"ListenerId":"` + id + `"}`,
			"DeleteListeners":            `{"ListenerIds":["` + id + `"],"Force":0}`,
			"DescribeTCPListeners":       `{}`,
		} {
			x.fails(codes[0], action, with(body, `{"ProxyId":"`+proxy+`","GroupId":"lg-xxxx"}`))
			x.fails(codes[1], action, with(body, `{"ProxyId":null}`))
		}
	}
}

func TestListenerTasksAndParentShown(t *testing.T) {
	for on, want := range map[bool]any{false: nil, true: ""} {
		x := newTester(t, func(o *Options) { o.Listener.Tasks, o.Listener.OtherParentEmpty = on, on })
		a := x.ok("CreateTCPListeners", newListeners(x.AddProxy(Proxy{}), ""))
		x.Advance(2 * time.Second)
		if got := x.look("TCP", a.fields["ListenerIds"].([]any)[0].(string))["GroupId"]; got != want {
			t.Errorf("GroupId %v, want %v", got, want)
		}
		if b := x.call("DescribeTaskStatus", `{"TaskId":"`+a.id+`"}`); on && b.fields["Status"] != "SUCCESS" || !on && b.code != "ResourceNotFound" {
			t.Error(b.body)
		}
	}
}

func TestListenerLag(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Listener.ReadLag = time.Second })
	id := x.listen("TCP", x.AddProxy(Proxy{}), "")
	x.fails("InvalidParameter", "DescribeTCPListeners", `{"ListenerId":"`+id+`"}`)
	x.Advance(time.Second)
	x.wantListenerStatus("TCP", id, 1)
	x.Advance(time.Second)
	x.wantListenerStatus("TCP", id, 1)
	if l, _ := x.Listener(id); l.Status != StatusRunning {
		t.Errorf("%s", l.Status)
	}
	x.Advance(time.Second)
	x.wantListenerStatus("TCP", id, 0)
}

func TestListenerDurations(t *testing.T) {
	x := newTester(t, func(o *Options) {
		l := &o.Listener
		l.CreateDuration, l.ModifyDuration, l.BindDuration, l.DeleteDuration = -1, time.Minute, -1, -1
	})
	proxy := x.AddProxy(Proxy{})
	id := x.listen("TCP", proxy, "")
	x.wantListenerStatus("TCP", id, 0)
	x.ok("BindListenerRealServers", bind(id))
	x.wantListenerStatus("TCP", id, 0)
	x.ok("ModifyTCPListenerAttribute", `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`"}`)
	x.Advance(59 * time.Second)
	x.wantListenerStatus("TCP", id, 4)
	x.Advance(time.Second)
	x.ok("DeleteListeners", `{"ListenerIds":["`+id+`"],"Force":0,"ProxyId":"`+proxy+`"}`)
	if _, ok := x.Listener(id); ok {
		t.Error("it is still there")
	}
	x.Inject(Fault{Kind: FaultStuck})
	id = x.listen("TCP", proxy, "")
	x.Advance(time.Hour)
	x.wantListenerStatus("TCP", id, 1)
}

func TestListenerControl(t *testing.T) {
	x := newTester(t)
	proxy := x.AddProxy(Proxy{})
	id := x.AddListener(Listener{ProxyID: proxy, RealServers: []Binding{{}, {}}})
	l, _ := x.Listener(id)
	if l.Status != StatusRunning || l.Port != 8000 || l.Scheduler != "rr" || len(l.RealServers) != 2 || l.RealServers[0].ID == l.RealServers[1].ID || l.RealServers[0].Address == "" {
		t.Errorf("%+v", l)
	}
	if second, _ := x.Listener(x.AddListener(Listener{ProxyID: proxy, Protocol: "HTTP"})); second.Port != 8001 {
		t.Errorf("a port is there twice: %+v", second)
	}
	if udp, _ := x.Listener(x.AddListener(Listener{ProxyID: proxy, Protocol: "UDP"})); udp.Port != 8000 {
		t.Errorf("UDP has ports of its own: %+v", udp)
	}
	l.RealServers[0].ID = "changed"
	if again, _ := x.Listener(id); again.RealServers[0].ID == "changed" {
		t.Error("Listener returns the mock's own list")
	}
	if !x.UpdateListener(id, func(l *Listener) { l.ID, l.Name, l.Status, l.SessionPersist = "x", "n", StatusBinding, 60 }) {
		t.Error("no update")
	}
	x.Advance(time.Hour)
	if got := x.look("TCP", id); got["ListenerStatus"] != 3.0 || got["ListenerName"] != "n" || got["SessionPersist"] != 60.0 {
		t.Errorf("%v", got)
	}
	if x.UpdateListener(id, func(l *Listener) { l.Protocol = "SCTP" }) || x.UpdateListener("listener-none", func(*Listener) {}) {
		t.Error("UpdateListener took what it should not")
	}
	if !x.RemoveListener(id) || x.RemoveListener(id) || len(x.Listeners(proxy)) != 2 {
		t.Error("RemoveListener")
	}
	x.RemoveProxy(proxy)
	if all := x.Listeners(""); len(all) != 0 {
		t.Errorf("listeners of a removed proxy: %+v", all)
	}
}
