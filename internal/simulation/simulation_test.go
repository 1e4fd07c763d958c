package simulation

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// decisions is how many bytes a schedule draws; those beyond are zero.
const decisions = 300

var (
	summary = flag.Bool("simulation.summary", false, "print how often what happened")
	seed    = flag.Uint64("simulation.seed", 1, "seed of the schedules unless -rapid.seed says one; 0 is random")
)

// TestExactlyOnce goes through random schedules; -rapid.checks says how many.
// A schedule that fails is shrunk and written to testdata/rapid, from where
// later runs replay it.
func TestExactlyOnce(t *testing.T) {
	t.Parallel()
	counts := &tally{counts: map[string]int{}}
	for worker := range 2 {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				bytes := rapid.SliceOfN(rapid.Byte(), decisions, decisions).Draw(rt, "schedule")
				// Both workers draw the same bytes, and begin at different ones.
				w := simulate(t, slices.Concat(bytes[worker*decisions/2:], bytes[:worker*decisions/2]))
				counts.add(w.counts)
				if len(w.violations) > 0 {
					rt.Fatalf("%s\n\nwhat happened:\n%s", strings.Join(w.violations, "\n"), strings.Join(w.log, "\n"))
				}
			})
		})
	}
	t.Cleanup(func() { counts.print(t) })
}

// TestMain trades memory for time: a schedule makes much garbage, and keeps little.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "8"); err != nil { // for the race detector, which takes its time; make test asks for more without it
		panic(err)
	}
	flag.Parse()
	if rapidSeed := flag.Lookup("rapid.seed"); rapidSeed.Value.String() == "0" {
		_ = rapidSeed.Value.Set(fmt.Sprint(*seed))
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(1 << 30)
	acctest.Main(m)
}

// simulate goes through one schedule in a bubble of its own.
func simulate(t *testing.T, bytes []byte) *world {
	var w *world
	synctest.Test(t, func(*testing.T) {
		w = newWorld(&chooser{bytes: bytes})
		w.live(context.Background())
	})
	return w
}

// tally adds up what happened in all schedules.
type tally struct {
	mu        sync.Mutex
	schedules int
	counts    map[string]int
}

func (c *tally) add(counts map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.schedules++
	for what, n := range counts {
		c.counts[what] += n
	}
}

func (c *tally) print(t *testing.T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t.Logf("%d schedules", c.schedules)
	if *summary {
		for _, what := range slices.Sorted(maps.Keys(c.counts)) {
			t.Logf("%8d  %s", c.counts[what], what)
		}
	}
}
