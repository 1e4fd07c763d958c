package gaapmock

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const (
	deployARN  = "qcs::cam::uin/" + DefaultAccountID + ":roleName/deploy"
	partnerARN = "qcs::cam::uin/100000000002:roleName/partner"
)

// keys are temporary credentials as a client keeps them.
type keys struct{ id, key, token string }

// signed makes a call that is signed; empty keys are those of the account.
func (x *tester) signed(action, body string, k keys) answer {
	service := "gaap"
	if isSTS(action) {
		service = serviceSTS
	}
	r := newCall(action, body)
	r.Header.Set("X-TC-Region", "ap-guangzhou")
	if k.token != "" {
		r.Header.Set("X-TC-Token", k.token)
	}
	signing{id: k.id, key: k.key, service: service}.sign(r, body)
	return serve(x.Server, r)
}

// assume assumes a role and returns its keys.
func (x *tester) assume(arn string, by keys, seconds int) (keys, answer) {
	x.t.Helper()
	a := x.signed("AssumeRole", fmt.Sprintf(`{"RoleArn":%q,"RoleSessionName":"test","DurationSeconds":%d}`, arn, seconds), by)
	if a.code != "" {
		x.t.Fatal(a.body)
	}
	c := a.fields["Credentials"].(map[string]any)
	return keys{c["TmpSecretId"].(string), c["TmpSecretKey"].(string), c["Token"].(string)}, a
}

func (x *tester) wantCode(a answer, code string) {
	x.t.Helper()
	if a.code != code {
		x.t.Errorf("got %s, want code %q", a.body, code)
	}
}

func TestAssumeRole(t *testing.T) {
	secure := func(o *Options) { o.Insecure = false }
	x := newTester(t, secure)
	k, a := x.assume(deployARN, keys{}, 3600)
	end := testStart.Add(time.Hour)
	if a.fields["ExpiredTime"] != float64(end.Unix()) || a.fields["Expiration"] != end.Format(time.RFC3339) {
		t.Errorf("the session ends at %v, %v", a.fields["ExpiredTime"], a.fields["Expiration"])
	}
	other, _ := x.assume(partnerARN, k, 60)
	x.wantCode(x.signed("DescribeProxies", "{}", k), "")
	x.wantCode(x.signed("DescribeProxies", "{}", keys{k.id, k.key, ""}), "AuthFailure.TokenFailure")
	x.wantCode(x.signed("DescribeProxies", "{}", keys{k.id, k.key, other.token}), "AuthFailure.TokenFailure")
	x.wantCode(x.signed("DescribeProxies", "{}", keys{k.id, k.key, "e30." + strings.Repeat("0", 64)}), "AuthFailure.TokenFailure")
	x.wantCode(x.signed("DescribeProxies", "{}", keys{k.id, other.key, k.token}), "AuthFailure.SignatureFailure")
	x.wantCode(x.signed("DescribeProxies", "{}", keys{k.id + "0", k.key, k.token}), "AuthFailure.SecretIdNotFound")
	x.wantCode(x.signed("DescribeProxies", "{}", keys{sessionPrefix, k.key, k.token}), "AuthFailure.SecretIdNotFound")

	again := newTester(t, secure) // a restart
	again.wantCode(again.signed("DescribeProxies", "{}", k), "")

	x.clock.Advance(time.Hour - time.Second)
	x.wantCode(x.signed("DescribeProxies", "{}", k), "")
	x.clock.Advance(time.Second)
	x.wantCode(x.signed("DescribeProxies", "{}", k), "AuthFailure.TokenFailure")
	x.wantCode(x.signed("GetCallerIdentity", "{}", other), "AuthFailure.TokenFailure")
}

