package e2e

import (
	"strings"
	"testing"
)

// The guide on TCP and UDP works as its commands say: all in one apply, an origin
// that is replaced under its listeners, and a proxy that is closed and opened.
func TestAccTCPAndUDP(t *testing.T) {
	t.Parallel()
	const page = "guides/tcp-and-udp"
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
	if len(commands) != 4 {
		t.Fatalf("the page shows %d commands, want 4", len(commands))
	}
	for i, says := range []string{"5 added, 0 changed, 0 destroyed", "1 added, 2 changed, 1 destroyed", "0 added, 1 changed, 0 destroyed", "changed, 0 destroyed"} {
		output, err := s.Shell(s.Ctx, commands[i])
		if err != nil || !strings.Contains(output, says) {
			t.Fatalf("%s%v\n%s", commands[i], err, output)
		}
		if i == 1 {
			s.Terraform(0, "plan", "-detailed-exitcode")
			if n := len(s.Calls("DeleteListeners")); n > 0 {
				t.Errorf("listeners were replaced: %d calls", n)
			}
		}
		if i == 2 {
			s.Says(1, "apply -auto-approve -var enable=false -var origins={}", "is CLOSED", "Set enable = true")
		}
	}
	s.Terraform(0, "destroy", "-auto-approve")
	listeners, err := s.Mock.Listeners(s.Ctx)
	must(t, err)
	if len(listeners) > 0 {
		t.Errorf("%d listeners are left", len(listeners))
	}
}
