package wire

import (
	"slices"
	"sync"
	"time"
)

// What is known of how long an operation takes decides when to look.
const (
	firstGuess = 250 * time.Millisecond // the first look at what was never done before
	shortest   = 50 * time.Millisecond  // between two looks
	kept       = 24                     // how many operations are kept: once in so many, a shorter time is tried again
	recent     = 4                      // how many say how short one can be: times that get longer are soon believed
)

// past is how long operations took in this run, by what they do.
type past struct {
	mu    sync.Mutex
	times map[string]span
}

// of returns what is known of an operation.
func (p *past) of(operation string) span {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.times[operation]
}

// took notes how long an operation took.
func (p *past) took(operation string, one bounds) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.times == nil {
		p.times = map[string]span{}
	}
	p.times[operation] = p.times[operation].with(one)
}

// bounds are what looks have shown of how long one operation took.
type bounds struct {
	early time.Duration // the last look before it was done; zero: there was none
	done  time.Duration // the look that showed it done
}

// span is how long an operation took the last times. It is not changed once made.
type span []bounds

func (s span) with(one bounds) span {
	return append(slices.Clone(s[max(0, len(s)-kept+1):]), one)
}

// expected is when to look first: a little before the shortest of the last times,
// since nobody knows how long those were done that the first look found done, but
// after what was too early for one of them, or each would take two looks. Times
// that vary are expected to be short: a look too many costs less than a wait that
// is too long.
func (s span) expected() time.Duration {
	if len(s) == 0 {
		return firstGuess
	}
	soon, early := s[len(s)-1].done, time.Duration(0)
	for _, one := range s[max(0, len(s)-recent):] {
		soon = min(soon, one.done)
	}
	for _, one := range s {
		if one.early < soon {
			early = max(early, one.early)
		}
	}
	return min(soon, max(soon*95/100, early*103/100, shortest))
}

// next returns the moment of the next look, counted from the begin of the
// operation as waited is. What was never done before is looked at less closely.
func (s span) next(waited time.Duration) time.Duration {
	switch first := s.expected(); {
	case waited < first:
		return first
	case len(s) == 0:
		return waited + min(max(waited/4, shortest), longestBeat)
	}
	return waited + min(max(waited/10, shortest), longestBeat)
}
