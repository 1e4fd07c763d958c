package provider_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const proxyBlock = `
resource "gaap_proxy" "test" {
  name              = "test"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 20
  concurrent        = 5
}
`

// longCreation takes several sessions of a minute.
var longCreation = gaapmock.Options{CreateDuration: 10 * time.Minute}

// config is a configuration of a provider block and one proxy.
func config(env *acctest.Environment, arguments string) string {
	return fmt.Sprintf("provider \"gaap\" {\n  endpoint = %q\n%s\n}\n%s", env.URL, arguments, proxyBlock)
}

// applied are the steps that create a proxy and see that it stays as it is.
func applied(text string) []resource.TestStep {
	return []resource.TestStep{
		{Config: text, Check: resource.TestCheckResourceAttr("gaap_proxy.test", "status", "RUNNING")},
		{Config: text, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	}
}

// checkSessions demands that the creation crossed the ends of sessions, each of
// which was asked for once, and that nothing was refused.
func checkSessions(t *testing.T, env *acctest.Environment, action string, least, most int) {
	t.Helper()
	var created time.Time
	during := 0
	for _, call := range env.Mock.Journal() {
		if call.Code != "" {
			t.Errorf("%s was refused with %s", call.Action, call.Code)
		}
		if call.Action == "CreateProxy" {
			created = call.Time
		}
		if call.Action == action && !created.IsZero() && call.Time.Sub(created) < longCreation.CreateDuration {
			during++
		}
	}
	if during < least || during > most {
		t.Errorf("%d sessions were asked for while the proxy was made, want %d to %d", during, least, most)
	}
	if n := len(env.Mock.Calls("CreateProxy")); n != 1 {
		t.Errorf("CreateProxy was called %d times", n)
	}
}

// An apply that takes longer than a session goes on with the next one.
func TestAccProvider_assumeRole(t *testing.T) {
	env := acctest.New(t, longCreation)
	cleanEnvironment(t, env.Variables())
	text := config(env, fmt.Sprintf("  assume_role {\n    role_arn = %q\n    session_duration = 60\n  }", deployARN))
	env.Test(t, resource.TestCase{Steps: applied(text)})
	checkSessions(t, env, "AssumeRole", 10, 15)
}

// So it does when STS fails for a while.
func TestAccProvider_assumeRoleFails(t *testing.T) {
	env := acctest.New(t, longCreation)
	cleanEnvironment(t, env.Variables())
	broken := false
	env.Mock.OnCall(func(action string) {
		if action == "CreateProxy" && !broken { // the next renewals are lost
			broken = true
			env.Mock.Inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultLostBefore, Times: 3})
		}
	})
	text := config(env, fmt.Sprintf("  assume_role {\n    role_arn = %q\n    session_duration = 120\n  }", deployARN))
	env.Test(t, resource.TestCase{Steps: applied(text)})
	checkSessions(t, env, "AssumeRole", 5, 12)
	env.CheckFaults(t)
}

// A role that is taken away during the run ends it with an error that names the
// role's error, and keeps the proxy: STS says nothing about that.
func TestAccProvider_roleTakenAway(t *testing.T) {
	env := acctest.New(t, longCreation)
	cleanEnvironment(t, env.Variables())
	env.Mock.OnCall(func(action string) {
		if action == "CreateProxy" {
			env.Mock.Inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultError, Code: "ResourceNotFound.RoleNotFound", Times: -1})
		}
	})
	text := config(env, fmt.Sprintf("  assume_role {\n    role_arn = %q\n    session_duration = 60\n  }", deployARN))
	env.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: text, ExpectError: regexp.MustCompile(`(?s)GAAP proxy is not ready.*could\s+not\s+be\s+renewed.*ResourceNotFound\.RoleNotFound.*TENCENTCLOUD_ASSUME_ROLE_ARN`)},
		{
			PreConfig: func() {
				env.Mock.OnCall(nil)
				env.Mock.ClearFaults()
				env.Mock.Advance(longCreation.CreateDuration)
			},
			Config: text,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction("gaap_proxy.test", plancheck.ResourceActionDestroyBeforeCreate), // it was tainted, not lost
			}},
		},
	}})
}

// A token file is read for each session: the tokens in it last for three
// minutes, and somebody renews them.
func TestAccProvider_webIdentity(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	cleanEnvironment(t, variables{"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE": file, "TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN})
	env := acctest.New(t, longCreation)
	rotate := func() {
		payload := fmt.Appendf(nil, `{"exp":%d}`, env.Clock.Now().Add(3*time.Minute).Unix())
		token := "e30." + base64.RawURLEncoding.EncodeToString(payload) + ".c2ln"
		if err := os.WriteFile(file+".new", []byte(token+"\n"), 0o600); err != nil {
			t.Error(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			t.Error(err)
		}
	}
	rotate()
	env.Mock.OnCall(func(string) { rotate() })
	text := config(env, "  assume_role_with_web_identity {\n    session_duration = 60\n  }")
	env.Test(t, resource.TestCase{Steps: applied(text)})
	checkSessions(t, env, "AssumeRoleWithWebIdentity", 10, 15)
}

// An instance's role needs no key at all.
func TestAccProvider_instanceRole(t *testing.T) {
	cleanEnvironment(t, nil)
	env := acctest.New(t, gaapmock.Options{})
	t.Setenv("TENCENTCLOUD_METADATA_ENDPOINT", env.URL)
	env.Test(t, resource.TestCase{Steps: applied(config(env, `  cam_role_name = "deploy"`))})
	calls := env.Mock.Counts()
	if calls["metadata"] == 0 || calls["CreateProxy"] != 1 || calls["AssumeRole"] != 0 {
		t.Errorf("the calls are %v", calls)
	}
	for _, call := range env.Mock.Journal() {
		if call.Code != "" {
			t.Errorf("%s was refused with %s", call.Action, call.Code)
		}
	}
}

// In a wrong account nothing is read or made.
func TestAccProvider_wrongAccount(t *testing.T) {
	env := acctest.New(t, gaapmock.Options{})
	cleanEnvironment(t, env.Variables())
	partner := fmt.Sprintf("  assume_role {\n    role_arn = %q\n  }\n", partnerARN)
	const allowed, forbidden = "  allowed_account_ids = [\"" + gaapmock.DefaultAccountID + "\"]\n", "  forbidden_account_ids = [\"" + gaapmock.DefaultAccountID + "\"]\n"
	env.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(env, partner+allowed), ExpectError: regexp.MustCompile(`(?s)Account is not allowed.*100000000002`)},
		{Config: config(env, forbidden), ExpectError: regexp.MustCompile(`(?s)Account is forbidden.*` + gaapmock.DefaultAccountID)},
		{Config: config(env, partner), PreConfig: func() {
			for _, action := range []string{"CreateProxy", "DescribeProxies"} {
				if n := len(env.Mock.Calls(action)); n > 0 {
					t.Errorf("%s was called %d times in a wrong account", action, n)
				}
			}
		}},
		{Config: config(env, partner+forbidden)},
	}})
}
