package e2e

import (
	"strings"
	"syscall"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A provider that crashes writes the stacks of all its goroutines, which
// Terraform shows and logs. (Processes are found on Linux only.)
func TestAccCrash(t *testing.T) {
	t.Parallel()
	for name, tell := range map[string]func(s *secretive) []string{"role": asRole, "web identity": asWebIdentity} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, tell)
			s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
			run := s.Begin("apply", "-auto-approve")
			s.AwaitCall("CreateProxy", 1)
			must(t, syscall.Kill(provider(t, run), syscall.SIGQUIT))
			s.End(run, 1)
			s.search("the output", []byte(s.Output))
			trace := s.Get("trace.log")
			for _, sign := range []string{"SIGQUIT: quit", "goroutine 1 ", "gaapapi.(*Client).CreateProxy("} {
				if !strings.Contains(trace, sign) {
					t.Errorf("%q is not in the log: did it crash?", sign)
				}
			}
			s.check()
		})
	}
}
