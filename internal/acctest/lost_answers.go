package acctest

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// LostAnswer is a way in which an answer gets lost, or a call is refused for a
// moment.
type LostAnswer struct {
	Fault    gaapmock.Fault // without the action
	Executed bool           // the service did what it was told
}

// LostAnswers are all of them, by name.
func LostAnswers() map[string]LostAnswer {
	return map[string]LostAnswer{
		"lost before":           {gaapmock.Fault{Kind: gaapmock.FaultLostBefore}, false},
		"lost after":            {gaapmock.Fault{Kind: gaapmock.FaultLostAfter}, true},
		"cut":                   {gaapmock.Fault{Kind: gaapmock.FaultCutBody}, true},
		"HTML":                  {gaapmock.Fault{Kind: gaapmock.FaultHTML}, true},
		"HTML before":           {gaapmock.Fault{Kind: gaapmock.FaultHTMLBefore}, false},
		"empty":                 {gaapmock.Fault{Kind: gaapmock.FaultEmpty}, true},
		"hanging":               {gaapmock.Fault{Kind: gaapmock.FaultHang}, true},
		"hanging before":        {gaapmock.Fault{Kind: gaapmock.FaultHangBefore}, false},
		"slow":                  {gaapmock.Fault{Kind: gaapmock.FaultDelay, Delay: 10 * time.Second}, true},
		"throttled":             {gaapmock.Fault{Kind: gaapmock.FaultThrottle, Times: 3}, false},
		"InternalError":         {gaapmock.Fault{Kind: gaapmock.FaultError, Code: "InternalError"}, false},
		"InternalError, done":   {gaapmock.Fault{Kind: gaapmock.FaultErrorAfterCommit, Code: "InternalError"}, true},
		"unavailable, done":     {gaapmock.Fault{Kind: gaapmock.FaultErrorAfterCommit, Code: "ServiceUnavailable"}, true},
		"lost twice, then done": {gaapmock.Fault{Kind: gaapmock.FaultLostBefore, Times: 2}, false},
	}
}

// OverLostAnswers runs a test with each way in which the answer to an action gets
// lost. meet empties the journal and has it happen to the next call.
func OverLostAnswers(t *testing.T, action string, options gaapmock.Options, run func(t *testing.T, s *Session, meet func(), executed bool)) {
	t.Helper()
	for name, lost := range LostAnswers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			New(t, options).Session(t, func(s *Session) {
				meet := func() {
					lost.Fault.Action = action
					s.Mock.ResetJournal()
					s.Mock.Inject(lost.Fault)
				}
				run(t, s, meet, lost.Executed)
				s.CheckFaults(t)
			})
		})
	}
}

// CheckFaults demands that all faults happened.
func (e *Environment) CheckFaults(t *testing.T) {
	t.Helper()
	if left := e.Mock.PendingFaults(); len(left) > 0 {
		t.Errorf("these faults did not happen: %+v", left)
	}
}
