package gaapmock

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"net/http"
	"strings"
)

//go:embed page.html
var pageHTML string

// page is what a browser sees at the root: what GET /_mock/... shows, kept up to date.
type page struct {
	body   []byte
	policy string // Content-Security-Policy
}

func newPage() page {
	policy := "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" +
		"; script-src " + inlineHash(pageHTML, "script") + "; style-src " + inlineHash(pageHTML, "style")
	return page{[]byte(pageHTML), policy}
}

// inlineHash permits the one inline element of that name.
func inlineHash(html, element string) string {
	_, rest, _ := strings.Cut(html, "<"+element+">")
	text, _, _ := strings.Cut(rest, "</"+element+">")
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// asksForPage tells a browser from a client: a call of the API has parameters
// in the query, a body or the headers.
func asksForPage(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path == "/" && r.URL.RawQuery == "" &&
		r.Header.Get("X-TC-Action") == "" && r.Header.Get("Authorization") == "" &&
		strings.Contains(r.Header.Get("Accept"), "text/html")
}

func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	if err := s.checkBrowser(r); err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	keepPrivate(w.Header())
	w.Header().Set("Content-Security-Policy", s.page.policy)
	w.Header().Set("Referrer-Policy", "no-referrer")
	write(w, http.StatusOK, "text/html; charset=utf-8", s.page.body)
}
