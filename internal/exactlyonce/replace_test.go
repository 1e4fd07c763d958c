package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func TestAccReplace_option(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Apply(plain)
		old := s.only()
		s.Apply(replaces)
		s.requireReplaced(old)
		s.requireOrders(3, 2) // the token of the old one is spent
	})
}

func TestAccReplace_tainted(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Apply(plain)
		old := s.only()
		must(s.T, s.Taint(acctest.Address))
		s.Apply(plain)
		s.requireReplaced(old)
		s.requireOrders(3, 2) // the token of the old one is spent
	})
}

const createFirst = "{\n    create_before_destroy = true\n  }"

func TestAccReplace_createBeforeDestroy_region(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.ReplayDuplicated, func(s *session) { // the new region has a token of its own
		s.write(arguments{"lifecycle": createFirst})
		s.Apply(plain)
		old := s.only()
		s.write(arguments{"lifecycle": createFirst, "access_region": `"Japan"`})
		s.Apply(plain)
		s.requireReplaced(old)
		s.requireOrders(2, 2)
	})
}

// What is replaced looks like what an interrupted run left, unless it is in use:
// nothing is sent, and the error says what to do. Any of that replaces it.
func TestAccReplace_createBeforeDestroy_unused(t *testing.T) {
	for name, c := range map[string]struct {
		changes arguments
		sent    int
	}{
		"no create_before_destroy": {nil, 3}, // the token of the old one is spent
		"another token":            {arguments{"lifecycle": createFirst, "client_token": `"another"`}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
				s.write(arguments{"lifecycle": createFirst})
				s.Apply(plain)
				old := s.only()
				s.Fails(replaces, "Error: Equal GAAP proxy exists", old, "terraform untaint, or no create_before_destroy", "or client_token")
				s.requireKept(old)
				s.requireOrders(1, 1)
				s.write(c.changes)
				s.Apply(replaces)
				s.requireReplaced(old)
				s.requireOrders(c.sent, 2)
			})
		})
	}
}

// One that is in use is not what an interrupted run left. It makes way for its
// replacement.
func TestAccReplace_createBeforeDestroy_used(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(arguments{"lifecycle": createFirst, "force_destroy": "true"})
		s.Apply(plain)
		old := s.only()
		s.Mock.AddListener(gaapmock.Listener{ProxyID: old, RealServers: []gaapmock.Binding{{}}})
		s.Apply(replaces, "Warning: Equal GAAP proxy exists: ", old, "it is in use")
		s.requireReplaced(old)
		s.requireOrders(3, 2)
	})
}

// An id that is still to be adopted is that of what is replaced: the replacement
// takes it over, and the address has it once.
func TestAccReplace_createBeforeDestroy_adopted(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		body := block("test", arguments{"lifecycle": createFirst})
		s.Configure(body)
		s.Apply(plain)
		old := s.only()
		s.Configure(body, `adopt = ["`+old+`"]`)
		s.Apply(replaces, "GAAP proxy adopted: "+old, "GAAP proxy was kept: "+old)
		s.Configure(body)
		s.requireKept(old)
		s.requireOrders(1, 1)
	})
}

// What could not be made is not taken over: it is not what is ordered.
func TestAccReplace_createBeforeDestroy_failed(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.Mock.Inject(gaapmock.Fault{Kind: gaapmock.FaultCreateFailed, Action: "CreateProxy"})
		body := block("test", arguments{"lifecycle": createFirst})
		s.Configure(body)
		s.Fails(plain, "GAAP proxy is not ready")
		failed := s.requireTainted()
		s.Configure(body, `adopt = ["`+failed+`"]`)
		s.Apply(plain, failed+", CREATE_FAILED", "it could not be made")
		s.Configure(body)
		s.requireReplaced(failed)
	})
}
