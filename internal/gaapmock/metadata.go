package gaapmock

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// metadataPrefix is the path under which the metadata service of an instance
// hands out the credentials of its roles.
const metadataPrefix = "/latest/meta-data/cam/security-credentials/"

// metadataHost is the name under which an instance reaches it, and no page of
// somebody else can be.
const metadataHost = "metadata.tencentyun.com"

// metadataValidity is for how long those are valid.
//
// Assumption: the length; and each request gets new ones.
const metadataValidity = 2 * time.Hour

// instanceCredentials is the metadata service's answer.
type instanceCredentials struct {
	temporary

	ExpiredTime int64
	Expiration  string
	Code        string
}

// serveMetadata answers for an instance that every role is bound to. Requests
// are in the journal as calls of the action "metadata".
func (s *Server) serveMetadata(w http.ResponseWriter, r *http.Request) {
	if err := s.checkBrowser(r); err != nil && (r.Host != metadataHost || r.Header.Get("Origin") != "") {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	req := &request{id: s.nextRequestID(), action: "metadata", service: "metadata"}
	name := strings.TrimPrefix(r.URL.Path, metadataPrefix)
	role, found := s.opts.role(func(role Role) bool { return role.name() == name })
	switch {
	case r.Method != http.MethodGet:
		s.record(req, Call{Code: "MethodNotAllowed"})
		w.WriteHeader(http.StatusMethodNotAllowed)
	case name == "":
		s.record(req, Call{})
		write(w, http.StatusOK, "text/plain", []byte(strings.Join(s.opts.roleNames(), "\n")))
	case !found:
		s.record(req, Call{Code: "NotFound"})
		write(w, http.StatusNotFound, "text/plain", []byte("not found"))
	default:
		s.record(req, Call{})
		keys, expires := s.opts.issue(role.identityFor(s.opts.account(), "instance"), req.id, metadataValidity)
		write(w, http.StatusOK, "application/json", mustMarshal(instanceCredentials{keys, expires.Unix(), expires.Format(time.RFC3339), "Success"}))
	}
}

func (o *Options) roleNames() []string {
	names := map[string]bool{}
	for _, role := range o.Roles {
		names[role.name()] = true
	}
	return slices.Sorted(maps.Keys(names))
}
