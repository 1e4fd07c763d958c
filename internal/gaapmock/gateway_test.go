package gaapmock

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestGateway(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*http.Request)
		code   string
	}{
		{"no action", func(r *http.Request) { r.Header.Del("X-TC-Action") }, "MissingParameter"},
		{"no version", func(r *http.Request) { r.Header.Del("X-TC-Version") }, "MissingParameter"},
		{"unknown version", func(r *http.Request) { r.Header.Set("X-TC-Version", "2017-01-01") }, "NoSuchVersion"},
		{"unknown action", func(r *http.Request) { r.Header.Set("X-TC-Action", "CreateUnicorn") }, "InvalidAction"},
		{"action of the other service", func(r *http.Request) { r.Header.Set("X-TC-Version", "2018-08-13") }, "InvalidAction"},
		{"method", func(r *http.Request) { r.Method = http.MethodPut }, "UnsupportedProtocol"},
		{"content type", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, "InvalidRequest"},
		{"any path", func(r *http.Request) { r.URL.Path = "/x/y" }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTester(t)
			r := newCall("DescribeProxies", "{}")
			c.change(r)
			a := serve(x.Server, r)
			if a.code != c.code || a.id == "" {
				t.Errorf("got %s, want %q", a.body, c.code)
			}
			calls := x.Journal()
			if len(calls) != 1 || calls[0].Code != c.code || calls[0].RequestID != a.id {
				t.Errorf("journal %+v", calls)
			}
		})
	}
}

func TestSizeLimits(t *testing.T) {
	x := newTester(t)
	x.fails("RequestSizeLimitExceeded", "DescribeProxies", strings.Repeat(" ", maxBody+1))
	x.ok("DescribeProxies", "{}"+strings.Repeat(" ", maxBody-2))
	r := httptest.NewRequest(http.MethodGet, "/?Order="+strings.Repeat("a", maxQuery), nil)
	r.Header = newCall("DescribeProxies", "").Header
	if a := serve(x.Server, r); a.code != "RequestSizeLimitExceeded" {
		t.Error(a.body)
	}
}

