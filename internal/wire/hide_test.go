package wire_test

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Secrets with characters that are written in different ways.
const (
	hiddenID       = "AKIDq&a<b>c/d+e=f0123456789"
	hiddenToken    = "token/with+all=sorts&of<characters>0123456789"
	hiddenIdentity = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDB9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"
)

// parts are pieces of the secrets that give them away: every eight bytes of them.
func parts(secrets ...string) (all []string) {
	for _, secret := range secrets {
		for i := range len(secret) - 8 {
			all = append(all, secret[i:i+8])
		}
	}
	return all
}

// quotes are answers that quote what was sent.
var quotes = map[string]func(secret string) string{
	"as it is":  func(secret string) string { return secret },
	"in an URL": url.QueryEscape,
	"in HTML":   html.EscapeString,
	"several": func(secret string) string {
		return secret + secret + " " + url.QueryEscape(secret) + html.EscapeString(secret)
	},
	"cut":            func(secret string) string { return secret[:len(secret)-3] },
	"cut in an URL":  func(secret string) string { text := url.QueryEscape(secret); return text[:len(text)-3] },
	"cut, then more": func(secret string) string { return secret[:len(secret)-3] + "... (cut)" },
	"cut in front":   func(secret string) string { return secret[5:] },
	"in lines":       func(secret string) string { return secret[:13] + "\n" + secret[13:] },
	"in capitals":    strings.ToUpper,
	"in hex":         func(secret string) string { return hex.EncodeToString([]byte(secret)) },
	"in base64": func(secret string) string {
		return base64.StdEncoding.EncodeToString([]byte("X-TC-Token: " + secret + "\r\n"))
	},
	"in base64, one byte on": func(secret string) string {
		return base64.URLEncoding.EncodeToString([]byte("X-TC-Token: +" + secret + "\r\n"))
	},
	"in base64, two bytes on": func(secret string) string {
		return base64.StdEncoding.EncodeToString([]byte("X-TC-Token: ++" + secret + "\r\n"))
	},
}

// given are the parts of a secret that give it away, however they are written.
func given(secret string) []string {
	all := parts(secret, url.QueryEscape(secret), html.EscapeString(secret), strings.ToUpper(secret))
	for i := range len(secret) - 8 {
		part := []byte(secret[i : i+9])
		all = append(all, hex.EncodeToString(part), base64.StdEncoding.EncodeToString(part), base64.URLEncoding.EncodeToString(part))
	}
	return all
}

// failWith is the error of a call that is answered with a text.
func failWith(t *testing.T, status int, body string, call func(context.Context, caller) error) string {
	t.Helper()
	client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
		resp := says([]byte(body))(req)
		resp.StatusCode, resp.Status = status, fmt.Sprint(status, " ", http.StatusText(status))
		return resp
	}), func(config *wire.Config) {
		config.Credentials = wire.Credentials{SecretID: hiddenID, SecretKey: "secretKey", Token: hiddenToken}
	})
	err := call(t.Context(), client)
	if err == nil {
		t.Fatal("the call succeeds")
	}
	return err.Error()
}

func create(ctx context.Context, c caller) error {
	_, err := c.order(ctx, "t-1")
	return err
}

func assume(ctx context.Context, c caller) error {
	_, err := c.AssumeRoleWithWebIdentity(wire.WebIdentity{
		ARN: deployARN, SessionName: "ci", Duration: time.Hour, ProviderID: "OIDC", Token: func() (string, error) { return hiddenIdentity, nil },
	}).Credentials(ctx)
	return err
}

// cuts are how many bytes stand before a secret for it to be cut, or not to be:
// texts are cut after 200, codes and ids after 100, and the rest after 500, some
// with words before them.
var cuts = map[string][]int{
	"text": {0, 150, 170, 190, 199, 600}, "message": {0, 450, 470, 490, 499, 600},
	"code": {0, 50, 60, 90, 99, 600}, "id": {0, 50, 60, 90, 99, 600},
	"status": {0, 370, 400, 430, 450, 470, 499, 600}, "status of PHP": {0, 370, 400, 430, 450, 470, 499, 600},
}

