package provider_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const (
	deployARN  = "qcs::cam::uin/" + gaapmock.DefaultAccountID + ":roleName/deploy"
	partnerARN = "qcs::cam::uin/100000000002:roleName/partner"
)

// traced is a mock that writes down who asks for what.
type traced struct {
	t     *testing.T
	mock  *gaapmock.Server
	trace []string
}

func (m *traced) RoundTrip(req *http.Request) (*http.Response, error) {
	entry := path.Base(req.URL.Path)
	if action := req.Header.Get("X-TC-Action"); action != "" {
		var body struct {
			RoleArn, RoleSessionName, ProviderID, ExternalID string
			DurationSeconds                                  int
		}
		content, err := io.ReadAll(req.Body)
		if err != nil || json.Unmarshal(content, &body) != nil {
			m.t.Error("a body cannot be read")
		}
		req.Body = io.NopCloser(strings.NewReader(string(content)))
		id := credentialOf(req)
		if strings.HasPrefix(id, "AKIDtmp") {
			id = "session"
		}
		entry = strings.TrimSpace(action + " by " + id)
		if body.RoleArn != "" {
			entry += fmt.Sprint(" ", path.Base(body.RoleArn), " ", body.RoleSessionName, " ", body.DurationSeconds, " ", body.ProviderID, body.ExternalID)
		}
	}
	m.trace = append(m.trace, strings.TrimSpace(entry))
	return gaapmock.Transport{Handler: m.mock}.RoundTrip(req)
}

// newTraced makes a provider that talks to a mock.
func newTraced(t *testing.T, options gaapmock.Options) (*server, *traced) {
	t.Helper()
	options.Insecure = true
	mock, err := gaapmock.New(options)
	if err != nil {
		t.Fatal(err)
	}
	mock.AddProxy(gaapmock.Proxy{ID: "link-a1b2c3d4"}) // which read reads
	m := &traced{t: t, mock: mock}
	return newServer(t, func(o *provider.Options) { o.Transport = m }), m
}

// blockOf is a value of a block of the provider's.
func blockOf(s *server, name string, values arguments) cty.Value {
	return tfcore.ObjectOf(s.TypeOf(s.Schemas.Provider).AttributeType(name), values)
}

// withBlocks adds the blocks about roles to arguments; nil is none.
func withBlocks(s *server, given, role, web arguments) arguments {
	all := arguments{}
	maps.Copy(all, given)
	for block, values := range map[string]arguments{"assume_role": role, "assume_role_with_web_identity": web} {
		if values != nil {
			all[block] = blockOf(s, block, values)
		}
	}
	return all
}

// idToken is a token of an identity provider that is good for an hour.
func idToken() string {
	payload := fmt.Appendf(nil, `{"exp":%d}`, time.Now().Add(time.Hour).Unix())
	return "e30." + base64.RawURLEncoding.EncodeToString(payload) + ".c2ln"
}

