package wire

import "fmt"

// RefusedError is a call that succeeded, but not for the object: the service
// listed it in a set of those for which nothing was done.
type RefusedError struct {
	Action    string
	ID        string
	Set       string // of the answer, such as InvalidStatusInstanceSet
	RequestID string
	// InvalidStatus says that the object's status does not allow the operation
	// now; otherwise the operation was allowed but failed.
	InvalidStatus bool
}

// Error says which set of the answer lists the object.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s listed %s in %s (RequestId %s)", e.Action, e.ID, e.Set, e.RequestID)
}
