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

// Ctrl-C ends the wait for the credentials of a role; nothing has been ordered.
func TestAccInterrupted_assumeRole(t *testing.T) {
	t.Parallel()
	s := newStage(t, gaapmock.ReplayDuplicated)
	must(t, s.Write(fmt.Sprintf("provider \"gaap\" {\n  assume_role {\n    role_arn = %q\n  }\n}\n", roleARN)+block("test", nil)))
	// The second one: while apply still plans, Terraform does not tell providers of a Ctrl-C.
	s.inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultHang, Skip: 1})
	start := time.Now()
	s.wantWords(s.interrupted("apply", "AssumeRole", "AssumeRole"), "AssumeRole was interrupted", "The run was interrupted. Apply again")
	if took := time.Since(start); took > 20*time.Second { // a call may hang for 30
		t.Errorf("the run took %s", took)
	}
	s.orders(0, 0)
	s.apply()
	s.orders(1, 1)
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
