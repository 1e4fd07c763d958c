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
	recent     = 4                      // how many operations the times are from
	varying    = 8                      // for how many operations a first look that came far too early counts
	streak     = 16                     // after so many first looks that were late enough, a shorter time is tried again
)

// past is how long operations took in this run, by what they do.
type past struct {
	mu    sync.Mutex
	times map[string]*span
}

// of returns a copy of what is known of an operation.
func (p *past) of(operation string) span {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.times[operation]; s != nil {
		return *s
	}
	return span{}
}

// took notes when an operation was seen to be done, and whether by the first look
// at it, as [span] was when it began.
func (p *past) took(operation string, before span, waited time.Duration, looks int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.times == nil {
		p.times = map[string]*span{}
	}
	s := p.times[operation]
	if s == nil {
		s = &span{}
		p.times[operation] = s
	}
	s.took(before.next(0), waited, looks == 1)
}

// span is how long an operation took the last times.
type span struct {
	expected time.Duration // zero: it was never done before
	floor    time.Duration // when a first look came too early the last time
	done     []time.Duration
	varies   int // for how many more operations times count as such that vary
	hits     int // first looks in a row that did not come too early
}

// next returns the moment of the next look, counted from the begin of the
// operation as waited is.
func (s span) next(waited time.Duration) time.Duration {
	switch {
	case s.expected == 0 && waited < firstGuess:
		return firstGuess
	case s.expected == 0:
		return waited + min(max(waited/4, shortest), longestBeat)
	case waited < s.expected:
		return s.expected
	}
	return waited + min(max(waited/10, shortest), longestBeat)
}

// took learns from an operation that was looked at first at one moment, and seen
// to be done at another. Times that vary are expected to be short: a look too many
// costs less than a wait that is too long.
func (s *span) took(first, waited time.Duration, atOnce bool) {
	if s.done = append(s.done, waited); len(s.done) > recent {
		s.done = slices.Delete(s.done, 0, 1)
	}
	s.varies = max(0, s.varies-1)
	if !atOnce {
		if s.expected > 0 && waited > first*115/100 {
			s.varies = varying
		}
		s.floor, s.hits, s.expected = first, 0, slices.Min(s.done)
		return
	}
	if s.varies > 0 { // a floor would be no limit that the next one keeps to
		s.expected = max(waited*90/100, shortest)
		return
	}
	if s.hits++; s.hits > streak {
		s.hits, s.floor = 0, 0
	}
	s.expected = min(waited, max(waited*95/100, s.floor*103/100, shortest))
}
