package secrets_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const proxy = `resource "gaap_proxy" "test" {
  name              = "test"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
`

// Faults of the service while a proxy is made, changed and destroyed.
func TestAccFaults(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"CreateProxy", "DescribeProxies", "ModifyProxyConfiguration", "DestroyProxies"} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, nil)
			for _, fault := range []gaapmock.Fault{
				{Kind: gaapmock.FaultError, Code: "AuthFailure.SignatureFailure"},
				{Kind: gaapmock.FaultHTML},
				{Kind: gaapmock.FaultCutBody},
				{Kind: gaapmock.FaultLostBefore},
				{Kind: gaapmock.FaultThrottle},
				{Kind: gaapmock.FaultEmpty},
			} {
				fault.Action = action
				must(t, s.mock.Inject(s.ctx, fault))
			}
			must(t, s.Write(proxy))
			s.run("plan", "-out=saved.tfplan")
			s.run("apply", "-auto-approve")
			s.run("apply", "-auto-approve")
			must(t, s.Write(strings.Replace(proxy, "= 10", "= 20", 1)))
			s.run("apply", "-auto-approve")
			s.run("apply", "-auto-approve")
			s.run("destroy", "-auto-approve")
			s.run("destroy", "-auto-approve")
			s.check()
		})
	}
}

// Mistakes in what the key comes from. Each is an error that shows none of it.
func TestAccMistakes(t *testing.T) {
	t.Parallel()
	for name, mistake := range map[string]func(s *stage) []string{
		"a password in the endpoint": func(s *stage) []string {
			return []string{"TENCENTCLOUD_ENDPOINT=https://user:" + s.key.SecretKey + "@127.0.0.1:1/"}
		},
		"a key with a line break": func(s *stage) []string {
			return []string{"TENCENTCLOUD_SECRET_KEY=" + s.key.SecretKey + "\n"}
		},
		"an id with a line break": func(s *stage) []string {
			return []string{"TENCENTCLOUD_SECRET_ID=" + s.key.SecretID + "\n"}
		},
		"a token with a line break": func(s *stage) []string {
			return []string{"TENCENTCLOUD_SECURITY_TOKEN=" + s.key.Token + "\n"}
		},
		"a profile that is no JSON": func(s *stage) []string {
			dir := s.t.TempDir()
			must(s.t, os.WriteFile(filepath.Join(dir, "default.credential"), []byte(`{"secretKey": `+s.key.SecretKey), 0o600))
			return []string{
				"TENCENTCLOUD_SECRET_ID=", "TENCENTCLOUD_SECRET_KEY=", "TENCENTCLOUD_SECURITY_TOKEN=", "TENCENTCLOUD_SHARED_CREDENTIALS_DIR=" + dir,
			}
		},
		"a key of somebody else": func(s *stage) []string {
			return []string{"TENCENTCLOUD_SECRET_KEY=" + s.key.SecretKey + "x"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, mistake)
			must(t, s.Write(proxy))
			if result := s.run("apply", "-auto-approve"); result.Code != 1 {
				t.Errorf("the apply ends with %d:\n%s", result.Code, result.Output)
			}
			s.check()
		})
	}
}
