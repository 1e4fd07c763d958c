package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
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
	Env []string // of the commands that are run there

	programs *Programs
}

// Bare takes dir as it is; the provider there knows no service and no key.
func (p *Programs) Bare(dir string) *Folder { return &Folder{dir, p.environment(), p} }

// NewFolder makes the folder dir, or takes an empty one, so that the provider there talks to
// the mock. If the programs come from [Build], it is as terraform init leaves it.
func (p *Programs) NewFolder(dir string, mock *Mock) (*Folder, error) {
	f := p.Bare(dir)
	f.Env = append(f.Env,
		"TENCENTCLOUD_ENDPOINT="+mock.URL,
		"TENCENTCLOUD_SECRET_ID="+mock.secretID,
		"TENCENTCLOUD_SECRET_KEY="+mock.secretKey,
		"TENCENTCLOUD_SHARED_CREDENTIALS_DIR="+filepath.Join(dir, "tccli"),
	)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if p.template != "" {
		if err := os.CopyFS(dir, os.DirFS(p.template)); err != nil {
			return nil, fmt.Errorf("copying what terraform init made: %w", err)
		}
	}
	return f, f.Write("") // in place of the template's main.tf
}

// environment is the user's, less everything that steers Terraform or the
// provider, plus what points Terraform at the mirror.
func (p *Programs) environment() []string {
	return append(slices.DeleteFunc(os.Environ(), steers),
		"CHECKPOINT_DISABLE=1",
		"TF_CLI_ARGS=-no-color",
		"TF_CLI_CONFIG_FILE="+p.cliConfig(),
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
	)
}

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
// an exit code. When ctx ends, the command is interrupted, and killed with its
// providers if it does not end.
func (f *Folder) Run(ctx context.Context, args ...string) (Result, error) {
	c, err := f.Start(args...)
	if err != nil {
		return Result{}, err
	}
	stop := context.AfterFunc(ctx, c.end)
	defer stop()
	result := c.Wait()
	if ctx.Err() != nil {
		return result, fmt.Errorf("terraform %s: %w\n%s", strings.Join(args, " "), ctx.Err(), result.Output)
	}
	return result, nil
}

// end ends a command that takes too long, or that nobody wants any more.
func (c *Command) end() {
	_ = c.Interrupt() // it has ended
	select {
	case <-c.done:
	case <-time.After(graceful):
	}
	c.Kill() // with the providers, which stay if their Terraform was killed
}

// Shell runs commands of the shell in the folder and returns what they print on
// standard output. In them terraform is the CLI, and GAAPMOCK and TERRAFORM
// name the programs.
func (f *Folder) Shell(ctx context.Context, commands string) (stdout string, err error) {
	cmd := exec.CommandContext(ctx, "sh", "-euc", "terraform() { \"$TERRAFORM\" \"$@\"; }\n"+commands) //nolint:gosec // commands of tests and examples
	cmd.Dir = f.Dir
	cmd.Env = append(slices.Clip(f.Env), "GAAPMOCK="+f.programs.Mock, "TERRAFORM="+f.programs.Terraform)
	text, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	return string(text), err
}
