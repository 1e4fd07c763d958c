package stage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// head is in front of every configuration.
const head = `terraform {
  required_providers {
    gaap = {
      source = "` + Source + `"
    }
  }
}

`

// Folder is a Terraform working directory.
type Folder struct {
	Dir string

	programs *Programs
	env      []string
}

// NewFolder prepares dir, an empty folder, so that the provider there talks to
// the mock, and runs terraform init. env are further variables, such as
// TF_LOG=debug.
func (p *Programs) NewFolder(ctx context.Context, dir string, mock *Mock, env ...string) (*Folder, error) {
	f := &Folder{Dir: dir, programs: p, env: append(p.environment(dir, mock), env...)}
	if err := f.Write(""); err != nil {
		return nil, err
	}
	result, err := f.Run(ctx, "init")
	if err == nil && result.Code != 0 {
		err = fmt.Errorf("terraform init: exit code %d\n%s", result.Code, result.Output)
	}
	return f, err
}

// environment points Terraform at the mirror and the provider at the mock.
func (p *Programs) environment(dir string, mock *Mock) []string {
	return append(p.clean(),
		"TENCENTCLOUD_ENDPOINT="+mock.URL,
		"TENCENTCLOUD_SECRET_ID="+mock.secretID,
		"TENCENTCLOUD_SECRET_KEY="+mock.secretKey,
		"TENCENTCLOUD_SHARED_CREDENTIALS_DIR="+filepath.Join(dir, "tccli"),
	)
}

// clean is the user's environment, less everything that steers Terraform or
// the provider, plus what points Terraform at the mirror.
func (p *Programs) clean() []string {
	return append(slices.DeleteFunc(os.Environ(), steers),
		"CHECKPOINT_DISABLE=1",
		"TF_CLI_CONFIG_FILE="+p.cliConfig,
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
	)
}

// Script runs a script of the shell, which finds the programs in the variables
// GAAPMOCK and TERRAFORM, and returns what it prints.
func (p *Programs) Script(ctx context.Context, path string) (output string, err error) {
	cmd := exec.CommandContext(ctx, "bash", path) //nolint:gosec // a script of the examples
	cmd.Env = append(p.clean(), "GAAPMOCK="+p.Mock, "TERRAFORM="+p.Terraform)
	text, err := cmd.CombinedOutput()
	return string(text), err
}

// Environment is what commands in the folder get, for programs that run the CLI.
func (f *Folder) Environment() []string { return f.env }

func steers(pair string) bool {
	for _, prefix := range []string{"TF_", "TENCENTCLOUD_", "TKE_", "GAAP_", "CHECKPOINT_DISABLE=", "XDG_CONFIG_HOME="} {
		if strings.HasPrefix(pair, prefix) {
			return true
		}
	}
	return false
}

// Write makes body the configuration; the terraform block is put in front of it.
func (f *Folder) Write(body string) error {
	return os.WriteFile(filepath.Join(f.Dir, "main.tf"), []byte(head+body), 0o600)
}

// Run runs one command to its end. A failure of the command is not an error but
// an exit code. When ctx ends, the command and its providers are killed.
func (f *Folder) Run(ctx context.Context, args ...string) (Result, error) {
	c, err := f.Start(args...)
	if err != nil {
		return Result{}, err
	}
	stop := context.AfterFunc(ctx, c.Kill)
	defer stop()
	result := c.Wait()
	if ctx.Err() != nil {
		return result, fmt.Errorf("terraform %s: %w\n%s", strings.Join(args, " "), ctx.Err(), result.Output)
	}
	return result, nil
}
