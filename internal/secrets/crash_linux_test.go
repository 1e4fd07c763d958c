package secrets_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A provider that crashes writes the stacks of all its goroutines, which
// Terraform shows and logs. (Processes are found on Linux only.)
func TestAccCrash(t *testing.T) {
	t.Parallel()
	for name, tell := range map[string]func(s *stage) []string{"role": asRole, "web identity": asWebIdentity} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, tell)
			must(t, s.Write(proxy))
			must(t, s.mock.Inject(s.ctx, gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang}))
			command, err := s.Start("apply", "-auto-approve")
			must(t, err)
			t.Cleanup(command.Kill)
			for s.count("CreateProxy") == 0 {
				if s.ctx.Err() != nil {
					t.Fatalf("no proxy is ordered:\n%s", command.Output())
				}
				time.Sleep(50 * time.Millisecond)
			}
			for _, provider := range command.Providers() {
				must(t, syscall.Kill(provider, syscall.SIGQUIT))
			}
			s.keep(command.Wait())
			trace, err := os.ReadFile(filepath.Join(s.Dir, "trace.log"))
			must(t, err)
			for _, sign := range []string{"SIGQUIT: quit", "goroutine 1 ", "gaapapi.(*Client).CreateProxy("} {
				if !strings.Contains(string(trace), sign) {
					t.Errorf("%q is not in the log: did it crash?", sign)
				}
			}
			s.check()
		})
	}
}
