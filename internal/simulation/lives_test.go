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
func (w *world) lives(ctx context.Context) {
	var most cost
	for life := range 3 + w.choose.Pick(18) {
		if w.destroy(ctx); w.over() {
			return
		}
		_ = pass(ctx, time.Minute)
		c, wanted := w.made(ctx)
		if w.over() {
			return
		}
		w.count("life")
		w.trace("life %d: %+v", life, c)
		switch {
		case c.orders > 2*wanted:
			w.fail("life %d takes %d orders of %d proxies", life, c.orders, wanted)
		case life < 2:
			most = cost{max(most.orders, c.orders), max(most.calls, c.calls), max(most.took, c.took)}
		case !w.forgets && (c.orders > most.orders || c.calls > most.calls+10*wanted || c.took > most.took+time.Minute):
			w.fail("life %d costs %+v, the first ones at most %+v", life, c, most)
		}
	}
}

// made applies all configurations. It returns what that cost, and for how many
// proxies.
func (w *world) made(ctx context.Context) (c cost, wanted int) {
	w.mock().ResetJournal()
	began := time.Now()
	for _, f := range w.folders {
		for _, i := range f.instances {
			if i.wanted {
				wanted++
			}
		}
		if ok, _ := f.run(ctx, manner{}); !ok {
			w.fail("a new life does not begin")
		}
	}
	c = cost{orders: w.mock().Counts()["CreateProxy"], took: time.Since(began)}
	for _, n := range w.mock().Counts() {
		c.calls += n
	}
	return c, wanted
}

// apart tells whether nothing equals what the instances order but their own
// proxies. Else a person may have to decide something in each life.
func (w *world) apart() bool {
	wanted := map[key]int{}
	for _, f := range w.folders {
		for _, i := range f.instances {
			wanted[i.in.key()]++
		}
	}
	for _, p := range w.mock().Proxies() {
		if wanted[keyOf(p)] > 1 || wanted[keyOf(p)] == 1 && len(w.owners(p.ID)) == 0 {
			return false
		}
	}
	return true
}
