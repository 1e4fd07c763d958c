package simulation

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// scenario is all that exists in one schedule: the service, the folders in which
// Terraform runs, and what was said and seen.
type scenario struct {
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

// newScenario makes a service whose undocumented habits the schedule decides, and
// those who use it.
func newScenario(choose *chooser) *scenario {
	s := &scenario{choose: choose, random: rand.New(rand.NewPCG(1, 1)), records: newRecords(), counts: map[string]int{}}
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
	s.forgets, s.releases = options.TokenWindow > 0, options.FailedTokenReleased
	for account := range 2 {
		options.Log = func(call gaapmock.Call) { s.noteCall(account, call) }
		mock, err := gaapmock.New(options)
		s.must(err)
		s.accounts = append(s.accounts, mock)
		options.Seed, options.AccountID = 2, "100000000002"
	}
	if choose.chance(20) {
		s.mock().Advance(3 * time.Minute) // the service's clock is ahead
	}
	s.trace("service: replay %s, window %s, lag %s, released %v, early destroy %s",
		options.Replay, options.TokenWindow, options.ReadLag, options.FailedTokenReleased, options.EarlyDestroy)
	s.newFolders()
	return s
}

// mock is the service as the account sees it in which all belongs.
func (s *scenario) mock() *gaapmock.Server { return s.accounts[0] }

// proxy finds a proxy of any account.
func (s *scenario) proxy(id string) (p gaapmock.Proxy, ok bool) {
	for _, mock := range s.accounts {
		if p, ok = mock.Proxy(id); ok {
			break
		}
	}
	return p, ok
}

// isLiving tells whether a proxy exists and is to go on existing.
func (s *scenario) isLiving(id string) bool {
	p, ok := s.proxy(id)
	return ok && p.Status != gaapmock.StatusDestroying
}

// isWell tells whether a proxy may be kept: it is what it was to become.
func (s *scenario) isWell(id string) bool {
	p, ok := s.proxy(id)
	return ok && (p.Status == gaapmock.StatusRunning || p.Status == gaapmock.StatusClosed)
}

// next draws a number that nothing has had.
func (s *scenario) next() int {
	s.drawn++
	return s.drawn
}

func (s *scenario) freshName() string { return fmt.Sprintf("proxy-%d", s.next()) }

func (s *scenario) trace(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, time.Now().Format("15:04:05 ")+fmt.Sprintf(format, args...))
}

func (s *scenario) float() float64 {
	s.drawing.Lock()
	defer s.drawing.Unlock()
	return s.random.Float64()
}

func (s *scenario) count(what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[what]++
}

// isOver tells whether there is nothing more to learn from the schedule.
func (s *scenario) isOver() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.uncovered != "" || len(s.violations) > 0
}

func (s *scenario) fail(format string, args ...any) {
	s.trace("VIOLATION: "+format, args...)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

func (s *scenario) must(err error) {
	if err != nil {
		panic(err)
	}
}
