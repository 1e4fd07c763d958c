package group_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

const (
	address = "gaap_proxy_group.test"
	regions = `{ Guangzhou = { bandwidth = 10, concurrent = 2 }, Beijing = { bandwidth = 20, concurrent = 5, network_type = "normal" } }`
)

var (
	plain    = tfcore.Options{}
	destroys = tfcore.Options{Destroy: true}
)

// block is an empty gaap_proxy_group, and changes to it.
func block(label string, changes arguments) string {
	all := arguments{"name": `"edge"`, "realserver_region": `"Shanghai"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_proxy_group", label, all)
}

// session is a user with groups.
type session struct {
	*acctest.Session
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	if options.Groups == nil {
		options.Groups = []gaapmock.Group{} // none
	}
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{a, a.Hook()}) })
}

// write makes a group the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

// id is that of the group in the state, "" for none.
func (s *session) id() string { return s.State().Object(address).Text("id") }

// only is the one group that there is.
func (s *session) only() gaapmock.Group {
	s.T.Helper()
	all := s.Mock.Groups()
	if len(all) != 1 {
		s.T.Fatalf("there are %d groups, want 1", len(all))
	}
	return all[0]
}

// requireSettled demands that there is one group, the one in the state, which is well,
// and nothing to do.
func (s *session) requireSettled() gaapmock.Group {
	s.T.Helper()
	g := s.only()
	s.Settled(address, g.ID)
	return g
}

var ids = regexp.MustCompile(`(lg|link)-[0-9a-z]{8}`)

// wrote demands these writes since the last time, in their order.
func (s *session) wrote(want ...string) {
	s.T.Helper()
	if err := acctest.DifferentWrites(s.Writes(ids), want); err != nil {
		s.T.Error(err)
	}
}

// createCalls is how often CreateProxyGroup was sent, and how often it was executed.
func (s *session) createCalls() (sent, executed int) {
	calls := s.Mock.Calls("CreateProxyGroup")
	return len(calls), acctest.Executed(calls)
}

// nothingLeft demands that neither groups nor proxies are left.
func (s *session) nothingLeft() {
	s.T.Helper()
	if groups, proxies := s.Mock.Groups(), s.Mock.Proxies(); len(groups)+len(proxies) > 0 {
		s.T.Errorf("%d groups and %d proxies are left", len(groups), len(proxies))
	}
}
