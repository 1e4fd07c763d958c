package gaapmock

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Server is the mock service. Make one with New; it is safe for concurrent use.
type Server struct {
	opts    Options
	actions map[string]action
	admin   http.Handler
	page    page
	large   chan struct{} // has an item for each large body that is held

	mu       sync.Mutex // guards everything below
	life     *lifeClock
	store    *store
	limits   rateLimiter
	faults   faultQueue
	journal  journal
	requests int64 // request ids drawn
	onCall   func(action string)
	dead     bool // a kill fault hit and nobody called Revive
}

// New returns a server with the state of Options.StateFile, if that exists.
func New(opts Options) (*Server, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Server{
		opts:    opts,
		actions: actions(),
		life:    newLifeClock(opts.Clock, opts.Speed),
		store:   newStore(opts.Seed),
		journal: journal{maxCalls: opts.MaxJournal, maxBytes: opts.MaxJournalBytes},
		page:    newPage(),
		large:   make(chan struct{}, maxLarge),
	}
	if err := s.load(); err != nil {
		return nil, err
	}
	s.admin = s.adminRoutes()
	if s.store.Seed == 0 {
		s.store.Seed = randomSeed()
	}
	s.store.Boots++
	s.store.setKinds(&s.opts)
	s.store.seedGroups(opts.Groups, s.life.now())
	s.store.unsaved = true
	return s, s.save()
}

// ServeHTTP answers the API at every path that is neither under /_mock/, where
// the admin routes are, nor that of the metadata service; a browser that opens
// the root gets a page.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	dead := s.dead
	s.mu.Unlock()
	if dead {
		panic(http.ErrAbortHandler)
	}
	switch {
	case strings.HasPrefix(r.URL.Path, adminPrefix):
		s.serveAdmin(w, r)
	case strings.HasPrefix(r.URL.Path, metadataPrefix):
		s.serveMetadata(w, r)
	case asksForPage(r):
		s.servePage(w, r)
	default:
		s.serveAPI(w, r)
	}
}

// Now returns life-cycle time.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.life.now()
}

// lastTime is as far as life-cycle time can be moved: JSON has no year 10,000,
// and what is started then needs some time as well.
var lastTime = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

var errTooFar = errors.New("the clock does not go beyond the year 9000")

// Advance moves life-cycle time by d; a negative d is ignored, and one that
// leads beyond the year 9000 as well.
func (s *Server) Advance(d time.Duration) {
	// The state file may be behind if saving fails; the next change saves again.
	_ = s.advance(d)
}

func (s *Server) advance(d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.now().Add(d).After(lastTime) {
		return errTooFar
	}
	s.life.advance(max(d, 0))
	s.store.unsaved = true
	return s.save()
}

// OnCall sets a hook that is called, without any lock, before each API call is
// handled: the place to let somebody else change things. nil removes it.
func (s *Server) OnCall(hook func(action string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onCall = hook
}

// Revive makes a server that a kill fault stopped answer again.
func (s *Server) Revive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dead = false
}

// kill is what a kill fault does once the lock is free.
func (s *Server) kill() {
	if s.opts.OnKill != nil {
		s.opts.OnKill()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dead = true
}