// No part of what a request carries is in an error, however the answer quotes
// it, wherever in the answer it is, and wherever the client cuts that.
func TestHide(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		secret string
		call   func(context.Context, caller) error
	}{
		"SecretId": {hiddenID, create}, "token": {hiddenToken, create}, "identity token": {hiddenIdentity, assume},
	} {
		revealing := given(c.secret)
		for how, quote := range quotes {
			for where, answer := range map[string]func(text string) (status int, body string){
				"text":    func(text string) (int, string) { return 501, text }, // which is not sent again
				"message": func(text string) (int, string) { return 200, failure("UnauthorizedOperation", text, requestID) },
				"code":    func(text string) (int, string) { return 200, failure(text, "message", requestID) },
				"id":      func(text string) (int, string) { return 200, failure("UnauthorizedOperation", "message", text) },
				"status of PHP": func(text string) (int, string) {
					return 500, `{"message":` + strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", "/", `\/`).Replace(quoted(text)) + `}`
				},
				"status": func(text string) (int, string) { return 500, `{"message":` + quoted(text) + `}` },
			} {
				t.Run(name+" "+how+" in the "+where, func(t *testing.T) {
					t.Parallel()
					for _, before := range cuts[where] {
						status, body := answer(strings.Repeat("x", before) + quote(c.secret))
						text := failWith(t, status, body, c.call)
						for _, part := range revealing {
							if strings.Contains(text, part) {
								t.Fatalf("after %d bytes: %q is in %q", before, part, text)
							}
						}
						if before == 0 && !strings.Contains(text, "(hidden)") {
							t.Errorf("nothing is hidden in %q", text)
						}
					}
				})
			}
		}
	}
}

// failure is an error of the service.
func failure(code, message, id string) string {
	return fmt.Sprintf(`{"Response":{"Error":{"Code":%s,"Message":%s},"RequestId":%s}}`, quoted(code), quoted(message), quoted(id))
}

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// So much of secrets that the text gets short when they are hidden: what the
// client has cut is then within what is shown.
func TestHide_many(t *testing.T) {
	t.Parallel()
	for shift := range len(hiddenToken) {
		text := failWith(t, 501, "x"+strings.Repeat("-", shift)+strings.Repeat(hiddenToken, 400), create)
		for _, part := range parts(hiddenToken) {
			if strings.Contains(text, part) {
				t.Fatalf("after %d bytes: %q is in %q", shift, part, text)
			}
		}
	}
}

// An Authorization header is hidden with its signature, whatever stands around it.
func TestHide_authorization(t *testing.T) {
	t.Parallel()
	const header = "TC3-HMAC-SHA256 Credential=somebody/2026-03-01/gaap/tc3_request, SignedHeaders=content-type;host, Signature=0123456789abcdef"
	for name, text := range map[string]string{
		"alone": header, "dump": "Accept: */*\r\nAuthorization: " + header + "\r\nHost: here", "JSON": `{"Authorization":"` + header + `"}`,
		"HTML": "<b>" + header + "</b>", "cut": header[:90],
	} {
		for where, got := range map[string]string{
			"text":    failWith(t, 502, "got "+text, create),
			"message": failWith(t, 200, failure("UnauthorizedOperation", text, requestID), create),
		} {
			if strings.Contains(got, "somebody") || strings.Contains(got, "0123456789") || !strings.Contains(got, "(hidden)") {
				t.Errorf("%s, as %s: %q", name, where, got)
			}
		}
	}
}

// Errors alone are changed: what is read stays as it is, even if the key is a
// part of it, or a word of every answer.
func TestHide_answers(t *testing.T) {
	t.Parallel()
	for _, keys := range []wire.Credentials{
		{SecretID: "link-a1b2c3d4", SecretKey: "k", Token: "RUNNING"},
		{SecretID: "a", SecretKey: "k", Token: "i"},
		{SecretID: `"`, SecretKey: "k", Token: "Response"},
	} {
		body := `{"Response":{"TotalCount":1,"InstanceStatusSet":[{"InstanceId":"link-a1b2c3d4","Status":"RUNNING"}],"RequestId":"` + requestID + `"}}`
		client := newStubClient(t, "", says([]byte(body)), func(config *wire.Config) { config.Credentials = keys })
		status, err := client.read(t.Context(), "link-a1b2c3d4")
		if err != nil || status != "RUNNING" {
			t.Errorf("with %+v: %q, %v", keys, status, err)
		}
	}
}

// Short keys do not make a text grow.
func TestHide_short(t *testing.T) {
	t.Parallel()
	client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
		_, _ = io.Copy(io.Discard, req.Body)
		return says([]byte(failure("UnauthorizedOperation", "d: hidden", requestID)))(req)
	}), func(config *wire.Config) {
		config.Credentials = wire.Credentials{SecretID: "d", SecretKey: "k", Token: "hidden"}
	})
	if message := errorOf(t, create(t.Context(), client)).Message; message != "(hidden): (hidden)" {
		t.Errorf("the message is %q", message)
	}
}
