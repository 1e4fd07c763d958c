package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// secretive are errors that point at an argument which has a secret; one that is
// missing shows none.
var secretive = regexp.MustCompile(`AttributeName\("(secret_key|security_token|web_identity_token)"\): (Invalid|Conflicting)`)

// What cannot be right is refused with the argument and the variable, before
// anything is sent, and no secret is shown.
func TestConfigure_identityErrors(t *testing.T) {
	const (
		roleAt = `AttributeName("assume_role")`
		webAt  = `AttributeName("assume_role_with_web_identity")`
	)
	empty := writeToken(t, "")
	key := staticKey(nil)
	role := arguments{"role_arn": cty.StringVal(deployARN)}
	token := arguments{"web_identity_token": cty.StringVal("hidden-token"), "role_arn": cty.StringVal(deployARN)}
	for name, c := range map[string]struct {
		arguments arguments
		role, web arguments
		variables variables
		profile   string
		want      []string
	}{
		"role, no key":   {nil, arguments{"role_arn": cty.StringVal(deployARN)}, nil, nil, "", []string{`AttributeName("secret_id")`, "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_CAM_ROLE_NAME"}},
		"ARN":            {nil, nil, nil, variables{"TENCENTCLOUD_SECRET_ID": "AKIDhidden", "TENCENTCLOUD_SECRET_KEY": "hiddenKey", "TENCENTCLOUD_ASSUME_ROLE_ARN": "deploy"}, "", []string{roleAt, "TENCENTCLOUD_ASSUME_ROLE_ARN", `"deploy"`, "roleName"}},
		"session name":   {key, role, nil, variables{"TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME": "?"}, "", []string{`AttributeName("session_name")`, "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME"}},
		"duration":       {key, role, nil, variables{"TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION": "2h"}, "", []string{`AttributeName("session_duration")`, "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION", "43200"}},
		"long duration":  {key, role, nil, variables{"TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION": "43201"}, "", []string{"TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"}},
		"external id":    {key, role, nil, variables{"TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID": " "}, "", []string{`AttributeName("external_id")`, "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID"}},
		"instance's":     {nil, nil, nil, variables{"TENCENTCLOUD_CAM_ROLE_NAME": "a/b"}, "", []string{`AttributeName("cam_role_name")`, "TENCENTCLOUD_CAM_ROLE_NAME"}},
		"not a loopback": {key, nil, nil, variables{"TENCENTCLOUD_METADATA_ENDPOINT": "https://hidden@example.com"}, "", []string{"TENCENTCLOUD_METADATA_ENDPOINT", "loopback"}},
		"profile's role": {nil, nil, nil, nil, `{"secretId":"AKIDhidden","secretKey":"hiddenKey","role-arn":"deploy"}`, []string{`AttributeName("profile")`, "role-arn in", "default.credential"}},
		"profile's name": {nil, nil, nil, nil, `{"secretId":"AKIDhidden","secretKey":"hiddenKey","role-arn":"` + deployARN + `","role-session-name":"?"}`, []string{"role-session-name in"}},

		"no token":      {nil, nil, arguments{"role_arn": cty.StringVal(deployARN)}, nil, "", []string{webAt, "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE"}},
		"token, no ARN": {nil, nil, arguments{"web_identity_token": cty.StringVal("hidden-token")}, nil, "", []string{webAt + `.AttributeName("role_arn")`, "TENCENTCLOUD_ASSUME_ROLE_ARN"}},
		"no token file": {nil, nil, nil, variables{"TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN, "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE": "/none"}, "", []string{"web_identity_token_file", "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE", "/none"}},
		"empty file":    {nil, nil, arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token_file": cty.StringVal(empty)}, nil, "", []string{`AttributeName("web_identity_token_file")`, "is empty"}},
		"two tokens": {
			nil, nil, nil,
			variables{"TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN, "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE": empty, "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN": "hidden-token"},
			"",
			[]string{"Conflicting credentials", "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN and TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE"},
		},
		"key and instance in the environment": {
			nil, nil, nil,
			variables{"TENCENTCLOUD_SECRET_KEY": "hiddenKey", "TENCENTCLOUD_CAM_ROLE_NAME": "deploy"},
			"",
			[]string{"Conflicting credentials", `AttributeName("cam_role_name")`, "TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_CAM_ROLE_NAME"},
		},
		"key and token in the environment": {
			nil, nil, nil,
			variables{"TENCENTCLOUD_SECRET_ID": "AKIDhidden", "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN": "hidden-token"},
			"",
			[]string{"Conflicting credentials", webAt, "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN"},
		},
		"a key of two lines":   {arguments{"secret_id": cty.StringVal("AKIDhidden"), "secret_key": cty.StringVal("hidden\n")}, nil, nil, nil, "", []string{"Invalid credentials", "secret_key holds"}},
		"a token of two lines": {nil, nil, arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token": cty.StringVal("hidden\n")}, nil, "", []string{webAt, "Invalid identity token"}},
		"pod's region":         {nil, nil, nil, variables{"TKE_ROLE_ARN": deployARN, "TKE_PROVIDER_ID": "p", "TKE_WEB_IDENTITY_TOKEN_FILE": writeToken(t, idToken()), "TKE_REGION": "a\nb"}, "", []string{`AttributeName("region")`, "TKE_REGION", "ap-guangzhou"}},
		"half a pod":           {nil, nil, nil, variables{"TKE_ROLE_ARN": deployARN, "TKE_WEB_IDENTITY_TOKEN_FILE": empty}, "", []string{webAt, "TKE_PROVIDER_ID"}},
		"pod's file":           {nil, nil, nil, variables{"TKE_ROLE_ARN": deployARN, "TKE_PROVIDER_ID": "p", "TKE_WEB_IDENTITY_TOKEN_FILE": empty}, "", []string{"is empty", "TKE_WEB_IDENTITY_TOKEN_FILE"}},

		// What only the framework's validators see.
		"key and instance":     {staticKey(arguments{"cam_role_name": cty.StringVal("deploy")}), nil, nil, nil, "", []string{`AttributeName("cam_role_name")`, "Conflicting credentials", "with secret_id, secret_key or security_token, and with cam_role_name"}},
		"key and web identity": {key, nil, token, nil, "", []string{webAt, "Conflicting credentials"}},
		"instance and web":     {arguments{"cam_role_name": cty.StringVal("deploy")}, nil, token, nil, "", []string{webAt, "Conflicting credentials"}},
		"token and file":       {nil, nil, arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token": cty.StringVal("hidden-token"), "web_identity_token_file": cty.StringVal(empty)}, nil, "", []string{"web_identity_token", "Invalid Attribute Combination"}},
		"ARN in the block":     {key, arguments{"role_arn": cty.StringVal("qcs::cam::uin/1:user/x")}, nil, nil, "", []string{roleAt + `.AttributeName("role_arn")`, "roleName"}},
		"duration in block":    {key, arguments{"role_arn": cty.StringVal(deployARN), "session_duration": cty.NumberIntVal(0)}, nil, nil, "", []string{"session_duration"}},
		"policy":               {key, arguments{"role_arn": cty.StringVal(deployARN), "policy": cty.StringVal("[]")}, nil, nil, "", []string{"Invalid policy", "jsonencode"}},
		"both lists":           {staticKey(arguments{"allowed_account_ids": set("1"), "forbidden_account_ids": set("2")}), nil, nil, nil, "", []string{"Invalid Attribute Combination"}},
		"an empty account":     {staticKey(arguments{"allowed_account_ids": set("")}), nil, nil, nil, "", []string{"allowed_account_ids", "digits only"}},
		"not an account":       {staticKey(arguments{"forbidden_account_ids": set("example")}), nil, nil, nil, "", []string{"digits only"}},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, c.variables)
			writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "default", c.profile, "")
			s, m := newTraced(t, gaapmock.Options{})
			given := withBlocks(s, c.arguments, c.role, c.web)
			got := tfcore.Render(s.validate(given))
			if got == "" {
				got = tfcore.Render(s.configure(given))
			}
			for _, want := range append(c.want, "ERROR") {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in:\n%s", want, got)
				}
			}
			if strings.Contains(got, "hidden") {
				t.Errorf("a secret is in:\n%s", got)
			}
			if secretive.MatchString(got) {
				t.Errorf("Terraform prints the lines that have a secret:\n%s", got)
			}
			if len(m.trace) > 0 {
				t.Errorf("sent: %q", m.trace)
			}
		})
	}
}

func set(elements ...string) cty.Value {
	var values []cty.Value
	for _, element := range elements {
		values = append(values, cty.StringVal(element))
	}
	if len(values) == 0 {
		return cty.SetValEmpty(cty.String)
	}
	return cty.SetVal(values)
}

// A block that is not known, or holds something that is not, puts all off.
func TestConfigure_unknownIdentity(t *testing.T) {
	for _, name := range []string{"cam_role_name", "allowed_account_ids", "forbidden_account_ids", "assume_role", "assume_role_with_web_identity", "inside"} {
		cleanEnvironment(t, nil)
		s, m := newTraced(t, gaapmock.Options{})
		given := arguments{}
		if name == "inside" {
			given["assume_role"] = blockOf(s, "assume_role", arguments{"role_arn": cty.UnknownVal(cty.String)})
		} else {
			given[name] = cty.UnknownVal(s.TypeOf(s.Schemas.Provider).AttributeType(name))
		}
		if problems := tfcore.Render(s.configure(given)); problems != "" {
			t.Errorf("%s: %s", name, problems)
		}
		s.read()
		if len(m.trace) > 0 {
			t.Errorf("%s: sent %q", name, m.trace)
		}
	}
}

// The account is looked up once, and only if there is something to check.
func TestConfigure_accounts(t *testing.T) {
	const own = gaapmock.DefaultAccountID
	allowed, forbidden := `AttributeName("allowed_account_ids")`, `AttributeName("forbidden_account_ids")`
	for name, c := range map[string]struct {
		arguments arguments
		fault     string
		want      []string // nil: no error
		calls     int
	}{
		"no list":       {nil, "", nil, 0},
		"allowed":       {arguments{"allowed_account_ids": set("7", own)}, "", nil, 1},
		"not allowed":   {arguments{"allowed_account_ids": set("8", "7")}, "", []string{allowed, "Account is not allowed", own, "7, 8"}, 1},
		"forbidden":     {arguments{"forbidden_account_ids": set("7", own)}, "", []string{forbidden, "Account is forbidden", own}, 1},
		"not forbidden": {arguments{"forbidden_account_ids": set("7")}, "", nil, 1},
		"not told":      {arguments{"forbidden_account_ids": set("7")}, "UnauthorizedOperation", []string{forbidden, "Cannot check the account", "CAM policy"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			s, m := newTraced(t, gaapmock.Options{})
			if c.fault != "" {
				m.mock.Inject(gaapmock.Fault{Action: "GetCallerIdentity", Kind: gaapmock.FaultError, Code: c.fault})
			}
			got := tfcore.Render(s.configure(staticKey(c.arguments)))
			if (got == "") != (c.want == nil) {
				t.Errorf("the answer is %q", got)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in:\n%s", want, got)
				}
			}
			s.read()
			if n := len(m.mock.Calls("GetCallerIdentity")); n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
			if reads := slices.Contains(m.trace, "DescribeProxies by AKIDconfig"); reads != (c.want == nil) {
				t.Errorf("sent: %q", m.trace)
			}
		})
	}
}

