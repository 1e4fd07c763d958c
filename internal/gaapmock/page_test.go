package gaapmock

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

// open asks as a browser does.
func open(x *tester, url string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, url, nil)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	x.ServeHTTP(w, r)
	return w
}

func TestPage(t *testing.T) {
	w := open(newTester(t), "http://127.0.0.1:9180/", nil)
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/html; charset=utf-8" || !strings.HasPrefix(w.Body.String(), "<!doctype html>") {
		t.Fatalf("%d %v %.80s", w.Code, w.Header(), w.Body)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Error(policy)
	}
	inline := regexp.MustCompile(`(?s)<(script|style)>(.*?)</`).FindAllStringSubmatch(w.Body.String(), -1)
	if len(inline) != 2 {
		t.Fatalf("%d inline elements", len(inline))
	}
	for _, m := range inline {
		sum := sha256.Sum256([]byte(m[2]))
		if want := m[1] + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
			t.Errorf("%q lacks %q", policy, want)
		}
	}
	for _, word := range []string{"innerHTML", "insertAdjacentHTML", "document.write", "eval(", "https://", "http://"} {
		if strings.Contains(pageHTML, word) {
			t.Errorf("the page has %s in it", word)
		}
	}
}

// The page reads what there is: each collection, and fields by the names that they have.
func TestPageKnowsObjects(t *testing.T) {
	x := newLayer7Tester(t)
	g, code := x.grow(), int64(200)
	x.UpdateErrorPage(g.page, func(p *ErrorPage) { p.NewErrorNo = &code })
	x.UpdateListener(g.listener, func(l *Listener) { l.ReplacedCertificateIDs = []string{"cert-server01"} })
	x.AddListener(Listener{GroupID: "lg-xxxx"})
	x.create(`{"ClientToken":"t"}`)
	var all strings.Builder
	for _, route := range []string{"summary", "proxies", "groups", "listeners", "domains", "rules", "errorpages", "realservers", "certificates", "tokens", "journal", "faults"} {
		status, body := x.admin("GET", route, "")
		if all.WriteString(body); status != 200 {
			t.Errorf("%s: %d", route, status)
		}
		if !strings.Contains(pageHTML, `"`+route+`"`) && !strings.Contains(pageHTML, "`"+route+"?last=${") {
			t.Errorf("the page does not read %s", route)
		}
	}
	for _, m := range regexp.MustCompile(`\.([a-z0-9]+_[a-z0-9_]+)\b`).FindAllStringSubmatch(pageHTML, -1) {
		if !strings.Contains(all.String(), `"`+m[1]+`":`) {
			t.Errorf("nothing has a %s", m[1])
		}
	}
}

// What a client of the API sends gets the answer of the API.
func TestPageIsOnlyForBrowsers(t *testing.T) {
	for name, change := range map[string]func(*http.Request){
		"POST":          func(r *http.Request) { r.Method = http.MethodPost },
		"query":         func(r *http.Request) { r.URL.RawQuery = "Action=DescribeProxies" },
		"action":        func(r *http.Request) { r.Header.Set("X-TC-Action", "DescribeProxies") },
		"authorization": func(r *http.Request) { r.Header.Set("Authorization", "TC3-HMAC-SHA256") },
		"accept":        func(r *http.Request) { r.Header.Set("Accept", "*/*") },
		"path":          func(r *http.Request) { r.URL.Path = "/prefix" },
	} {
		x := newTester(t)
		if w := open(x, "http://127.0.0.1/", change); !strings.HasPrefix(w.Body.String(), `{"Response":`) || len(x.Journal()) != 1 {
			t.Errorf("%s: %.80s", name, w.Body)
		}
	}
	x := newTester(t)
	if open(x, "http://127.0.0.1/", nil); len(x.Journal()) != 0 {
		t.Error("the page is in the journal")
	}
}

// The page shows times as they come.
func TestJournalIsUTC(t *testing.T) {
	east := time.FixedZone("east", 8*3600)
	x := newTester(t, func(o *Options) { o.Clock = NewManualClock(testStart.In(east)) })
	x.ok("DescribeProxies", "")
	if _, body := x.admin("GET", "journal", ""); !strings.Contains(body, `"time":"2026-03-01T12:00:00Z"`) {
		t.Error(body)
	}
}
