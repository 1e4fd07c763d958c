package gaapmock

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestFaultAnswers injects every kind that spoils an answer into a CreateProxy.
func TestFaultAnswers(t *testing.T) {
	for _, c := range []struct {
		fault   Fault
		created bool
		check   func(answer) bool
		code    string // in the journal
	}{
		{Fault{Kind: FaultError}, false, func(a answer) bool { return a.code == "InternalError" }, "InternalError"},
		{
			Fault{Kind: FaultError, Code: "FailedOperation.ProxySellOut", Message: "gone"},
			false,
			func(a answer) bool { return strings.Contains(a.body, `"gone"`) }, "FailedOperation.ProxySellOut",
		},
		{Fault{Kind: FaultErrorAfterCommit, Code: "ServiceUnavailable"}, true, func(a answer) bool { return a.code == "ServiceUnavailable" }, "ServiceUnavailable"},
		{Fault{Kind: FaultLostBefore}, false, func(a answer) bool { return a.lost }, ""},
		{Fault{Kind: FaultLostAfter}, true, func(a answer) bool { return a.lost }, ""},
		{Fault{Kind: FaultCutBody}, true, func(a answer) bool {
			return a.status == 200 && a.body != "" && !json.Valid([]byte(a.body))
		}, ""},
		{Fault{Kind: FaultHTML}, true, func(a answer) bool { return a.status == 502 && strings.Contains(a.body, "<html>") }, ""},
		{Fault{Kind: FaultHTMLBefore}, false, func(a answer) bool { return a.status == 502 && strings.Contains(a.body, "<html>") }, ""},
		{Fault{Kind: FaultEmpty}, true, func(a answer) bool { return a.status == 200 && a.body == "" && !a.lost }, ""},
		{Fault{Kind: FaultThrottle}, false, func(a answer) bool { return a.code == "RequestLimitExceeded" }, "RequestLimitExceeded"},
		{Fault{Kind: FaultForeign}, true, func(a answer) bool { return a.status == 200 && a.code == "" && a.fields["InstanceId"] == nil }, ""},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			x := newTester(t)
			x.Inject(c.fault)
			a := x.call("CreateProxy", standardProxy(`{"ClientToken":"t"}`))
			if !c.check(a) {
				t.Errorf("answer %+v", a)
			}
			if created := len(x.Proxies()) == 1; created != c.created {
				t.Errorf("created %v, want %v", created, c.created)
			}
			call := x.Journal()[0]
			if call.Fault != c.fault.Kind || call.Committed != c.created || call.Code != c.code {
				t.Errorf("journal %+v", call)
			}
			if len(x.PendingFaults()) != 0 {
				t.Error("the fault is still pending")
			}
			x.ok("DescribeProxies", "")
		})
	}
}

func TestForeignReads(t *testing.T) {
	x := newTester(t)
	id := x.running("")
	for action, body := range map[string]string{
		"DescribeProxies": only(id), "DescribeProxiesStatus": only(id), "DescribeProxyDetail": `{"ProxyId":"` + id + `"}`,
		"DescribeTaskStatus":   `{"TaskId":"` + x.Calls("CreateProxy")[0].RequestID + `"}`,
		"DescribeTCPListeners": `{"ProxyId":"` + id + `"}`, "DescribeHTTPListeners": `{"ProxyId":"` + id + `"}`, "DescribeRealServers": `{"ProjectId":0}`,
	} {
		x.Inject(Fault{Action: action, Kind: FaultForeign})
		if a := x.ok(action, body); strings.Contains(a.body, id) || len(a.fields) < 2 {
			t.Errorf("%s: %s", action, a.body)
		}
		if a := x.ok(action, body); strings.Contains(a.body, "-foreign0") {
			t.Errorf("%s is still foreign: %s", action, a.body)
		}
	}
}

