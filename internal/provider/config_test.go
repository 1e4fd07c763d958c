package provider_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/proxy"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type (
	arguments = map[string]cty.Value
	variables = map[string]string
)

// staticKey is the least that a configuration needs.
func staticKey(more arguments) arguments {
	all := arguments{"secret_id": cty.StringVal("AKIDconfig"), "secret_key": cty.StringVal("configKey")}
	for name, value := range more {
		all[name] = value
	}
	return all
}

// regionOfSTS lets a provider ask whose its key is, and returns the region that
// it sends along.
func regionOfSTS(t *testing.T, given arguments) string {
	t.Helper()
	asking := arguments{}
	maps.Copy(asking, given)
	asking["forbidden_account_ids"] = set("1")
	s := newServer(t)
	s.configure(asking) // nobody answers, which is an error
	if len(s.sent) != 1 || s.sent[0].Header.Get("X-TC-Action") != "GetCallerIdentity" {
		t.Fatalf("%d calls, want one to STS", len(s.sent))
	}
	return s.sent[0].Header.Get("X-TC-Region")
}

// The order is configuration, environment, profile; a token belongs to the key
// that it came with.
func TestConfigure_order(t *testing.T) {
	fromEnv := variables{
		"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "envKey", "TENCENTCLOUD_SECURITY_TOKEN": "envToken",
		"TENCENTCLOUD_REGION": "ap-env", "TENCENTCLOUD_ENDPOINT": "https://env.example.com",
	}
	for name, c := range map[string]struct {
		arguments arguments
		variables variables
		noProfile bool
		want      [4]string // key id, token, region, host
	}{
		"configuration alone": {
			staticKey(arguments{"security_token": cty.StringVal("configToken"), "region": cty.StringVal("ap-config"), "endpoint": cty.StringVal("https://config.example.com")}),
			nil, true,
			[4]string{"AKIDconfig", "configToken", "ap-config", "config.example.com"},
		},
		"configuration before environment": {
			staticKey(arguments{"security_token": cty.StringVal("configToken"), "region": cty.StringVal("ap-config"), "endpoint": cty.StringVal("https://config.example.com")}),
			fromEnv, false,
			[4]string{"AKIDconfig", "configToken", "ap-config", "config.example.com"},
		},
		"a key without the environment's token": {
			staticKey(nil), fromEnv, false,
			[4]string{"AKIDconfig", "", "ap-env", "env.example.com"},
		},
		"environment before profile": {
			nil, fromEnv, false,
			[4]string{"AKIDenv", "envToken", "ap-env", "env.example.com"},
		},
		"the environment's key without the profile's token": {
			nil,
			variables{"TENCENTCLOUD_SECRET_ID": "AKIDenv", "TENCENTCLOUD_SECRET_KEY": "envKey"},
			false,
			[4]string{"AKIDenv", "", "ap-profile", "gaap.tencentcloudapi.com"},
		},
		"profile": {
			nil, nil, false,
			[4]string{"AKIDprofile", "profileToken", "ap-profile", "gaap.tencentcloudapi.com"},
		},
		"region of the environment with the profile's key": {
			nil,
			variables{"TENCENTCLOUD_REGION": "ap-env"},
			false,
			[4]string{"AKIDprofile", "profileToken", "ap-env", "gaap.tencentcloudapi.com"},
		},
		"defaults": {
			staticKey(nil), nil, true,
			[4]string{"AKIDconfig", "", "ap-guangzhou", "gaap.tencentcloudapi.com"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, c.variables)
			if !c.noProfile {
				writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "default",
					`{"secretId":"AKIDprofile","secretKey":"profileKey","token":"profileToken"}`, `{"_sys_param":{"region":"ap-profile","output":"json"}}`)
			}
			s := newServer(t)
			if problems := s.configure(c.arguments); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			req := s.request()
			got := [4]string{credentialOf(req), req.Header.Get("X-TC-Token"), regionOfSTS(t, c.arguments), req.Host}
			if got != c.want {
				t.Errorf("key id, token, region, host are %q, want %q", got, c.want)
			}
		})
	}
}

