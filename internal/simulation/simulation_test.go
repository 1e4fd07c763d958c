package simulation

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

var (
	summary  = flag.Bool("simulation.summary", false, "print how often what happened")
	survey   = flag.Bool("simulation.survey", false, "list schedules that fail, and go on")
	schedule = flag.Uint64("simulation.schedule", 0, "go through this schedule only")
	seed     = flag.Uint64("simulation.seed", 1, "seed of the schedules unless -rapid.seed says one; 0 is random")
)

// TestExactlyOnce goes through random schedules; -rapid.checks says how many.
// One that fails is shrunk, and its number is written to testdata/rapid, from
// where later runs replay it.
func TestExactlyOnce(t *testing.T) {
	t.Parallel()
	if *schedule != 0 {
		if failed := problem(t, *schedule, simulate(t, &chooser{seed: *schedule})); failed != "" {
			t.Fatal(failed)
		}
		return
	}
	counts := &tally{counts: map[string]int{}}
	for worker := range 2 {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				number := rapid.Uint64Range(1, math.MaxUint64/2).Draw(rt, "number")<<1 + uint64(worker) // both workers draw the same
				w := simulate(t, &chooser{seed: number})
				w.counts["decisions"] = w.choose.next
				counts.add(w.counts)
				switch {
				case len(w.violations) == 0:
				case *survey:
					t.Errorf("schedule %d: %s", number, w.violations[0])
				default:
					rt.Fatal(problem(t, number, w))
				}
			})
		})
	}
	t.Cleanup(func() { counts.print(t) })
}

// problem is what a schedule has violated, shrunk; empty if it is nothing.
func problem(t *testing.T, number uint64, w *scenario) string {
	if len(w.violations) == 0 {
		return ""
	}
	w = shrink(t, w)
	return fmt.Sprintf("%s\n\nwhat happened in schedule %d:\n%s", strings.Join(w.violations, "\n"), number, strings.Join(w.log, "\n"))
}

// TestMain trades memory for time: a schedule makes much garbage, and keeps little.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{
		"rapid.checks":     "8", // for the race detector, which takes its time; make soak and make test-large ask for more without it
		"rapid.shrinktime": "0", // a seed cannot be shrunk
	} {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
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
func simulate(t *testing.T, choose *chooser) *scenario {
	var s *scenario
	synctest.Test(t, func(*testing.T) {
		s = newScenario(choose)
		s.live(context.Background())
	})
	return s
}

// shrink makes as many decisions of a schedule dull as go with its violation.
func shrink(t *testing.T, w *scenario) *scenario {
	kind := w.kind()
	for size := min(w.choose.next, decisions); size > 0; size /= 2 {
		for from := 0; from < w.choose.next; from += size {
			duller := w.choose.duller(from, size)
			if duller == nil {
				continue
			}
			if other := simulate(t, duller); len(other.violations) > 0 && other.kind() == kind {
				w = other
			}
		}
	}
	return w
}

// kind is a violation without what is particular about it.
func (s *scenario) kind() string {
	words := slices.DeleteFunc(strings.Fields(s.violations[0]), func(word string) bool { return strings.ContainsAny(word, "0123456789\"") })
	return strings.Join(words[:min(len(words), 12)], " ")
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
	if *summary || *survey {
		for _, what := range slices.Sorted(maps.Keys(c.counts)) {
			t.Logf("%8d  %s", c.counts[what], what)
		}
	}
}
