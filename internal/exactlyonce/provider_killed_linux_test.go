package exactlyonce_test

import (
	"syscall"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// The provider alone ends while CreateProxy is under way: Terraform says so,
// nothing keeps running or is locked, and the next apply finds the proxy.
// (Processes are found on Linux only.)
func TestAccKilled_provider(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
				s := newStage(t, replay)
				s.configure(nil)
				s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
				run := s.begin("apply")
				s.called("CreateProxy", 1)
				must(t, syscall.Kill(s.provider(run), signal))
				s.wantWords(s.ended(s.end(run), 1, "apply"), "Error: ", "ApplyResourceChange")
				if left := run.Providers(); len(left) != 0 {
					t.Errorf("the providers %v are left", left)
				}
				if s.locked() {
					t.Error("the state is locked")
				}
				made := s.only()

				s.later()
				s.apply()
				if id := s.settled(); id != made {
					t.Errorf("the state holds %s, not %s", id, made)
				}
				s.sameToken(s.orders(2, 1))
				s.destroyed()
			})
		})
	}
}

// provider is the one provider of a command.
func (s *stage) provider(run *workbench.Command) int {
	s.t.Helper()
	providers := run.Providers()
	if len(providers) != 1 {
		s.t.Fatalf("the providers are %v", providers)
	}
	return providers[0]
}

// Terraform alone is killed while CreateProxy is under way: nobody tells the
// provider, which ends by itself, and sends nothing more. What Terraform leaves
// locked only a person can unlock.
func TestAccKilled_terraform(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
		run := s.begin("apply")
		s.called("CreateProxy", 1)
		s.provider(run)
		sent := len(s.calls(""))
		must(t, run.KillCLI())
		s.end(run)
		killed := time.Now()
		s.eventually("the end of the provider", func() bool { return len(run.Providers()) == 0 })
		if took := time.Since(killed); took > 20*time.Second {
			t.Errorf("the provider ended after %s", took)
		}
		if n := len(s.calls("")); n != sent {
			t.Errorf("%d calls were made by nobody's provider", n-sent)
		}
		made := s.only()

		s.unlock()
		s.later()
		s.apply()
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.sameToken(s.orders(2, 1))
		s.destroyed()
	})
}
