package simulation

import (
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	// latency is how long a call is under way.
	latency = 50 * time.Millisecond
	// maxStale is for how long a read may not show a write.
	maxStale = 20 * time.Second
)

// The faults that a write, and a read, can meet. Error codes are those that
// leave open what happened, and those that are final.
var (
	writeFaults = []gaapmock.Fault{
		{Kind: gaapmock.FaultLostAfter},
		{Kind: gaapmock.FaultLostBefore},
		{Kind: gaapmock.FaultCutBody},
		{Kind: gaapmock.FaultHTML},
		{Kind: gaapmock.FaultEmpty},
		{Kind: gaapmock.FaultForeign},
		{Kind: gaapmock.FaultHang},
		{Kind: gaapmock.FaultThrottle},
		{Kind: gaapmock.FaultErrorAfterCommit, Code: "InternalError"},
		{Kind: gaapmock.FaultError, Code: "InternalError"},
		{Kind: gaapmock.FaultError, Code: "FailedOperation"},
		{Kind: gaapmock.FaultError, Code: "FailedOperation.DuplicatedRequest"},
		{Kind: gaapmock.FaultError, Code: "FailedOperation.ActionIsDoing"},
		{Kind: gaapmock.FaultErrorAfterCommit, Code: "LimitExceeded"},
		{Kind: gaapmock.FaultCreateFailed, Action: "CreateProxy"},
	}
	readFaults = []gaapmock.Fault{
		{Kind: gaapmock.FaultLostAfter},
		{Kind: gaapmock.FaultStaleRead},
		{Kind: gaapmock.FaultThrottle},
		{Kind: gaapmock.FaultCutBody},
		{Kind: gaapmock.FaultForeign},
		{Kind: gaapmock.FaultError, Code: "InternalError"},
	}
)

func isRead(action string) bool {
	writes, _ := gaapmock.Writes(action)
	return !writes
}

// noteWrite remembers when something was changed for the last time.
func (w *world) noteWrite(action string) {
	if calls := w.mock.Calls(action); len(calls) > 0 && calls[len(calls)-1].Committed {
		w.lastWrite = time.Now()
	}
}

// fate is what happens to a call beside its handling.
type fate int

const (
	normal fate = iota
	killBefore
	killAfter
	interrupt
)

// fate decides about one call, and gives the mock the fault that it meets.
func (w *world) fate(action string) fate {
	if w.calm {
		return normal
	}
	percent, faults := 25, writeFaults
	if isRead(action) {
		percent, faults = 6, readFaults
	}
	if w.choose.chance(percent) {
		fault := faults[w.choose.Pick(len(faults))]
		fits := fault.Action == "" || fault.Action == action
		fault.Action = action
		if fault.Kind == gaapmock.FaultStaleRead && time.Since(w.lastWrite) > maxStale {
			fits = false // reads lag, but not for ever
		}
		if fault.Kind == gaapmock.FaultForeign && strings.HasSuffix(action, "Listeners") {
			fits = false // nothing in a list says whose listeners it counts
		}
		if strings.HasSuffix(fault.Code, "DuplicatedRequest") && w.releases {
			fits = false // what was seen before is not forgotten a moment later
		}
		if fits && fault.Validate() == nil {
			w.mock.Inject(fault)
			w.count(string(fault.Kind) + " " + fault.Code)
		}
	}
	if w.choose.chance(4) {
		return fate(1 + w.choose.Pick(3))
	}
	return normal
}
