package e2e

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// oneProxy is a stage for tests that say what becomes of one proxy. Beside it
// is an equal one of somebody else, so that only care keeps it from being taken.
type oneProxy struct {
	*stage.Stage

	bystander string
}

// newOneProxy starts a mock that is quick, though its clock is the real one, so
// that ages are true.
func newOneProxy(t *testing.T, replay gaapmock.ReplayMode) *oneProxy {
	t.Helper()
	s := build.New(t, "-replay", string(replay), "-state", filepath.Join(t.TempDir(), "mock.json"), "-early-destroy", "allowed",
		"-create-time", "1s", "-destroy-time", "100ms", "-adjust-time", "500ms", "-config-lag", "200ms", "-open-time", "200ms", "-close-time", "200ms")
	bystander := s.Add(gaapmock.Proxy{
		Name: "test", Bandwidth: 10, Concurrent: 2, CreateTime: time.Now().Add(-time.Hour),
	})
	s.Bind(bystander.ID)
	return &oneProxy{s, bystander.ID}
}

// configure writes the configuration of the proxy.
func (s *oneProxy) configure(changes acctest.Arguments) {
	s.T.Helper()
	s.Write(acctest.Block("test", changes))
}

// apply applies, and demands phrases of the output.
func (s *oneProxy) apply(phrases ...string) {
	s.T.Helper()
	s.Says(0, "apply -auto-approve", phrases...)
}

// Proxies are those of the account but for the bystander, which must be well.
func (s *oneProxy) Proxies() []gaapmock.Proxy {
	s.T.Helper()
	all := s.Stage.Proxies()
	well := func(p gaapmock.Proxy) bool { return p.ID == s.bystander && p.Status == gaapmock.StatusRunning }
	if !slices.ContainsFunc(all, well) {
		s.T.Errorf("the bystander %s is not well: %+v", s.bystander, all)
	}
	return slices.DeleteFunc(all, well)
}

// only returns the id of the one proxy that there is beside the bystander.
func (s *oneProxy) only() string {
	s.T.Helper()
	all := s.Proxies()
	if len(all) != 1 {
		s.T.Fatalf("%d proxies beside the bystander, want 1: %+v", len(all), all)
	}
	return all[0].ID
}

// later lets the proxy be finished, and makes it a minute old.
func (s *oneProxy) later() {
	s.T.Helper()
	s.Eventually("a proxy that runs", func() bool { return s.Proxies()[0].Status == gaapmock.StatusRunning })
	for _, p := range s.Proxies() {
		s.Patch(p.ID, "create_time", p.CreateTime.Add(-time.Minute))
	}
}

// recover makes a proxy that is stuck in a transition run.
func (s *oneProxy) recover(id string) {
	s.T.Helper()
	s.Patch(id, "status", gaapmock.StatusRunning)
}

// State is what the state holds: nothing, or the one object under test.
func (s *oneProxy) State() []stage.Object {
	s.T.Helper()
	all := s.Stage.State()
	if len(all) > 1 || len(all) == 1 && (all[0].Address != acctest.Address || all[0].Deposed) {
		s.T.Fatalf("the state holds %+v", all)
	}
	return all
}

// holds demands a proxy in the state, tainted or not.
func (s *oneProxy) holds(id string, tainted bool) {
	s.T.Helper()
	all := s.State()
	if len(all) == 0 || all[0].ID() != id || all[0].Tainted != tainted {
		s.T.Errorf("the state holds %+v, want %s (tainted: %v)", all, id, tainted)
	}
}

// requireSettled demands that all is well, whatever went before: one living proxy, the
// one in the state, and nothing to do. It returns its id.
func (s *oneProxy) requireSettled() string {
	s.T.Helper()
	id := s.only()
	s.holds(id, false)
	s.Says(0, "plan -detailed-exitcode")
	return id
}

// requireProxy demands that all is well with this proxy.
func (s *oneProxy) requireProxy(want string) {
	s.T.Helper()
	if id := s.requireSettled(); id != want {
		s.T.Errorf("the proxy is %s, not %s", id, want)
	}
}

// requireReplaced demands that all is well with another proxy than the old one.
func (s *oneProxy) requireReplaced(old string) {
	s.T.Helper()
	if id := s.requireSettled(); id == old {
		s.T.Errorf("%s was not replaced", old)
	}
	s.requireDestroyed(old)
}

// requireDestroyed demands that DestroyProxies was called for these proxies and no
// others.
func (s *oneProxy) requireDestroyed(want ...string) {
	s.T.Helper()
	acctest.Destroyed(s.T, s.Calls(""), want...)
}

// orders demands how often CreateProxy was sent and executed.
func (s *oneProxy) orders(sent, executed int) {
	s.T.Helper()
	acctest.Orders(s.T, s.Calls(""), sent, executed)
}
