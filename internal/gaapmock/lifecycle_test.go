package gaapmock

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// sets are the two sets of a batch answer.
func (a answer) sets() [2]any {
	return [2]any{a.fields["InvalidStatusInstanceSet"], a.fields["OperationFailedInstanceSet"]}
}

func (x *tester) wantSets(a answer, invalid, failed []any) {
	x.t.Helper()
	if want := [2]any{invalid, failed}; !reflect.DeepEqual(a.sets(), want) {
		x.t.Errorf("sets %v, want %v", a.sets(), want)
	}
}

func TestLifeCycle(t *testing.T) {
	x := newTester(t)
	id := x.create("")
	x.wantStatus(id, StatusCreating)
	x.Advance(30 * time.Second)
	x.wantStatus(id, StatusRunning)

	x.ok("ModifyProxyConfiguration", `{"ProxyId":"`+id+`","Bandwidth":50,"Concurrent":10,"BillingType":1}`)
	x.wantStatus(id, StatusRunning)
	if x.info(id)["Bandwidth"] != 20.0 {
		t.Error("the new bandwidth shows within the lag")
	}
	x.Advance(3 * time.Second)
	x.wantStatus(id, StatusAdjusting)
	x.Advance(20 * time.Second)
	info := x.info(id)
	if info["Status"] != StatusRunning || info["Bandwidth"] != 50.0 || info["Concurrent"] != 10.0 || info["BillingType"] != 1.0 || info["ModifyConfigTime"] == nil {
		t.Errorf("after the adjustment %v", info)
	}

	x.wantSets(x.ok("CloseProxies", only(id)), []any{}, []any{})
	x.wantStatus(id, StatusClosing)
	x.wantSets(x.ok("CloseProxies", only(id)), []any{id}, []any{})
	x.Advance(10 * time.Second)
	x.wantStatus(id, StatusClosed)
	x.wantSets(x.ok("OpenProxies", only(id)), []any{}, []any{})
	x.wantStatus(id, StatusOpening)
	x.Advance(10 * time.Second)
	x.wantStatus(id, StatusRunning)
	x.wantSets(x.ok("OpenProxies", `{"InstanceIds":["`+id+`"]}`), []any{id}, []any{})

	x.Advance(2 * time.Minute)
	x.wantSets(x.ok("DestroyProxies", `{"Force":0,"ProxyIds":["`+id+`"]}`), []any{}, []any{})
	x.wantStatus(id, StatusDestroying)
	x.wantSets(x.ok("DestroyProxies", `{"Force":1,"ProxyIds":["`+id+`"]}`), []any{id}, []any{})
	x.Advance(10 * time.Second)
	x.wantStatus(id, "")
	if len(x.Proxies()) != 0 {
		t.Error("the proxy is still there")
	}
}

func TestDurations(t *testing.T) {
	x := newTester(t, func(o *Options) {
		o.CreateDuration, o.AdjustDuration, o.OpenDuration, o.CloseDuration, o.DestroyDuration = -1, -1, -1, -1, -1
		o.ConfigLag, o.TaskLag, o.EarlyDestroy = -1, -1, EarlyDestroyAllowed
	})
	a := x.ok("CreateProxy", standardProxy(""))
	id := a.fields["InstanceId"].(string)
	x.wantStatus(id, StatusRunning)
	if got := x.ok("DescribeTaskStatus", `{"TaskId":"`+a.id+`"}`).fields["Status"]; got != "SUCCESS" {
		t.Errorf("task %v", got)
	}
	x.ok("ModifyProxyConfiguration", `{"ProxyId":"`+id+`","Bandwidth":50}`)
	if info := x.info(id); info["Status"] != StatusRunning || info["Bandwidth"] != 50.0 {
		t.Errorf("after the adjustment %v", info)
	}
	x.ok("CloseProxies", only(id))
	x.wantStatus(id, StatusClosed)
	x.ok("OpenProxies", only(id))
	x.wantStatus(id, StatusRunning)
	x.ok("DestroyProxies", `{"Force":1,"ProxyIds":["`+id+`"]}`)
	x.wantStatus(id, "")
}

