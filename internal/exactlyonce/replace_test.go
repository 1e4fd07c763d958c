package exactlyonce_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const replace = "apply -auto-approve -replace=" + stage.Address

func TestAccReplace_option(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(nil)
		s.Apply()
		old := s.Only()
		s.Says(0, replace)
		s.Replaced(old)
		s.Orders(2, 2)
	})
}

func TestAccReplace_tainted(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(nil)
		s.Apply()
		old := s.Only()
		s.Says(0, "taint "+stage.Address)
		s.Apply()
		s.Replaced(old)
		s.Orders(2, 2)
	})
}

const createFirst = "{\n    create_before_destroy = true\n  }"

func TestAccReplace_createBeforeDestroy_region(t *testing.T) {
	t.Parallel()
	s := build.OneProxy(t, gaapmock.ReplayDuplicated) // the new region has a token of its own
	s.Configure(arguments{"lifecycle": createFirst})
	s.Apply()
	old := s.Only()
	s.Configure(arguments{"lifecycle": createFirst, "access_region": `"Japan"`})
	s.Apply()
	s.Replaced(old)
	s.Orders(2, 2)
}

// The order of the replacement is the order of what it replaces, so it leads
// back to the same proxy, which stays. Another token makes another proxy.
func TestAccReplace_createBeforeDestroy_option(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(arguments{"lifecycle": createFirst})
		s.Apply()
		old := s.Only()
		s.Later()
		s.Says(0, replace, "GAAP proxy adopted", "GAAP proxy was kept", "set another client_token")
		s.SettledWith(old)
		s.Orders(2, 1)
		s.Destroyed()

		s.Configure(arguments{"lifecycle": createFirst, "client_token": `"another"`})
		s.Apply()
		s.Replaced(old)
		s.Orders(3, 2)
	})
}

// An old proxy is not adopted as its own replacement, and makes way for it.
func TestAccReplace_createBeforeDestroy_old(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := build.OneProxy(t, replay)
		s.Configure(arguments{"lifecycle": createFirst})
		s.Apply()
		old := s.Only()
		s.Patch(old, "create_time", time.Now().Add(-25*time.Hour))
		// As JSON, because Terraform shows people one of several warnings only.
		s.Says(0, replace+" -json", "Equal GAAP proxy exists", old, "is older than adopt_window")
		s.Replaced(old)
		s.Orders(3, 2)
	})
}
