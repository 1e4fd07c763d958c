package simulation

import (
	"bytes"
	"context"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
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
		{Kind: gaapmock.FaultError, Code: "ResourceNotFound", Action: "DestroyProxies"},
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

// fate is what happens to a call beside its handling.
type fate int

const (
	normal fate = iota
	killBefore
	killAfter
	abandon
	interrupt
)

// fate decides about one call, and gives the mock the fault that it meets. One
// byte decides whether anything happens, so that the bytes last for many calls.
func (s *scenario) fate(account int, action string, body []byte) fate {
	if s.calm {
		return normal
	}
	first, faults := 192, writeFaults
	if isRead(action) {
		first, faults = 240, readFaults
	}
	const ends = 253 // the highest bytes end the command
	switch drawn := s.choose.draw(); {
	case drawn >= ends:
		return fate(1 + s.choose.Pick(4))
	case drawn >= first:
		fault := faults[s.choose.Pick(len(faults))]
		if s.fits(fault, action, body) {
			fault.Action = action
			s.accounts[account].Inject(fault)
			what := strings.TrimSpace(string(fault.Kind) + " " + fault.Code)
			s.count(what)
			s.trace("  fault: %s of %s", what, action)
		}
	}
	return normal
}

// fits tells whether a fault is one that a service could have.
func (s *scenario) fits(fault gaapmock.Fault, action string, body []byte) bool {
	switch {
	case fault.Action != "" && fault.Action != action:
		return false
	case fault.Kind == gaapmock.FaultStaleRead && time.Since(s.records.lastWrite()) > maxStale:
		return false // reads lag, but not for ever
	case fault.Kind == gaapmock.FaultForeign && !bytes.Contains(body, []byte("link-")) && isRead(action):
		return false // nothing in a list says what it leaves out, or whose it is
	case fault.Kind == gaapmock.FaultForeign && strings.HasSuffix(action, "Listeners"):
		return false // likewise
	case strings.HasSuffix(fault.Code, "DuplicatedRequest") && s.releases:
		return false // what was seen before is not forgotten a moment later
	}
	fault.Action = action
	return fault.Validate() == nil
}

// pass lets time pass for all.
func pass(ctx context.Context, d time.Duration) error { return wait.System{}.Sleep(ctx, d) }
