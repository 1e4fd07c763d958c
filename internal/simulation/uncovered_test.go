package simulation

import "time"

// What is not promised, and so no violation. Each case is as narrow as its
// reason; the summary counts how often it came up.

// window is how far apart two processes' orders have to be: reads lag, and
// orders that begin within ten seconds share a list.
const window = 30*time.Second + 10*time.Second

// isAlsoOrdered is case (1): two provider processes ordered equal proxies within
// the window. A service that answers the first id again tells both of one new
// proxy, and one that lost an answer may take the other's: neither process can
// see the other, and to both of them it is new. It returns whether that may be
// so for a proxy that a command got.
func (s *scenario) isAlsoOrdered(c *command, id string) bool {
	p, ok := s.proxy(id)
	if !ok {
		return false
	}
	sent := s.records.sent
	for i, a := range sent {
		for _, b := range sent[i+1:] {
			if a.of == keyOf(p) && b.of == a.of && a.by != b.by && (a.by.command == c || b.by.command == c) && b.at.Sub(a.at) <= window {
				return true
			}
		}
	}
	return false
}

// unlessUncovered is a violation unless it is case (1), after which two
// addresses have one proxy and nothing more can be said. Case (2), an id that
// was imported or adopted at two addresses of which no one process sees both,
// needs no exception: the person of this world takes over nothing that a state
// has. Neither does case (3), what a killed run made if nobody orders the same
// again: only orders are asked whether they named what they saw.
func (s *scenario) unlessUncovered(c *command, id, format string, args ...any) {
	if !s.isAlsoOrdered(c, id) {
		s.fail(format, args...)
		return
	}
	s.uncovered = "two processes ordered the same at the same time"
	s.count("not covered: " + s.uncovered)
	s.trace("not covered: "+format, args...)
}
