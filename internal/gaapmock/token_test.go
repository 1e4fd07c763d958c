package gaapmock

import (
	"testing"
	"time"
)

func TestReplay(t *testing.T) {
	for _, c := range []struct {
		mode     ReplayMode
		mismatch MismatchMode
		same     string // code of a replay with the same parameters
		other    string // and with others
	}{
		{"", "", "FailedOperation.DuplicatedRequest", "FailedOperation.DuplicatedRequest"},
		{ReplayDuplicated, MismatchInvalidParameter, "FailedOperation.DuplicatedRequest", "InvalidParameter"},
		{ReplayFirstID, MismatchDuplicated, "", "FailedOperation.DuplicatedRequest"},
		{ReplayFirstID, MismatchInvalidParameter, "", "InvalidParameter"},
	} {
		x := newTester(t, func(o *Options) { o.Replay, o.ReplayMismatch = c.mode, c.mismatch })
		first := x.ok("CreateProxy", standardProxy(`{"ClientToken":"t"}`))
		again := x.fails(c.same, "CreateProxy", standardProxy(`{"ClientToken":"t"}`))
		if c.same == "" && (again.fields["InstanceId"] != first.fields["InstanceId"] || again.id == first.id) {
			t.Errorf("%s: replay answered %s after %s", c.mode, again.body, first.body)
		}
		x.fails(c.other, "CreateProxy", standardProxy(`{"ClientToken":"t","ProxyName":"other"}`))
		x.fails("", "CreateProxy", standardProxy(`{"ClientToken":"u"}`))
		x.fails("", "CreateProxy", standardProxy(""))
		x.fails("", "CreateProxy", standardProxy("")) // no token, no idempotency
		if n := len(x.Proxies()); n != 4 {
			t.Errorf("%s: %d proxies, want 4", c.mode, n)
		}
		x.Advance(time.Hour)
		if c.same == "" && x.ok("DescribeTaskStatus", `{"TaskId":"`+again.id+`"}`).fields["Status"] != "SUCCESS" {
			t.Error("the RequestId of a replay is no task")
		}
	}
}

func TestReplayIgnoresKeyOrder(t *testing.T) {
	x := newTester(t, func(o *Options) { o.ReplayMismatch = MismatchInvalidParameter })
	x.ok("CreateProxy", `{"ProjectId":0,"ProxyName":"a","AccessRegion":"Japan","Bandwidth":10,"Concurrent":2,"RealServerRegion":"Korea","ClientToken":"t"}`)
	x.fails("FailedOperation.DuplicatedRequest", "CreateProxy",
		`{"ClientToken":"t","RealServerRegion":"Korea","Concurrent":2,"Bandwidth":10,"AccessRegion":"Japan","ProxyName":"a","ProjectId":0}`)
}

// TestReplayOfEveryWrite goes through all seven actions that take a token.
func TestReplayOfEveryWrite(t *testing.T) {
	for _, mode := range []ReplayMode{ReplayDuplicated, ReplayFirstID} {
		want := map[ReplayMode]string{ReplayDuplicated: "FailedOperation.DuplicatedRequest"}[mode]
		x := newTester(t, func(o *Options) { o.Replay = mode })
		id := x.running("")
		for _, c := range []struct{ action, body string }{
			{"CreateProxy", standardProxy(`{"ClientToken":"t"}`)},
			{"ModifyProxiesAttribute", `{"ProxyIds":["` + id + `"],"ProxyName":"n","ClientToken":"t"}`},
			{"ModifyProxiesProject", `{"ProxyIds":["` + id + `"],"ProjectId":1204,"ClientToken":"t"}`},
			{"ModifyProxyConfiguration", `{"ProxyId":"` + id + `","Bandwidth":50,"ClientToken":"t"}`},
			{"CloseProxies", `{"ProxyIds":["` + id + `"],"ClientToken":"t"}`},
			{"OpenProxies", `{"ProxyIds":["` + id + `"],"ClientToken":"t"}`},
			{"DestroyProxies", `{"ProxyIds":["` + id + `"],"Force":1,"ClientToken":"t"}`},
		} {
			x.ok(c.action, c.body) // the same token in another action is another token
			x.Advance(time.Minute)
			x.fails(want, c.action, c.body)
			last := x.Calls(c.action)[len(x.Calls(c.action))-1]
			if last.Committed || last.ClientToken != "t" {
				t.Errorf("%s: replay in the journal: %+v", c.action, last)
			}
		}
		x.Advance(time.Minute)
		if _, ok := x.Proxy(id); ok {
			t.Error("the proxy was not destroyed")
		}
	}
}

func TestFailedToken(t *testing.T) {
	good, bad := standardProxy(`{"ClientToken":"t"}`), standardProxy(`{"ClientToken":"t","ProjectId":7}`)
	undecodable := standardProxy(`{"ClientToken":"t","Zone":1}`)
	for released, want := range map[bool]string{false: "FailedOperation.DuplicatedRequest", true: ""} {
		x := newTester(t, func(o *Options) { o.FailedTokenReleased = released })
		x.fails("UnknownParameter", "CreateProxy", undecodable) // never reached GAAP
		x.fails("InvalidParameterValue.ProjectIdNotBelong", "CreateProxy", bad)
		x.fails(want, "CreateProxy", good)
	}
	x := newTester(t, func(o *Options) { o.Replay = ReplayFirstID })
	x.fails("InvalidParameterValue.ProjectIdNotBelong", "CreateProxy", bad)
	x.fails("FailedOperation.DuplicatedRequest", "CreateProxy", bad) // there is no first id
}

func TestInjectedErrorAndToken(t *testing.T) {
	for _, c := range []struct {
		code     string
		released bool
		want     string
	}{
		{"FailedOperation.ProxySellOut", false, "FailedOperation.DuplicatedRequest"},
		{"FailedOperation.ProxySellOut", true, ""},
		{"InternalError", false, ""},
		{"RequestLimitExceeded", false, ""},
	} {
		x := newTester(t, func(o *Options) { o.FailedTokenReleased = c.released })
		x.Inject(Fault{Action: "CreateProxy", Kind: FaultError, Code: c.code})
		body := standardProxy(`{"ClientToken":"t"}`)
		x.fails(c.code, "CreateProxy", body)
		x.fails(c.want, "CreateProxy", body)
	}
}

func TestTokenWindow(t *testing.T) {
	body := standardProxy(`{"ClientToken":"t"}`)
	for window, want := range map[time.Duration]string{0: "FailedOperation.DuplicatedRequest", 5 * time.Minute: ""} {
		x := newTester(t, func(o *Options) { o.TokenWindow = window })
		x.ok("CreateProxy", body)
		x.Advance(5*time.Minute - time.Second)
		x.fails("FailedOperation.DuplicatedRequest", "CreateProxy", body)
		x.Advance(time.Second)
		x.fails(want, "CreateProxy", body)
	}
}
