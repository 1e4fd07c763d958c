package provider_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

// cli runs the real CLI with the real binary in a folder of its own.
type cli struct {
	t      *testing.T
	folder string
}

func newCLI(t *testing.T, config string) *cli {
	t.Helper()
	c := &cli{t, t.TempDir()}
	binary := "terraform-provider-gaap"
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	build := exec.Command("go", "build", "-o", filepath.Join(c.folder, binary), "../..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the provider: %v\n%s", err, out)
	}
	c.write("cli.tfrc", fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n  direct {}\n}\n", provider.Address, filepath.ToSlash(c.folder)))
	c.write("main.tf", config)
	return c
}

func (c *cli) write(name, content string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.folder, name), []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// run runs a command, wants the exit code, and returns what it printed, with
// blanks for line breaks.
func (c *cli) run(wantCode int, arguments ...string) string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform"), append(arguments, "-no-color")...)
	command.Dir = c.folder
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(c.folder, "cli.tfrc"), "CHECKPOINT_DISABLE=1", "TF_INPUT=0")
	out, err := command.CombinedOutput()
	code := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		c.t.Fatal(err)
	}
	if code != wantCode {
		c.t.Fatalf("terraform %s: exit code %d, want %d\n%s", arguments, code, wantCode, out)
	}
	return strings.Join(strings.FieldsFunc(string(out), func(r rune) bool { return strings.ContainsRune(" \n\r\t│╷╵", r) }), " ")
}

const binaryConfig = `
terraform {
  required_providers {
    gaap = { source = %q }
  }
}

provider "gaap" {
  endpoint   = %q
  secret_id  = %q
  secret_key = %q
}

resource "gaap_proxy" "test" {
  name              = "test"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2

  timeouts {
    create = "3s"
  }
}
`

// A proxy that was not ready in time can be kept with terraform untaint, and a
// plan in a file is applied as it was shown. What the CLI's test library cannot
// do is done here with the CLI itself, in processes of their own.
func TestAccBinary_untaintAndPlanFile(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1")
	}
	mock, err := gaapmock.New(gaapmock.Options{Speed: 100})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock)
	t.Cleanup(server.Close)
	config := fmt.Sprintf(binaryConfig, provider.Address, server.URL, gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	c := newCLI(t, config)

	mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	out := c.run(1, "apply", "-auto-approve")
	for _, want := range []string{"GAAP proxy is not ready", "was last seen CREATING", "terraform untaint"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in: %s", want, out)
		}
	}
	proxies := mock.Proxies()
	if len(proxies) != 1 {
		t.Fatalf("%d proxies, want 1", len(proxies))
	}
	id := proxies[0].ID
	if out := c.run(2, "plan", "-detailed-exitcode"); !strings.Contains(out, "gaap_proxy.test is tainted, so") {
		t.Errorf("the proxy is not tainted: %s", out)
	}
	mock.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })
	c.run(0, "untaint", "gaap_proxy.test")
	c.run(0, "plan", "-detailed-exitcode")

	c.write("main.tf", strings.Replace(config, `"test"
  access`, `"renamed"
  access`, 1))
	c.run(2, "plan", "-detailed-exitcode", "-out=plan.bin")
	mock.ResetJournal()
	c.run(0, "apply", "plan.bin")
	if p, _ := mock.Proxy(id); p.Name != "renamed" || len(mock.Calls("ModifyProxiesAttribute")) != 1 {
		t.Errorf("the proxy is called %q after %v", p.Name, mock.Counts())
	}
	c.run(0, "destroy", "-auto-approve")
	if left := mock.Proxies(); len(left) != 0 || !slices.ContainsFunc(mock.Calls("DestroyProxies"), func(call gaapmock.Call) bool { return call.Committed }) {
		t.Errorf("%d proxies are left", len(left))
	}
}
