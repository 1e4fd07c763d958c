package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Faults of the service while a proxy is planned, made, changed and destroyed.
func TestAccFaults(t *testing.T) {
	t.Parallel()
	for action, commands := range map[string][]string{
		"DescribeProxies":          {"plan -out=saved.tfplan", "apply -auto-approve"}, // a plan warns of lookups that fail
		"CreateProxy":              {"apply -auto-approve"},
		"ModifyProxyConfiguration": {"apply -auto-approve", "apply -auto-approve"},
		"DestroyProxies":           {"apply -auto-approve", "destroy -auto-approve"},
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, nil)
			for _, fault := range []gaapmock.Fault{
				{Kind: gaapmock.FaultError, Code: "AuthFailure.SignatureFailure"},
				{Kind: gaapmock.FaultHTML},
				{Kind: gaapmock.FaultCutBody},
				{Kind: gaapmock.FaultLostBefore},
				{Kind: gaapmock.FaultThrottle},
				{Kind: gaapmock.FaultEmpty},
			} {
				fault.Action = action
				s.Inject(fault)
			}
			for _, command := range commands {
				s.requireSuccess(command)
				s.Write(strings.Replace(secretiveProxy, "= 10", "= 20", 1)) // which the next command changes
			}
			if left, err := s.Mock.Faults(s.Ctx); err != nil || len(left) > 0 {
				t.Errorf("%v: these faults have hit nothing: %+v", err, left)
			}
			s.check()
		})
	}
}

// Mistakes in what the key comes from. Each is an error that shows none of it.
func TestAccMistakes(t *testing.T) {
	t.Parallel()
	for name, mistake := range map[string]func(s *secretive) []string{
		"a password in the endpoint": func(s *secretive) []string {
			return []string{"TENCENTCLOUD_ENDPOINT=https://user:" + s.key.SecretKey + "@127.0.0.1:1/"}
		},
		"a key with a line break": func(s *secretive) []string {
			return []string{"TENCENTCLOUD_SECRET_KEY=" + s.key.SecretKey + "\n"}
		},
		"an id with a line break": func(s *secretive) []string {
			return []string{"TENCENTCLOUD_SECRET_ID=" + s.key.SecretID + "\n"}
		},
		"a token with a line break": func(s *secretive) []string {
			return []string{"TENCENTCLOUD_SECURITY_TOKEN=" + s.key.Token + "\n"}
		},
		"a profile that is no JSON": func(s *secretive) []string {
			dir := s.T.TempDir()
			must(s.T, os.WriteFile(filepath.Join(dir, "default.credential"), []byte(`{"secretKey": `+s.key.SecretKey), 0o600))
			return []string{
				"TENCENTCLOUD_SECRET_ID=", "TENCENTCLOUD_SECRET_KEY=", "TENCENTCLOUD_SECURITY_TOKEN=", "TENCENTCLOUD_SHARED_CREDENTIALS_DIR=" + dir,
			}
		},
		"a key of somebody else": func(s *secretive) []string {
			return []string{"TENCENTCLOUD_SECRET_KEY=" + s.key.SecretKey + "x"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, mistake)
			s.says(1, "apply -auto-approve")
			s.check()
		})
	}
}
