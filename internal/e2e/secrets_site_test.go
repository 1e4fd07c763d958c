package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httputil"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// secretiveSite has certificates and users that are write-only, and some that
// are not, and what uses them.
const secretiveSite = `
variable "certificate" { ephemeral = true }
variable "key"         { ephemeral = true }
variable "users"       { ephemeral = true }
variable "kept_certificate" {}
variable "kept_key"         { sensitive = true }
variable "kept_users"       { sensitive = true }

resource "gaap_certificate" "site" {
  type               = "SERVER"
  content_wo         = var.certificate
  content_wo_version = %[1]d
  key_wo             = var.key
  key_wo_version     = %[1]d
  lifecycle {
    create_before_destroy = true
  }
}
resource "gaap_certificate" "users" {
  type               = "BASIC"
  content_wo         = var.users
  content_wo_version = %[1]d
  lifecycle {
    create_before_destroy = true
  }
}
resource "gaap_certificate" "kept" {
  type    = "PROXY"
  content = var.kept_certificate
  key     = var.kept_key
}
resource "gaap_certificate" "kept_users" {
  type    = "BASIC"
  content = var.kept_users
}
resource "gaap_layer7_listener" "site" {
  proxy_id         = gaap_proxy.test.id
  name             = "site"
  protocol         = "HTTPS"
  port             = 443
  certificate_id   = gaap_certificate.site.id
  forward_protocol = "HTTPS"
}
resource "gaap_http_domain" "site" {
  for_each      = { www = gaap_certificate.users.id, shop = gaap_certificate.kept_users.id }
  listener_id   = gaap_layer7_listener.site.id
  domain        = "${each.key}.example.com"
  basic_auth    = true
  basic_auth_id = each.value
  gaap_auth     = true
  gaap_auth_id  = gaap_certificate.kept.id
}
resource "gaap_http_rule" "site" {
  for_each        = gaap_http_domain.site
  listener_id     = each.value.listener_id
  domain          = each.value.domain
  path            = "/"
  realserver_type = "IP"
  health_check    = false
}
`

// siteSecrets are those of a site: hidden ones may stand nowhere, others in a
// state and in a plan only, and a content that is write-only in neither of them.
type siteSecrets struct {
	*secretive

	kept, content acctest.Secrets
}

func newSiteSecrets(t *testing.T) *siteSecrets {
	t.Helper()
	s := &siteSecrets{}
	// What CLI and provider say to each other holds what is write-only, since that
	// is how the provider gets it: so it is not written down here.
	s.secretive = newSecretive(t, func(*secretive) []string { return []string{"TF_LOG_SDK_PROTO_DATA_DIR="} })
	s.SkipOlderThan(11)
	kept, users := s.certificate(&s.kept), "carol:"+rand.Text()
	s.kept.Add("hash that is kept", strings.TrimPrefix(users, "carol:"))
	s.Env = append(s.Env, "TF_VAR_kept_certificate="+kept.PEM, "TF_VAR_kept_key="+kept.Key, "TF_VAR_kept_users="+users)
	s.rotate(1)
	return s
}

