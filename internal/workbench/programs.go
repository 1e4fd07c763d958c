// Package workbench runs the real thing in a scratch folder: the Terraform CLI,
// the provider as a program, and the mock of the GAAP API as another one. Only
// tests, benchmarks and demos use it. Nothing of the user's own Terraform
// configuration is read, and no network but loopback is reached.
package workbench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	// Source is the provider's address in required_providers.
	Source = "registry.terraform.io/tencentcloud-gaap/gaap"

	module  = "github.com/tencentcloud-gaap/terraform-provider-gaap"
	version = "0.0.1" // in the mirror; any release number will do
)

// Programs are the programs to run, as absolute paths.
type Programs struct {
	Terraform string
	Provider  string
	Mock      string

	cliConfig string
}

// Build compiles the provider and the mock into dir, which should be an empty
// folder, lays the provider out as a mirror, and finds the CLI: the one named
// in TERRAFORM or TF_ACC_TERRAFORM_PATH, else terraform or tofu on the PATH.
// One Build serves any number of folders and mocks.
func Build(ctx context.Context, dir string) (*Programs, error) {
	dir, err := filepath.EvalSymlinks(dir) // processes show paths without links
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	cli, err := findCLI()
	if err != nil {
		return nil, err
	}
	mirror := filepath.Join(dir, "mirror")
	folder := filepath.Join(mirror, filepath.FromSlash(Source), version, runtime.GOOS+"_"+runtime.GOARCH)
	p := &Programs{
		Terraform: cli,
		Provider:  filepath.Join(folder, "terraform-provider-gaap_v"+version+suffix()),
		Mock:      filepath.Join(dir, "gaapmock"+suffix()),
		cliConfig: filepath.Join(dir, "cli.tfrc"),
	}
	// A CLI that knows this mirror only cannot reach any network at init.
	config := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n",
		filepath.ToSlash(mirror))
	return p, errors.Join(
		os.MkdirAll(folder, 0o700),
		os.WriteFile(p.cliConfig, []byte(config), 0o600),
		compile(ctx, module, p.Provider),
		compile(ctx, module+"/internal/cmd/gaapmock", p.Mock),
	)
}

// compile uses the flags of a release, so that sizes and speeds are true.
func compile(ctx context.Context, pkg, to string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w -X main.version="+version, "-o", to, pkg) //nolint:gosec // the arguments are ours
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", pkg, err, out)
	}
	return nil
}

func suffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

func findCLI() (string, error) {
	names := []string{"terraform", "tofu"}
	for _, variable := range []string{"TF_ACC_TERRAFORM_PATH", "TERRAFORM"} {
		if name := os.Getenv(variable); name != "" {
			names = []string{name}
		}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}
	return "", fmt.Errorf("cannot find %s: install Terraform or OpenTofu, or name it in TERRAFORM", strings.Join(names, " or "))
}
