package wire

// Effect says what comes of a call that is sent twice: when its answer is lost,
// nobody knows whether the first sending was executed.
type Effect int

// The effects of calls. What is not to be sent blindly a second time is returned
// to the caller after an [Ambiguous] answer, with MaybeDone set.
const (
	// Reads changes nothing.
	Reads Effect = iota + 1
	// Repeats leaves the same when it is done twice: it replaces all of
	// something, or is refused in a way that its caller takes for success.
	Repeats
	// Removes is refused a second time, since the object is gone by then. So
	// [Gone] is no error after an answer that was lost.
	Removes
	// HasToken carries a ClientToken, by which the service does it once.
	HasToken
	// Orders makes an object, once for each ClientToken.
	Orders
	// ByProof makes an object each time: it is sent again by its caller, and
	// only with the proof that the first sending made none.
	ByProof
)

// String returns the name of the effect.
func (e Effect) String() string {
	return [...]string{"", "reads", "repeats", "removes", "has a token", "orders", "by proof"}[e]
}

// makes reports whether an object is made that has to be known by its id.
func (e Effect) makes() bool { return e == Orders || e == ByProof }

// Trait is what is special about an action.
type Trait func(*traits)

type traits struct {
	perSecond int
	class     func(code, message string) Class
	keys      bool     // the answer may hold keys
	hidden    []string // what the request holds that must not be shown
}

// PerSecond is the quota of an action that has not that of all others,
// [MaxRequestsPerSecond].
func PerSecond(quota int) Trait {
	return func(t *traits) { t.perSecond = quota }
}

// Classify gives answers of an action another class than [ClassOfCode] does,
// by their code and their words. Where it returns [OK], it has no opinion.
func Classify(class func(code, message string) Class) Trait {
	return func(t *traits) { t.class = class }
}

// Confidential is an action whose answer is never quoted, as it may hold keys,
// and whose request holds texts that must not be seen in an error either: a
// gateway may quote it.
func Confidential(texts ...string) Trait {
	return func(t *traits) {
		t.keys = true
		for _, text := range texts {
			t.hidden = append(t.hidden, linesOf(text)...)
		}
	}
}

func traitsOf(all []Trait) traits {
	t := traits{perSecond: MaxRequestsPerSecond}
	for _, trait := range all {
		trait(&t)
	}
	return t
}
