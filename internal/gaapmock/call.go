package gaapmock

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// apiError is an error body of the API.
type apiError struct {
	code, message string
}

func errorf(code, format string, args ...any) *apiError {
	return &apiError{code, fmt.Sprintf(format, args...)}
}

// call is one request while it is executed, under the server's lock.
type call struct {
	opts      *Options
	store     *store
	action    string
	requestID string
	now       time.Time // life-cycle time
	fault     Fault     // a zero Kind means none
	region    string    // X-TC-Region
	caller    identity
}

// action is how one API action is served.
type action struct {
	service  string
	required []string
	params   func() any                        // a new, empty parameter struct
	run      func(*call, any) (any, *apiError) // returns the response without RequestId
	writes   bool                              // changes something when it succeeds
	china    bool                              // the international site does not have it
	rate     int                               // how many times Options.RatePerSecond it may be called; 0 is once
}

// withQuota makes an action that may be called more often than others.
func (a action) withQuota(times int) action {
	a.rate = times
	return a
}

// mainlandOnly makes an action that Options.International does not have.
func (a action) mainlandOnly() action {
	a.china = true
	return a
}

// reads makes an action, one that changes nothing, from a handler for the
// parameter struct P of the SDK.
func reads[P any](service string, run func(*call, *P) (any, *apiError), required ...string) action {
	return action{
		service:  service,
		required: required,
		params:   func() any { return new(P) },
		run:      func(c *call, in any) (any, *apiError) { return run(c, in.(*P)) },
	}
}

// writes makes an action that changes something. Its handler must not change
// anything before it knows that it will succeed.
func writes[P any](service string, run func(*call, *P) (any, *apiError), required ...string) action {
	a := reads(service, run, required...)
	a.writes = true
	return a
}

// execute runs an action behind the rules for tokens.
func (c *call) execute(a action, in any, params []byte) (body json.RawMessage, committed bool, err *apiError) {
	clientToken := tokenOf(in)
	if err := checkToken(clientToken); err != nil {
		return nil, false, err
	}
	canonical := ""
	if clientToken != "" {
		canonical = canonicalParams(params)
		if body, err, ok := c.replay(clientToken, canonical); ok {
			return body, false, err
		}
	}
	if c.opts.RegionCaseIgnored {
		normaliseRegions(in)
	}
	out, err := a.run(c, in)
	if err == nil {
		body = mustMarshal(out)
	}
	if clientToken != "" {
		c.remember(clientToken, canonical, body)
	}
	return body, err == nil && a.writes, err
}

// tokenOf returns the ClientToken of a parameter struct, if it has one.
func tokenOf(in any) string {
	f := reflect.ValueOf(in).Elem().FieldByName("ClientToken")
	if !f.IsValid() || f.IsNil() {
		return ""
	}
	return f.Elem().String()
}

// mustMarshal encodes one of the package's own response structs.
func mustMarshal(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}

// val returns what a pointer points at, or the zero value.
func val[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// vals returns what a list of pointers points at.
func vals[T any](list []*T) []T {
	out := make([]T, 0, len(list))
	for _, p := range list {
		out = append(out, val(p))
	}
	return out
}