func TestSpeed(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Speed = 60 })
	id := x.create("")
	x.clock.Advance(499 * time.Millisecond)
	x.wantStatus(id, StatusCreating)
	x.clock.Advance(time.Millisecond)
	x.wantStatus(id, StatusRunning)
	if want := testStart.Add(30 * time.Second); !x.Now().Equal(want) {
		t.Errorf("life-cycle time %v, want %v", x.Now(), want)
	}
	x.Advance(-time.Hour)
	if want := testStart.Add(30 * time.Second); !x.Now().Equal(want) {
		t.Error("time ran backwards")
	}
}

func TestConfigurationRules(t *testing.T) {
	x := newTester(t)
	id := x.AddProxy(Proxy{})
	for _, c := range []struct {
		change func(*Proxy)
		body   string
		code   string
	}{
		{nil, `{"BillingType":0}`, "MissingParameter"},
		{nil, `{"Bandwidth":15}`, "InvalidParameterValue"},
		{nil, `{"Concurrent":3}`, "InvalidParameterValue"},
		{nil, `{"Bandwidth":20,"BillingType":2}`, "InvalidParameterValue"},
		{func(p *Proxy) { p.Scalarable = 0 }, `{"Bandwidth":20}`, "FailedOperation.NotSupportScalar"},
		{func(p *Proxy) { p.Status = StatusMoving }, `{"Bandwidth":20}`, "FailedOperation.ActionIsDoing"},
		{func(p *Proxy) { p.Status = StatusClosed }, `{"Bandwidth":20}`, "FailedOperation.InstanceStatusNotInRuning"},
		{func(p *Proxy) { p.Status = StatusCreateFailed }, `{"Bandwidth":20}`, "FailedOperation.InstanceStatusNotInRuning"},
		{nil, `{"Bandwidth":2000}`, ""},
	} {
		x.UpdateProxy(id, func(p *Proxy) { p.Status, p.Scalarable = StatusRunning, 1 })
		if c.change != nil {
			x.UpdateProxy(id, c.change)
		}
		x.fails(c.code, "ModifyProxyConfiguration", `{"InstanceId":"`+id+`",`+c.body[1:])
	}
	// Busy already, though it still reads RUNNING.
	x.wantStatus(id, StatusRunning)
	x.fails("FailedOperation.ActionIsDoing", "ModifyProxyConfiguration", `{"ProxyId":"`+id+`","Bandwidth":50}`)
	x.wantSets(x.ok("CloseProxies", only(id)), []any{id}, []any{})
	x.fails("ResourceNotFound", "ModifyProxyConfiguration", `{"ProxyId":"link-none","Bandwidth":50}`)
}

func TestModifyClosed(t *testing.T) {
	for allowed, code := range map[bool]string{false: "FailedOperation.InstanceStatusNotInRuning", true: ""} {
		x := newTester(t, func(o *Options) { o.ModifyClosedAllowed = allowed })
		id := x.AddProxy(Proxy{Status: StatusClosed})
		x.fails(code, "ModifyProxyConfiguration", `{"ProxyId":"`+id+`","Bandwidth":50}`)
		x.Advance(time.Minute)
		x.wantStatus(id, StatusClosed)
	}
}

func TestOmittedBilling(t *testing.T) {
	for resets, want := range map[bool]int64{false: 1, true: 0} {
		x := newTester(t, func(o *Options) { o.OmittedBillingResets = resets })
		id := x.AddProxy(Proxy{BillingType: 1})
		x.ok("ModifyProxyConfiguration", `{"ProxyId":"`+id+`","Bandwidth":50}`)
		x.Advance(time.Minute)
		if p, _ := x.Proxy(id); p.BillingType != want {
			t.Errorf("resets %v: billing type %d, want %d", resets, p.BillingType, want)
		}
	}
}