func TestGetCallerIdentity(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Insecure, o.AccountID = false, "42" })
	role, _ := x.assume(partnerARN, keys{}, 60)
	for _, c := range []struct {
		k                        keys
		account, principal, kind string
	}{{keys{}, "42", "42", "CAMUser"}, {role, "100000000002", "42", "CAMRole"}} {
		a := x.signed("GetCallerIdentity", "{}", c.k)
		if a.fields["AccountId"] != c.account || a.fields["PrincipalId"] != c.principal || a.fields["Type"] != c.kind || a.fields["Arn"] == "" || a.fields["UserId"] == "" {
			t.Errorf("the identity is %s, want %+v", a.body, c)
		}
	}
}

// jwt is a token of an identity provider, with these claims.
func jwt(claims string) string {
	return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
}

func TestSTSStrictness(t *testing.T) {
	good := jwt(fmt.Sprintf(`{"exp":%d}`, testStart.Unix()+60))
	for _, c := range []struct{ action, change, code string }{
		{"AssumeRole", `{}`, ""},
		{"AssumeRole", `{"RoleArn":null}`, "MissingParameter"},
		{"AssumeRole", `{"RoleSessionName":null}`, "MissingParameter"},
		{"AssumeRole", `{"RoleSessionName":"x"}`, "InvalidParameter.ParamError"},
		{"AssumeRole", `{"Wrong":1}`, "UnknownParameter"},
		{"AssumeRole", `{"DurationSeconds":"60"}`, "InvalidParameter"},
		{"AssumeRole", `{"DurationSeconds":43200}`, ""},
		{"AssumeRole", `{"DurationSeconds":43201}`, "InvalidParameter.OverTimeError"},
		{"AssumeRole", `{"RoleArn":"qcs::cam::uin/1:roleName/x"}`, "ResourceNotFound.RoleNotFound"},
		{"AssumeRole", `{"ExternalId":"x"}`, "InvalidParameter.ParamError"},
		{"AssumeRole", `{"ExternalId":"any:1"}`, ""},
		{"AssumeRole", `{"RoleArn":"qcs::cam::uin/9:role/guarded"}`, "UnauthorizedOperation"},
		{"AssumeRole", `{"RoleArn":"qcs::cam::uin/9:role/guarded","ExternalId":"x:1"}`, ""},
		{"AssumeRole", `{"Policy":"%7B%22version%22%3A%222.0%22%7D"}`, ""},
		{"AssumeRole", `{"Policy":"{\"version\":\"2.0\"}"}`, "InvalidParameter.StrategyFormatError"},
		{"AssumeRole", `{"Policy":"nonsense"}`, "InvalidParameter.StrategyFormatError"},
		{"AssumeRoleWithWebIdentity", `{}`, ""},
		{"AssumeRoleWithWebIdentity", `{"ProviderId":null}`, "MissingParameter"},
		{"AssumeRoleWithWebIdentity", `{"WebIdentityToken":null}`, "MissingParameter"},
		{"AssumeRoleWithWebIdentity", `{"WebIdentityToken":"nonsense"}`, "InvalidParameter.WebIdentityTokenError"},
		{"AssumeRoleWithWebIdentity", `{"WebIdentityToken":"a.b.c"}`, "InvalidParameter.WebIdentityTokenError"},
		{"AssumeRoleWithWebIdentity", `{"WebIdentityToken":"` + jwt(`{"exp":1}`) + `"}`, "InvalidParameter.WebIdentityTokenError"},
		{"AssumeRoleWithWebIdentity", `{"RoleArn":"qcs::cam::uin/1:roleName/x"}`, "ResourceNotFound.RoleNotFound"},
		{"AssumeRoleWithWebIdentity", `{"DurationSeconds":-1}`, "InvalidParameter.OverTimeError"},
		{"GetCallerIdentity", `{"RoleArn":null,"RoleSessionName":null}`, ""},
		{"GetCallerIdentity", `{}`, "UnknownParameter"},
	} {
		fields := map[string]any{"RoleArn": deployARN, "RoleSessionName": "test"}
		if c.action == "AssumeRoleWithWebIdentity" {
			fields["ProviderId"], fields["WebIdentityToken"] = "OIDC", good
		}
		if err := json.Unmarshal([]byte(c.change), &fields); err != nil {
			t.Fatal(err)
		}
		for name, value := range fields {
			if value == nil {
				delete(fields, name)
			}
		}
		x := newTester(t, func(o *Options) {
			o.Roles = append(DefaultRoles(), Role{ARN: "qcs::cam::uin/9:role/guarded", ExternalID: "x:1"})
		})
		for region, code := range map[string]string{"ap-guangzhou": c.code, "": "MissingParameter"} {
			r := newCall(c.action, string(mustMarshal(fields)))
			r.Header.Set("X-TC-Region", region)
			if a := serve(x.Server, r); a.code != code && (region != "" || c.code == "") {
				t.Errorf("%s %s in %q: %s, want %q", c.action, c.change, region, a.body, code)
			}
		}
	}
}

