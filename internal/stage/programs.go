// Package stage runs the real thing in a scratch folder: the Terraform CLI,
// the provider as a program, and the mock of the GAAP API as another one. Only
// tests, benchmarks and demos use it. Nothing of the user's own Terraform
// configuration is read, and no network but loopback is reached.
package stage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
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

	mirror    string
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
	p := &Programs{
		Terraform: cli,
		Mock:      filepath.Join(dir, "gaapmock"+suffix()),
		mirror:    filepath.Join(dir, "mirror"),
		cliConfig: filepath.Join(dir, "cli.tfrc"),
	}
	p.Provider = p.inMirror(Source)
	// A CLI that knows this mirror only cannot reach any network at init.
	config := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n",
		filepath.ToSlash(p.mirror))
	return p, errors.Join(
		os.WriteFile(p.cliConfig, []byte(config), 0o600),
		compile(ctx, module, p.Provider),
		compile(ctx, module+"/internal/cmd/gaapmock", p.Mock),
	)
}

// AddProvider compiles a package of this module, named by its folder, as
// another provider that the mirror offers.
func (p *Programs) AddProvider(ctx context.Context, source, folder string) error {
	return compile(ctx, module+"/"+folder, p.inMirror(source))
}

// inMirror is where a mirror has the program of a provider.
func (p *Programs) inMirror(source string) string {
	return filepath.Join(p.mirror, filepath.FromSlash(source), version, runtime.GOOS+"_"+runtime.GOARCH,
		"terraform-provider-"+path.Base(source)+"_v"+version+suffix())
}

// Version returns the version of the CLI, such as 1.11.4.
func (p *Programs) Version(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, p.Terraform, "version", "-json") //nolint:gosec // the CLI that the caller has named
	cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+p.cliConfig)
	text, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("asking %s for its version: %w", p.Terraform, err)
	}
	var answer struct {
		Version string `json:"terraform_version"`
	}
	return answer.Version, json.Unmarshal(text, &answer)
}

// Minor is the second number of the CLI's version; the first one is 1.
func (p *Programs) Minor(ctx context.Context) (minor int, err error) {
	version, err := p.Version(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Sscanf(version, "1.%d", &minor); err != nil {
		return 0, fmt.Errorf("reading the version %q of the CLI: %w", version, err)
	}
	return minor, nil
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
		if found, err := exec.LookPath(name); err == nil {
			return filepath.Abs(found)
		}
	}
	return "", fmt.Errorf("cannot find %s: install Terraform or OpenTofu, or name it in TERRAFORM", strings.Join(names, " or "))
}
