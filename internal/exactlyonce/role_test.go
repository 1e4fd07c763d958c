package exactlyonce_test

import (
	"fmt"
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
