package gaapmock

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

// testStart is where the clocks of tests stand first.
var testStart = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// tester is a server on a manual clock with an unsigned in-memory client.
type tester struct {
	*Server
	t     *testing.T
	clock *ManualClock
}

// newTester starts a server without signatures and rate limit; change may set
// options.
func newTester(t *testing.T, change ...func(*Options)) *tester {
	t.Helper()
	clock := NewManualClock(testStart)
	o := Options{Clock: clock, Insecure: true, RatePerSecond: -1, Seed: 7}
	for _, f := range change {
		f(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &tester{s, t, clock}
}

// answer is what a client got.
type answer struct {
	status int
	body   string
	lost   bool // the connection was closed without an answer
	fields map[string]any
	code   string
	id     string // RequestId
}

func versionOf(action string) string {
	if action == "ModifyResourceTags" || action == "CreateTag" || isSTS(action) {
		return "2018-08-13"
	}
	return "2018-05-29"
}

func newCall(action, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-TC-Action", action)
	r.Header.Set("X-TC-Version", versionOf(action))
	r.Header.Set("X-TC-Timestamp", strconv.FormatInt(time.Now().Unix(), 10))
	return r
}

// serve runs a request in memory, as a RoundTripper without a network would.
func serve(h http.Handler, r *http.Request) (a answer) {
	w := httptest.NewRecorder()
	defer func() {
		if p := recover(); p != nil {
			err, ok := p.(error)
			if !ok || !errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			a = answer{lost: true}
		}
	}()
	h.ServeHTTP(w, r)
	a = answer{status: w.Code, body: w.Body.String()}
	var envelope struct{ Response map[string]any }
	if json.Unmarshal(w.Body.Bytes(), &envelope) == nil {
		a.fields = envelope.Response
		a.id, _ = a.fields["RequestId"].(string)
		if e, ok := a.fields["Error"].(map[string]any); ok {
			a.code, _ = e["Code"].(string)
		}
	}
	return a
}

func (x *tester) call(action, body string) answer {
	return serve(x.Server, newCall(action, body))
}

// ok calls and fails the test on an error.
func (x *tester) ok(action, body string) answer {
	x.t.Helper()
	a := x.call(action, body)
	if a.lost || a.code != "" || a.status != 200 {
		x.t.Fatalf("%s %s: lost=%v %d %s", action, body, a.lost, a.status, a.body)
	}
	return a
}

// fails calls and wants the code.
func (x *tester) fails(code, action, body string) answer {
	x.t.Helper()
	a := x.call(action, body)
	if a.code != code {
		x.t.Errorf("%s %s: %s, want %s", action, body, a.body, code)
	}
	return a
}

// standardProxy is the body of an ordinary CreateProxy; change is merged in,
// and null removes a field.
func standardProxy(change string) string {
	fields := map[string]any{
		"ProjectId": 0, "ProxyName": "edge", "AccessRegion": "Hongkong",
		"Bandwidth": 20, "Concurrent": 5, "RealServerRegion": "Shanghai",
	}
	if change != "" {
		if err := json.Unmarshal([]byte(change), &fields); err != nil {
			panic(err)
		}
	}
	for name, value := range fields {
		if value == nil {
			delete(fields, name)
		}
	}
	return string(mustMarshal(fields))
}

// create makes a proxy and returns its id.
func (x *tester) create(change string) string {
	x.t.Helper()
	id, _ := x.ok("CreateProxy", standardProxy(change)).fields["InstanceId"].(string)
	return id
}

// running makes a proxy and waits until it is RUNNING and old enough to be destroyed.
func (x *tester) running(change string) string {
	x.t.Helper()
	id := x.create(change)
	x.Advance(3 * time.Minute)
	return id
}

// status is what DescribeProxiesStatus shows, "" if nothing.
func (x *tester) status(id string) string {
	x.t.Helper()
	set := x.ok("DescribeProxiesStatus", `{"ProxyIds":["`+id+`"]}`).fields["InstanceStatusSet"].([]any)
	if len(set) == 0 {
		return ""
	}
	return set[0].(map[string]any)["Status"].(string)
}

func (x *tester) wantStatus(id, want string) {
	x.t.Helper()
	if got := x.status(id); got != want {
		x.t.Errorf("status of %s is %q, want %q", id, got, want)
	}
}

// proxyIDs are the ids that DescribeProxies shows for a request, in order.
func (x *tester) proxyIDs(body string) []string {
	x.t.Helper()
	ids := []string{}
	for _, p := range x.ok("DescribeProxies", body).fields["ProxySet"].([]any) {
		ids = append(ids, p.(map[string]any)["ProxyId"].(string))
	}
	return ids
}

// info is the ProxyInfo of one proxy.
func (x *tester) info(id string) map[string]any {
	x.t.Helper()
	return x.ok("DescribeProxyDetail", `{"ProxyId":"`+id+`"}`).fields["ProxyDetail"].(map[string]any)
}

// only is a body with one id.
func only(id string) string { return `{"ProxyIds":["` + id + `"]}` }