// A role that cannot be had is one error, where it was asked for.
func TestConfigure_roleErrors(t *testing.T) {
	for name, c := range map[string]struct {
		arguments arguments
		role, web arguments
		variables variables
		want      []string
	}{
		"unknown role": {
			staticKey(nil),
			arguments{"role_arn": cty.StringVal(deployARN + "x")},
			nil, nil,
			[]string{`AttributeName("assume_role").AttributeName("role_arn")`, "Cannot get the credentials of a role", "ResourceNotFound.RoleNotFound", deployARN + "x", "TENCENTCLOUD_ASSUME_ROLE_ARN", "RequestId"},
		},
		"expired token": {
			nil, nil,
			arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token": cty.StringVal("hidden-token")},
			nil,
			[]string{`AttributeName("assume_role_with_web_identity").AttributeName("role_arn")`, "InvalidParameter.WebIdentityTokenError", "web_identity_token_file"},
		},
		"no such instance role": {
			nil, nil, nil,
			variables{"TENCENTCLOUD_CAM_ROLE_NAME": "other"},
			[]string{`AttributeName("cam_role_name")`, "TENCENTCLOUD_CAM_ROLE_NAME", "no role of this name", "metadata.tencentyun.com"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, c.variables)
			s, m := newTraced(t, gaapmock.Options{})
			given := withBlocks(s, c.arguments, c.role, c.web)
			got := tfcore.Render(s.configure(given))
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in:\n%s", want, got)
				}
			}
			if strings.Contains(got, "hidden") || strings.Count(got, "ERROR") != 1 || len(m.trace) != 1 {
				t.Errorf("after %q:\n%s", m.trace, got)
			}
		})
	}
}