// writeToken puts a token into a file.
func writeToken(t *testing.T, token string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte(token+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// The order is configuration, environment, profile, pod; a role is assumed with
// what is found. The trace ends with a call of the provider's own.
func TestConfigure_identity(t *testing.T) {
	const ask = "DescribeProxies by "
	file := writeToken(t, idToken())
	keyVariables := variables{"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "envKey"}
	pod := variables{"TKE_ROLE_ARN": deployARN, "TKE_PROVIDER_ID": "cls-1", "TKE_WEB_IDENTITY_TOKEN_FILE": file, "TKE_REGION": "ap-pod"}
	roleVariables := variables{
		"TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN, "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME": "env",
		"TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION": "60", "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID": "x:env",
	}
	webVariables := variables{"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE": file}
	role := arguments{"role_arn": cty.StringVal(partnerARN)}
	key := staticKey(nil)
	const session = ask + "session"
	const profileKey = `{"secretId":"AKIDprofile","secretKey":"profileKey"}`
	const profileRole = `{"secretId":"AKIDprofile","secretKey":"profileKey","role-arn":"` + partnerARN + `","role-session-name":"profile"}`
	for name, c := range map[string]struct {
		arguments arguments
		role, web arguments // of the blocks; nil: none
		variables []variables
		profile   string
		want      []string
	}{
		"key alone":                            {key, nil, nil, nil, "", []string{ask + "AKIDconfig"}},
		"role with a key":                      {key, role, nil, nil, "", []string{"AssumeRole by AKIDconfig partner terraform-provider-gaap 7200", session}},
		"role without an ARN":                  {key, arguments{"session_name": cty.StringVal("ci")}, nil, nil, "", []string{ask + "AKIDconfig"}},
		"role of environment":                  {key, nil, nil, []variables{roleVariables}, "", []string{ask + "AKIDconfig"}},
		"no role, and that of the environment": {key, arguments{"role_arn": cty.StringVal("")}, nil, []variables{roleVariables}, "", []string{ask + "AKIDconfig"}},
		"session of the block, role of the environment": {
			nil,
			arguments{"session_name": cty.StringVal("ci")},
			nil,
			[]variables{keyVariables, roleVariables},
			"",
			[]string{"AssumeRole by AKIDenv deploy ci 60 x:env", session},
		},
		"half a key, and a role of the environment": {
			arguments{"secret_id": cty.StringVal("AKIDconfig")},
			nil, nil,
			[]variables{{"TENCENTCLOUD_SECRET_KEY": "envKey"}, roleVariables},
			"",
			[]string{ask + "AKIDconfig"},
		},
		"role of both": {
			key,
			arguments{"role_arn": cty.StringVal(partnerARN), "session_duration": cty.NumberIntVal(30)},
			nil,
			[]variables{roleVariables},
			"",
			[]string{"AssumeRole by AKIDconfig partner env 30 x:env", session},
		},
		"all from the environment": {nil, nil, nil, []variables{keyVariables, roleVariables}, "", []string{"AssumeRole by AKIDenv deploy env 60 x:env", session}},
		"role of the profile":      {nil, nil, nil, nil, profileRole, []string{"AssumeRole by AKIDprofile partner profile 7200", session}},
		"role before the profile's": {
			nil, nil, nil,
			[]variables{roleVariables},
			profileRole,
			[]string{"AssumeRole by AKIDprofile deploy env 60 x:env", session},
		},
		"profile's role without its key": {key, nil, nil, nil, profileRole, []string{ask + "AKIDconfig"}},
		"role before that of the profile named": {
			arguments{"profile": cty.StringVal("default")},
			arguments{"role_arn": cty.StringVal(deployARN), "session_name": cty.StringVal("ci")},
			nil,
			[]variables{keyVariables},
			profileRole,
			[]string{"AssumeRole by AKIDprofile deploy ci 7200", session},
		},

		"instance":                   {arguments{"cam_role_name": cty.StringVal("deploy")}, nil, nil, nil, "", []string{"deploy", session}},
		"instance before environ":    {arguments{"cam_role_name": cty.StringVal("deploy")}, nil, nil, []variables{keyVariables}, profileKey, []string{"deploy", session}},
		"instance of environment":    {nil, nil, nil, []variables{{"TENCENTCLOUD_CAM_ROLE_NAME": "deploy"}}, profileKey, []string{"deploy", session}},
		"key before instance of env": {key, nil, nil, []variables{{"TENCENTCLOUD_CAM_ROLE_NAME": "deploy"}}, "", []string{ask + "AKIDconfig"}},
		"role with an instance": {
			arguments{"cam_role_name": cty.StringVal("deploy")},
			role, nil, nil, "",
			[]string{"deploy", "AssumeRole by session partner terraform-provider-gaap 7200", session},
		},

		"web identity": {
			nil, nil,
			arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token": cty.StringVal(idToken()), "provider_id": cty.StringVal("idp"), "session_name": cty.StringVal("ci")},
			[]variables{keyVariables},
			profileKey,
			[]string{"AssumeRoleWithWebIdentity by deploy ci 7200 idp", session},
		},
		"web identity of environment": {
			nil, nil, nil,
			[]variables{webVariables, {"TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN}},
			profileKey,
			[]string{"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 7200 OIDC", session},
		},
		"token file below the home, of Windows": {
			nil, nil,
			arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token_file": cty.StringVal("~/token")},
			nil,
			"",
			[]string{"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 7200 OIDC", session},
		},
		"web identity of both": {
			nil, nil,
			arguments{"session_duration": cty.NumberIntVal(90)},
			[]variables{webVariables, {"TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN, "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID": "idp"}},
			"",
			[]string{"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 90 idp", session},
		},
		"token of the block before that of the environment": {
			nil, nil,
			arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token": cty.StringVal(idToken())},
			[]variables{{"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE": "/none"}},
			"",
			[]string{"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 7200 OIDC", session},
		},
		"role after a web identity": {
			nil, role,
			arguments{"role_arn": cty.StringVal(deployARN), "web_identity_token_file": cty.StringVal(file)},
			[]variables{roleVariables},
			"",
			[]string{
				"AssumeRoleWithWebIdentity by deploy env 60 OIDC",
				"AssumeRole by session partner terraform-provider-gaap 7200", session,
			},
		},
		"web identity that is not named": {
			nil, nil,
			arguments{"session_name": cty.StringVal("ci"), "role_arn": cty.StringVal(""), "web_identity_token_file": cty.NullVal(cty.String)},
			[]variables{keyVariables},
			"",
			[]string{ask + "AKIDenv"},
		},
		"web identity that is not named, with a key": {
			key, nil,
			arguments{"provider_id": cty.StringVal("idp"), "web_identity_token": cty.StringVal(""), "web_identity_token_file": cty.StringVal("")},
			nil,
			"",
			[]string{ask + "AKIDconfig"},
		},
		"variables of a web identity beside a key": {
			key, nil, nil,
			[]variables{webVariables, {"TENCENTCLOUD_ASSUME_ROLE_ARN": deployARN}},
			"",
			[]string{ask + "AKIDconfig"},
		},

		"pod":                {nil, nil, nil, []variables{pod}, "", []string{"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 7200 cls-1", session}},
		"profile before pod": {nil, nil, nil, []variables{pod}, profileKey, []string{ask + "AKIDprofile"}},
		"key before pod":     {nil, nil, nil, []variables{pod, keyVariables}, "", []string{ask + "AKIDenv"}},
		"role with a pod": {
			nil, role, nil,
			[]variables{pod},
			"",
			[]string{
				"AssumeRoleWithWebIdentity by deploy terraform-provider-gaap 7200 cls-1",
				"AssumeRole by session partner terraform-provider-gaap 7200", session,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			all := variables{}
			for _, some := range c.variables {
				maps.Copy(all, some)
			}
			cleanEnvironment(t, all)
			writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "default", c.profile, "")
			if err := os.WriteFile(filepath.Join(os.Getenv("HOME"), "token"), []byte("\ufeff"+idToken()+"\r\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			s, m := newTraced(t, gaapmock.Options{})
			given := withBlocks(s, c.arguments, c.role, c.web)
			for what, problems := range map[string]string{"validate": tfcore.Render(s.validate(given)), "configure": tfcore.Render(s.configure(given))} {
				if problems != "" {
					t.Fatal(what, problems)
				}
			}
			s.read()
			if !slices.Equal(m.trace, c.want) {
				t.Errorf("the calls were\n%q, want\n%q", m.trace, c.want)
			}
		})
	}
}

// The region of the pod is used where nothing else names one.
func TestConfigure_podRegion(t *testing.T) {
	cleanEnvironment(t, variables{
		"TKE_ROLE_ARN": deployARN, "TKE_PROVIDER_ID": "cls-1", "TKE_WEB_IDENTITY_TOKEN_FILE": writeToken(t, idToken()), "TKE_REGION": "ap-pod",
	})
	s, m := newTraced(t, gaapmock.Options{})
	if problems := s.configure(nil); len(problems) > 0 {
		t.Fatal(tfcore.Render(problems))
	}
	if region := m.mock.Calls("AssumeRoleWithWebIdentity")[0].Region; region != "ap-pod" {
		t.Errorf("the region is %s, want that of the pod", region)
	}
}
