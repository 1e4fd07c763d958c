package gaapapi

import (
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// resendBackoff is the rhythm in which a call is repeated.
var resendBackoff = wait.Backoff{First: 500 * time.Millisecond, Max: 10 * time.Second, Factor: 2, Jitter: 0.3}

// Throttled calls were never executed, so they are repeated for long; calls
// with an unknown outcome are repeated for about half a minute, and those with
// a key that may not be known everywhere yet for about a quarter of one.
const (
	maxThrottled = 60
	maxAmbiguous = 6
	maxFresh     = 5
)

// tries are the sendings of a call that were not the last, by why it was sent again.
type tries struct{ throttled, ambiguous, fresh, renewed int }

func (t *tries) total() int { return t.throttled + t.ambiguous + t.fresh + t.renewed }

// again decides whether a call that failed is sent again. nth is how often it
// was for the same reason. What is refused for its key was not executed.
func (c *Client) again(t *tries, keys Credentials, err error) (nth int, again bool) {
	var reason *int
	switch class := ClassOf(err); {
	case class == Throttled && t.throttled < maxThrottled:
		reason = &t.throttled
	case class == Ambiguous && t.ambiguous < maxAmbiguous:
		reason = &t.ambiguous
	case t.fresh < maxFresh && mayBeUnknownYet(c.keys, keys, err):
		reason = &t.fresh
	case t.renewed == 0 && CodeOf(err) == codeTokenFailure && expire(c.keys, keys):
		reason = &t.renewed
	default:
		return 0, false
	}
	*reason++
	return *reason - 1, true
}
