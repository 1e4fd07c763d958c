package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAccTesting runs the module and the script of the guide on testing as its
// reader would: the CLI's own test command, the provider and the mock.
func TestAccTesting(t *testing.T) {
	t.Parallel()
	ctx, programs := build.Programs(t)
	if programs.Minor < 6 {
		t.Skipf("%s is too old; its test command needs 1.6", programs.CLI)
	}
	module := programs.Bare(filepath.Join(t.TempDir(), "module"))
	must(t, os.CopyFS(module.Dir, os.DirFS("../../examples/testing")))
	output, err := module.Shell(ctx, "bash test.sh")
	must(t, err)
	if !strings.Contains(output, "4 passed, 0 failed") {
		t.Errorf("the four runs did not pass:\n%s", output)
	}

	// A module that breaks its own rule must fail, or the tests test nothing.
	main := filepath.Join(module.Dir, "main.tf")
	broken := strings.Replace(read(t, main), `"edge-${var.name}"`, `var.name`, 1)
	must(t, os.WriteFile(main, []byte(broken), 0o600))
	if output, err := module.Shell(ctx, "bash test.sh"); err == nil || !strings.Contains(output, "1 failed") {
		t.Errorf("%v: the tests pass although the name is wrong:\n%s", err, output)
	}
}
