package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
)

// The guide on web applications works as its commands say: all in one apply, and
// a certificate that is rotated under its listeners.
func TestAccWebApplication(t *testing.T) {
	t.Parallel()
	const page = "guides/web-application"
	s := newExample(t)
	var commands []string
	for _, b := range blocks(t, page, pages(t)[page]) {
		switch b.language {
		case "terraform":
			s.Put("main.tf", b.text)
		case "shell":
			commands = append(commands, "export TF_CLI_ARGS_apply=-auto-approve\n"+b.text)
		}
	}
	if len(commands) != 2 {
		t.Fatalf("the page shows %d commands, want 2", len(commands))
	}
	now := time.Now()
	next := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(1, 0, 0)})
	for name, text := range map[string]string{"site.pem": next.PEM, "site.key": next.Key} {
		must(t, os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o600))
	}
	for i, says := range []string{"16 added, 0 changed, 0 destroyed", "1 added, 2 changed, 1 destroyed"} {
		output, err := s.Shell(s.Ctx, commands[i])
		if err != nil || !strings.Contains(output, says) {
			t.Fatalf("%s%v\n%s", commands[i], err, output)
		}
		if i == 0 {
			s.Terraform(0, "plan", "-detailed-exitcode")
		}
	}
	s.Terraform(0, "destroy", "-auto-approve", "-var", "certificate="+next.PEM, "-var", "key="+next.Key)
	listeners, err := s.Mock.Listeners(s.Ctx)
	must(t, err)
	if len(listeners) > 0 {
		t.Errorf("%d listeners are left", len(listeners))
	}
}
