package badinput

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// variables are those that stand for an argument; of two arguments, they stand
// for the one that is tried here.
var variables = map[string]string{
	"TENCENTCLOUD_SECRET_ID": "secret_id", "TENCENTCLOUD_SECRET_KEY": "secret_key", "TENCENTCLOUD_SECURITY_TOKEN": "security_token",
	"TENCENTCLOUD_REGION": "region", "TENCENTCLOUD_ENDPOINT": "endpoint", "TENCENTCLOUD_DOMAIN": "domain", "GAAP_CA_BUNDLE": "custom_ca_bundle", "TENCENTCLOUD_PROFILE": "profile",
	"GAAP_MAX_REQUESTS_PER_SECOND": "max_requests_per_second", "TENCENTCLOUD_CAM_ROLE_NAME": "cam_role_name", "GAAP_ADOPT": "adopt",
	"TENCENTCLOUD_ASSUME_ROLE_ARN": "assume_role.role_arn", "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME": "assume_role.session_name",
	"TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID":             "assume_role.external_id",
	"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN":      "assume_role_with_web_identity.web_identity_token",
	"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE": "assume_role_with_web_identity.web_identity_token_file",
}

// What is wrong in the configuration is wrong in the environment, too: the
// error names the variable. An empty variable is none.
func TestEnvironment_oneBad(t *testing.T) { //nolint:paralleltest // sets variables
	known := providerArguments()
	known["max_requests_per_second"] = argument{bad: several("0", "21", "-1", "10.5", "1e1", "abc", " 5", "٣", "99999999999999999999")}
	known["adopt"] = argument{bad: several("link", "link-", "-a1b2c3d4", "link-a1b2c3d4;link-b2c3d4e5", "link-a1b2c3d4 link-b2c3d4e5", "link-a1b2c3d4,link", `["link-a1b2c3d4"]`, "link-道", "link-\u202e", strings.Repeat("x", 1<<16))}
	for variable, name := range sorted(variables) {
		t.Run(variable, func(t *testing.T) {
			acctest.Check(t, func(ctx context.Context, rt *rapid.T) {
				bad := slices.DeleteFunc(slices.Clone(known[name].bad), func(v cty.Value) bool { return strings.Contains(v.AsString(), "\x00") })
				value := rapid.SampledFrom(bad).Draw(rt, "value")
				arguments := plainProvider(name)
				delete(arguments, name)
				if name == "secret_key" || name == "security_token" {
					delete(arguments, "secret_id") // the variable is not asked otherwise
					t.Setenv("TENCENTCLOUD_SECRET_ID", gaapmock.DefaultSecretID)
				}
				if name == "assume_role.role_arn" { // it is not asked with a key of the configuration
					clear(arguments)
					t.Setenv("TENCENTCLOUD_SECRET_ID", gaapmock.DefaultSecretID)
					t.Setenv("TENCENTCLOUD_SECRET_KEY", gaapmock.DefaultSecretKey)
				}
				t.Setenv(variable, value.AsString())
				s := newServer(ctx, rt)
				problems := s.configure(s.nested(arguments))
				checkRefused(rt, problems, name, value)
				checkSecrets(rt, problems)
				if !strings.Contains(tfcore.Render(problems), variable) {
					rt.Errorf("%s is not named:\n%s", variable, tfcore.Render(problems))
				}
			})
		})
	}
}
