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
