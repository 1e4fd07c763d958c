package wire

import (
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// resendBackoff is the rhythm in which a call is repeated.
var resendBackoff = wait.Backoff{First: 500 * time.Millisecond, Max: 10 * time.Second, Factor: 2, Jitter: 0.3}

// retries are the sendings of a call that were not the last, by why it was sent again.
type retries struct{ throttled, ambiguous, fresh, renewed int }

// maxRetries is how often most calls are sent again. Throttled ones were never
// executed, so that is for long; with an unknown outcome it is for about half a
// minute, and with a key that may not be known everywhere yet for about a quarter
// of one.
var maxRetries = retries{throttled: 60, ambiguous: 6, fresh: 5, renewed: 1}

func (t *retries) total() int { return t.throttled + t.ambiguous + t.fresh + t.renewed }

// shouldRetry decides whether a call that failed is sent again, at most so often. nth is
// how often it was for the same reason. What is refused for its key was not executed.
func (c *Client) shouldRetry(t *retries, most retries, keys Credentials, err error) (nth int, again bool) {
	var reason *int
	switch class := ClassOf(err); {
	case class == Throttled && t.throttled < most.throttled:
		reason = &t.throttled
	case class == Ambiguous && t.ambiguous < most.ambiguous:
		reason = &t.ambiguous
	case t.fresh < most.fresh && mayBeTooNew(c.keys, keys, err):
		reason = &t.fresh
	case t.renewed < most.renewed && CodeOf(err) == codeTokenFailure && expire(c.keys, keys):
		reason = &t.renewed
	default:
		return 0, false
	}
	*reason++
	return *reason - 1, true
}
