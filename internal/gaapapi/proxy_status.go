package gaapapi

// Status is the state of a proxy in its life. The service may answer words that
// are not listed here.
type Status string

// The statuses of a proxy. CREATE_FAILED is not documented, but Tencent's own
// examples show it.
const (
	StatusAdjusting    Status = "ADJUSTING"
	StatusCloning      Status = "CLONING"
	StatusClosed       Status = "CLOSED"
	StatusClosing      Status = "CLOSING"
	StatusCreateFailed Status = "CREATE_FAILED"
	StatusCreating     Status = "CREATING"
	StatusDestroying   Status = "DESTROYING"
	StatusIsolated     Status = "ISOLATED"
	StatusIsolating    Status = "ISOLATING"
	StatusMoving       Status = "MOVING"
	StatusOpening      Status = "OPENING"
	StatusRecovering   Status = "RECOVERING"
	StatusRunning      Status = "RUNNING"
)

// newStatus keeps words that are not known, as far as they can be shown.
func newStatus(text *string) Status { return Status(word(text)) }

// Known reports whether the status is one of the words above.
func (s Status) Known() bool {
	switch s {
	case StatusAdjusting, StatusCloning, StatusClosed, StatusClosing, StatusCreateFailed,
		StatusCreating, StatusDestroying, StatusIsolated, StatusIsolating, StatusMoving,
		StatusOpening, StatusRecovering, StatusRunning:
		return true
	}
	return false
}

// Stable reports whether the status stays until somebody acts. Words that are
// not known count as passing.
func (s Status) Stable() bool {
	switch s {
	case StatusRunning, StatusClosed, StatusIsolated, StatusCreateFailed:
		return true
	}
	return false
}
