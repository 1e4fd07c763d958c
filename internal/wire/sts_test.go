package wire_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// idToken is a token of an identity provider that is good for a while.
func idToken(validity time.Duration) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"none"}`)) + "." + encode(fmt.Appendf(nil, `{"exp":%d}`, time.Now().Add(validity).Unix())) + ".c2ln"
}

func TestAssumeRole_parameters(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{Roles: []gaapmock.Role{{ARN: deployARN, ExternalID: "x:1"}, {ARN: partnerARN}}})
		role := wire.Role{ARN: deployARN, SessionName: "ci@main", Duration: 90 * time.Minute, ExternalID: "x:1", Policy: `{"a b": "+"}`}
		deployer := s.as(s.client.AssumeRole(role))
		if account, err := deployer.CallerAccount(t.Context()); account != gaapmock.DefaultAccountID || err != nil {
			t.Errorf("the account is %q, %v", account, err)
		}
		if header := s.lastHeader("GetCallerIdentity"); header.Get("X-TC-Token") == "" || strings.Contains(header.Get("Authorization"), gaapmock.DefaultSecretID) {
			t.Errorf("the call was not made with the role: %v", header)
		}
		// A role may assume the next one, and that be of another account.
		partner := s.as(deployer.AssumeRole(wire.Role{ARN: partnerARN, SessionName: "next"}))
		if account, err := partner.CallerAccount(t.Context()); account != "100000000002" || err != nil {
			t.Errorf("the account is %q, %v", account, err)
		}
		s.CheckBodies("AssumeRole",
			`{"RoleArn":"`+deployARN+`","RoleSessionName":"ci@main","DurationSeconds":5400,"ExternalId":"x:1","Policy":"%7B%22a%20b%22%3A%20%22%2B%22%7D"}`,
			`{"RoleArn":"`+partnerARN+`","RoleSessionName":"next"}`)
	})
}

// What STS refuses for good is asked once, and reaches the caller with its code.
func TestAssumeRole_refused(t *testing.T) {
	t.Parallel()
	for code, change := range map[string]func(*wire.Role){
		"ResourceNotFound.RoleNotFound":        func(r *wire.Role) { r.ARN += "x" },
		"UnauthorizedOperation":                func(r *wire.Role) { r.ExternalID = "other" },
		"InvalidParameter.ParamError":          func(r *wire.Role) { r.SessionName = "?" },
		"InvalidParameter.OverTimeError":       func(r *wire.Role) { r.Duration = 13 * time.Hour },
		"InvalidParameter.StrategyFormatError": func(r *wire.Role) { r.Policy = "nonsense" },
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Roles: []gaapmock.Role{{ARN: deployARN, ExternalID: "x:1"}}})
			role := deploy()
			role.ExternalID = "x:1"
			change(&role)
			_, err := s.client.AssumeRole(role).Credentials(t.Context())
			if wire.CodeOf(err) != code || len(s.Journal()) != 1 {
				t.Errorf("%v after %d calls, want %s", err, len(s.Journal()), code)
			}
		})
	}
}

// A web identity needs no key; its token is read anew for each session.
func TestAssumeRoleWithWebIdentity(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		token := idToken(time.Hour)
		source := s.keyless().AssumeRoleWithWebIdentity(wire.WebIdentity{
			ARN: deployARN, SessionName: "ci", Duration: 2 * time.Hour, ProviderID: "OIDC",
			Token: func() (string, error) { return token, nil },
		})
		client := s.as(source)
		for range 5 {
			if err := status(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			if header := s.lastHeader("AssumeRoleWithWebIdentity"); header.Get("Authorization") != "SKIP" || header.Get("X-TC-Token") != "" || header.Get("X-TC-Region") == "" {
				t.Errorf("the headers are %v", header)
			}
			time.Sleep(50 * time.Minute)
			token = idToken(time.Hour)
		}
		s.CheckBodies("AssumeRoleWithWebIdentity", strings.Split(strings.Repeat(
			`{"ProviderId":"OIDC","WebIdentityToken":"(hidden)","RoleArn":"`+deployARN+`","RoleSessionName":"ci","DurationSeconds":7200};`, 2), ";")[:2]...)
	})
}

func TestAssumeRoleWithWebIdentity_refused(t *testing.T) {
	t.Parallel()
	unread := errors.New("no such file")
	for name, c := range map[string]struct {
		arn   string
		token string
		err   error
		code  string
	}{
		"expired":      {deployARN, "expired", nil, "InvalidParameter.WebIdentityTokenError"},
		"nonsense":     {deployARN, "s3cret", nil, "InvalidParameter.WebIdentityTokenError"},
		"unknown role": {deployARN + "x", "", nil, "ResourceNotFound.RoleNotFound"},
		"no token":     {deployARN, "", unread, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			switch c.token {
			case "":
				c.token = idToken(time.Hour)
			case "expired":
				c.token = idToken(-time.Second)
			}
			_, err := s.keyless().AssumeRoleWithWebIdentity(wire.WebIdentity{
				ARN: c.arn, SessionName: "ci", Duration: time.Hour, ProviderID: "OIDC",
				Token: func() (string, error) { return c.token, c.err },
			}).Credentials(t.Context())
			if err == nil || wire.CodeOf(err) != c.code || c.err != nil && !errors.Is(err, c.err) {
				t.Fatalf("%s: the error is %v", name, err)
			}
			if strings.Contains(err.Error(), c.token) {
				t.Errorf("%s: the token is in %v", name, err)
			}
		})
	}
}

// A missing answer is not taken for an account.
func TestCallerAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{AccountID: "42"})
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultForeign})
		if account, err := s.client.CallerAccount(t.Context()); account != "42" || err != nil {
			t.Errorf("the account is %q, %v", account, err)
		}
		s.CheckNoFaults()
		s.CheckBodies("GetCallerIdentity", `{}`, `{}`)
	})
}

// The account is asked for once, whatever comes of it, and by many at once.
func TestCallerAccountOnce(t *testing.T) {
	t.Parallel()
	for kind, most := range map[gaapmock.FaultKind]time.Duration{
		"": 0, gaapmock.FaultError: 0, gaapmock.FaultThrottle: 0, gaapmock.FaultLostAfter: 0, gaapmock.FaultCutBody: 0, gaapmock.FaultForeign: 0, gaapmock.FaultHang: 5 * time.Second,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{AccountID: "42"})
				if kind != "" {
					s.Inject(gaapmock.Fault{Action: "GetCallerIdentity", Kind: kind})
				}
				start := time.Now()
				var group sync.WaitGroup
				for range 10 {
					group.Go(func() {
						ctx, cancel := s.client.WithTimeout(t.Context(), "timeouts.create", time.Hour)
						defer cancel()
						account, err := s.client.CallerAccountOnce(ctx)
						if kind == "" != (account == "42" && err == nil) || err != nil && account != "" {
							t.Errorf("the account is %q, %v", account, err)
						}
						if kind == gaapmock.FaultHang && !strings.Contains(err.Error(), "the time of GetCallerIdentity (5s) ran out") {
							t.Errorf("the error is %v", err)
						}
					})
				}
				group.Wait()
				if took := time.Since(start); took != most {
					t.Errorf("took %s, want %s", took, most)
				}
				s.CheckBodies("GetCallerIdentity", `{}`)
			})
		})
	}
}

// Credentials that are refused are not renewed for it: that would be a second try.
func TestCallerAccountOnce_refusedSession(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.client.AssumeRole(deploy()))
		s.Inject(gaapmock.Fault{Action: "GetCallerIdentity", Kind: gaapmock.FaultError, Code: "AuthFailure.TokenFailure"})
		if account, err := client.CallerAccountOnce(t.Context()); wire.CodeOf(err) != "AuthFailure.TokenFailure" {
			t.Errorf("the account is %q, %v", account, err)
		}
		s.CheckBodies("GetCallerIdentity", `{}`)
	})
}

// Who has no time left to ask says nothing about the account, and what is known
// is not asked again.
func TestCallerAccountOnce_known(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{AccountID: "42"})
		over, cancel := context.WithCancel(t.Context())
		cancel()
		if account, err := s.client.CallerAccountOnce(over); !errors.Is(err, context.Canceled) {
			t.Errorf("the account is %q, %v", account, err)
		}
		for _, ask := range []func(context.Context) (string, error){s.client.CallerAccount, s.client.CallerAccountOnce, s.client.CallerAccountOnce} {
			if account, err := ask(t.Context()); account != "42" || err != nil {
				t.Errorf("the account is %q, %v", account, err)
			}
		}
		s.CheckBodies("GetCallerIdentity", `{}`)
	})
}

// An account is shown in errors, and an answer may hold anything.
func TestCallerAccount_strange(t *testing.T) {
	t.Parallel()
	client := newStubClient(t, "", says(inEnvelope(`"AccountId":"42\u001b[2J"`)))
	if account, err := client.CallerAccount(t.Context()); account != `42\x1b[2J` || err != nil {
		t.Errorf("the account is %q, %v", account, err)
	}
}

// Keys that are handed out are not in an error either, whatever is wrong with
// the answer around them.
func TestAssumeRole_badAnswers(t *testing.T) {
	t.Parallel()
	const id, key, token = "AKIDhandedOut0123456789", "keyHandedOut0123456789", "tokenHandedOut0123456789"
	good := `{"Response":{"Credentials":{"TmpSecretId":"` + id + `","TmpSecretKey":"` + key + `","Token":"` + token + `"},"ExpiredTime":4102444800,"RequestId":"` + requestID + `"}}`
	for name, c := range map[string]struct {
		status     int
		body, want string
	}{
		"after a mark":   {200, "\ufeff" + good, "no JSON object"},
		"in a list":      {200, "[" + good + "]", "no JSON object"},
		"in a call":      {200, "answer(" + good + ")", "no JSON object"},
		"before more":    {200, good + good, "not valid JSON"},
		"status 500":     {500, good, "HTTP status 500"},
		"status 201":     {201, good, "HTTP status 201"},
		"as a text":      {200, quoted(good), "no JSON object"},
		"time as a text": {200, strings.Replace(good, "4102444800", `"`+token+`"`, 1), "documented form"},
		"key as a list":  {200, strings.Replace(good, `"`+key+`"`, `["`+key+`"]`, 1), "documented form"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, call := range []func(context.Context, caller) error{assume, func(ctx context.Context, c caller) error {
				_, err := c.AssumeRole(wire.Role{ARN: deployARN, SessionName: "test"}).Credentials(ctx)
				return err
			}} {
				text := failWith(t, c.status, c.body, call)
				for _, part := range parts(id, key, token) {
					if strings.Contains(text, part) {
						t.Fatalf("%q is in %q", part, text)
					}
				}
				if !strings.Contains(text, c.want) {
					t.Errorf("%q is not in %q", c.want, text)
				}
			}
		})
	}
}
