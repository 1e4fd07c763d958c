package gaapmock

import (
	"errors"
	"net"
	"net/http"
	"strings"
)

// checkBrowser keeps web pages other than the mock's own away from the page, the
// admin routes and the metadata service, which need no key.
//
// A name that its owner has pointed at this machine (DNS rebinding) shows in
// Host, and every page that changes something says where it is from in Origin.
func (s *Server) checkBrowser(r *http.Request) error {
	host := hostname(r.Host)
	if !s.opts.AllowRemote && !loopback(host) {
		return adminRefusal(http.StatusForbidden, errors.New("the Host "+r.Host+" is not a loopback address"))
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return nil
	}
	if own := loopback(host) || net.ParseIP(host) != nil; !own || origin != "http://"+r.Host {
		return adminRefusal(http.StatusForbidden, errors.New("requests of other pages are refused"))
	}
	return nil
}

// hostname is a Host header without port and brackets.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}

// loopback says whether a host can only be this machine. Browsers look
// localhost and the names below it up nowhere.
func loopback(host string) bool {
	host = strings.ToLower(host)
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// keepPrivate sets the headers of everything that is not the API.
func keepPrivate(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