func TestAttributes(t *testing.T) {
	x := newTester(t)
	a, b := x.AddProxy(Proxy{}), x.create("")
	both := `{"ProxyIds":["` + a + `","` + b + `","` + a + `"],`
	x.ok("ModifyProxiesAttribute", both+`"ProxyName":"new"}`)
	x.ok("ModifyProxiesProject", both+`"ProjectId":1205}`)
	for _, p := range x.Proxies() {
		if p.Name != "new" || p.ProjectID != 1205 {
			t.Errorf("proxy %+v", p)
		}
	}
	x.Advance(time.Minute)
	x.wantStatus(b, StatusRunning) // the change did not stop the creation
	x.fails("InvalidParameterValue", "ModifyProxiesAttribute", both+`"ProxyName":""}`)
	x.fails("InvalidParameterValue", "ModifyProxiesProject", both+`"ProjectId":7}`)
	x.fails("ResourceNotFound", "ModifyProxiesAttribute", `{"ProxyIds":["`+a+`","link-none"],"ProxyName":"x"}`)
	x.fails("ResourceNotFound", "ModifyProxiesProject", `{"ProxyIds":["link-none"],"ProjectId":0}`)
	if p, _ := x.Proxy(a); p.Name != "new" {
		t.Error("half of a refused call was executed")
	}
}

func TestBatchStatuses(t *testing.T) {
	for _, c := range []struct{ status, accepts string }{
		{StatusRunning, "CloseProxies DestroyProxies"},
		{StatusClosed, "OpenProxies DestroyProxies"},
		{StatusCreateFailed, "DestroyProxies"},
		{StatusIsolated, "DestroyProxies"},
		{StatusCreating, ""},
		{StatusAdjusting, ""},
		{StatusMoving, ""},
		{StatusDestroying, ""},
	} {
		for _, action := range []string{"OpenProxies", "CloseProxies", "DestroyProxies"} {
			x := newTester(t)
			id := x.AddProxy(Proxy{Status: c.status, CreateTime: testStart.Add(-time.Hour)})
			body := only(id)
			if action == "DestroyProxies" {
				body = `{"Force":1,"ProxyIds":["` + id + `"]}`
			}
			invalid := []any{id}
			if slices.Contains(strings.Fields(c.accepts), action) {
				invalid = []any{}
			}
			x.wantSets(x.ok(action, body), invalid, []any{})
		}
	}
}

func TestDestroyRules(t *testing.T) {
	x := newTester(t)
	old := testStart.Add(-time.Hour)
	bound, free := x.AddProxy(Proxy{CreateTime: old}), x.AddProxy(Proxy{CreateTime: old})
	member := x.AddProxy(Proxy{CreateTime: old, GroupID: "lg-demo0001"})
	x.AddListener(Listener{ProxyID: free})
	x.AddListener(Listener{ProxyID: bound, Protocol: "HTTPS", RealServers: []Binding{{}}})
	both := `"ProxyIds":["` + free + `","` + bound + `"]}`
	x.fails("FailedOperation.RealServerAlreadyBound", "DestroyProxies", `{"Force":0,`+both)
	x.wantStatus(free, StatusRunning)
	x.fails("FailedOperation.BelongDifferentGroup", "DestroyProxies", `{"Force":1,"ProxyIds":["`+free+`","`+member+`"]}`)
	x.fails("InvalidParameterValue", "DestroyProxies", `{"Force":2,`+both)
	x.wantSets(x.ok("DestroyProxies", `{"Force":1,`+both), []any{}, []any{})
	x.wantStatus(bound, StatusDestroying)
	if all := x.Listeners(""); len(all) != 2 || all[0].Status != StatusDestroying {
		t.Errorf("listeners %+v", all)
	}
	x.Advance(x.opts.DestroyDuration)
	if all := x.Listeners(""); len(all) != 0 || len(x.RealServers()) != 1 {
		t.Errorf("listeners %+v; origins %+v", all, x.RealServers())
	}
}

