package e2e

import (
	"syscall"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// The provider alone ends while CreateProxy is under way: Terraform says so,
// nothing keeps running or is locked, and the next apply finds the proxy.
// (Processes are found on Linux only.)
func TestAccKilled_provider(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			s, run := hanging(t, gaapmock.ReplayFirstID, "CreateProxy")
			must(t, syscall.Kill(provider(t, run), signal))
			s.End(run, 1, "Error: ", "ApplyResourceChange")
			if left := run.Providers(); len(left) != 0 {
				t.Errorf("the providers %v are left", left)
			}
			if s.Has(lock) {
				t.Error("the state is locked")
			}
			applyWithAdopt(s)
		})
	}
}

// provider is the one provider of a command.
func provider(t *testing.T, run *stage.Command) int {
	t.Helper()
	providers := run.Providers()
	if len(providers) != 1 {
		t.Fatalf("the providers are %v", providers)
	}
	return providers[0]
}

// Terraform alone is killed while CreateProxy is under way: nobody tells the
// provider, which ends by itself, and sends nothing more, as it would if it
// stayed until the call is given up.
func TestAccKilled_terraform(t *testing.T) {
	t.Parallel()
	s, run := hanging(t, gaapmock.ReplayFirstID, "CreateProxy")
	provider(t, run)
	sent := len(s.Calls(""))
	must(t, run.KillCLI())
	s.Wait(run)
	s.Eventually("the end of the provider", func() bool { return len(run.Providers()) == 0 })
	if n := len(s.Calls("")); n != sent {
		t.Errorf("%d calls were made by nobody's provider", n-sent)
	}
	s.Remove(lock)
	applyWithAdopt(s)
}
