package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	source  = "registry.terraform.io/tencentcloud-gaap/gaap"
	version = "0.0.1" // in the scratch mirror; any release number will do
)

// findCLI returns the path of the Terraform CLI to use.
func findCLI(name string) (string, error) {
	names := []string{"terraform", "tofu"}
	if name != "" {
		names = []string{name}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}
	return "", fmt.Errorf("cannot find %s: install Terraform or OpenTofu, or name it in TERRAFORM", strings.Join(names, " or "))
}

// newScratch makes a folder with a copy of the provider laid out as a mirror,
// and a CLI configuration that knows this mirror only: init is real, but cannot
// reach any network.
func newScratch(provider string) (dir string, err error) {
	dir, err = os.MkdirTemp("", "gaap-demo-")
	if err != nil {
		return "", err
	}
	// The provider's processes are found by their path, which has no links in it.
	if resolved, err := filepath.EvalSymlinks(dir); err == nil {
		dir = resolved
	}
	mirror := filepath.Join(dir, "mirror")
	folder := filepath.Join(mirror, filepath.FromSlash(source), version, runtime.GOOS+"_"+runtime.GOARCH)
	config := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n",
		filepath.ToSlash(mirror))
	err = errors.Join(
		os.MkdirAll(folder, 0o700),
		copyProgram(provider, filepath.Join(folder, "terraform-provider-gaap_v"+version+filepath.Ext(provider))),
		os.WriteFile(filepath.Join(dir, "cli.tfrc"), []byte(config), 0o600),
	)
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	return dir, nil
}

func copyProgram(from, to string) error {
	in, err := os.Open(from) //nolint:gosec // the provider, which the caller names
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o700) //nolint:gosec // a program must be executable
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// environment is the user's, less everything that steers Terraform or the
// provider, plus what the demo needs.
func environment(dir string, m *mock) []string {
	env := make([]string, 0, len(os.Environ()))
	for _, pair := range os.Environ() {
		if !steers(pair) {
			env = append(env, pair)
		}
	}
	return append(env,
		"CHECKPOINT_DISABLE=1",
		"TF_CLI_CONFIG_FILE="+filepath.Join(dir, "cli.tfrc"),
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
		"TENCENTCLOUD_SECRET_ID="+m.secretID,
		"TENCENTCLOUD_SECRET_KEY="+m.secretKey,
		"TENCENTCLOUD_SHARED_CREDENTIALS_DIR="+filepath.Join(dir, "tccli"),
	)
}

func steers(pair string) bool {
	for _, prefix := range []string{"TF_", "TENCENTCLOUD_", "TKE_", "GAAP_", "CHECKPOINT_DISABLE="} {
		if strings.HasPrefix(pair, prefix) {
			return true
		}
	}
	return false
}

// writeConfig writes main.tf with the two values that the demo changes.
func writeConfig(dir, endpoint string, bandwidth int, team string) error {
	return os.WriteFile(filepath.Join(dir, "main.tf"), []byte(configText(endpoint, bandwidth, team)), 0o600)
}

func configText(endpoint string, bandwidth int, team string) string {
	return fmt.Sprintf(`terraform {
  required_providers {
    gaap = {
      source = %q
    }
  }
}

provider "gaap" {
  endpoint = %q
}

resource "gaap_proxy" "demo" {
  name              = "demo"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = %d # Mbps
  concurrent        = 2  # times 10,000 connections

  tags = {
    team = %q
  }
}
`, source, endpoint, bandwidth, team)
}