func TestEarlyDestroy(t *testing.T) {
	for mode, code := range map[EarlyDestroyMode]string{
		EarlyDestroyInvalidStatus: "", EarlyDestroyTooQuickly: "FailedOperation.ActionOperateTooQuickly", EarlyDestroyAllowed: "",
	} {
		x := newTester(t, func(o *Options) { o.EarlyDestroy = mode })
		id := x.create("")
		x.Advance(119 * time.Second)
		body := `{"Force":1,"ProxyIds":["` + id + `"]}`
		a := x.fails(code, "DestroyProxies", body)
		want := StatusRunning
		switch mode {
		case EarlyDestroyInvalidStatus:
			x.wantSets(a, []any{id}, []any{})
		case EarlyDestroyAllowed:
			want = StatusDestroying
		case EarlyDestroyTooQuickly: // the code says it all
		}
		x.wantStatus(id, want)
		x.Advance(time.Second)
		x.ok("DestroyProxies", body)
		x.wantStatus(id, StatusDestroying)
	}
	x := newTester(t, func(o *Options) { o.EarlyDestroyAge = time.Hour })
	id := x.running("")
	x.wantSets(x.ok("DestroyProxies", `{"Force":1,"ProxyIds":["`+id+`"]}`), []any{id}, []any{})
}

func TestUnknownIDs(t *testing.T) {
	for _, c := range []struct {
		action, body string
		option       func(*Options, UnknownMode)
		codes        map[UnknownMode]string
	}{
		{
			"DescribeProxies", only("link-none"), func(o *Options, m UnknownMode) { o.UnknownInList = m },
			map[UnknownMode]string{"": "", UnknownOmitted: "", UnknownNotFound: "ResourceNotFound"},
		},
		{
			"DescribeProxiesStatus", only("link-none"), func(o *Options, m UnknownMode) { o.UnknownInStatus = m },
			map[UnknownMode]string{"": "", UnknownOmitted: "", UnknownNotFound: "ResourceNotFound"},
		},
		{
			"DescribeProxyDetail", `{"ProxyId":"link-none"}`, func(o *Options, m UnknownMode) { o.UnknownInDetail = m },
			map[UnknownMode]string{"": "ResourceNotFound", UnknownNotFound: "ResourceNotFound", UnknownCannotAccess: "FailedOperation.ResourceCanNotAccess"},
		},
		{
			"CloseProxies", only("link-none"), func(o *Options, m UnknownMode) { o.UnknownInBatch = m },
			map[UnknownMode]string{"": "ResourceNotFound", UnknownNotFound: "ResourceNotFound", UnknownInvalidStatus: ""},
		},
	} {
		for mode, code := range c.codes {
			x := newTester(t, func(o *Options) { c.option(o, mode) })
			a := x.fails(code, c.action, c.body)
			switch {
			case c.action == "DescribeProxies" && code == "" && a.fields["TotalCount"] != 0.0:
				t.Errorf("%s %s: %s", c.action, mode, a.body)
			case mode == UnknownInvalidStatus:
				x.wantSets(a, []any{"link-none"}, []any{})
			}
		}
	}
}

func TestTaskStatus(t *testing.T) {
	for _, mode := range []TaskEarlyMode{TaskEarlyNotFound, TaskEarlyRunning} {
		x := newTester(t, func(o *Options) { o.TaskEarly = mode })
		a := x.ok("CreateProxy", standardProxy(""))
		body := `{"TaskId":"` + a.id + `"}`
		early := x.call("DescribeTaskStatus", body)
		if notFound := early.code == "ResourceNotFound"; notFound != (mode == TaskEarlyNotFound) {
			t.Errorf("%s: %s", mode, early.body)
		}
		for _, s := range []struct {
			wait time.Duration
			want string
		}{{2 * time.Second, "RUNNING"}, {27 * time.Second, "RUNNING"}, {time.Second, "SUCCESS"}} {
			x.Advance(s.wait)
			b := x.ok("DescribeTaskStatus", body)
			if b.fields["Status"] != s.want || b.fields["TaskId"] != a.id {
				t.Errorf("%s: %s, want %s", mode, b.body, s.want)
			}
		}
		x.fails("ResourceNotFound", "DescribeTaskStatus", `{"TaskId":"`+x.ok("CloseProxies", only(a.fields["InstanceId"].(string))).id+`"}`)
	}
}
