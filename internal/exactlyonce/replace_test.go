package exactlyonce_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func TestAccReplace_option(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Apply(plain)
		old := s.only()
		s.Apply(replaces)
		s.replaced(old)
		s.orders(2, 2)
	})
}

func TestAccReplace_tainted(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(nil)
		s.Apply(plain)
		old := s.only()
		must(s.T, s.Taint(acctest.Address))
		s.Apply(plain)
		s.replaced(old)
		s.orders(2, 2)
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
		s.replaced(old)
		s.orders(2, 2)
	})
}

// The order of the replacement is the order of what it replaces, so it leads
// back to the same proxy, which stays. Another token makes another proxy.
func TestAccReplace_createBeforeDestroy_option(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(arguments{"lifecycle": createFirst})
		s.Apply(plain)
		old := s.only()
		s.Clock.Advance(time.Minute)
		s.Apply(replaces, "GAAP proxy adopted", "GAAP proxy was kept", "set another client_token")
		s.keeps(old)
		s.orders(2, 1)

		s.write(arguments{"lifecycle": createFirst, "client_token": `"another"`})
		s.Apply(plain)
		s.replaced(old)
		s.orders(3, 2)
	})
}

// An old proxy is not adopted as its own replacement, and makes way for it.
func TestAccReplace_createBeforeDestroy_old(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		s.write(arguments{"lifecycle": createFirst})
		s.Apply(plain)
		old := s.only()
		s.Clock.Advance(25 * time.Hour)
		s.Apply(replaces, "Equal GAAP proxy exists", old, "is older than adopt_window")
		s.replaced(old)
		s.orders(3, 2)
	})
}
