package gaapmock

import "fmt"

// queuedFault is a fault with what is left of it.
type queuedFault struct {
	Fault
	hits int
}

// isExhausted faults have hit as often as they were meant to.
func (q *queuedFault) isExhausted() bool {
	return q.Times >= 0 && q.hits >= max(q.Times, 1)
}

// remaining is the fault as it would have to be injected again.
func (q *queuedFault) remaining() Fault {
	f := q.Fault
	if f.Times >= 0 {
		f.Times = max(f.Times, 1) - q.hits
	}
	return f
}

// faultQueue holds faults in the order of injection; the server's lock guards it.
type faultQueue struct {
	faults []*queuedFault
}

func (q *faultQueue) add(faults ...Fault) error {
	if len(q.faults)+len(faults) > maxFaults {
		return fmt.Errorf("more than %d faults", maxFaults)
	}
	for _, f := range faults {
		if err := f.Validate(); err != nil {
			return err
		}
	}
	for _, f := range faults {
		q.faults = append(q.faults, &queuedFault{Fault: f})
	}
	return nil
}

// next returns the fault that hits this call, if any. Every matching fault
// counts the call down, so that Skip numbers the calls since the injection.
func (q *faultQueue) next(action string) (Fault, bool) {
	var hit *queuedFault
	kept := q.faults[:0]
	for _, f := range q.faults {
		switch {
		case !f.fits(action):
		case f.Skip > 0:
			f.Skip--
		case hit == nil:
			f.hits++
			hit = f
		}
		if !f.isExhausted() {
			kept = append(kept, f)
		}
	}
	clear(q.faults[len(kept):])
	q.faults = kept
	if hit == nil {
		return Fault{}, false
	}
	return hit.Fault, true
}

// list returns what is left; with unusedOnly, faults for good that have hit at
// least once are left out.
func (q *faultQueue) list(unusedOnly bool) []Fault {
	out := []Fault{}
	for _, f := range q.faults {
		if unusedOnly && f.Times < 0 && f.hits > 0 {
			continue
		}
		out = append(out, f.remaining())
	}
	return out
}

// Inject queues faults. It panics on a fault that could never happen, because
// a test that misspells one would pass for the wrong reason.
func (s *Server) Inject(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.faults.add(faults...); err != nil {
		panic("gaapmock: " + err.Error())
	}
}

// ClearFaults drops all faults that are queued.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faultQueue{}
}

// PendingFaults returns the faults that have not hit as often as they should;
// one that is for good counts as used once it has hit.
func (s *Server) PendingFaults() []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.list(true)
}