func TestHangAndDelay(t *testing.T) {
	for _, c := range []struct {
		fault   Fault
		patient time.Duration // of the client
		took    time.Duration
		lost    bool
		created bool
	}{
		{Fault{Kind: FaultHang}, time.Minute, time.Minute, true, true},
		{Fault{Kind: FaultHangBefore}, time.Minute, time.Minute, true, false},
		{Fault{Kind: FaultDelay, Delay: 10 * time.Second}, time.Minute, 10 * time.Second, false, true},
		{Fault{Kind: FaultDelay, Delay: 10 * time.Second}, 5 * time.Second, 5 * time.Second, true, true},
	} {
		t.Run(fmt.Sprint(c.fault.Kind, c.patient), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				x := newTester(t)
				x.Inject(c.fault)
				ctx, cancel := context.WithTimeout(t.Context(), c.patient)
				defer cancel()
				start := time.Now()
				a := serve(x.Server, newCall("CreateProxy", standardProxy("")).WithContext(ctx))
				if took := time.Since(start); a.lost != c.lost || took != c.took {
					t.Errorf("lost %v after %v, want %v after %v", a.lost, took, c.lost, c.took)
				}
				if created := len(x.Proxies()) == 1; created != c.created {
					t.Errorf("created %v, want %v", created, c.created)
				}
			})
		})
	}
}

// TestInBubble uses the default wall clock, which is fake in a bubble.
func TestInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := newTester(t, func(o *Options) { o.Clock, o.Insecure = nil, false })
		r := newCall("CreateProxy", standardProxy(""))
		signing{}.sign(r, standardProxy(""))
		id, _ := serve(x.Server, r).fields["InstanceId"].(string)
		<-time.After(30 * time.Second)
		if p, ok := x.Proxy(id); !ok || p.Status != StatusRunning {
			t.Errorf("proxy %+v", p)
		}
	})
}

func TestKill(t *testing.T) {
	for kind, created := range map[FaultKind]int{FaultKillBefore: 0, FaultKillAfter: 1} {
		x := newTester(t)
		x.Inject(Fault{Action: "CreateProxy", Kind: kind})
		if a := x.call("CreateProxy", standardProxy("")); !a.lost {
			t.Errorf("%s answered %s", kind, a.body)
		}
		if a := x.call("DescribeProxies", ""); !a.lost {
			t.Errorf("the dead server answered %s", a.body)
		}
		x.Revive()
		if a := x.ok("DescribeProxies", ""); a.fields["TotalCount"] != float64(created) {
			t.Errorf("%s: %s", kind, a.body)
		}
		killed := 0
		x = newTester(t, func(o *Options) { o.OnKill = func() { killed++ } })
		x.Inject(Fault{Kind: kind})
		if a := x.call("CreateProxy", standardProxy("")); !a.lost || killed != 1 || len(x.Proxies()) != created {
			t.Errorf("%s with OnKill: %d kills, %+v", kind, killed, a)
		}
		x.ok("DescribeProxies", "") // whoever survives OnKill goes on
	}
}

func TestCreateFailed(t *testing.T) {
	for given, want := range map[string]string{"": StatusCreateFailed, "UNKNOWN": "UNKNOWN"} {
		x := newTester(t)
		x.Inject(Fault{Kind: FaultCreateFailed, Status: given})
		x.ok("DescribeProxies", "") // the kind fits CreateProxy only
		a := x.ok("CreateProxy", standardProxy(""))
		x.Advance(time.Minute)
		x.wantStatus(a.fields["InstanceId"].(string), want)
		if got := x.ok("DescribeTaskStatus", `{"TaskId":"`+a.id+`"}`).fields["Status"]; got != "FAIL" {
			t.Errorf("task %v", got)
		}
		x.wantStatus(x.running(""), StatusRunning)
	}
}

