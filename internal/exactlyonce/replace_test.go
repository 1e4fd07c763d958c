package exactlyonce_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// replaced demands that the old proxy made way for another one.
func (s *stage) replaced(old string) {
	s.t.Helper()
	if id := s.settled(); id == old {
		s.t.Errorf("%s was not replaced", old)
	}
	s.orders(2, 2)
	s.destroyed(old)
}

func TestAccReplace_option(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.apply()
		old := s.only()
		s.apply("-replace=" + address)
		s.replaced(old)
	})
}

func TestAccReplace_tainted(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.apply()
		old := s.only()
		s.terraform(0, "taint", address)
		s.apply()
		s.replaced(old)
	})
}

const createFirst = "{\n    create_before_destroy = true\n  }"

func TestAccReplace_createBeforeDestroy_region(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(arguments{"lifecycle": createFirst})
		s.apply()
		old := s.only()
		s.configure(arguments{"lifecycle": createFirst, "access_region": `"Japan"`})
		s.apply()
		s.replaced(old)
	})
}

// The order of the replacement is the order of what it replaces, so it leads
// back to the same proxy, which stays. Another token makes another proxy.
func TestAccReplace_createBeforeDestroy_option(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(arguments{"lifecycle": createFirst})
		s.apply()
		old := s.only()
		s.later()
		s.wantWords(s.apply("-replace="+address), "GAAP proxy adopted", "GAAP proxy was kept", "set another client_token")
		if id := s.settled(); id != old {
			t.Errorf("the state holds %s, not %s", id, old)
		}
		s.orders(2, 1)
		s.destroyed()

		s.configure(arguments{"lifecycle": createFirst, "client_token": `"another"`})
		s.apply()
		if id := s.settled(); id == old {
			t.Errorf("%s was not replaced", old)
		}
		s.orders(3, 2)
		s.destroyed(old)
	})
}

// An old proxy is not adopted as its own replacement, and makes way for it.
func TestAccReplace_createBeforeDestroy_old(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(arguments{"lifecycle": createFirst})
		s.apply()
		old := s.only()
		must(t, s.mock.PatchProxy(s.ctx, old, map[string]any{"create_time": time.Now().Add(-25 * time.Hour)}))
		// As JSON, because Terraform shows people one of several warnings only.
		s.wantWords(s.apply("-json", "-replace="+address), "Equal GAAP proxy exists", old, "is older than adopt_window")
		if id := s.settled(); id == old {
			t.Errorf("%s was not replaced", old)
		}
		s.orders(3, 2)
		s.destroyed(old)
	})
}
