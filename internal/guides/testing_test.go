package guides_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const deadline = 10 * time.Minute

// build makes the programs, and a context that ends in time.
func build(t *testing.T) (context.Context, *workbench.Programs) {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1")
	}
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	programs, err := workbench.Build(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return ctx, programs
}

// minor is the second number of the CLI's version.
func minor(ctx context.Context, t *testing.T, programs *workbench.Programs) int {
	t.Helper()
	has, err := programs.Minor(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return has
}

// TestAccTesting runs the module and the script of the guide on testing as its
// reader would: the CLI's own test command, the provider and the mock.
func TestAccTesting(t *testing.T) {
	ctx, programs := build(t)
	if has := minor(ctx, t, programs); has < 6 {
		t.Skipf("the CLI has version 1.%d; its test command needs 1.6", has)
	}
	module := filepath.Join(t.TempDir(), "module")
	if err := os.CopyFS(module, os.DirFS("../../examples/testing")); err != nil {
		t.Fatal(err)
	}
	output, err := programs.Script(ctx, filepath.Join(module, "test.sh"))
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if !strings.Contains(output, "4 passed, 0 failed") {
		t.Errorf("the four runs did not pass:\n%s", output)
	}

	// A module that breaks its own rule must fail, or the tests test nothing.
	main := filepath.Join(module, "main.tf")
	text, err := os.ReadFile(main)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(text), `"edge-${var.name}"`, `var.name`, 1)
	if err := os.WriteFile(main, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	if output, err := programs.Script(ctx, filepath.Join(module, "test.sh")); err == nil {
		t.Errorf("the tests pass although the name is wrong:\n%s", output)
	}
}
