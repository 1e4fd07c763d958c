// Package stage runs the real thing in a scratch folder: the Terraform CLI,
// the provider as a program, and the mock of the GAAP API as another one. Only
// tests, benchmarks and the demo use it. Nothing of the user's own Terraform
// configuration is read, and no network but loopback is reached.
//
// [Programs] are what runs, a [Folder] is where Terraform runs, and a [Mock] is
// what the provider there talks to. A [Stage] is all of them, for a test.
package stage

import (
	"context"
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

	version = "0.0.1" // in the mirror; any release number will do
)

// Programs are the programs to run, as absolute paths.
type Programs struct {
	Terraform string
	CLI       string // its name and version, such as Terraform v1.11.4
	Minor     int    // the second number of that version; the first one is 1
	Provider  string
	Mock      string

	dir      string
	sources  []string // of the providers in the mirror
	template string   // the folder in which terraform init ran; "" if there is none
}

// Prebuilt lays the provider out as a mirror in dir, an empty folder, and finds
// the CLI: the one named in TF_ACC_TERRAFORM_PATH or TERRAFORM, else terraform
// or tofu on the PATH. Folders begin without what terraform init makes.
func Prebuilt(ctx context.Context, dir, provider, mock string) (*Programs, error) {
	dir, err := filepath.EvalSymlinks(dir) // processes show paths without links
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	if mock, err = filepath.Abs(mock); err != nil {
		return nil, err
	}
	cli, err := findCLI()
	if err != nil {
		return nil, err
	}
	p := &Programs{Terraform: cli, Mock: mock, dir: dir}
	p.Provider = p.inMirror(Source)
	// A CLI that knows this mirror only cannot reach any network at init.
	config := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n",
		filepath.ToSlash(p.mirror()))
	if err := errors.Join(os.WriteFile(p.cliConfig(), []byte(config), 0o600), p.offer(Source, provider)); err != nil {
		return nil, err
	}
	return p, p.askVersion(ctx)
}

func (p *Programs) mirror() string    { return filepath.Join(p.dir, "mirror") }
func (p *Programs) cliConfig() string { return filepath.Join(p.dir, "cli.tfrc") }

// inMirror is where a mirror has the program of a provider.
func (p *Programs) inMirror(source string) string {
	return filepath.Join(p.mirror(), filepath.FromSlash(source), version, runtime.GOOS+"_"+runtime.GOARCH,
		"terraform-provider-"+path.Base(source)+"_v"+version+suffix())
}

// offer copies the program of a provider into the mirror.
func (p *Programs) offer(source, program string) error {
	to := p.inMirror(source)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	text, err := os.ReadFile(program) //nolint:gosec // a program that the caller has built or named
	if err != nil {
		return err
	}
	p.sources = append(p.sources, source)
	return os.WriteFile(to, text, 0o700) //nolint:gosec // a program must be executable
}

// askVersion asks the CLI for its name and version.
func (p *Programs) askVersion(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, p.Terraform, "version") //nolint:gosec // the CLI that the caller has named
	cmd.Dir, cmd.Env = p.dir, p.environment()
	text, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("asking %s for its version: %w", p.Terraform, err)
	}
	p.CLI, _, _ = strings.Cut(strings.TrimSpace(string(text)), "\n")
	_, number, _ := strings.Cut(p.CLI, " ")
	if _, err := fmt.Sscanf(number, "v1.%d", &p.Minor); err != nil {
		return fmt.Errorf("reading the version %q of the CLI: %w", p.CLI, err)
	}
	return nil
}

func findCLI() (string, error) {
	names := []string{"terraform", "tofu"}
	for _, variable := range []string{"TERRAFORM", "TF_ACC_TERRAFORM_PATH"} {
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
