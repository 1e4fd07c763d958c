package e2e

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const roleARN = "qcs::cam::uin/" + gaapmock.DefaultAccountID + ":roleName/deploy"

func asRole(*secretive) []string { return []string{"TENCENTCLOUD_ASSUME_ROLE_ARN=" + roleARN} }

// identityToken makes a token of an identity provider, which is a secret.
func (s *secretive) identityToken() string {
	part := base64.RawURLEncoding.EncodeToString
	token := part([]byte(`{"alg":"RS256","kid":"`+rand.Text()+`"}`)) + "." +
		part(fmt.Appendf(nil, `{"sub":%q,"exp":%d}`, rand.Text(), time.Now().Add(time.Hour).Unix())) + "." + part([]byte(rand.Text()))
	s.secrets.Add("identity token", token)
	return token
}

// without are variables that take away the key of the stage.
var without = []string{"TENCENTCLOUD_SECRET_ID=", "TENCENTCLOUD_SECRET_KEY=", "TENCENTCLOUD_SECURITY_TOKEN="}

func asWebIdentity(s *secretive) []string {
	file := filepath.Join(s.T.TempDir(), "token") // not in the folder that is searched
	must(s.T, os.WriteFile(file, []byte(s.identityToken()+"\n"), 0o600))
	return append(append(asRole(s), without...), "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE="+file)
}

func asWebIdentityVariable(s *secretive) []string {
	return append(append(asRole(s), without...), "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN="+s.identityToken())
}

func asInstance(s *secretive) []string {
	return append([]string{"TENCENTCLOUD_CAM_ROLE_NAME=deploy", "TENCENTCLOUD_METADATA_ENDPOINT=" + s.url}, without...)
}

// The service refuses a session, and STS fails in all ways, while a proxy is
// made and destroyed.
func TestAccRoles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tell   func(s *secretive) []string
		action string // that issues the credentials; "" if it has no faults
	}{
		"role":                  {asRole, "AssumeRole"},
		"web identity":          {asWebIdentity, "AssumeRoleWithWebIdentity"},
		"web identity variable": {asWebIdentityVariable, "AssumeRoleWithWebIdentity"},
		"instance":              {asInstance, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, c.tell)
			s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultError, Code: "AuthFailure.TokenFailure"})
			if c.action != "" {
				for _, kind := range []gaapmock.FaultKind{
					gaapmock.FaultCutBody, gaapmock.FaultLostAfter, gaapmock.FaultHTML, gaapmock.FaultThrottle, gaapmock.FaultForeign,
				} {
					s.Inject(gaapmock.Fault{Action: c.action, Kind: kind})
				}
			}
			s.says(0, "plan -out=saved.tfplan")
			s.says(0, "apply -auto-approve")
			if c.action != "" {
				s.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultError, Code: "AuthFailure.UnauthorizedOperation"})
				s.says(1, "plan", "AuthFailure.UnauthorizedOperation")
			}
			s.says(0, "destroy -auto-approve")
			if n := s.secrets.Count(); n < 3+3*3 { // the key, and sessions of three commands
				t.Errorf("only %d secrets were seen", n)
			}
			s.check()
		})
	}
}

// An order takes longer than a session, so that there are several.
func TestAccRoles_expired(t *testing.T) {
	t.Parallel()
	for name, tell := range map[string]func(s *secretive) []string{"role": asRole, "web identity": asWebIdentity} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, func(s *secretive) []string { return append(tell(s), "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION=2") })
			s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultDelay, Delay: 2 * time.Second})
			s.says(0, "apply -auto-approve")
			if n := len(s.Calls("AssumeRole")) + len(s.Calls("AssumeRoleWithWebIdentity")); n < 3 { // one for the plan, and two
				t.Errorf("there were only %d sessions", n)
			}
			s.check()
		})
	}
}

// The role is one of an account that is not allowed.
func TestAccRoles_wrongAccount(t *testing.T) {
	t.Parallel()
	for name, tell := range map[string]func(s *secretive) []string{"role": asRole, "web identity": asWebIdentity, "instance": asInstance} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, tell)
			s.Write("provider \"gaap\" {\n  allowed_account_ids = [\"1\"]\n}\n" + secretiveProxy)
			s.says(1, "apply -auto-approve", "Account is not allowed")
			s.check()
		})
	}
}

// A metadata service that answers with keys, but not as it should.
func TestAccMetadata(t *testing.T) {
	t.Parallel()
	const keys = `"TmpSecretId":"AKIDmetadata%[1]s","TmpSecretKey":"key%[1]s","Token":"token%[1]s"`
	for name, answer := range map[string]func(w http.ResponseWriter, mark string){
		"the key as its code": func(w http.ResponseWriter, mark string) { fmt.Fprintf(w, `{`+keys+`,"Code":"Failed"}`, mark) },
		"status 500":          func(w http.ResponseWriter, mark string) { w.WriteHeader(500); fmt.Fprintf(w, `{`+keys+`}`, mark) },
		"cut":                 func(w http.ResponseWriter, mark string) { fmt.Fprintf(w, `{"Code":"Success",`+keys, mark) },
		"expired": func(w http.ResponseWriter, mark string) {
			fmt.Fprintf(w, `{`+keys+`,"Code":"Success","ExpiredTime":1}`, mark)
		},
		"wrong type": func(w http.ResponseWriter, mark string) {
			fmt.Fprintf(w, `{`+keys+`,"Code":"Success","ExpiredTime":"token%[1]s"}`, mark)
		},
		"elsewhere": func(w http.ResponseWriter, mark string) {
			w.Header().Set("Location", fmt.Sprintf("http://127.0.0.1:1/?token%s", mark))
			w.WriteHeader(http.StatusFound)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t, func(s *secretive) []string {
				mark := rand.Text()
				s.secrets.Add("metadata", mark)
				metadata := s.serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, mark) }))
				return append(asInstance(s), "TENCENTCLOUD_METADATA_ENDPOINT="+metadata)
			})
			s.says(1, "plan", "Cannot get the credentials of a role")
			s.check()
		})
	}
}
