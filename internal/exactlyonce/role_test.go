package exactlyonce_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const roleARN = "qcs::cam::uin/" + gaapmock.DefaultAccountID + ":roleName/deploy"

// Ctrl-C ends the wait for the credentials of a role, and the proxy that was
// ordered is in the state.
func TestAccInterrupted_assumeRole(t *testing.T) {
	t.Parallel()
	s := newStage(t, gaapmock.ReplayDuplicated)
	must(t, s.Write(fmt.Sprintf(`provider "gaap" {
  assume_role {
    role_arn         = %q
    session_duration = 4 # so it has to be renewed while the proxy is made
  }
}
`, roleARN)+block("test", nil)))
	s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	run := s.begin("apply")
	s.called("CreateProxy", 1)
	s.inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultHang, Times: -1})
	before := len(s.calls("AssumeRole"))
	s.eventually("a session is renewed", func() bool { return len(s.calls("AssumeRole")) > before })
	start := time.Now()
	must(t, run.Interrupt())
	s.wantWords(s.ended(s.end(run), 1, "apply"), "GAAP proxy is not ready", "The run was interrupted. Apply again")
	if took := time.Since(start); took > 10*time.Second { // a call may hang for 30
		t.Errorf("the run took %s more", took)
	}
	s.orders(1, 1)
	if id, tainted := s.stated(); id != s.only() || !tainted {
		t.Errorf("the state holds %s, tainted: %v", id, tainted)
	}
}

// Of all that makes up a session, no log and no state says anything.
func TestAccRole_secrets(t *testing.T) {
	t.Parallel()
	s := newStage(t, gaapmock.ReplayDuplicated)
	token := "e30." + base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"exp":%d}`, time.Now().Add(time.Hour).Unix())) + ".c2ln"
	file := filepath.Join(t.TempDir(), "token")
	must(t, os.WriteFile(file, []byte(token), 0o600))
	programs, err := build()
	must(t, err)
	folder, err := programs.NewFolder(s.ctx, t.TempDir(), s.mock, "TF_LOG=TRACE")
	must(t, err)
	must(t, folder.Write(fmt.Sprintf(`provider "gaap" {
  assume_role_with_web_identity {
    role_arn                = %q
    web_identity_token_file = %q
    session_duration        = 2 # so there are several
  }
}
`, roleARN, file)+block("test", nil)))
	result, err := folder.Run(s.ctx, "apply", "-auto-approve")
	must(t, err)
	s.output = result.Output
	state, err := os.ReadFile(filepath.Join(folder.Dir, "terraform.tfstate"))
	must(t, err)
	if n := len(s.calls("AssumeRoleWithWebIdentity")); result.Code != 0 || n < 2 || !strings.Contains(result.Output, "GAAP API call") {
		t.Errorf("exit code %d after %d sessions", result.Code, n)
	}
	const temporary = "AKIDtmp" // begins the ids of the mock's sessions
	for _, secret := range []string{token, temporary, base64.RawURLEncoding.EncodeToString([]byte(`{"id":"` + temporary))[:16]} {
		if strings.Contains(result.Output, secret) || strings.Contains(string(state), secret) {
			t.Errorf("%q is in the log or in the state", secret)
		}
	}
}
