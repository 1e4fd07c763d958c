package gaapmock

import (
	"fmt"
	"slices"
)

// ReplayMode is the answer to a ClientToken seen before, with equal parameters.
type ReplayMode string

// Values of Options.Replay; the zero value is ReplayDuplicated.
const (
	ReplayDuplicated ReplayMode = "duplicated" // FailedOperation.DuplicatedRequest
	ReplayFirstID    ReplayMode = "first-id"   // the body of the first answer again
)

// MismatchMode is the answer to a ClientToken seen before, with other
// parameters.
type MismatchMode string

// Values of Options.ReplayMismatch; the zero value is MismatchDuplicated.
const (
	MismatchDuplicated       MismatchMode = "duplicated"        // FailedOperation.DuplicatedRequest
	MismatchInvalidParameter MismatchMode = "invalid-parameter" // InvalidParameter
)

// UnknownMode is the answer to a proxy id that does not exist (any more). Each
// of the four options that use it takes its own two values.
type UnknownMode string

// Values of Options.UnknownInList, UnknownInStatus, UnknownInDetail and
// UnknownInBatch.
const (
	// UnknownOmitted leaves the id out of the set; default of UnknownInList and UnknownInStatus.
	UnknownOmitted UnknownMode = "omitted"
	// UnknownNotFound is ResourceNotFound; default of UnknownInDetail and UnknownInBatch.
	UnknownNotFound UnknownMode = "not-found"
	// UnknownCannotAccess is FailedOperation.ResourceCanNotAccess, for UnknownInDetail.
	UnknownCannotAccess UnknownMode = "cannot-access"
	// UnknownInvalidStatus lists the id in InvalidStatusInstanceSet, for UnknownInBatch.
	UnknownInvalidStatus UnknownMode = "invalid-status"
)

// EarlyDestroyMode is the answer to DestroyProxies for a proxy younger than
// Options.EarlyDestroyAge.
type EarlyDestroyMode string

// Values of Options.EarlyDestroy; the zero value is EarlyDestroyInvalidStatus.
const (
	EarlyDestroyInvalidStatus EarlyDestroyMode = "invalid-status" // listed in InvalidStatusInstanceSet
	EarlyDestroyTooQuickly    EarlyDestroyMode = "too-quickly"    // FailedOperation.ActionOperateTooQuickly
	EarlyDestroyAllowed       EarlyDestroyMode = "allowed"
)

// CreateOutcome is how every CreateProxy ends.
type CreateOutcome string

// Values of Options.CreateOutcome; the zero value is CreateOutcomeRunning. For
// a single call use FaultCreateFailed.
const (
	CreateOutcomeRunning CreateOutcome = "running"
	CreateOutcomeFailed  CreateOutcome = "failed" // CREATE_FAILED, the task is FAIL
)

// TaskEarlyMode is what DescribeTaskStatus says within Options.TaskLag of the
// call that made the task.
type TaskEarlyMode string

// Values of Options.TaskEarly; the zero value is TaskEarlyNotFound.
const (
	TaskEarlyNotFound TaskEarlyMode = "not-found" // ResourceNotFound
	TaskEarlyRunning  TaskEarlyMode = "running"
)

// choose fills an empty mode with the first allowed value and refuses one that
// is not allowed.
func choose[M ~string](name string, value *M, allowed ...M) error {
	if *value == "" {
		*value = allowed[0]
	}
	if !slices.Contains(allowed, *value) {
		return fmt.Errorf("gaapmock: %s is %q, want one of %q", name, *value, allowed)
	}
	return nil
}