func TestStrictParameters(t *testing.T) {
	x := newTester(t)
	for _, c := range []struct{ code, action, body, text string }{
		{"UnknownParameter", "CreateProxy", standardProxy(`{"Zone":"a"}`), "`Zone`"},
		{"UnknownParameter", "CreateProxy", standardProxy(`{"projectId":0}`), "`projectId`"},
		{"UnknownParameter", "DescribeProxies", `{"Filters":[{"Name":"GroupId","Values":["a"],"Op":"x"}]}`, "`Filters.0.Op`"},
		{"InvalidParameter", "CreateProxy", standardProxy(`{"Bandwidth":"20"}`), "`Bandwidth`"},
		{"InvalidParameter", "CreateProxy", `{"Bandwidth":20.0}`, "`Bandwidth`"},
		{"InvalidParameter", "CreateProxy", `{"Bandwidth":2e1}`, "`Bandwidth`"},
		{"InvalidParameter", "CreateProxy", `{"Bandwidth":-20}`, "`Bandwidth`"},
		{"InvalidParameter", "CreateProxy", `{"ProxyName":7}`, "`ProxyName`"},
		{"InvalidParameter", "CreateProxy", `{"TagSet":{}}`, "`TagSet`"},
		{"InvalidParameter", "CreateProxy", `{"TagSet":["a"]}`, "`TagSet.0`"},
		{"InvalidParameter", "CreateProxy", `{"TagSet":[null]}`, "`TagSet.0`"},
		{"InvalidParameter", "CreateProxy", `[]`, ""},
		{"InvalidParameter", "CreateProxy", `{"ProxyName":`, ""},
		{"InvalidParameter", "CreateProxy", `{}{}`, ""},
		{"InvalidParameter", "DescribeProxies", `{"ProxyIds":[1]}`, "`ProxyIds.0`"},
		{"MissingParameter", "CreateProxy", standardProxy(`{"ProjectId":null}`), "`ProjectId`"},
		{"MissingParameter", "CreateProxy", standardProxy(`{"ProxyName":null}`), "`ProxyName`"},
		{"MissingParameter", "CreateProxy", standardProxy(`{"AccessRegion":null}`), "`AccessRegion`"},
		{"MissingParameter", "CreateProxy", standardProxy(`{"Bandwidth":null}`), "`Bandwidth`"},
		{"MissingParameter", "CreateProxy", standardProxy(`{"Concurrent":null}`), "`Concurrent`"},
		{"MissingParameter", "CreateProxy", standardProxy(`{"RealServerRegion":null}`), "`RealServerRegion`"},
		{"MissingParameter", "CreateProxy", `{"ProjectId":null}`, "`ProjectId`"},
		{"MissingParameter", "DestroyProxies", `{"ProxyIds":["a"]}`, "`Force`"},
		{"MissingParameter", "OpenProxies", `{}`, "`ProxyIds`"},
		{"MissingParameter", "OpenProxies", `{"ProxyIds":[]}`, "`ProxyIds`"},
		{"MissingParameter", "DescribeProxiesStatus", `{}`, "`ProxyIds`"},
		{"MissingParameter", "DescribeProxyDetail", ``, "`ProxyId`"},
		{"MissingParameter", "DescribeTaskStatus", `{"TaskId":""}`, "`TaskId`"},
		{"MissingParameter", "ModifyProxyConfiguration", `{"Bandwidth":10}`, "`ProxyId`"},
		{"MissingParameter", "ModifyProxiesAttribute", `{"ProxyIds":["a"]}`, "`ProxyName`"},
		{"MissingParameter", "ModifyProxiesProject", `{"ProxyIds":["a"]}`, "`ProjectId`"},
		{"MissingParameter", "ModifyResourceTags", `{}`, "`Resource`"},
		{"MissingParameter", "DescribeAccessRegionsByDestRegion", `{}`, "`DestRegion`"},
		{"MissingParameter", "DescribeProxyGroupDetails", `{}`, "`GroupId`"},
		{"UnknownParameter", "DescribeProxyGroupDetails", `{"GroupId":"lg-xxxx","Limit":1}`, "`Limit`"},
		{"MissingParameter", "CheckProxyCreate", `{"AccessRegion":"a"}`, "`RealServerRegion`"},
	} {
		if a := x.fails(c.code, c.action, c.body); !strings.Contains(a.body, c.text) {
			t.Errorf("%s %s: %s does not name %s", c.action, c.body, a.body, c.text)
		}
	}
	if len(x.Proxies()) != 0 {
		t.Error("a refused call made a proxy")
	}
}

func TestRateLimit(t *testing.T) {
	for _, c := range []struct {
		limit, allowed int
		code           string
	}{
		{0, 20, "RequestLimitExceeded"},
		{3, 3, "RequestLimitExceeded.UinLimitExceeded"},
		{-1, 100, ""},
	} {
		x := newTester(t, func(o *Options) { o.RatePerSecond, o.ThrottleCode = c.limit, c.code })
		for range c.allowed {
			x.ok("DescribeProxies", "{}")
		}
		if c.code == "" {
			continue
		}
		x.fails(c.code, "DescribeProxies", "{}")
		x.ok("DescribeDestRegions", "{}") // another action has its own count
		x.clock.Advance(999 * time.Millisecond)
		x.fails(c.code, "DescribeProxies", "{}")
		x.clock.Advance(time.Millisecond)
		x.ok("DescribeProxies", "{}")
	}
}

func TestRateWindowSlides(t *testing.T) {
	x := newTester(t, func(o *Options) { o.RatePerSecond = 2 })
	x.ok("DescribeProxies", "{}")
	x.clock.Advance(600 * time.Millisecond)
	x.ok("DescribeProxies", "{}")
	x.clock.Advance(600 * time.Millisecond)
	x.ok("DescribeProxies", "{}") // the first one has left the window, the second has not
	x.fails("RequestLimitExceeded", "DescribeProxies", "{}")
}

func TestThrottledCreateIsNotExecuted(t *testing.T) {
	x := newTester(t, func(o *Options) { o.RatePerSecond = 1 })
	x.create("")
	body := standardProxy(`{"ClientToken":"t"}`)
	x.fails("RequestLimitExceeded", "CreateProxy", body)
	x.clock.Advance(time.Second)
	x.ok("CreateProxy", body) // throttling leaves the token alone
	if n := len(x.Proxies()); n != 2 {
		t.Errorf("%d proxies, want 2", n)
	}
}

