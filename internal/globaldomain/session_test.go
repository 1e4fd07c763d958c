package globaldomain_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

const address = "gaap_global_domain.test"

var (
	plain    = tfcore.Options{}
	destroys = tfcore.Options{Destroy: true}
)

// block is a gaap_global_domain, and changes to it.
func block(label string, changes arguments) string {
	all := arguments{"default_value": `"203.0.113.5"`, "alias": `"www"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_global_domain", label, all)
}

// session is a user with unified domains.
type session struct {
	*acctest.Session
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{a, a.Hook()}) })
}

// write makes a domain the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

// id is that of the domain in the state, "" for none.
func (s *session) id() string { return s.State().Object(address).Text("id") }

// only is the one domain that there is.
func (s *session) only() gaapmock.GlobalDomain {
	s.T.Helper()
	all := s.Mock.GlobalDomains()
	if len(all) != 1 {
		s.T.Fatalf("there are %d domains, want 1", len(all))
	}
	return all[0]
}

// requireSettled demands that there is one domain, the one in the state, which is well,
// and nothing to do.
func (s *session) requireSettled() gaapmock.GlobalDomain {
	s.T.Helper()
	d := s.only()
	s.Settled(address, d.ID)
	return d
}

var ids = regexp.MustCompile(`dm-[0-9a-z]{8}`)

// wrote demands these writes since the last time, in their order.
func (s *session) wrote(want ...string) {
	s.T.Helper()
	if err := acctest.DifferentWrites(s.Writes(ids), want); err != nil {
		s.T.Error(err)
	}
}

// createCalls is how often CreateGlobalDomain was sent, and how often it was executed.
func (s *session) createCalls() (sent, executed int) {
	calls := s.Mock.Calls("CreateGlobalDomain")
	return len(calls), acctest.Executed(calls)
}

// nothingLeft demands that no domains are left.
func (s *session) nothingLeft() {
	s.T.Helper()
	if all := s.Mock.GlobalDomains(); len(all) > 0 {
		s.T.Errorf("%+v is left", all)
	}
}

const (
	disableCall = `DisableGlobalDomain {"DomainId":"ID"}`
	enableCall  = `EnableGlobalDomain {"DomainId":"ID"}`
	deleteCall  = `DeleteGlobalDomain {"DomainId":"ID"}`
)
