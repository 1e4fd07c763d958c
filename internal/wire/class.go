package wire

import (
	"errors"
	"strings"
)

// Class says what a failed call means for its caller.
type Class int

// The classes of errors.
const (
	// OK is no error.
	OK Class = iota
	// Final errors stay as they are until somebody changes something.
	Final
	// Throttled calls were refused before they were executed.
	Throttled
	// Ambiguous calls may or may not have been executed.
	Ambiguous
	// Busy means that the object is in transition: the same call may succeed later.
	Busy
	// Duplicate means that the service has seen the ClientToken before.
	Duplicate
	// Gone means that the object does not exist.
	Gone
)

// String returns the name of the class.
func (c Class) String() string {
	return [...]string{"ok", "final", "throttled", "ambiguous", "busy", "duplicate", "gone"}[c]
}

// classes holds the codes, or the part before a code's first dot, that are not
// Final, and exceptions from these. The longer entry wins.
var classes = map[string]Class{
	"RequestLimitExceeded": Throttled,

	"ClientError":        Ambiguous,
	"InternalError":      Ambiguous,
	"ServiceUnavailable": Ambiguous,

	// The endpoint never saw the call, or did not take it.
	codeRedirected: Final,
	codeNotTheAPI:  Final,
	codeUntrusted:  Final,

	"FailedOperation.ActionIsDoing":             Busy,
	"FailedOperation.ActionOperateTooQuickly":   Busy,
	"FailedOperation.DomainStatusNotInRunning":  Busy,
	"FailedOperation.GroupStatusNotInRuning":    Busy,
	"FailedOperation.InstanceStatusNotInRuning": Busy,
	"FailedOperation.ListenerHasTask":           Busy,
	"FailedOperation.ListenerStatusError":       Busy,
	"FailedOperation.ProxyStatusNotInRuning":    Busy,
	"FailedOperation.ResourceTagProcessing":     Busy,
	"FailedOperation.ResourceUpgrading":         Busy,

	"FailedOperation.DuplicatedRequest": Duplicate,

	"ResourceNotFound": Gone,
}

// ClassOfCode returns the class of an error code. A code that is not listed
// has the class of the part before its first dot.
func ClassOfCode(code string) Class {
	if class, ok := classes[code]; ok {
		return class
	}
	prefix, _, _ := strings.Cut(code, ".")
	if class, ok := classes[prefix]; ok {
		return class
	}
	return Final
}

// ClassOf returns the class of an error of this package. Other errors, such as
// the end of a context, are Final.
func ClassOf(err error) Class {
	if err == nil {
		return OK
	}
	api, ok := errors.AsType[*Error](err)
	switch {
	case !ok:
		return Final
	case api.class != OK:
		return api.class
	}
	return ClassOfCode(api.Code)
}

// classify keeps what an action makes of the code and the words of an error.
func classify(err error, class func(code, message string) Class) {
	if api, ok := errors.AsType[*Error](err); ok && class != nil {
		api.class = class(api.Code, api.Message)
	}
}
