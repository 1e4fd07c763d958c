package gaapmock

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func (x *tester) admin(method, path, body string) (int, string) {
	w := httptest.NewRecorder()
	x.ServeHTTP(w, httptest.NewRequest(method, "http://127.0.0.1/_mock/"+path, strings.NewReader(body)))
	return w.Code, strings.TrimSpace(w.Body.String())
}

func TestAdminRoutes(t *testing.T) {
	x := newTester(t)
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string // part of the answer
	}{
		{"GET", "health", "", 200, `{"status":"ok"}`},
		{"GET", "summary", "", 200, `{"calls":{},"refused":0,"proxies":0,"listeners":0,"realservers":0,"certificates":0,"now":"2026-03-01T12:00:00Z"}`},
		{"GET", "proxies", "", 200, `[]`},
		{"POST", "proxies", `{"id":"link-a","tags":{"a":"1","b":"2"}}`, 200, `"status":"RUNNING"`},
		{"POST", "proxies", `{"id":"link-a"}`, 409, `{"error":"the proxy exists"}`},
		{"POST", "proxies", `{"nickname":"a"}`, 400, `nickname`},
		{"POST", "proxies", `{`, 400, `"error"`},
		{"GET", "proxies", "", 200, `"id":"link-a"`},
		{"PATCH", "proxies/link-a", `{"status":"CLOSED","tags":{"c":"3"}}`, 200, `"tags":{"c":"3"}`},
		{"PATCH", "proxies/link-a", `{"name":"n"}`, 200, `"tags":{"c":"3"}`},
		{"PATCH", "proxies/link-a", `{"nickname":"n"}`, 400, `nickname`},
		{"PATCH", "proxies/link-x", `{}`, 404, `no such proxy`},
		{"POST", "realservers", `{"id":"rs-a","address":"192.0.2.1"}`, 200, `"name":"rs-a"`},
		{"POST", "realservers", `{"address":"a b"}`, 400, `the address`},
		{"PATCH", "realservers/rs-a", `{"sick":true}`, 200, `"sick":true`},
		{"PATCH", "realservers/rs-a", `{"Sick":false,"name":null}`, 200, `"name":"rs-a","project_id":0,"address":"192.0.2.1","tags":{},"banned":false,"sick":false`},
		{"POST", "listeners", `{"id":"listener-a","proxy_id":"link-a","realservers":[{"id":"rs-a"},{}]}`, 200, `{"id":"rs-a","address":"192.0.2.1","port":80,"weight":1}`},
		{"POST", "listeners", `{"id":"listener-a","proxy_id":"link-a"}`, 409, `the listener exists`},
		{"POST", "listeners", `{"proxy_id":"link-a","protocol":"SCTP"}`, 400, `protocol must be`},
		{"POST", "listeners", `{"proxy_id":"link-x","protocol":"TCP"}`, 404, `no such proxy`},
		{"POST", "listeners", `{"group_id":"lg-x"}`, 404, `no such group`},
		{"POST", "listeners", `{"group_id":"lg-xxxx"}`, 200, `"port":8000`},
		{"PATCH", "listeners/listener-a", `{"realservers":[{"id":"rs-a","port":1}]}`, 200, `"realservers":[{"id":"rs-a","address":"","port":1,"weight":0}]`},
		{"PATCH", "listeners/listener-a", `{"proxy_id":""}`, 400, `a proxy or a group`},
		{"GET", "listeners?last=1", "", 200, `"group_id":"lg-xxxx"`},
		{"PATCH", "groups/lg-xxxx", `{"status":"CLOSED"}`, 200, `"status":"CLOSED"`},
		{"DELETE", "groups/lg-xxxx", "", 200, `{}`},
		{"DELETE", "realservers/rs-x", "", 404, `no such realserver`},
		{"DELETE", "proxies/link-a", "", 200, `{}`},
		{"DELETE", "proxies/link-a", "", 404, `no such proxy`},
		{"GET", "listeners", "", 200, `[]`},
		{"POST", "clock", `{"advance":"10m"}`, 200, `{"now":"2026-03-01T12:10:00Z"}`},
		{"POST", "clock", `{"advance":"-10m"}`, 400, `advance must be`},
		{"POST", "clock", `{"advance":"soon"}`, 400, `advance must be`},
		{"GET", "faults", "", 200, `[]`},
		{"POST", "faults", `{"kind":"lost_after","action":"CreateProxy","times":2}`, 200, `[{"action":"CreateProxy","kind":"lost_after","times":2}]`},
		{"POST", "faults", `[{"kind":"hang"},{"kind":"delay","delay":"2s"}]`, 200, `"delay":"2s"`},
		{"POST", "faults", `{"kind":"lost"}`, 400, `unknown fault kind`},
		{"POST", "faults", `{"type":"lost"}`, 400, `type`},
		{"GET", "faults", "", 200, `"hang"`},
		{"DELETE", "faults", "", 200, `{}`},
		{"GET", "faults", "", 200, `[]`},
		{"GET", "nothing", "", 404, `no admin route GET /_mock/nothing`},
		{"PUT", "clock", "", 404, `no admin route`},
	} {
		status, body := x.admin(c.method, c.path, c.body)
		if status != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s %s %s: %d %s, want %d %s", c.method, c.path, c.body, status, body, c.status, c.want)
		}
	}
	if n := len(x.Journal()); n != 0 {
		t.Errorf("admin requests are in the journal: %d", n)
	}
}

func TestAdminJournal(t *testing.T) {
	x := newTester(t)
	x.create("")
	x.fails("ResourceNotFound", "DescribeProxyDetail", `{"ProxyId":"x"}`)
	if _, body := x.admin("GET", "summary", ""); !strings.HasPrefix(body, `{"calls":{"CreateProxy":1,"DescribeProxyDetail":1},"refused":1,"proxies":1,`) {
		t.Error(body)
	}
	if _, body := x.admin("GET", "journal", ""); strings.Count(body, `"seq"`) != 2 {
		t.Error(body)
	}
	if _, body := x.admin("GET", "journal?action=CreateProxy", ""); strings.Count(body, `"seq"`) != 1 || !strings.Contains(body, `"write":true,"committed":true`) {
		t.Error(body)
	}
	x.admin("DELETE", "journal", "")
	if _, body := x.admin("GET", "journal", ""); body != "[]" {
		t.Error(body)
	}
}

func TestAdminRefusesPages(t *testing.T) {
	x := newTester(t)
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/_mock/clock", strings.NewReader(`{"advance":"1h"}`))
	r.Header.Set("Origin", "https://example.com")
	w := httptest.NewRecorder()
	x.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden || !x.Now().Equal(testStart) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAdminFaultHits(t *testing.T) {
	x := newTester(t)
	x.admin("POST", "faults", `{"kind":"delay","delay":"1ms"}`)
	start := time.Now()
	x.ok("DescribeProxies", "")
	if time.Since(start) < time.Millisecond || len(x.PendingFaults()) != 0 {
		t.Error("the fault did not hit")
	}
}