// Only a web identity needs no signature, and the journal does not keep it.
func TestUnsigned(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Insecure = false })
	token := jwt(fmt.Sprintf(`{"exp":%d}`, testStart.Unix()+60))
	body := fmt.Sprintf(`{"ProviderId":"OIDC","WebIdentityToken":%q,"RoleArn":%q,"RoleSessionName":"test"}`, token, deployARN)
	for action, code := range map[string]string{
		"AssumeRoleWithWebIdentity": "", "AssumeRole": "AuthFailure.InvalidAuthorization", "DescribeProxies": "AuthFailure.InvalidAuthorization",
	} {
		r := newCall(action, body)
		r.Header.Set("X-TC-Region", "ap-guangzhou")
		r.Header.Set("Authorization", "SKIP")
		x.wantCode(serve(x.Server, r), code)
	}
	calls := x.Calls("AssumeRoleWithWebIdentity")
	if len(calls) != 1 || strings.Contains(string(calls[0].Body), token) || !strings.Contains(string(calls[0].Body), deployARN) || calls[0].Committed {
		t.Errorf("the journal has %s", mustMarshal(calls))
	}
}

func TestMetadata(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Insecure = false })
	get := func(method, name string) answer {
		return serve(x.Server, httptest.NewRequest(method, "http://127.0.0.1:9180"+metadataPrefix+name, nil))
	}
	if a := get(http.MethodGet, ""); a.status != 200 || a.body != "deploy\npartner" {
		t.Errorf("the roles are %d %q", a.status, a.body)
	}
	for name, status := range map[string]int{"other": 404, "deploy/": 404} {
		if a := get(http.MethodGet, name); a.status != status {
			t.Errorf("%s: %d %s, want %d", name, a.status, a.body, status)
		}
	}
	for origin, status := range map[string]int{"": 200, "http://metadata.tencentyun.com": 403} {
		r := httptest.NewRequest(http.MethodGet, "http://metadata.tencentyun.com"+metadataPrefix, nil)
		r.Header.Set("Origin", origin)
		if a := serve(x.Server, r); a.status != status {
			t.Errorf("by its name, origin %q: %d %s", origin, a.status, a.body)
		}
	}
	if a := get(http.MethodPost, "deploy"); a.status != 405 {
		t.Errorf("POST: %d %s", a.status, a.body)
	}
	var c struct {
		TmpSecretID  string `json:"TmpSecretId"`
		TmpSecretKey string
		Token, Code  string
		Expiration   time.Time
		ExpiredTime  int64
	}
	if err := json.Unmarshal([]byte(get(http.MethodGet, "deploy").body), &c); err != nil {
		t.Fatal(err)
	}
	if c.Code != "Success" || !c.Expiration.Equal(testStart.Add(metadataValidity)) || c.ExpiredTime != c.Expiration.Unix() {
		t.Errorf("the answer is %+v", c)
	}
	x.wantCode(x.signed("DescribeProxies", "{}", keys{c.TmpSecretID, c.TmpSecretKey, c.Token}), "")
	if n := len(x.Calls("metadata")); n != 6 {
		t.Errorf("%d calls are in the journal, want 6", n)
	}
}
