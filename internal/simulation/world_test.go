package simulation

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// world is all that exists in one schedule: the service, the configuration with
// its state, and what was said and seen.
type world struct {
	choose    *chooser
	random    *rand.Rand
	drawing   sync.Mutex // providers draw whenever they wake up
	workspace *tfcore.Workspace
	alive     []*transport // of all processes so far
	killed    bool         // the command under way was killed
	mock      *gaapmock.Server
	instances []*instance
	strangers map[string]gaapmock.Proxy // other people's proxies
	owned     map[string]bool           // ids that were in the state at some time
	lastWrite time.Time
	forgets   bool // the service forgets tokens after a while
	releases  bool // the service forgets the tokens of failed calls at once
	calm      bool // nothing goes wrong any more

	said       strings.Builder // every diagnostic
	log        []string        // what happened, for a schedule that fails
	violations []string
	counts     map[string]int // how often what happened, for the summary
}

// instance is one gaap_proxy in the configuration.
type instance struct {
	world   *world
	addr    string
	wanted  bool
	in      arguments
	cbd     bool // create_before_destroy
	replace bool // -replace in the next apply

	// pending says that a create has ended without an id, so a proxy may exist
	// that only the same arguments lead back to.
	pending bool
}

// arguments are what the schedule varies.
type arguments struct {
	name, region, token string
	bandwidth           int64
	enable              bool
}

// newWorld makes a service whose undocumented habits the schedule decides.
func newWorld(choose *chooser) *world {
	w := &world{
		choose: choose, random: rand.New(rand.NewPCG(1, 1)),
		strangers: map[string]gaapmock.Proxy{}, owned: map[string]bool{}, counts: map[string]int{},
	}
	options := gaapmock.Options{
		Seed:                1,
		MaxProxies:          -1,
		ModifyClosedAllowed: true, // else a person has to enable the proxy first
		Replay:              []gaapmock.ReplayMode{gaapmock.ReplayDuplicated, gaapmock.ReplayFirstID}[choose.Pick(2)],
		FailedTokenReleased: choose.chance(30),
		TokenWindow:         []time.Duration{0, 24 * time.Hour, 10 * time.Minute, 40 * time.Second}[choose.Pick(4)],
		ReadLag:             []time.Duration{0, 2 * time.Second, 20 * time.Second}[choose.Pick(3)],
		EarlyDestroy: []gaapmock.EarlyDestroyMode{
			gaapmock.EarlyDestroyAllowed, gaapmock.EarlyDestroyInvalidStatus, gaapmock.EarlyDestroyTooQuickly,
		}[choose.Pick(3)],
		UnknownInList:   []gaapmock.UnknownMode{gaapmock.UnknownOmitted, gaapmock.UnknownNotFound}[choose.Pick(2)],
		UnknownInStatus: []gaapmock.UnknownMode{gaapmock.UnknownOmitted, gaapmock.UnknownNotFound}[choose.Pick(2)],
		UnknownInBatch:  []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownInvalidStatus}[choose.Pick(2)],
		CreateDuration:  []time.Duration{30 * time.Second, 5 * time.Minute, -1}[choose.Pick(3)],
	}
	mock, err := gaapmock.New(options)
	w.must(err)
	w.workspace = w.newWorkspace()
	w.mock, w.forgets, w.releases = mock, options.TokenWindow > 0, options.FailedTokenReleased
	if choose.chance(20) {
		mock.Advance(3 * time.Minute) // the service's clock is ahead
	}
	w.trace("service: replay %s, window %s, lag %s, released %v, early destroy %s",
		options.Replay, options.TokenWindow, options.ReadLag, options.FailedTokenReleased, options.EarlyDestroy)
	for i := range []int{1, 1, 1, 1, 2, 3}[choose.Pick(6)] {
		w.instances = append(w.instances, &instance{
			world: w, addr: fmt.Sprintf("gaap_proxy.p%d", i), wanted: true, cbd: choose.chance(30),
			in: arguments{name: fmt.Sprintf("proxy-%d", i), region: "Hongkong", bandwidth: 10, enable: !choose.chance(10)},
		})
	}
	if choose.chance(15) && len(w.instances) > 1 { // equal in all but the token
		w.instances[1].in.name = w.instances[0].in.name
		w.instances[0].in.token, w.instances[1].in.token = "first", "second"
	}
	return w
}

