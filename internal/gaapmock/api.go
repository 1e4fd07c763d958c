package gaapmock

import (
	"encoding/json"
	"log"
	"net/http"
	"runtime/debug"
	"strings"
)

// outcome is what a call came to: the answer, and the fault that spoils it.
type outcome struct {
	requestID string
	action    string
	fault     Fault
	body      json.RawMessage // the response without RequestId; nil with an error
	err       *apiError
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	s.deliver(w, r, s.answer(r))
}

func (s *Server) answer(r *http.Request) (out outcome) {
	release, ok := s.reserveBody(r)
	if !ok {
		panic(http.ErrAbortHandler)
	}
	defer release()
	req, err := readRequest(r)
	if err == nil {
		err = s.admit(r, req)
	}
	if err != nil {
		return s.refuse(req, err)
	}
	defer func() {
		if p := recover(); p != nil {
			log.Printf("gaapmock: panic in %s: %v\n%s", req.action, p, debug.Stack())
			out = s.refuse(req, errorf("InternalError", "The mock is broken: %v", p))
		}
	}()
	return s.handle(req)
}

// admit is the gateway: the caller's key, the action, and the rate.
func (s *Server) admit(r *http.Request, req *request) *apiError {
	if err := s.opts.authenticate(r, req); err != nil {
		return err
	}
	spec, ok := s.actions[req.action]
	if !ok || spec.service != req.service || spec.china && s.opts.International {
		return errorf("InvalidAction", "The action `%s` does not exist in version %s.", req.action, req.version)
	}
	req.setParams(r, spec)
	s.mu.Lock()
	hook := s.onCall
	s.mu.Unlock()
	if hook != nil {
		hook(req.action)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	limit := s.opts.RatePerSecond * max(spec.rate, 1)
	if !s.limits.allow(req.secretID+"/"+req.action, limit, s.opts.Clock.Now()) {
		return errorf(s.opts.ThrottleCode, "rate limit of %d per second exceeded", limit)
	}
	return nil
}

// setParams finds the parameters in query or body.
//
// Assumption: an empty body is the same as {}.
func (req *request) setParams(r *http.Request, spec action) {
	switch {
	case req.method == http.MethodGet:
		req.params = queryParams(businessQuery(r.URL), spec.params())
	case len(req.body) == 0:
		req.params = json.RawMessage("{}")
	default:
		req.params = req.body
	}
	if !json.Valid(req.params) || nesting(req.params) > maxNesting {
		req.params = nil
	}
}

// nesting is how deep a JSON value is.
func nesting(data []byte) (deepest int) {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			depth++
			deepest = max(deepest, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return deepest
}

// refuse is an answer of the gateway; nothing was executed and no fault used.
func (s *Server) refuse(req *request, err *apiError) outcome {
	s.log(s.recordRefusal(req, err))
	return outcome{requestID: req.id, action: req.action, err: err}
}

func (s *Server) recordRefusal(req *request, err *apiError) Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	req.id = s.nextRequestID()
	return s.record(req, Call{Code: err.code})
}

// handle lets a fault or the action itself decide the answer.
func (s *Server) handle(req *request) outcome {
	out, entry := s.decide(req)
	s.log(entry)
	return out
}

func (s *Server) decide(req *request) (outcome, Call) {
	s.mu.Lock()
	defer s.mu.Unlock() // also if an action panics
	req.id = s.nextRequestID()
	fault, _ := s.faults.next(req.action)
	out, committed := s.run(req, fault)
	entry := Call{Fault: fault.Kind, Committed: committed}
	if out.err != nil {
		entry.Code = out.err.code
	}
	return out, s.record(req, entry)
}

// run executes the call unless the fault forbids it. The caller holds the lock.
func (s *Server) run(req *request, fault Fault) (out outcome, committed bool) {
	out = outcome{requestID: req.id, action: req.action, fault: fault}
	c := &call{
		opts: &s.opts, store: s.store, action: req.action, requestID: req.id, now: s.life.now(), fault: fault,
		region: req.region, caller: req.caller,
	}
	switch fault.Kind {
	case FaultLostBefore, FaultHTMLBefore, FaultHangBefore, FaultKillBefore:
		return out, false
	case FaultThrottle:
		out.err = errorf(s.opts.ThrottleCode, "rate limit of %d per second exceeded", s.opts.RatePerSecond)
		return out, false
	}
	spec := s.actions[req.action]
	in := spec.params()
	if out.err = (decoder{s.opts.TextsConverted}).decode(req.params, in, spec.required); out.err != nil {
		return out, false
	}
	if fault.Kind == FaultError {
		out.err = &apiError{fault.code(), fault.message()}
		c.spendToken(in, req.params)
	} else {
		out.body, committed, out.err = c.execute(spec, in, req.params)
	}
	s.store.commit(c.now)
	if err := s.save(); err != nil {
		out.err = errorf("InternalError", "%v", err)
	}
	if fault.Kind == FaultErrorAfterCommit {
		out.err = &apiError{fault.code(), fault.message()}
	}
	return out, committed
}

// spendToken marks the token of an injected failure as GAAP would with a real
// failure of that code: one that the gateway gives leaves the token alone.
func (c *call) spendToken(in any, params []byte) {
	clientToken := tokenOf(in)
	if clientToken == "" || checkToken(clientToken) != nil || !isServiceCode(c.fault.code()) {
		return
	}
	if _, seen := c.seen(clientToken); !seen {
		c.remember(clientToken, canonicalParams(params), nil)
	}
}

// isServiceCode tells codes of the service from codes of the gateway before it.
//
// Assumption: InternalError and ServiceUnavailable come from the gateway.
func isServiceCode(code string) bool {
	class, _, _ := strings.Cut(code, ".")
	switch class {
	case "FailedOperation", "InvalidParameterValue", "LimitExceeded", "ResourceInsufficient",
		"ResourceInUse", "ResourceNotFound", "ResourceUnavailable", "UnauthorizedOperation", "UnsupportedOperation":
		return true
	}
	return false
}

func (s *Server) nextRequestID() string {
	s.requests++
	return s.store.requestID(s.requests)
}

// record completes a journal entry and adds it. The caller holds the lock.
func (s *Server) record(req *request, entry Call) Call {
	entry.Time = s.opts.Clock.Now().UTC()
	entry.Action, entry.Service, entry.RequestID = req.action, req.service, req.id
	entry.Region, entry.Language = req.region, req.language
	entry.Write = s.actions[req.action].writes
	if params := withoutSecrets(req); len(params) <= maxParams {
		var fields struct{ ClientToken string }
		_ = json.Unmarshal(params, &fields) // what is no object has no token
		entry.Body, entry.ClientToken = params, fields.ClientToken
	}
	return s.journal.add(entry)
}

func (s *Server) log(entry Call) {
	if s.opts.Log != nil {
		s.opts.Log(entry)
	}
}
