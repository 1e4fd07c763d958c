package exactlyonce_test

import (
	"syscall"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The provider alone ends while CreateProxy is under way: Terraform says so,
// nothing keeps running, and the next apply finds the proxy. (Processes are
// found on Linux only.)
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
				providers := run.Providers()
				if len(providers) != 1 {
					t.Fatalf("the providers are %v", providers)
				}
				must(t, syscall.Kill(providers[0], signal))
				s.wantWords(s.ended(s.end(run), 1, "apply"), "Error: ", "ApplyResourceChange")
				if left := run.Providers(); len(left) != 0 {
					t.Errorf("the providers %v are left", left)
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
