package simulation

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// world is all that exists in one schedule: the service, the folders in which
// Terraform runs, and what was said and seen.
type world struct {
	choose   *chooser
	random   *rand.Rand
	drawing  sync.Mutex         // providers draw whenever they wake up
	accounts []*gaapmock.Server // where all belongs, and another one, for mistakes
	folders  []*folder
	command  *command // under way
	records  *records

	forgets  bool // the service forgets tokens after a while
	releases bool // the service forgets the tokens of failed calls at once
	calm     bool // nothing goes wrong any more
	drawn    int  // names and addresses so far

	uncovered string // why nothing is promised from here on; see uncovered_test.go

	mu         sync.Mutex // guards what is below: operations of a walk end at the same time
	log        []string   // what happened, for a schedule that fails
	violations []string
	counts     map[string]int // how often what happened, for the summary
}

// newWorld makes a service whose undocumented habits the schedule decides, and
// those who use it.
func newWorld(choose *chooser) *world {
	w := &world{choose: choose, random: rand.New(rand.NewPCG(1, 1)), records: newRecords(), counts: map[string]int{}}
	options := gaapmock.Options{
		Seed:                1,
		MaxProxies:          -1,
		ModifyClosedAllowed: true, // else a person has to enable the proxy first
		Replay:              oneOf(choose, gaapmock.ReplayDuplicated, gaapmock.ReplayFirstID),
		FailedTokenReleased: choose.chance(30),
		TokenWindow:         oneOf(choose, 0, 24*time.Hour, 10*time.Minute, 40*time.Second),
		ReadLag:             oneOf(choose, 0, 2*time.Second, maxStale),
		EarlyDestroy: oneOf(choose,
			gaapmock.EarlyDestroyAllowed, gaapmock.EarlyDestroyInvalidStatus, gaapmock.EarlyDestroyTooQuickly),
		UnknownInList:   oneOf(choose, gaapmock.UnknownOmitted, gaapmock.UnknownNotFound),
		UnknownInStatus: oneOf(choose, gaapmock.UnknownOmitted, gaapmock.UnknownNotFound),
		UnknownInBatch:  oneOf(choose, gaapmock.UnknownNotFound, gaapmock.UnknownInvalidStatus),
		CreateDuration:  oneOf(choose, 30*time.Second, 5*time.Minute, -1),
	}
	w.forgets, w.releases = options.TokenWindow > 0, options.FailedTokenReleased
	for account := range 2 {
		options.Log = func(call gaapmock.Call) { w.noteCall(account, call) }
		mock, err := gaapmock.New(options)
		w.must(err)
		w.accounts = append(w.accounts, mock)
		options.Seed, options.AccountID = 2, "100000000002"
	}
	if choose.chance(20) {
		w.mock().Advance(3 * time.Minute) // the service's clock is ahead
	}
	w.trace("service: replay %s, window %s, lag %s, released %v, early destroy %s",
		options.Replay, options.TokenWindow, options.ReadLag, options.FailedTokenReleased, options.EarlyDestroy)
	w.newFolders()
	return w
}

// mock is the service as the account sees it in which all belongs.
func (w *world) mock() *gaapmock.Server { return w.accounts[0] }

// proxy finds a proxy of any account.
func (w *world) proxy(id string) (p gaapmock.Proxy, ok bool) {
	for _, mock := range w.accounts {
		if p, ok = mock.Proxy(id); ok {
			break
		}
	}
	return p, ok
}

// living tells whether a proxy exists and is to go on existing.
func (w *world) living(id string) bool {
	p, ok := w.proxy(id)
	return ok && p.Status != gaapmock.StatusDestroying
}

// well tells whether a proxy may be kept: it is what it was to become.
func (w *world) well(id string) bool {
	p, ok := w.proxy(id)
	return ok && (p.Status == gaapmock.StatusRunning || p.Status == gaapmock.StatusClosed)
}

// next draws a number that nothing has had.
func (w *world) next() int {
	w.drawn++
	return w.drawn
}

func (w *world) freshName() string { return fmt.Sprintf("proxy-%d", w.next()) }

func (w *world) trace(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.log = append(w.log, time.Now().Format("15:04:05 ")+fmt.Sprintf(format, args...))
}

func (w *world) float() float64 {
	w.drawing.Lock()
	defer w.drawing.Unlock()
	return w.random.Float64()
}

func (w *world) count(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[what]++
}

// over tells whether there is nothing more to learn from the schedule.
func (w *world) over() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.uncovered != "" || len(w.violations) > 0
}

func (w *world) fail(format string, args ...any) {
	w.trace("VIOLATION: "+format, args...)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.violations = append(w.violations, fmt.Sprintf(format, args...))
}

func (w *world) must(err error) {
	if err != nil {
		panic(err)
	}
}
