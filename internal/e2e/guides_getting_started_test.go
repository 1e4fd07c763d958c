package e2e

import (
	"bufio"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// reader is somebody who follows a guide in an empty folder, with the variables
// that scripts/mock tells to export.
type reader struct {
	*stage.Folder

	t       *testing.T
	ctx     context.Context
	exports string
}

// The guide works word for word with the mock that scripts/mock starts.
func TestAccGettingStarted(t *testing.T) {
	t.Parallel()
	ctx, programs := build.Programs(t)
	r := &reader{programs.Bare(t.TempDir()), t, ctx, startMock(ctx, t, programs.Mock)}

	const page = "guides/getting-started"
	var files, commands []string
	for _, b := range blocks(t, page, pages(t)[page]) {
		switch {
		case b.language == "terraform":
			files = append(files, b.text)
		case b.language == "shell" && strings.HasPrefix(b.text, "terraform "):
			commands = append(commands, b.text)
		}
	}
	if len(files) != 3 || len(commands) != 4 {
		t.Fatalf("the page shows %d pieces of configuration and %d times commands, want 3 and 4", len(files), len(commands))
	}

	r.put("main.tf", files[0])
	r.says(commands[0], "1 added, 0 changed, 0 destroyed", `domain = "link-`)
	r.put("main.tf", regexp.MustCompile(`bandwidth += 10`).ReplaceAllString(files[0], strings.TrimSpace(files[1])))
	r.says(commands[1], "0 added, 1 changed, 0 destroyed")
	if programs.Minor >= 5 {
		r.imports(files[2], commands[2], programs.Minor)
	}
	r.says(commands[3], "Destroy complete!")
	r.says("curl -fsS $TENCENTCLOUD_ENDPOINT/_mock/summary\n", `"refused":0,"proxies":0`)
}

// imports takes over a proxy that somebody else has made. Terraform 1.16 needs
// the line more that the guide tells of, until the configuration is written.
func (r *reader) imports(config, commands string, minor int) {
	r.t.Helper()
	r.says(`curl -fsS -d '{"id":"link-a1b2c3d4"}' $TENCENTCLOUD_ENDPOINT/_mock/proxies`+"\n", "link-a1b2c3d4")
	plan, apply, _ := strings.Cut(commands, "\n")
	more := ""
	if minor >= 16 {
		more = "\n  provider = gaap"
	}
	r.put("old.tf", strings.Replace(config, "import {", "import {"+more, 1))
	r.says(plan, "Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.")
	r.put("old.tf", config)
	r.says(apply, "1 imported, 0 added, 0 changed, 0 destroyed")
}

// says runs commands as they are shown, with nobody there to approve, and
// demands phrases of what they print.
func (r *reader) says(commands string, phrases ...string) {
	r.t.Helper()
	output, err := r.Shell(r.ctx, "export TF_CLI_ARGS_apply=-auto-approve TF_CLI_ARGS_destroy=-auto-approve\n"+r.exports+commands)
	if err != nil {
		r.t.Fatalf("%s%v\n%s", commands, err, output)
	}
	for _, phrase := range phrases {
		if !strings.Contains(output, phrase) {
			r.t.Errorf("%sdoes not say %q:\n%s", commands, phrase, output)
		}
	}
}

func (r *reader) put(name, text string) {
	r.t.Helper()
	must(r.t, os.WriteFile(filepath.Join(r.Dir, name), []byte(text), 0o600))
}

// startMock runs scripts/mock until the test ends, and returns the commands of
// the page that it prints which export variables.
func startMock(ctx context.Context, t *testing.T, program string) (exports string) {
	t.Helper()
	var config net.ListenConfig
	free, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	must(t, err)
	addr := free.Addr().String()
	_ = free.Close()
	cmd := exec.CommandContext(ctx, "bash", "../../scripts/mock", program)
	cmd.Env = append(os.Environ(), "ADDR="+addr, "SPEED=100")
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if strings.HasPrefix(line, "export ") {
			exports += line + "\n"
		} else if strings.HasPrefix(line, "gaapmock listening") {
			break
		}
	}
	if !strings.Contains(exports, "TENCENTCLOUD_ENDPOINT=http://"+addr) {
		t.Fatalf("scripts/mock lets the reader call another service than the mock: %q", exports)
	}
	return exports
}
