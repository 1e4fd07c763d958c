package workbench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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

// environment is the user's, less everything that steers Terraform or the
// provider, plus what points them at the mirror and at the mock.
func (p *Programs) environment(dir string, mock *Mock) []string {
	var env []string
	for _, pair := range os.Environ() {
		if !steers(pair) {
			env = append(env, pair)
		}
	}
	return append(env,
		"CHECKPOINT_DISABLE=1",
		"TF_CLI_CONFIG_FILE="+p.cliConfig,
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
		"TENCENTCLOUD_ENDPOINT="+mock.URL,
		"TENCENTCLOUD_SECRET_ID="+mock.secretID,
		"TENCENTCLOUD_SECRET_KEY="+mock.secretKey,
		"TENCENTCLOUD_SHARED_CREDENTIALS_DIR="+filepath.Join(dir, "tccli"),
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
