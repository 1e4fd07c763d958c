package gaapmock

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestOtherPages is what a page of somebody else can send from the user's browser.
func TestOtherPages(t *testing.T) {
	for _, c := range []struct {
		host, origin string
		local, open  bool // let in without and with AllowRemote
	}{
		{"127.0.0.1:9180", "", true, true},
		{"127.0.0.1", "http://127.0.0.1", true, true},
		{"127.9.9.9:1", "", true, true},
		{"[::1]:9180", "http://[::1]:9180", true, true},
		{"[::1]", "", true, true},
		{"localhost:9180", "http://localhost:9180", true, true},
		{"gaap.LocalHost:9180", "", true, true},
		{"127.0.0.1:9180", "http://127.0.0.1:9181", false, false},
		{"127.0.0.1:9180", "https://127.0.0.1:9180", false, false},
		{"127.0.0.1:9180", "https://example.com", false, false},
		{"127.0.0.1:9180", "null", false, false},
		{"example.com:9180", "", false, true},
		{"example.com:9180", "http://example.com:9180", false, false}, // DNS rebinding
		{"127.0.0.1.example.com", "", false, true},
		{"192.0.2.1:9180", "http://192.0.2.1:9180", false, true},
		{"localhost.example.com", "", false, true},
		{"", "", false, true},
	} {
		for _, remote := range []bool{false, true} {
			x := newTester(t, func(o *Options) { o.AllowRemote = remote })
			want := c.local
			if remote {
				want = c.open
			}
			r := httptest.NewRequest(http.MethodPost, "/_mock/clock", strings.NewReader(`{"advance":"1h"}`))
			r.Host = c.host
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			w := httptest.NewRecorder()
			x.ServeHTTP(w, r)
			if moved := !x.Now().Equal(testStart); moved != want || (w.Code == http.StatusForbidden) == want {
				t.Errorf("host %q, origin %q, remote %v: %d %s", c.host, c.origin, remote, w.Code, w.Body)
			}
			shown := open(x, "/", func(r *http.Request) { r.Host = c.host; r.Header.Set("Origin", c.origin) })
			if (shown.Code == http.StatusOK) != want {
				t.Errorf("page, host %q, origin %q, remote %v: %d", c.host, c.origin, remote, shown.Code)
			}
			keys := open(x, metadataPrefix+"deploy", func(r *http.Request) { r.Host = c.host; r.Header.Set("Origin", c.origin) })
			if (keys.Code == http.StatusOK) != want || strings.Contains(keys.Body.String(), "TmpSecretKey") != want {
				t.Errorf("metadata, host %q, origin %q, remote %v: %d", c.host, c.origin, remote, keys.Code)
			}
		}
	}
}
