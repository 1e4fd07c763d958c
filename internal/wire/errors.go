package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"

	sdkerrors "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
)

// CodeUnreadable is the code of an answer that makes no sense, or is not decoded
// because of what that would take.
const CodeUnreadable = "ClientError.UnreadableAnswer"

// Further codes of the client's own. The first two are the SDK's, too.
const (
	codeNoJSON     = "ClientError.ParseJsonError"
	codeStatus     = "ClientError.HttpStatusCodeError"
	codeRedirected = "ClientError.Redirected"
	codeNotTheAPI  = "ClientError.NotTheAPI"
	codeUntrusted  = "ClientError.UntrustedCertificate"
)

// CodeNoAccess may be about an object of another account, and about none at all.
const CodeNoAccess = "FailedOperation.ResourceCanNotAccess"

// What is kept of the texts of an answer: the SDK puts whole bodies into messages.
const (
	maxMessage = 500
	maxCode    = 100
)

// Error is a failed call, as the service or the SDK describes it.
type Error struct {
	Action    string // such as CreateProxy
	Code      string // such as FailedOperation.ProxySellOut
	Message   string // the service's own words
	RequestID string // empty if no answer was read
	Attempts  int    // how often the call was sent
	Resent    bool   // an earlier sending of the same call may have been executed
	MaybeDone bool   // this one or an earlier one of a write may have been

	class Class // what the action makes of the code; OK: what the code says
}

// Error says what failed, with the code and the RequestId.
func (e *Error) Error() string {
	text := fmt.Sprintf("%s failed: %s: %s", e.Action, e.Code, e.Message)
	if e.RequestID != "" {
		text += fmt.Sprintf(" (RequestId %s)", e.RequestID)
	}
	return text
}

// InterruptedError is a call that ended because its context did.
type InterruptedError struct {
	Action string
	// MaybeDone says that the call is a write and was sent, so the service may
	// have carried it out.
	MaybeDone bool
	Cause     error // context.Canceled, context.DeadlineExceeded or a [TimeoutError]
}

// Error says what was interrupted, and why.
func (e *InterruptedError) Error() string {
	return fmt.Sprintf("%s was interrupted: %v", e.Action, e.Cause)
}

// Unwrap returns the cause.
func (e *InterruptedError) Unwrap() error { return e.Cause }

func interruptedError(ctx context.Context, action string, maybeDone bool, cause error) error {
	return &InterruptedError{Action: action, MaybeDone: maybeDone, Cause: withTimeoutError(ctx, cause)}
}

// errorFromSDK turns an error of the SDK into an *Error, which holds no secrets and
// no values of tags.
func errorFromSDK(action string, err error, seen *received) error {
	if err == nil {
		return nil
	}
	out := &Error{Action: action, Code: "ClientError", Message: seen.message(err.Error())}
	if sdk, ok := errors.AsType[*sdkerrors.TencentCloudSDKError](err); ok {
		out.Code, out.Message, out.RequestID = seen.secrets.show(sdk.Code), seen.message(messageOf(sdk)), seen.secrets.show(sdk.RequestId)
	}
	if blame, ok := errors.AsType[*answerError](err); ok {
		out.Code, out.Message = blame.code, seen.message(blame.message)
	}
	if untrusted, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		out.Code, out.Message = codeUntrusted, seen.message(untrusted.Error())
	}
	if out.Code == "" { // the envelope of old services has room for that
		out.Code = CodeUnreadable
	}
	return out
}

// messageOf leaves out the body of an answer of the wrong type: it is long.
func messageOf(err *sdkerrors.TencentCloudSDKError) string {
	message := err.Message
	if cause := err.Unwrap(); cause != nil {
		message += ": " + cause.Error()
	}
	if err.Code == codeNoJSON {
		if at := strings.LastIndex(message, "because: "); at >= 0 {
			message = "the answer is not of the documented form: " + message[at+len("because: "):]
		}
	}
	return message
}

func withAttempts(err error, attempts int, resent, lost bool) error {
	if api, ok := errors.AsType[*Error](err); ok {
		api.Attempts, api.Resent, api.MaybeDone = attempts, resent, resent || lost
	}
	return err
}

// CodeOf returns the code of a failed call, "" for other errors and nil.
func CodeOf(err error) string {
	if api, ok := errors.AsType[*Error](err); ok {
		return api.Code
	}
	return ""
}

// requestIDOf returns the RequestId of a failed call, "" if there is none.
func requestIDOf(err error) string {
	if api, ok := errors.AsType[*Error](err); ok {
		return api.RequestID
	}
	return ""
}