// live goes through a schedule: changes, runs in which things go wrong, and
// what other people do.
func (w *world) live(ctx context.Context) {
	for range []int{1, 1, 2, 3}[w.choose.Pick(4)] {
		w.happen(ctx)
		w.trace("apply")
		w.run(ctx)
	}
	w.recover(ctx)
	_ = pass(ctx, time.Hour) // what an interrupted run has begun comes to its end
	w.check()
	if w.choose.chance(50) {
		return
	}
	for _, i := range w.instances {
		i.wanted = false
	}
	w.trace("destroy")
	w.settle(ctx)
	w.checkDestroyed()
}

// happen makes at most two things happen between two runs.
func (w *world) happen(ctx context.Context) {
	for range w.choose.Pick(3) {
		i := w.instances[w.choose.Pick(len(w.instances))]
		what := w.choose.Pick(10)
		if i.pending && what < 3 {
			continue // the guide says: apply the same configuration again first
		}
		switch what {
		case 0:
			i.in.bandwidth = []int64{10, 20, 50}[w.choose.Pick(3)]
		case 1:
			i.in.region = []string{"Hongkong", "Guangzhou"}[w.choose.Pick(2)]
		case 2:
			i.wanted = !i.wanted
		case 3:
			i.replace = true
		case 4:
			i.in.enable = !i.in.enable
		case 5:
			w.stranger(i)
		case 6:
			if all := w.mock.Proxies(); len(all) > 0 { // somebody begins to use a proxy, in the state or not
				if p := all[w.choose.Pick(len(all))]; p.Status == "RUNNING" {
					w.mock.AddListener(p.ID, "TCP")
					_ = pass(ctx, maxStale)
				}
			}
		case 7:
			w.mock.RemoveProxy(i.object().Text("id"))
		case 8:
			_ = pass(ctx, []time.Duration{time.Minute, 3 * time.Hour, 30 * time.Hour}[w.choose.Pick(3)])
		case 9:
			_ = w.workspace.Taint(i.addr) // nothing, if there is none
		}
	}
	for n, i := range w.instances {
		w.trace("  %d: wanted %v, %+v, cbd %v, replace %v, has %s", n, i.wanted, i.in, i.cbd, i.replace, i.object().Text("id"))
	}
}

// stranger adds somebody else's proxy that is equal to an instance, and in use
// or too old to be what a lost answer made.
func (w *world) stranger(i *instance) {
	p := gaapmock.Proxy{
		Name: i.in.name, AccessRegion: i.in.region, RealServerRegion: "Shanghai", Bandwidth: i.in.bandwidth, Concurrent: 2,
		CreateTime: w.mock.Now().Add(-48 * time.Hour),
	}
	if w.choose.chance(50) {
		p.CreateTime = w.mock.Now().Add(-time.Minute)
		p.Listeners = map[string]int{"TCP": 1}
	}
	id := w.mock.AddProxy(p)
	w.strangers[id], _ = w.mock.Proxy(id)
	w.count("stranger")
	w.trace("  stranger %s", id)
}

// recover lets nothing go wrong any more and applies until the plan is empty.
// Where only a person can decide, one does, and orders a new proxy.
func (w *world) recover(ctx context.Context) {
	w.calm = true
	w.mock.ClearFaults()
	_ = pass(ctx, time.Minute) // what others did shows by now
	for round := range 4 {
		if w.settle(ctx) {
			return
		}
		for n, i := range w.instances {
			if i.wanted && (i.object() == nil || i.object().Tainted || i.replace) {
				w.count("person decides")
				i.in.token = fmt.Sprintf("decided-%d-%d", n, round)
			}
		}
	}
	w.fail("calm applies do not succeed")
}

// settle applies until there is nothing to do. It gives up after an error, and
// fails if the plan does not become empty.
func (w *world) settle(ctx context.Context) bool {
	for range 4 {
		w.trace("calm apply")
		ok, idle := w.run(ctx)
		if !ok || idle {
			return ok
		}
	}
	w.fail("the plan does not become empty")
	return true
}

// pass lets time pass for all.
func pass(ctx context.Context, d time.Duration) error { return wait.System{}.Sleep(ctx, d) }

func (w *world) trace(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

func (w *world) float() float64 {
	w.drawing.Lock()
	defer w.drawing.Unlock()
	return w.random.Float64()
}

func (w *world) count(what string) { w.counts[what]++ }

func (w *world) fail(format string, args ...any) {
	w.violations = append(w.violations, fmt.Sprintf(format, args...))
	w.trace("VIOLATION: "+format, args...)
}

func (w *world) must(err error) {
	if err != nil {
		panic(err)
	}
}
