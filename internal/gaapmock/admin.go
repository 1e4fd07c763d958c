package gaapmock

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"time"
)

const (
	adminPrefix  = "/_mock/"
	maxAdminBody = 1 << 20
)

// adminError is an error of an admin route.
type adminError struct {
	status int
	text   string
}

func (e *adminError) Error() string { return e.text }

func adminRefusal(status int, err error) error { return &adminError{status, err.Error()} }

// adminHandler returns the answer, or an error that becomes {"error": ...}.
type adminHandler func(r *http.Request) (any, error)

// adminRoutes are for the people and scripts that drive the mock as a program;
// they need no signature.
func (s *Server) adminRoutes() http.Handler {
	mux := http.NewServeMux()
	for _, routes := range []map[string]adminHandler{
		s.proxies().routes("proxies"), s.groups().routes("groups"),
		s.realServers().routes("realservers"), s.listeners().routes("listeners"),
		s.domains().routes("domains"), s.rules().routes("rules"), s.errorPages().routes("errorpages"),
		s.certificates().routes("certificates"),
		s.securityPolicies().routes("security_policies"), s.securityRules().routes("security_rules"),
		s.globalDomains().routes("global_domains"), s.dnsRecords().routes("dns_records"),
	} {
		for pattern, h := range routes {
			mux.Handle(pattern, h)
		}
	}
	for pattern, h := range map[string]adminHandler{
		"GET /_mock/health":     s.getHealth,
		"GET /_mock/summary":    s.getSummary,
		"GET /_mock/journal":    s.getJournal,
		"DELETE /_mock/journal": s.deleteJournal,
		"GET /_mock/faults":     s.getFaults,
		"POST /_mock/faults":    s.postFaults,
		"DELETE /_mock/faults":  s.deleteFaults,
		"POST /_mock/clock":     s.postClock,
		"GET /_mock/tokens":     s.getTokens,
		adminPrefix:             noRoute,
	} {
		mux.Handle(pattern, h)
	}
	return mux
}

func (h adminHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, err := h(r)
	status := http.StatusOK
	if err != nil {
		status = http.StatusInternalServerError
		if e, ok := errors.AsType[*adminError](err); ok {
			status = e.status
		}
		answer = map[string]string{"error": err.Error()}
	}
	keepPrivate(w.Header())
	write(w, status, "application/json", append(mustMarshal(answer), '\n'))
}

func (s *Server) serveAdmin(w http.ResponseWriter, r *http.Request) {
	if err := s.checkBrowser(r); err != nil {
		adminHandler(func(*http.Request) (any, error) { return nil, err }).ServeHTTP(w, r)
		return
	}
	s.admin.ServeHTTP(w, r)
}

func noRoute(r *http.Request) (any, error) {
	return nil, adminRefusal(http.StatusNotFound, errors.New("no admin route "+r.Method+" "+r.URL.Path))
}

// readAdmin decodes the body of an admin request strictly.
func readAdmin(r *http.Request, into any) error {
	data, err := io.ReadAll(io.LimitReader(r.Body, maxAdminBody+1))
	if len(data) > maxAdminBody {
		return adminRefusal(http.StatusRequestEntityTooLarge, errors.New("the body is larger than 1 MiB"))
	}
	if err == nil {
		err = decodeKnown(data, into)
	}
	if err != nil {
		return adminRefusal(http.StatusBadRequest, err)
	}
	return nil
}

func (s *Server) getHealth(*http.Request) (any, error) {
	return map[string]string{"status": "ok"}, nil
}

// summary is the answer of GET summary.
type summary struct {
	Calls   map[string]int `json:"calls"`   // by action
	Refused int            `json:"refused"` // calls answered with an error code
	Proxies int            `json:"proxies"`
	// How many listeners, origins and certificates there are.
	Listeners    int       `json:"listeners"`
	RealServers  int       `json:"realservers"`
	Certificates int       `json:"certificates"`
	Now          time.Time `json:"now"` // life-cycle time
}

func (s *Server) getSummary(*http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.life.now()
	calls := map[string]int{}
	maps.Copy(calls, s.journal.counts)
	w := s.store
	return summary{
		calls, s.journal.refused,
		len(w.Proxies.current(now).list()), len(w.Listeners.current(now).list()), len(w.RealServers.current(now).list()),
		len(w.Certificates.current(now).list()), now,
	}, nil
}

func (s *Server) getJournal(r *http.Request) (any, error) {
	return latest(r, s.Calls(r.URL.Query().Get("action")))
}

func (s *Server) deleteJournal(*http.Request) (any, error) {
	s.ResetJournal()
	return none{}, nil
}

func (s *Server) getFaults(*http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.list(false), nil
}

// postFaults takes one fault or an array of them.
func (s *Server) postFaults(r *http.Request) (any, error) {
	var raw json.RawMessage
	if err := readAdmin(r, &raw); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(raw, []byte("[")) {
		raw = bytes.Join([][]byte{[]byte("["), raw, []byte("]")}, nil)
	}
	var faults []Fault
	if err := json.Unmarshal(raw, &faults); err != nil {
		return nil, adminRefusal(http.StatusBadRequest, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.faults.add(faults...); err != nil {
		return nil, adminRefusal(http.StatusBadRequest, err)
	}
	return s.faults.list(false), nil
}

func (s *Server) deleteFaults(*http.Request) (any, error) {
	s.ClearFaults()
	return none{}, nil
}

func (s *Server) postClock(r *http.Request) (any, error) {
	var in struct {
		Advance string `json:"advance"`
	}
	if err := readAdmin(r, &in); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(in.Advance)
	if err != nil || d < 0 {
		return nil, adminRefusal(http.StatusBadRequest, errors.New("advance must be a duration such as \"10m\", not negative"))
	}
	if err := s.advance(d); errors.Is(err, errTooFar) {
		return nil, adminRefusal(http.StatusBadRequest, err)
	} else if err != nil {
		return nil, err
	}
	return map[string]time.Time{"now": s.Now()}, nil
}
