package diagnostics_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// An operation that ran out of time says which time, how often it tried, the
// last answer, and what to do.
func TestError_timeout(t *testing.T) {
	t.Parallel()
	const more = "If the service is slow, give this operation more time: create in the timeouts block."
	failed := wire.Answer{Action: "CreateProxy", Code: "InternalError", Message: "try later", RequestID: "req-1"}
	for name, c := range map[string]struct {
		sent int
		last wire.Answer
		wrap func(error) error
		want string
	}{
		"write": {4, failed, func(err error) error {
			return &wire.InterruptedError{Action: "CreateProxy", MaybeDone: true, Cause: err}
		}, `CreateProxy was interrupted: the time of timeouts.create (5s) ran out.

Sent:      CreateProxy, 4 times
Code:      InternalError
Message:   try later
RequestId: req-1

The call was sent, so the service may have carried it out. Apply the same configuration again: the provider finds out what was done before it does anything. ` + more},
		"wait": {1, wire.Answer{Action: "DescribeProxies", RequestID: "req-2"}, func(err error) error {
			return fmt.Errorf("proxy x was last seen CREATING: %w", err)
		}, `proxy x was last seen CREATING: the time of timeouts.create (5s) ran out.

Sent:      CreateProxy, once
Answer:    only to DescribeProxies
RequestId: req-2

` + more},
		"no answer": {2, wire.Answer{}, func(err error) error { return err }, `the time of timeouts.create (5s) ran out.

Sent:      CreateProxy, 2 times
Answer:    none

` + more},
		"nothing sent": {0, wire.Answer{}, func(err error) error { return err }, `the time of timeouts.create (5s) ran out.

No call was sent.

` + more},
	} {
		late := &wire.TimeoutError{
			Limit: "timeouts.create", After: 5 * time.Second, Action: "CreateProxy", Sent: c.sent, Last: c.last, Cause: context.DeadlineExceeded,
		}
		if got := diagnostics.About("proxy").Error("Summary", "Doing it", c.wrap(late)).Detail(); got != "Doing it: "+c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}
