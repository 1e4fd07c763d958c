// Package diagnostics turns errors of the API client into what Terraform shows:
// a fixed summary that can be searched for, and a detail that carries action,
// code, message, RequestId and what to do.
package diagnostics

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// explain returns the argument that an error is about, if there is one, and
// the error in words.
func (s Subject) explain(err error) (attribute, text string) {
	if late, ok := errors.AsType[*wire.TimeoutError](err); ok {
		return "", timeout(err, late)
	}
	if interrupted, ok := errors.AsType[*wire.InterruptedError](err); ok && interrupted.MaybeDone {
		return "", err.Error() + ".\n\n" + maybeDone
	}
	if unsent, ok := errors.AsType[*wire.CredentialsError](err); ok {
		return "", around(err, unsent) + s.notSent(unsent)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "", err.Error() + ".\n\nThe time ran out. If the service is slow, give this operation more in the timeouts block."
	}
	if errors.Is(err, context.Canceled) {
		return "", err.Error() + ".\n\nThe run was interrupted. Apply again to finish what it began."
	}
	if api, ok := errors.AsType[*wire.Error](err); ok {
		r := rowOf(s.kind, api.Code)
		return r.attribute, around(err, api) + apiError(api, r.advice)
	}
	if refused, ok := errors.AsType[*wire.RefusedError](err); ok {
		return "", around(err, refused) + s.refusal(refused)
	}
	return "", err.Error()
}

const maybeDone = "The call was sent, so the service may have carried it out. Apply the same configuration again: the provider finds out what was done before it does anything."

// timeout says what an operation had come to when its time ran out.
func timeout(err error, late *wire.TimeoutError) string {
	var b strings.Builder
	b.WriteString(err.Error() + ".\n\n")
	switch {
	case late.Sent == 0:
		b.WriteString("No call was sent.\n")
	case late.Last.Action == "":
		fmt.Fprintf(&b, "Sent:      %s, %s\nAnswer:    none\n", late.Action, times(late.Sent))
	case late.Last.Action == late.Action:
		fmt.Fprintf(&b, "Sent:      %s, %s\n", late.Action, times(late.Sent))
	default:
		fmt.Fprintf(&b, "Sent:      %s, %s\nAnswer:    only to %s\n", late.Action, times(late.Sent), late.Last.Action)
	}
	b.WriteString(answer(late.Last.Code, late.Last.Message, late.Last.RequestID) + "\n")
	if interrupted, ok := errors.AsType[*wire.InterruptedError](err); ok && interrupted.MaybeDone {
		b.WriteString(maybeDone + " ")
	}
	block, entry, _ := strings.Cut(late.Limit, ".")
	fmt.Fprintf(&b, "If the service is slow, give this operation more time: %s in the %s block.", entry, block)
	return b.String()
}

// answer is what there is to tell of an answer of the service, a line each.
func answer(code, message, requestID string) (text string) {
	if code != "" {
		text = fmt.Sprintf("Code:      %s\nMessage:   %s\n", code, message)
	}
	if requestID != "" {
		text += fmt.Sprintf("RequestId: %s\n", requestID)
	}
	return text
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// around returns what an error says beyond the failed call that it wraps: it
// may name a proxy that exists.
func around(err, call error) string {
	before, ok := strings.CutSuffix(err.Error(), call.Error())
	if !ok {
		return err.Error() + ".\n\n"
	}
	return before
}

func apiError(err *wire.Error, advice string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s failed.\n\n%s", err.Action, answer(err.Code, err.Message, err.RequestID))
	if err.Attempts > 1 {
		fmt.Fprintf(&b, "Sent:      %d times\n", err.Attempts)
	}
	if advice == "" {
		advice = "The provider does not know this code. Its message may help; else open a ticket with the RequestId."
	}
	return b.String() + "\n" + advice
}

// notSent says why there are no credentials; the code is that of the call that
// asked for them.
func (s Subject) notSent(err *wire.CredentialsError) string {
	text := err.Action + " was not sent, because the credentials of the role have ended and could not be renewed."
	if err.Resent {
		text += " It had been sent before, so the service may have carried it out: once there are credentials, apply the same configuration again, and the provider finds out."
	}
	_, cause := s.explain(err.Cause)
	return text + "\n\n" + cause
}

func (s Subject) refusal(err *wire.RefusedError) string {
	what := cmp.Or(s.kind, "object")
	reason := "The " + what + "'s status does not allow it now."
	if !err.InvalidStatus {
		reason = "The service tried and failed."
	}
	return err.Error() + ".\n\n" + reason + " Look at the " + what + " in the console, then apply again; if it stays, open a ticket with the RequestId."
}
