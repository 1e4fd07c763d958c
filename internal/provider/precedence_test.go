package provider_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// place is what one place says about the identity.
type place struct {
	name      string
	arguments arguments // of the block
	web       arguments // of its block about a web identity
	variables variables
	calls     []string // that lead to the identity; nil: it names none
	as        string   // who then calls
}

const byRole = "session"

// places are the identities that the block and the environment can name. All
// differ, so that the calls tell which one was used.
func places(token string) (block, environment []place) {
	web := func(session string) []string {
		return []string{"AssumeRoleWithWebIdentity by deploy " + session + " 7200 OIDC"}
	}
	nobody := place{name: "nothing"}
	block = []place{
		nobody,
		{name: "key", arguments: staticKey(nil), as: "AKIDconfig"},
		{name: "instance", arguments: arguments{"cam_role_name": cty.StringVal("deploy")}, calls: []string{"deploy"}, as: byRole},
		{name: "web", web: arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token": cty.StringVal(token), "session_name": cty.StringVal("block")}, calls: web("block"), as: byRole},
		{name: "profile", arguments: arguments{"profile": cty.StringVal("named")}, as: "AKIDnamed"},
	}
	key := variables{"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "envKey", "TENCENTCLOUD_SECURITY_TOKEN": "envToken"}
	environment = []place{
		nobody,
		{name: "key", variables: key, as: "AKIDenv"},
		{name: "instance", variables: variables{"TENCENTCLOUD_CAM_ROLE_NAME": "partner"}, calls: []string{"partner"}, as: byRole},
		{name: "web", variables: variables{"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN": token, "TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN}, calls: web("terraform-provider-gaap"), as: byRole},
		{name: "profile", variables: variables{"TENCENTCLOUD_PROFILE": "other"}, as: "AKIDother"},
		{name: "key and profile", variables: with(key, "TENCENTCLOUD_PROFILE", "other"), as: "AKIDenv"},
	}
	return block, environment
}

func with(all variables, name, value string) variables {
	all = maps.Clone(all)
	all[name] = value
	return all
}

// Every combination of what the block, the environment, the profile files and
// the pod name, and of where a role is named: the block wins over the
// environment, the environment over the files, and these over the pod, whatever
// else there is. A role of the environment is assumed only if the block names
// no credentials.
func TestConfigure_precedence(t *testing.T) {
	token := idToken()
	blocks, environments := places(token)
	files := []place{{name: "no file"}, {name: "default profile", as: "AKIDdefault"}}
	pods := []place{{name: "no pod"}, {
		name:      "pod",
		variables: variables{"TKE_ROLE_ARN": deployARN, "TKE_PROVIDER_ID": "cls-1", "TKE_WEB_IDENTITY_TOKEN_FILE": writeToken(t, token)},
		calls:     []string{"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 7200 cls-1"}, as: byRole,
	}}
	for _, block := range blocks {
		for _, environment := range environments {
			for f, file := range files {
				for p, pod := range pods {
					if (block.as != "" || environment.as != "") && f != p {
						continue // neither is looked at: both are there, or none
					}
					for _, role := range []string{"no role", "role of the block", "role of the environment", "both roles"} {
						name := strings.Join([]string{block.name, environment.name, file.name, pod.name, role}, ", ")
						t.Run(name, func(t *testing.T) { checkPrecedence(t, block, environment, file, pod, role) })
					}
				}
			}
		}
	}
}

// checkPrecedence configures a provider and demands the calls of the first
// place that names an identity.
func checkPrecedence(t *testing.T, block, environment, file, pod place, role string) {
	t.Helper()
	set := variables{}
	maps.Copy(set, pod.variables)
	maps.Copy(set, environment.variables)
	given := maps.Clone(block.arguments)
	var roleBlock arguments
	ofEnvironment := role == "role of the environment" || role == "both roles"
	if ofEnvironment {
		set["TENCENTCLOUD_ASSUME_ROLE_ARN"] = deployARN
	}
	if role == "role of the block" || role == "both roles" {
		roleBlock = arguments{"role_arn": cty.StringVal(partnerARN)}
	}
	cleanEnvironment(t, set)
	for _, profile := range []string{"named", "other", strings.Fields(file.name)[0]} { // the last one is no profile if there is no file
		writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), profile, encode(t, variables{"secretId": "AKID" + profile, "secretKey": "k"}), "")
	}
	s, m := newTraced(t, gaapmock.Options{})
	all := withBlocks(s, given, roleBlock, block.web)
	problems := tfcore.Render(append(s.validate(all), s.configure(all)...))

	order := []place{block, environment, file, pod}
	at := slices.IndexFunc(order, func(p place) bool { return p.as != "" })
	if at < 0 {
		if !strings.Contains(problems, "Missing credentials") || len(m.trace) > 0 {
			t.Errorf("nothing is named, but %q was sent:\n%s", m.trace, problems)
		}
		return
	}
	want, as := slices.Clone(order[at].calls), order[at].as
	switch {
	case roleBlock != nil:
		want, as = append(want, fmt.Sprintf("AssumeRole by %s partner terraform-provider-gaap 7200", as)), byRole
	case ofEnvironment && at > 0 && environment.name != "web": // beside a token, the variable is about that
		want, as = append(want, fmt.Sprintf("AssumeRole by %s deploy terraform-provider-gaap 7200", as)), byRole
	}
	s.read()
	if want = append(want, "DescribeProxies by "+as); problems != "" || !slices.Equal(m.trace, want) {
		t.Errorf("the calls were\n%q, want\n%q\n%s", m.trace, want, problems)
	}
}

// A profile that the block names is used, and its role assumed, whatever the
// environment holds, even what would be an error by itself.
func TestConfigure_profileBeforeEnvironment(t *testing.T) {
	cleanEnvironment(t, variables{
		"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_CAM_ROLE_NAME": "a/b", "TENCENTCLOUD_PROFILE": "absent", "TENCENTCLOUD_ASSUME_ROLE_ARN": "nonsense",
	})
	writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "work", encode(t, variables{"secretId": "AKIDwork", "secretKey": "k", "role-arn": partnerARN}), "")
	s, m := newTraced(t, gaapmock.Options{})
	if problems := s.configure(arguments{"profile": cty.StringVal("work")}); len(problems) > 0 {
		t.Fatal(tfcore.Render(problems))
	}
	if want := []string{"AssumeRole by AKIDwork partner terraform-provider-gaap 7200"}; !slices.Equal(m.trace, want) {
		t.Errorf("the calls were %q, want %q", m.trace, want)
	}
}

// A profile that the block names has to hold a key; the environment's is not
// taken in its place.
func TestConfigure_absentProfileBeforeEnvironment(t *testing.T) {
	cleanEnvironment(t, variables{"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "envKey"})
	s := newServer(t)
	if got := tfcore.Render(s.configure(arguments{"profile": cty.StringVal("absent")})); !strings.Contains(got, "absent.credential") {
		t.Errorf("the answer is %q", got)
	}
}

// A whole life with the profile of the block, beside a key that the service refuses.
func TestAccProvider_profile(t *testing.T) {
	env := acctest.New(t, gaapmock.Options{})
	cleanEnvironment(t, variables{"TENCENTCLOUD_SECRET_ID": "AKIDwrong", "TENCENTCLOUD_SECRET_KEY": "wrongKey"})
	writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "work",
		encode(t, variables{"secretId": env.Key.SecretID, "secretKey": env.Key.SecretKey, "token": env.Key.Token}), "")
	env.Test(t, resource.TestCase{Steps: applied(config(env, `  profile = "work"`))})
}