func TestErrorHTTPStatus(t *testing.T) {
	for given, want := range map[int]int{0: 200, 200: 200, 500: 500} {
		x := newTester(t, func(o *Options) { o.ErrorHTTPStatus = given })
		if a := x.fails("InvalidAction", "Nothing", "{}"); a.status != want {
			t.Errorf("option %d: status %d, want %d", given, a.status, want)
		}
		if a := x.ok("DescribeProxies", "{}"); a.status != 200 {
			t.Errorf("success has status %d", a.status)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, o := range map[string]Options{
		"Replay":          {Replay: "x"},
		"ReplayMismatch":  {ReplayMismatch: "x"},
		"UnknownInList":   {UnknownInList: UnknownCannotAccess},
		"UnknownInStatus": {UnknownInStatus: UnknownInvalidStatus},
		"UnknownInDetail": {UnknownInDetail: UnknownOmitted},
		"UnknownInBatch":  {UnknownInBatch: UnknownOmitted},
		"EarlyDestroy":    {EarlyDestroy: "x"},
		"TaskEarly":       {TaskEarly: "x"},
		"CreateOutcome":   {CreateOutcome: "x"},
		"Speed":           {Speed: -1},
		"ErrorHTTPStatus": {ErrorHTTPStatus: 404},
		"role":            {Roles: []Role{{ARN: "deploy"}}},
		"group":           {Groups: []Group{{ID: "lg-1", RealServerRegion: "Atlantis"}}},
	} {
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestJournal(t *testing.T) {
	logged := []Call{}
	x := newTester(t, func(o *Options) { o.Log = func(c Call) { logged = append(logged, c) } })
	r := newCall("CreateProxy", standardProxy(`{"ClientToken":"tok"}`))
	r.Header.Set("X-TC-Region", "ap-guangzhou")
	r.Header.Set("X-TC-Language", "en-US")
	a := serve(x.Server, r)
	x.call("DescribeProxies", `{`)
	x.fails("FailedOperation.DuplicatedRequest", "CreateProxy", standardProxy(`{"ClientToken":"tok"}`))
	calls := x.Journal()
	if len(calls) != 3 || len(logged) != 3 {
		t.Fatalf("%d calls, %d logged", len(calls), len(logged))
	}
	c := calls[0]
	if c.Seq != 1 || !c.Time.Equal(testStart) || c.Action != "CreateProxy" || c.Service != "gaap" || c.RequestID != a.id ||
		c.Code != "" || c.ClientToken != "tok" || !c.Write || !c.Committed || c.Region != "ap-guangzhou" || c.Language != "en-US" ||
		!strings.Contains(string(c.Body), `"ProxyName":"edge"`) {
		t.Errorf("first call %+v", c)
	}
	if calls[1].Body != nil || calls[1].Code != "InvalidParameter" || calls[1].Write || calls[1].Committed {
		t.Errorf("second call %+v", calls[1])
	}
	if !calls[2].Write || calls[2].Committed || len(x.Calls("CreateProxy")) != 2 || x.Counts()["CreateProxy"] != 2 {
		t.Errorf("third call %+v", calls[2])
	}
	x.ResetJournal()
	x.ok("DescribeProxies", "")
	if calls := x.Journal(); len(calls) != 1 || calls[0].Seq != 4 || x.Counts()["CreateProxy"] != 0 {
		t.Errorf("after the reset %+v", calls)
	}
}

func TestOnCall(t *testing.T) {
	x := newTester(t)
	id := x.AddProxy(Proxy{})
	x.OnCall(func(action string) {
		if action == "DescribeProxyDetail" {
			x.UpdateProxy(id, func(p *Proxy) { p.Name = "changed meanwhile" })
		}
	})
	if name := x.info(id)["ProxyName"]; name != "changed meanwhile" {
		t.Errorf("name %q", name)
	}
	x.OnCall(nil)
	x.ok("DescribeProxies", "{}")
}