// What is missing is named with its argument and its environment variable, and
// nothing is sent.
func TestConfigure_missing(t *testing.T) {
	id, key := `AttributeName("secret_id")`, `AttributeName("secret_key")`
	for name, c := range map[string]struct {
		arguments arguments
		variables variables
		want, not []string
	}{
		"nothing":                {nil, nil, []string{id, key, "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_PROFILE"}, nil},
		"id alone":               {arguments{"secret_id": cty.StringVal("AKIDhidden")}, nil, []string{key, "TENCENTCLOUD_SECRET_KEY"}, []string{id, "AKIDhidden"}},
		"key alone":              {arguments{"secret_key": cty.StringVal("hiddenKey")}, nil, []string{id, "TENCENTCLOUD_SECRET_ID"}, []string{key, "hiddenKey"}},
		"id of the environment":  {nil, variables{"TENCENTCLOUD_SECRET_ID": "AKIDhidden"}, []string{key}, []string{id, "AKIDhidden"}},
		"key of the environment": {nil, variables{"TENCENTCLOUD_SECRET_KEY": "hiddenKey"}, []string{id}, []string{key, "hiddenKey"}},
		"token alone":            {arguments{"security_token": cty.StringVal("hiddenToken")}, nil, []string{id, key}, []string{"hiddenToken"}},
		"token of environment":   {nil, variables{"TENCENTCLOUD_SECURITY_TOKEN": "hiddenToken"}, []string{id, key, "no profile is read"}, []string{"hiddenToken"}},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, c.variables)
			s := newServer(t)
			got := tfcore.Render(s.configure(c.arguments))
			for _, want := range append(c.want, "Missing credentials", "ERROR") {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in:\n%s", want, got)
				}
			}
			for _, not := range c.not {
				if strings.Contains(got, not) {
					t.Errorf("%q is in:\n%s", not, got)
				}
			}
			if len(s.sent) > 0 {
				t.Error("something was sent")
			}
		})
	}
}

// A key that is half in the configuration and half in the environment is whole.
func TestConfigure_halves(t *testing.T) {
	cleanEnvironment(t, variables{"TENCENTCLOUD_SECRET_KEY": "envKey"})
	s := newServer(t)
	if problems := s.configure(arguments{"secret_id": cty.StringVal("AKIDconfig")}); len(problems) > 0 {
		t.Fatal(tfcore.Render(problems))
	}
	if got := credentialOf(s.request()); got != "AKIDconfig" {
		t.Errorf("the key is %s, want AKIDconfig", got)
	}
}

// The scope comes from the configuration alone: plan and apply may run in
// different environments, and the plan holds the token.
func TestConfigure_clientTokenScope(t *testing.T) {
	ordered := arguments{
		"name": cty.StringVal("test"), "project_id": cty.NumberIntVal(0), "access_region": cty.StringVal("Hongkong"), "bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2),
		"group_id": cty.StringVal("lg-a1b2c3d4"),
	}
	in := gaapapi.CreateProxyInput{Name: "test", AccessRegion: "Hongkong", Bandwidth: 10, Concurrent: 2, GroupID: "lg-a1b2c3d4"}
	for name, c := range map[string]struct {
		arguments arguments
		want      string
	}{
		"none":          {nil, ""},
		"configuration": {arguments{"client_token_scope": cty.StringVal("config")}, "config"},
		"empty":         {arguments{"client_token_scope": cty.StringVal("")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, variables{"GAAP_CLIENT_TOKEN_SCOPE": "environment"})
			s := newServer(t)
			if problems := s.configure(staticKey(c.arguments)); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			planned, problems := s.planProxy(ordered)
			if len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			got := planned.After.GetAttr("client_token").AsString()
			if want := proxy.DeriveToken(c.want, in); got != want {
				t.Errorf("token %s, want that of the scope %q", got, c.want)
			}
		})
	}
}
