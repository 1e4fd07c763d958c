package acctest_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

const secret = "mark+ed/secret=0123456789?unlike=any&other"

// A secret is found however it is written, and also if only its start or its
// end is there.
func TestSecrets(t *testing.T) {
	t.Parallel()
	var secrets acctest.Secrets
	secrets.Add("token", secret)
	secrets.Add("word", "expired")
	for name, text := range map[string]string{
		"as it is": secret,
		"start":    secret[:20],
		"end":      secret[len(secret)-20:],
		"hex":      hex.EncodeToString([]byte(secret)),
		"URL":      url.QueryEscape(secret),
		"header":   "TC3-HMAC-SHA256 Credential=AKID/2026-01-01/gaap/tc3_request",
	} {
		if secrets.Find([]byte("before "+text+" after")) == "" {
			t.Errorf("%s: %q is not found", name, text)
		}
	}
	for before := range 7 { // whatever stands beside it
		plain := "1234567"[:before] + secret + "1234567"[before:]
		for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
			if text := encoding.EncodeToString([]byte(plain)); secrets.Find([]byte(text)) == "" {
				t.Errorf("%q, %q in base64, is not found", text, plain)
			}
		}
	}
	for _, text := range []string{"", "the token has expired", secret[:10], "before" + secret[5:15] + "after"} {
		if found := secrets.Find([]byte(text)); found != "" {
			t.Errorf("in %q is found: %s", text, found)
		}
	}
	if n := secrets.Count(); n != 1 {
		t.Errorf("there are %d secrets, want 1", n)
	}
}

// What requests and answers carry counts as secret before the client reads it.
func TestSecrets_watch(t *testing.T) {
	t.Parallel()
	var secrets acctest.Secrets
	service := httptest.NewServer(secrets.Watch(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if r.Method == http.MethodPost && (err != nil || !strings.Contains(string(body), "identity of somebody")) {
			t.Errorf("the service got %q, %v", body, err)
		}
		const answer = `{"Credentials": {"TmpSecretId": "id that was issued", "TmpSecretKey":"key that was issued", "Token" : "token that was issued"}}`
		for _, part := range []string{answer[:30], answer[30:]} {
			fmt.Fprint(w, part)
		}
	})))
	t.Cleanup(service.Close)
	call := func(method, action, body string) {
		req, err := http.NewRequestWithContext(t.Context(), method, service.URL+"/", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "TC3-HMAC-SHA256 Credential=idOf"+action+"/2026-01-01/sts/tc3_request")
		if action != "" {
			req.Header.Set("X-TC-Action", action)
			req.Header.Set("X-TC-Token", "token of "+action)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	call(http.MethodPost, "AssumeRoleWithWebIdentity", `{"WebIdentityToken":"identity of somebody"}`)
	for _, text := range []string{
		"identity of somebody", "idOfAssumeRoleWithWebIdentity", "token of AssumeRoleWithWebIdentity",
		"id that was issued", "key that was issued", "token that was issued",
	} {
		if secrets.Find([]byte(text)) == "" {
			t.Errorf("%q is not found", text)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}