// certificate makes one, whose key is a secret.
func (s *siteSecrets) certificate(secrets *acctest.Secrets) certtest.Certificate {
	s.T.Helper()
	now := time.Now()
	made := certtest.New(s.T, certtest.Wanted{Name: "*.example.com", From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
	lines := strings.Split(made.Key, "\n")
	// Before the number itself stands what all keys of this kind have.
	secrets.Add("key", lines[1][48:])
	secrets.Add("key", lines[2][:24])
	return made
}

// rotate makes new write-only values, of this version.
func (s *siteSecrets) rotate(version int) {
	s.T.Helper()
	made, hash := s.certificate(s.secrets), rand.Text()
	s.secrets.Add("hash", hash)
	lines := strings.Split(made.PEM, "\n")
	s.content.Add("certificate", lines[len(lines)-4][48:]) // of its signature
	s.Env = append(s.Env, "TF_VAR_certificate="+made.PEM, "TF_VAR_key="+made.Key, "TF_VAR_users=alice:"+hash)
	s.Write(secretiveProxy + fmt.Sprintf(secretiveSite, version))
}

// says runs a command, and searches what it prints.
func (s *siteSecrets) says(code int, command string, phrases ...string) {
	s.T.Helper()
	s.secretive.says(code, command, phrases...)
	if found := s.kept.Find([]byte(s.Output)); found != "" {
		s.T.Errorf("the output of %s holds %s", command, found)
	}
}

// check searches everything that was written.
func (s *siteSecrets) check() {
	s.T.Helper()
	s.checkWritten()
	written := map[string]string{"the log": s.Get("trace.log"), "the mock's log": s.Mock.Log()}
	for i, call := range s.Calls("") {
		written[fmt.Sprintf("call %d, %s", i, call.Action)] = string(call.Body)
	}
	for where, text := range written {
		if found := s.kept.Find([]byte(text)); found != "" {
			s.T.Errorf("%s holds %s", where, found)
		}
	}
}

// checkContent searches the states and plans for contents that are write-only.
func (s *siteSecrets) checkContent(files ...string) {
	s.T.Helper()
	hidden := &secretive{Stage: s.Stage, secrets: &s.content}
	for _, file := range files {
		if hidden.searchFolder(filepath.Join(s.Dir, file)) == 0 {
			s.T.Errorf("there is no %s", file)
		}
	}
}

// A site is made from a saved plan, its secrets are rotated, and it is destroyed:
// what is write-only stands nowhere, and the rest in no log and no output.
func TestAccSite_secrets(t *testing.T) {
	t.Parallel()
	s := newSiteSecrets(t)
	s.says(0, "plan -out=saved.tfplan")
	s.says(0, "show saved.tfplan")
	s.secretive.says(0, "show -json saved.tfplan") // which shows what a plan has
	s.says(0, "apply saved.tfplan", "Resources: 10 added")
	s.says(0, "plan -detailed-exitcode")
	s.says(0, "show")
	s.checkContent(stage.StateFile, "saved.tfplan")
	if s.kept.Find([]byte(s.Get(stage.StateFile))) == "" {
		t.Error("nothing that is kept is found in the state: is the search blind?")
	}
	s.rotate(2)
	s.says(0, "plan -out=rotated.tfplan")
	s.says(0, "apply rotated.tfplan", "Resources: 2 added, 2 changed, 2 destroyed")
	s.says(0, "plan -detailed-exitcode")
	s.checkContent(stage.StateFile, stage.StateFile+".backup", "rotated.tfplan")
	s.says(0, "destroy -auto-approve")
	s.check()
}

// Whatever the service answers to an order, and whatever is wrong with a key, the
// errors show nothing of it.
func TestAccSite_secretsInErrors(t *testing.T) {
	t.Parallel()
	s := newSiteSecrets(t)
	mock := s.toMock()
	var how string
	gateway := s.serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-TC-Action") != "CreateCertificate" || how == "" {
			mock.ServeHTTP(w, r)
			return
		}
		text, err := httputil.DumpRequest(r, true)
		if err != nil {
			t.Error(err)
		}
		echoes[how](w, string(text), tokenOf(r, text))
	}))
	s.Env = append(s.Env, "TENCENTCLOUD_ENDPOINT="+gateway)
	hurried := strings.ReplaceAll(s.Get("main.tf"), `  type  `, "  timeouts {\n    create = \"2s\"\n  }\n  type  ")
	s.Put("main.tf", hurried)
	for how = range echoes {
		s.says(1, "apply -auto-approve", "Cannot create GAAP certificate")
	}
	how = ""
	s.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: gaapmock.FaultError, Code: "InvalidParameterValue.CertificateContentNotMatchKey", Times: 4})
	s.says(1, "apply -auto-approve", "CertificateContentNotMatchKey")
	other := s.certificate(s.secrets)
	s.Env = append(s.Env, "TF_VAR_key="+other.Key)
	s.says(1, "plan", "The key_wo cannot be used: it does not fit the certificate")
	s.Env = append(s.Env, "TF_VAR_key="+other.PEM, "TF_VAR_certificate="+other.Key, "TF_VAR_users=alice:"+rand.Text()+" x")
	s.says(1, "plan", "block 1 is not a certificate", "line 1 is not user:hash")
	s.check()
}
