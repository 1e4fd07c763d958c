package wire

import (
	"slices"
	"sync"
	"time"
)

// What is known of how long an operation takes decides when to look.
const (
	firstGuess    = 250 * time.Millisecond // the first look at what was never done before
	shortest      = 50 * time.Millisecond  // between two looks
	keptSamples   = 24                     // how many operations are kept: once in so many, a shorter time is tried again
	sameInARow    = 3                      // how many in a row took as long as expected if it is known how long they take
	recentSamples = 4                      // how many say how short one can be: times that get longer are soon believed
)

// history is how long operations took in this run, by what they do.
type history struct {
	mu      sync.Mutex
	samples map[string]samples
}

// samplesOf returns what is known of an operation.
func (h *history) samplesOf(operation string) samples {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.samples[operation]
}

// add notes how long an operation took.
func (h *history) add(operation string, one bounds) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.samples == nil {
		h.samples = map[string]samples{}
	}
	h.samples[operation] = h.samples[operation].with(one)
}

// bounds are what looks have shown of how long one operation took.
type bounds struct {
	early    time.Duration // the last look before it was done; zero: there was none
	done     time.Duration // the look that showed it done
	answered time.Duration // the answer of that look: when it was asked for, it may not have been done
}

// samples is how long an operation took the last times. It is not changed once made.
type samples []bounds

func (s samples) with(one bounds) samples {
	return append(slices.Clone(s[max(0, len(s)-keptSamples+1):]), one)
}

// duration is how long an operation takes, if it seems to take the same each time.
func (s samples) duration() (time.Duration, bool) {
	if len(s) <= sameInARow {
		return 0, false
	}
	for _, one := range s[len(s)-sameInARow:] {
		if one.early > 0 {
			return 0, false
		}
	}
	return s[len(s)-1].answered, true
}

// expected is when to look first: a little before the shortest of the last times,
// since nobody knows how long those were done that the first look found done, but
// after what was too early for one of them, or each would take two looks. Times
// that vary are expected to be short: a look too many costs less than a wait that
// is too long.
func (s samples) expected() time.Duration {
	if len(s) == 0 {
		return firstGuess
	}
	soon, early := s[len(s)-1].done, time.Duration(0)
	for _, one := range s[max(0, len(s)-recentSamples):] {
		soon = min(soon, one.done)
	}
	for _, one := range s {
		if one.early < soon {
			early = max(early, one.early)
		}
	}
	if early > 0 && soon > early*13/10 { // nobody has looked for a long time in between
		return (soon + early) / 2
	}
	return min(soon, max(soon*95/100, early*103/100, shortest))
}

// next returns the moment of the next look, counted from the begin of the
// operation as waited is. What was never done before is looked at less closely.
func (s samples) next(waited time.Duration) time.Duration {
	switch first := s.expected(); {
	case waited < first:
		return first
	case len(s) == 0:
		return waited + min(max(min(waited/2, 500*time.Millisecond), waited/4, shortest), longestInterval)
	}
	return waited + min(max(waited/10, shortest), longestInterval)
}
