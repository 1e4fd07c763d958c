package simulation

import (
	"context"
	"time"
)

// cost is what an apply takes.
type cost struct {
	orders, calls int
	took          time.Duration
}

// lives destroys all and makes it again, up to twenty times. What a life costs
// must not grow with the number of those before it.
func (s *scenario) lives(ctx context.Context) {
	var most cost
	for life := range 3 + s.choose.Pick(18) {
		if s.destroy(ctx); s.isOver() {
			return
		}
		_ = pass(ctx, time.Minute)
		c, wanted := s.makeObjects(ctx)
		if s.isOver() {
			return
		}
		s.count("life")
		s.trace("life %d: %+v", life, c)
		switch {
		case c.orders > 2*wanted:
			s.fail("life %d takes %d orders of %d proxies", life, c.orders, wanted)
		case life < 2:
			most = cost{max(most.orders, c.orders), max(most.calls, c.calls), max(most.took, c.took)}
		case !s.forgets && (c.orders > most.orders || c.calls > most.calls+10*wanted || c.took > most.took+time.Minute):
			s.fail("life %d costs %+v, the first ones at most %+v", life, c, most)
		}
	}
}

// makeObjects applies all configurations. It returns what that cost, and for how many
// proxies.
func (s *scenario) makeObjects(ctx context.Context) (c cost, wanted int) {
	s.mock().ResetJournal()
	began := time.Now()
	for _, f := range s.folders {
		for _, i := range f.instances {
			if i.wanted {
				wanted++
			}
		}
		if ok, _ := f.run(ctx, manner{}); !ok {
			s.fail("a new life does not begin")
		}
	}
	c = cost{orders: s.mock().Counts()["CreateProxy"], took: time.Since(began)}
	for _, n := range s.mock().Counts() {
		c.calls += n
	}
	return c, wanted
}

// areApart tells whether nothing equals what the instances order but their own
// proxies. Else a person may have to decide something in each life.
func (s *scenario) areApart() bool {
	wanted := map[key]int{}
	for _, f := range s.folders {
		for _, i := range f.instances {
			wanted[i.in.key()]++
		}
	}
	for _, p := range s.mock().Proxies() {
		if wanted[keyOf(p)] > 1 || wanted[keyOf(p)] == 1 && len(s.owners(p.ID)) == 0 {
			return false
		}
	}
	return true
}
