package gaapmock

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// FaultKind says what goes wrong.
type FaultKind string

// The kinds of faults. "Executed" means that the call is handled as usual; only
// the answer is tampered with. A before kind executes nothing.
const (
	FaultError            FaultKind = "error"              // answers Code; nothing executed
	FaultErrorAfterCommit FaultKind = "error_after_commit" // executed, then answers Code
	FaultLostBefore       FaultKind = "lost_before"        // connection closed, nothing executed
	FaultLostAfter        FaultKind = "lost_after"         // executed, connection closed without an answer
	FaultCutBody          FaultKind = "cut_body"           // executed, half the JSON
	FaultHTML             FaultKind = "html"               // executed, 502 with HTML
	FaultHTMLBefore       FaultKind = "html_before"        // 502 with HTML, nothing executed
	FaultEmpty            FaultKind = "empty"              // executed, 200 with an empty body
	FaultHang             FaultKind = "hang"               // executed, no answer until the client gives up
	FaultHangBefore       FaultKind = "hang_before"        // no answer, nothing executed
	FaultDelay            FaultKind = "delay"              // executed, answered after Delay
	FaultThrottle         FaultKind = "throttle"           // RequestLimitExceeded, not executed
	FaultKillBefore       FaultKind = "kill_before"        // the server dies before the commit
	FaultKillAfter        FaultKind = "kill_after"         // the server dies after the commit, unanswered
	FaultStaleRead        FaultKind = "stale_read"         // a Describe* call on objects answers as of before the latest write to their kind
	FaultForeign          FaultKind = "foreign"            // executed, answers the success body of something else
	FaultCreateFailed     FaultKind = "create_failed"      // CreateProxy succeeds, the proxy ends in Status
	FaultStuck            FaultKind = "stuck"              // the transition that this call starts never ends
	FaultOperationFailed  FaultKind = "operation_failed"   // Open-, Close-, DestroyProxies and DeleteListeners list every id as failed
)

// maxFaults bounds the faults kept in memory.
const maxFaults = 10_000

// Fault is one thing that will go wrong. Calls that fail authentication or the
// rate limit do not meet faults. One call meets at most one fault: the first
// that matches and is due.
type Fault struct {
	Action string    // "" = any API action that the kind fits
	Kind   FaultKind // what happens
	Skip   int       // number of matching calls, since Inject, that pass first
	Times  int       // how many calls it hits; 0 = 1, negative = for good
	// Code and Message are for FaultError and FaultErrorAfterCommit; Code
	// defaults to InternalError. A FaultError whose code GAAP itself would give
	// (FailedOperation, InvalidParameterValue, LimitExceeded, Resource...)
	// consumes the ClientToken as a real failure does, see Options.FailedTokenReleased.
	Code, Message string
	Delay         time.Duration // for FaultDelay, in real time
	Status        string        // for FaultCreateFailed; default CREATE_FAILED
}

var (
	transitionActions = []string{
		"CreateProxy", "ModifyProxyConfiguration", "OpenProxies", "CloseProxies", "DestroyProxies", "DeleteListeners", "BindListenerRealServers",
		"CreateTCPListeners", "CreateUDPListeners", "ModifyTCPListenerAttribute", "ModifyUDPListenerAttribute",
		"CreateHTTPListener", "CreateHTTPSListener", "ModifyHTTPListenerAttribute", "ModifyHTTPSListenerAttribute", "SetTlsVersion",
		"CreateDomain", "ModifyDomain", "DeleteDomain", "ModifyCertificate", "SetAuthentication",
		"CreateRule", "ModifyRuleAttribute", "DeleteRule", "BindRuleRealServers", "CreateCustomHeader", "CreateDomainErrorPageInfo", "DeleteDomainErrorPageInfo",
	}
	batchActions = []string{"OpenProxies", "CloseProxies", "DestroyProxies", "DeleteListeners"}
)

// Validate says what is wrong with the fault: an unknown kind, or an action
// that the kind can never hit.
func (f Fault) Validate() error {
	switch f.Kind {
	case FaultError, FaultErrorAfterCommit, FaultLostBefore, FaultLostAfter, FaultCutBody,
		FaultHTML, FaultHTMLBefore, FaultEmpty, FaultHang, FaultHangBefore, FaultDelay,
		FaultThrottle, FaultKillBefore, FaultKillAfter, FaultStaleRead, FaultForeign,
		FaultCreateFailed, FaultStuck, FaultOperationFailed:
	default:
		return fmt.Errorf("unknown fault kind %q", f.Kind)
	}
	if f.Action != "" && !f.fits(f.Action) {
		return fmt.Errorf("a fault of kind %q never hits %s", f.Kind, f.Action)
	}
	return nil
}

// fits says whether the fault can hit the action at all.
func (f Fault) fits(action string) bool {
	if f.Action != "" && f.Action != action {
		return false
	}
	switch f.Kind {
	case FaultStaleRead:
		return readsObjects(action)
	case FaultCreateFailed:
		return action == "CreateProxy"
	case FaultStuck:
		return slices.Contains(transitionActions, action)
	case FaultOperationFailed:
		return slices.Contains(batchActions, action)
	default:
		return true
	}
}

// readsObjects says whether an action shows objects that writes change, and whose
// reads can be stale: not groups, regions, prices and tasks.
func readsObjects(action string) bool {
	of, reads := strings.CutPrefix(action, "Describe")
	return reads && (strings.HasSuffix(of, "Listeners") || strings.Contains(of, "RealServers") ||
		slices.ContainsFunc([]string{"Prox", "Certificate", "Rules", "CustomHeader", "DomainErrorPage"}, func(kind string) bool { return strings.HasPrefix(of, kind) }))
}

func (f Fault) code() string {
	if f.Code != "" {
		return f.Code
	}
	return "InternalError"
}

// faultJSON is the form of a Fault on the admin routes; Delay is text ("2s").
type faultJSON struct {
	Action  string    `json:"action,omitempty"`
	Kind    FaultKind `json:"kind"`
	Skip    int       `json:"skip,omitempty"`
	Times   int       `json:"times,omitempty"`
	Code    string    `json:"code,omitempty"`
	Message string    `json:"message,omitempty"`
	Delay   string    `json:"delay,omitempty"`
	Status  string    `json:"status,omitempty"`
}

// MarshalJSON writes the Delay as text, such as "2s".
func (f Fault) MarshalJSON() ([]byte, error) {
	j := faultJSON{f.Action, f.Kind, f.Skip, f.Times, f.Code, f.Message, "", f.Status}
	if f.Delay != 0 {
		j.Delay = f.Delay.String()
	}
	return json.Marshal(j)
}

// UnmarshalJSON refuses fields it does not know.
func (f *Fault) UnmarshalJSON(data []byte) error {
	var j faultJSON
	if err := decodeKnown(data, &j); err != nil {
		return err
	}
	*f = Fault{j.Action, j.Kind, j.Skip, j.Times, j.Code, j.Message, 0, j.Status}
	if j.Delay == "" {
		return nil
	}
	d, err := time.ParseDuration(j.Delay)
	f.Delay = d
	return err
}
