package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// writeProfile makes a tccli profile.
func writeProfile(t *testing.T, dir, name, credential, configure string) {
	t.Helper()
	for file, content := range map[string]string{name + ".credential": credential, name + ".configure": configure} {
		if content == "" {
			continue
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Name and folder of the profile have the same order.
func TestConfigure_profileOrder(t *testing.T) {
	for name, c := range map[string]struct {
		arguments arguments
		variables variables
		want      string
	}{
		"configuration": {
			arguments{"profile": cty.StringVal("other"), "shared_credentials_dir": cty.StringVal("DIR/config")},
			variables{"TENCENTCLOUD_PROFILE": "wrong", "TENCENTCLOUD_SHARED_CREDENTIALS_DIR": "DIR/wrong"},
			"config/other",
		},
		"environment":             {nil, variables{"TENCENTCLOUD_PROFILE": "other", "TENCENTCLOUD_SHARED_CREDENTIALS_DIR": "DIR/env"}, "env/other"},
		"folder of the user":      {arguments{"profile": cty.StringVal("other")}, nil, ".tccli/other"},
		"profile named default":   {nil, nil, ".tccli/default"},
		"folder, default profile": {arguments{"shared_credentials_dir": cty.StringVal("DIR/config")}, nil, "config/default"},
		"folder below ~":          {arguments{"shared_credentials_dir": cty.StringVal("~/config")}, nil, "config/default"},
		"variable below ~":        {nil, variables{"TENCENTCLOUD_SHARED_CREDENTIALS_DIR": "~/env"}, "env/default"},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, c.variables)
			home := os.Getenv("HOME")
			for variable, value := range c.variables {
				t.Setenv(variable, strings.ReplaceAll(value, "DIR", home))
			}
			if dir, ok := c.arguments["shared_credentials_dir"]; ok {
				c.arguments["shared_credentials_dir"] = cty.StringVal(strings.ReplaceAll(dir.AsString(), "DIR", home))
			}
			for _, dir := range []string{"config", "env", ".tccli"} {
				for _, profile := range []string{"default", "other"} {
					writeProfile(t, filepath.Join(home, dir), profile, encode(t, variables{"secretId": dir + "|" + profile, "secretKey": "k"}), "")
				}
			}
			s := newServer(t)
			if problems := s.configure(c.arguments); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			if got := strings.ReplaceAll(credentialOf(s.request()), "|", "/"); got != c.want {
				t.Errorf("the key is that of %s, want %s", got, c.want)
			}
		})
	}
}

// A profile that is asked for must hold a key; the default one may be missing.
// What is wrong with it is said where it is named.
func TestConfigure_badProfile(t *testing.T) {
	const at = `AttributeName("profile")`
	named := arguments{"profile": cty.StringVal("default")}
	const ended = `{"type":"oauth","secretId":"AKIDhidden","secretKey":"hiddenKey","token":"hiddenToken","expiresAt":1700000000,"oauth":{"accessToken":"hidden"}}`
	for name, c := range map[string]struct {
		arguments             arguments
		credential, configure string
		want                  []string // nil: no error
	}{
		"named but absent":        {arguments{"profile": cty.StringVal("absent")}, "", "", []string{at, "absent.credential"}},
		"not JSON":                {nil, `{"secretId":"AKIDhidden","secretKey":"hiddenKey"`, "", []string{at, "not valid JSON"}},
		"of another type":         {nil, `{"secretId":["AKIDhidden"],"secretKey":"hiddenKey"}`, "", []string{at, "not valid JSON"}},
		"absent":                  {nil, "", "", []string{"Missing credentials", "no key in the profile", "default.credential"}},
		"empty":                   {nil, `{}`, "", []string{"Missing credentials", "no key in the profile", "default.credential"}},
		"named and empty":         {named, `{}`, "", []string{at, "default.credential has no secretId", "TENCENTCLOUD_PROFILE"}},
		"half":                    {nil, `{"secretId":"AKIDhidden"}`, "", []string{at, "has no secretKey"}},
		"other half":              {nil, `{"secretKey":"hiddenKey"}`, "", []string{at, "has no secretId"}},
		"of an instance":          {named, `{"type":"cvm-role"}`, "", []string{at, "cam_role_name", "TENCENTCLOUD_CAM_ROLE_NAME"}},
		"ended":                   {nil, ended, "", []string{at, "ended at 2023-11-14T22:13:20Z", "tccli auth login"}},
		"not ended":               {nil, strings.Replace(ended, "1700000000", "4102444800", 1), "", nil},
		"ends at no time":         {nil, strings.Replace(ended, "1700000000", `"hidden"`, 1), "", nil},
		"region file is not JSON": {nil, `{"secretId":"AKIDhidden","secretKey":"hiddenKey"}`, `nonsense`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "default", c.credential, c.configure)
			s := newServer(t)
			got := tfcore.Render(s.configure(c.arguments))
			if (got == "") != (c.want == nil) {
				t.Errorf("the answer is %q", got)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("want %q in:\n%s", want, got)
				}
			}
			if strings.Contains(got, "hidden") {
				t.Errorf("the content of the file is in:\n%s", got)
			}
		})
	}
}

// Without a home, a profile that is asked for cannot be found, which is said.
func TestConfigure_noHome(t *testing.T) {
	cleanEnvironment(t, variables{"TENCENTCLOUD_PROFILE": "work"})
	for _, name := range []string{"HOME", "USERPROFILE", "home"} {
		t.Setenv(name, "")
	}
	if got := tfcore.Render(newServer(t).configure(nil)); !strings.Contains(got, `AttributeName("profile")`) || !strings.Contains(got, "TENCENTCLOUD_PROFILE") {
		t.Errorf("the answer is %q", got)
	}
}

// What an editor puts around a key is no part of it.
func TestConfigure_profileText(t *testing.T) {
	for name, credential := range map[string]string{
		"byte order mark": "\ufeff" + `{"secretId":"AKIDprofile","secretKey":"k","token":"t"}`,
		"spaces":          `{"secretId":" AKIDprofile","secretKey":"k\n","token":"t "}`,
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "default", credential, "\ufeff"+`{"_sys_param":{"region":"ap-profile\n"}}`)
			s := newServer(t)
			if problems := s.configure(nil); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			req := s.request()
			got := [3]string{credentialOf(req), req.Header.Get("X-TC-Token"), regionOfSTS(t, nil)}
			if want := [3]string{"AKIDprofile", "t", "ap-profile"}; got != want {
				t.Errorf("key id, token and region are %q, want %q", got, want)
			}
		})
	}
}

// A key of a profile that the service refuses is not looked for elsewhere.
func TestConfigure_refusedProfile(t *testing.T) {
	for _, code := range []string{"AuthFailure", "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureFailure", "AuthFailure.TokenFailure"} {
		cleanEnvironment(t, nil)
		writeProfile(t, filepath.Join(os.Getenv("HOME"), ".tccli"), "default", `{"secretId":"AKIDprofile","secretKey":"k"}`, "")
		s, m := newTraced(t, gaapmock.Options{})
		m.mock.Inject(gaapmock.Fault{Kind: gaapmock.FaultError, Code: code})
		if problems := s.configure(nil); len(problems) > 0 {
			t.Fatal(tfcore.Render(problems))
		}
		if got := tfcore.Render(s.read()); !strings.Contains(got, code) || !strings.Contains(got, "or the profile") {
			t.Errorf("the answer is %q", got)
		}
	}
}
