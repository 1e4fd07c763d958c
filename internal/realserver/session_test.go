package realserver_test

import (
	"maps"
	"regexp"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

var (
	plain    = tfcore.Options{}
	unread   = tfcore.Options{NoRefresh: true}
	destroys = tfcore.Options{Destroy: true}
)

// origin is a gaap_realserver with an address and a name, and changes to these.
func origin(label string, changes arguments) string {
	all := arguments{"ip": `"192.0.2.1"`, "name": `"origin"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_realserver", label, all)
}

// objects are those that the tests make.
var objects = acctest.Objects[gaapmock.RealServer]{
	Address: address, IDs: originID, Create: "AddRealServers", All: (*gaapmock.Server).RealServers,
	ID: func(r gaapmock.RealServer) string { return r.ID },
}

// session is a user with origins.
type session struct {
	*acctest.ObjectSession[gaapmock.RealServer]
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{objects.In(a), a.Hook()}) })
}

// inAccounts is inSession for tests with other accounts.
func inAccounts(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{ObjectSession: objects.In(a)}) })
}

// write makes an origin the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(origin("test", changes), more...)
}

// id is that of an origin in the state, "" for none.
func (s *session) id(addr string) string { return s.State().Object(addr).Text("id") }

var originID = regexp.MustCompile(`rs-[0-9a-z]{8}`)

// requireCalls demands how often an action was sent, and how often it was executed.
func (s *session) requireCalls(action string, sent, executed int) {
	s.T.Helper()
	acctest.RequireSent(s.T, s.Mock.Journal(), action, sent, executed)
}

// bind has a listener of a proxy bind an origin, behind Terraform's back.
func (s *session) bind(id string) (listener string) {
	s.T.Helper()
	proxy := s.Mock.AddProxy(gaapmock.Proxy{})
	listener = s.Mock.AddListener(gaapmock.Listener{ProxyID: proxy, RealServers: []gaapmock.Binding{{ID: id, Port: 80}}})
	if listener == "" {
		s.T.Fatal("no listener was made")
	}
	return listener
}

// unbind has the listener bind nothing, or others.
func (s *session) unbind(listener string, others ...string) {
	s.Mock.UpdateListener(listener, func(l *gaapmock.Listener) {
		l.RealServers = nil
		for _, id := range others {
			l.RealServers = append(l.RealServers, gaapmock.Binding{ID: id, Port: 80})
		}
	})
}

// outside changes an origin behind Terraform's back, until reads show it.
func (s *session) outside(id string, change func(*gaapmock.RealServer)) {
	s.T.Helper()
	if !s.Mock.UpdateRealServer(id, change) {
		s.T.Fatalf("there is no %s", id)
	}
	s.Clock.Advance(time.Second)
}