func TestStuck(t *testing.T) {
	for _, c := range []struct{ action, from, body, want string }{
		{"CreateProxy", "", standardProxy(""), StatusCreating},
		{"ModifyProxyConfiguration", StatusRunning, `{"ProxyId":"link-a","Bandwidth":50}`, StatusAdjusting},
		{"OpenProxies", StatusClosed, only("link-a"), StatusOpening},
		{"CloseProxies", StatusRunning, only("link-a"), StatusClosing},
		{"DestroyProxies", StatusRunning, `{"Force":1,"ProxyIds":["link-a"]}`, StatusDestroying},
	} {
		x := newTester(t)
		if c.from != "" {
			x.AddProxy(Proxy{ID: "link-a", Status: c.from, CreateTime: testStart.Add(-time.Hour)})
		}
		x.Inject(Fault{Action: c.action, Kind: FaultStuck})
		a := x.ok(c.action, c.body)
		x.Advance(1000 * time.Hour)
		id := x.Proxies()[0].ID
		x.wantStatus(id, c.want)
		if c.action == "CreateProxy" && x.ok("DescribeTaskStatus", `{"TaskId":"`+a.id+`"}`).fields["Status"] != "RUNNING" {
			t.Error("the task of a stuck creation ended")
		}
		x.UpdateProxy(id, func(p *Proxy) { p.Status = StatusRunning }) // somebody repairs it
		x.wantStatus(id, StatusRunning)
	}
}

func TestOperationFailed(t *testing.T) {
	x := newTester(t)
	id := x.AddProxy(Proxy{})
	x.Inject(Fault{Kind: FaultOperationFailed})
	x.wantSets(x.ok("CloseProxies", only(id)), []any{}, []any{id})
	x.wantStatus(id, StatusRunning)
}

func TestFaultQueue(t *testing.T) {
	x := newTester(t)
	x.Inject(
		Fault{Action: "DescribeProxies", Kind: FaultError, Code: "A", Skip: 1, Times: 2},
		Fault{Action: "DescribeProxies", Kind: FaultError, Code: "B"},
		Fault{Kind: FaultError, Code: "C", Skip: 5, Times: -1},
	)
	if n := len(x.PendingFaults()); n != 3 {
		t.Errorf("%d pending", n)
	}
	got := []string{}
	for range 7 {
		got = append(got, x.call("DescribeProxies", "").code)
	}
	if want := []string{"B", "A", "A", "", "", "C", "C"}; !reflect.DeepEqual(got, want) {
		t.Errorf("codes %q, want %q", got, want)
	}
	x.fails("C", "DescribeDestRegions", "")
	if n := len(x.PendingFaults()); n != 0 {
		t.Errorf("%d pending, the one for good has been used", n)
	}
	x.ClearFaults()
	x.ok("DescribeProxies", "")
}

func TestFaultsSpareRefusedCalls(t *testing.T) {
	x := newTester(t, func(o *Options) { o.RatePerSecond = 1 })
	x.ok("DescribeProxies", "")
	x.Inject(Fault{Action: "DescribeProxies", Kind: FaultLostAfter})
	x.fails("RequestLimitExceeded", "DescribeProxies", "")
	if len(x.PendingFaults()) != 1 {
		t.Error("a throttled call used a fault up")
	}
}

func TestFaultValidate(t *testing.T) {
	for _, c := range []struct {
		fault Fault
		ok    bool
	}{
		{Fault{Kind: FaultLostAfter}, true},
		{Fault{Kind: "lost"}, false},
		{Fault{Kind: FaultStaleRead, Action: "CreateProxy"}, false},
		{Fault{Kind: FaultCreateFailed, Action: "OpenProxies"}, false},
		{Fault{Kind: FaultStuck, Action: "ModifyProxiesAttribute"}, false},
		{Fault{Kind: FaultOperationFailed, Action: "DestroyProxies"}, true},
	} {
		if err := c.fault.Validate(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.fault, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("Inject took a fault that cannot happen")
		}
	}()
	newTester(t).Inject(Fault{Kind: "lost"})
}

func TestFaultJSON(t *testing.T) {
	f := Fault{"CreateProxy", FaultDelay, 1, 2, "A", "m", 1500 * time.Millisecond, "S"}
	data, err := json.Marshal(f)
	if err != nil || !strings.Contains(string(data), `"delay":"1.5s"`) {
		t.Fatalf("%s %v", data, err)
	}
	var back Fault
	if err := json.Unmarshal(data, &back); err != nil || back != f {
		t.Errorf("%+v %v", back, err)
	}
	for _, bad := range []string{`{"kind":"delay","delay":"x"}`, `{"kind":"delay","wait":"1s"}`} {
		if json.Unmarshal([]byte(bad), &back) == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}
