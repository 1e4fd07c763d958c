package gaapapi

import (
	"errors"
	"fmt"
	"strings"

	sdkerrors "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
)

// CodeUnreadable is the code of an answer that could be decoded but makes no sense.
const CodeUnreadable = "ClientError.UnreadableAnswer"

// maxMessage bounds what is kept of a message: the SDK puts whole bodies into it.
const maxMessage = 500

// Error is a failed call, as the service or the SDK describes it.
type Error struct {
	Action    string // such as CreateProxy
	Code      string // such as FailedOperation.ProxySellOut
	Message   string // the service's own words
	RequestID string // empty if no answer was read
	Attempts  int    // how often the call was sent
	Resent    bool   // an earlier sending of the same call may have been executed
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
	Cause     error // context.Canceled or context.DeadlineExceeded
}

// Error says what was interrupted, and why.
func (e *InterruptedError) Error() string {
	return fmt.Sprintf("%s was interrupted: %v", e.Action, e.Cause)
}

// Unwrap returns the context's error.
func (e *InterruptedError) Unwrap() error { return e.Cause }

func interrupted(action string, sent bool, cause error) error {
	return &InterruptedError{Action: action, MaybeDone: sent && !isRead(action), Cause: cause}
}

// isRead reports whether an action changes nothing.
func isRead(action string) bool {
	for _, prefix := range []string{"Describe", "Check", "AssumeRole", "GetCallerIdentity"} {
		if strings.HasPrefix(action, prefix) {
			return true
		}
	}
	return false
}

// fromSDK turns an error of the SDK into an *Error.
func fromSDK(action string, err error) error {
	if err == nil {
		return nil
	}
	sdk, ok := errors.AsType[*sdkerrors.TencentCloudSDKError](err)
	if !ok {
		return &Error{Action: action, Code: "ClientError", Message: shorten(err.Error())}
	}
	message := sdk.Message
	if cause := sdk.Unwrap(); cause != nil {
		message += ": " + cause.Error()
	}
	return &Error{Action: action, Code: sdk.Code, Message: shorten(message), RequestID: sdk.RequestId}
}

func shorten(text string) string {
	if len(text) <= maxMessage {
		return text
	}
	return strings.ToValidUTF8(text[:maxMessage], "") + " ..."
}

func withAttempts(err error, attempts int, resent bool) error {
	if api, ok := errors.AsType[*Error](err); ok {
		api.Attempts, api.Resent = attempts, resent
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

// RequestIDOf returns the RequestId of a failed call, "" if there is none.
func RequestIDOf(err error) string {
	if api, ok := errors.AsType[*Error](err); ok {
		return api.RequestID
	}
	return ""
}
