package exactlyonce_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// session is a user who has one proxy, beside the bystander's.
type session struct {
	*acctest.Session
	*acctest.Hooks

	bystander string
}

// inSession runs a test in a session, in one mode.
func inSession(t *testing.T, replay gaapmock.ReplayMode, run func(s *session)) {
	t.Helper()
	e := newInside(t, replay)
	e.Session(t, func(a *acctest.Session) {
		run(&session{a, a.Hook(), e.bystander})
	})
}

// inSessions runs a test in a session in each mode.
func inSessions(t *testing.T, run func(s *session, replay gaapmock.ReplayMode)) {
	t.Helper()
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		inSession(t, replay, func(s *session) { run(s, replay) })
	})
}

// write makes the proxy's block the configuration.
func (s *session) write(changes arguments) { s.Configure(block("test", changes)) }

// proxies are those of the account but for the bystander, which must be well.
func (s *session) proxies() []gaapmock.Proxy {
	s.T.Helper()
	well := func(p gaapmock.Proxy) bool { return p.ID == s.bystander && p.Status == gaapmock.StatusRunning }
	all := s.Mock.Proxies()
	if !slices.ContainsFunc(all, well) {
		s.T.Errorf("the bystander %s is not well: %+v", s.bystander, all)
	}
	return slices.DeleteFunc(all, well)
}

// only returns the id of the one proxy that there is beside the bystander.
func (s *session) only() string {
	s.T.Helper()
	all := s.proxies()
	if len(all) != 1 {
		s.T.Fatalf("%d proxies beside the bystander, want 1: %+v", len(all), all)
	}
	return all[0].ID
}

// loseState takes away the state that was written, as if the run had ended
// before that, a minute ago. It returns the id of the proxy.
func (s *session) loseState() string {
	s.T.Helper()
	s.SetState(nil)
	s.Clock.Advance(time.Minute)
	return s.only()
}

// requireSettled demands that all is well, whatever went before: one living proxy, the
// one in the state, and nothing to do. It returns its id.
func (s *session) requireSettled() string {
	s.T.Helper()
	id := s.only()
	s.Settled(acctest.Address, id)
	return id
}

// requireReplaced demands that all is well with another proxy than the old one.
func (s *session) requireReplaced(old string) {
	s.T.Helper()
	if id := s.requireSettled(); id == old {
		s.T.Errorf("%s was not replaced", old)
	}
	s.requireDestroyed(old)
}

// requireKept demands that all is well with this proxy, and that none was destroyed.
func (s *session) requireKept(made string) {
	s.T.Helper()
	if id := s.requireSettled(); id != made {
		s.T.Errorf("the proxy is %s, not %s", id, made)
	}
	s.requireDestroyed()
}

// requireDestroyed demands that DestroyProxies was called for these proxies and no
// others.
func (s *session) requireDestroyed(want ...string) {
	s.T.Helper()
	acctest.Destroyed(s.T, s.Mock.Journal(), want...)
}

// requireOrders demands how often CreateProxy was sent and executed.
func (s *session) requireOrders(sent, executed int) {
	s.T.Helper()
	acctest.Orders(s.T, s.Mock.Journal(), sent, executed)
}

// requireResent demands that one order was sent so many times and executed once.
func (s *session) requireResent(times int) {
	s.T.Helper()
	acctest.SentAgain(s.T, s.Mock.Journal(), times)
}

var (
	plain    = tfcore.Options{}
	replaces = tfcore.Options{Replace: []string{acctest.Address}}
)
