package wire

// Effect says what comes of a call that is sent twice: when its answer is lost,
// nobody knows whether the first sending was executed.
type Effect int

// The effects of calls. What is not to be sent blindly a second time is returned
// to the caller after an [Ambiguous] answer, with MaybeDone set.
const (
	// ReadOnly changes nothing.
	ReadOnly Effect = iota + 1
	// Idempotent leaves the same when it is done twice: it replaces all of
	// something, or is refused in a way that its caller takes for success.
	Idempotent
	// Removes is refused a second time, since the object is gone by then. So
	// [Gone] is no error after an answer that was lost.
	Removes
	// WithToken carries a ClientToken, by which the service does it once.
	WithToken
	// CreatesWithToken makes an object, once for each ClientToken.
	CreatesWithToken
	// CreatesEachTime makes an object each time: it is sent again by its caller, and
	// only with the proof that the first sending made none.
	CreatesEachTime
)

// String returns the name of the effect.
func (e Effect) String() string {
	return [...]string{"", "read-only", "idempotent", "removes", "with a token", "creates with a token", "creates each time"}[e]
}

// makesObject reports whether an object is made that has to be known by its id.
func (e Effect) makesObject() bool { return e == CreatesWithToken || e == CreatesEachTime }

// CallOption is what is special about an action.
type CallOption func(*callOptions)

type callOptions struct {
	perSecond int
	class     func(code, message string) Class
	keys      bool     // the answer may hold keys
	hidden    []string // what the request holds that must not be shown
}

// PerSecond is the quota of an action that has not that of all others,
// [MaxRequestsPerSecond].
func PerSecond(quota int) CallOption {
	return func(t *callOptions) { t.perSecond = quota }
}

// Classify gives answers of an action another class than [ClassOfCode] does,
// by their code and their words. Where it returns [OK], it has no opinion.
func Classify(class func(code, message string) Class) CallOption {
	return func(t *callOptions) { t.class = class }
}

// Confidential is an action whose answer is never quoted, as it may hold keys,
// and whose request holds texts that must not be seen in an error either: a
// gateway may quote it.
func Confidential(texts ...string) CallOption {
	return func(t *callOptions) {
		t.keys = true
		for _, text := range texts {
			t.hidden = append(t.hidden, linesOf(text)...)
		}
	}
}

func optionsOf(all []CallOption) callOptions {
	t := callOptions{perSecond: MaxRequestsPerSecond}
	for _, option := range all {
		option(&t)
	}
	return t
}
