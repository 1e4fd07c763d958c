package gaapmock

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestSignatureVectors(t *testing.T) {
	for _, v := range []struct {
		name, key, service, host, contentType, timestamp, date, body string
		bodyHash, canonicalHash, signature                           string
	}{
		{
			"Tencent's own example", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "cvm", "cvm.tencentcloudapi.com",
			"application/json; charset=utf-8", "1551113065", "2019-02-25",
			`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
			"35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064",
			"5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
			"72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
		},
		{
			"CreateProxy", "SECRETKEYEXAMPLE", "gaap", "gaap.tencentcloudapi.com",
			"application/json", "1700000000", "2023-11-14",
			`{"ProjectId":0,"ProxyName":"test","AccessRegion":"Hongkong","Bandwidth":10,"Concurrent":2,"RealServerRegion":"Shanghai"}`,
			"6f17ec795550eb8e6e7e378ea72ff7e95d80550e6b7f2dccd244ee4b2b615248",
			"51ed94131b637a6755060c852780c85b1bac288c67630271d6e399909f652e88",
			"3d7fa9ecf3cfe3cd19f4de673c85484d684bb02f9ef655a1540206cce391cace",
		},
	} {
		t.Run(v.name, func(t *testing.T) {
			if got := sha256hex([]byte(v.body)); got != v.bodyHash {
				t.Errorf("body hash %s, want %s", got, v.bodyHash)
			}
			canonical := tc3Canonical("POST", "", []tc3Header{{"content-type", v.contentType}, {"host", v.host}}, v.bodyHash)
			if got := sha256hex([]byte(canonical)); got != v.canonicalHash {
				t.Errorf("canonical hash %s, want %s", got, v.canonicalHash)
			}
			if got := tc3Signature(v.key, v.date, v.service, v.timestamp, canonical); got != v.signature {
				t.Errorf("signature %s, want %s", got, v.signature)
			}
		})
	}
}

// signing is how a test client signs; the zero value signs correctly.
type signing struct {
	id, key, service, date, names, query, hash, host, port string
	at                                                     time.Time
}

func (g signing) sign(r *http.Request, body string) {
	if g.port != "" {
		r.Host += ":" + g.port
	}
	setDefault(&g.id, DefaultSecretID)
	setDefault(&g.key, DefaultSecretKey)
	setDefault(&g.service, "gaap")
	setDefault(&g.at, time.Now())
	setDefault(&g.date, g.at.UTC().Format(time.DateOnly))
	setDefault(&g.names, "content-type;host")
	setDefault(&g.hash, sha256hex([]byte(body)))
	stamp := strconv.FormatInt(g.at.Unix(), 10)
	r.Header.Set("X-TC-Timestamp", stamp)
	headers := []tc3Header{}
	for _, name := range strings.Split(g.names, ";") {
		value := r.Header.Get(name)
		switch name {
		case "host":
			value = r.Host
			if g.host != "" {
				value = g.host
			}
		case "x-tc-action":
			value = strings.ToLower(value)
		}
		headers = append(headers, tc3Header{name, value})
	}
	signature := tc3Signature(g.key, g.date, g.service, stamp, tc3Canonical(r.Method, g.query, headers, g.hash))
	r.Header.Set("Authorization", "TC3-HMAC-SHA256 Credential="+g.id+"/"+g.date+"/"+g.service+
		"/tc3_request, SignedHeaders="+g.names+", Signature="+signature)
}

func TestAuthentication(t *testing.T) {
	const notFoundText = "The SecretId is not found, please ensure that your SecretId is correct."
	const failedText = "The provided credentials could not be validated. Please check your signature is correct."
	yesterday := time.Now().UTC().AddDate(0, 0, -1).Format(time.DateOnly)
	for _, c := range []struct {
		name   string
		g      signing
		change func(*http.Request)
		token  string // of the server
		code   string
		text   string
	}{
		{name: "right"},
		{name: "four minutes slow", g: signing{at: time.Now().Add(-4 * time.Minute)}},
		{name: "four minutes fast", g: signing{at: time.Now().Add(4 * time.Minute)}},
		{name: "action signed", g: signing{names: "content-type;host;x-tc-action"}},
		{
			name: "unsigned payload", g: signing{hash: sha256hex([]byte("UNSIGNED-PAYLOAD"))},
			change: func(r *http.Request) { r.Header.Set("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD") },
		},
		{name: "port signed", g: signing{port: "9180", host: "example.com:9180"}},
		{name: "port not signed", g: signing{port: "9180", host: "example.com"}},
		{name: "other port signed", g: signing{port: "9180", host: "example.com:80"}, code: "AuthFailure.SignatureFailure"},
		{name: "other host signed", g: signing{host: "example.org"}, code: "AuthFailure.SignatureFailure"},
		{name: "path prefix", change: func(r *http.Request) { r.URL.Path = "/some/prefix" }},
		{name: "none", change: func(r *http.Request) { r.Header.Del("Authorization") }, code: "AuthFailure.InvalidAuthorization"},
		{name: "malformed", change: func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, code: "AuthFailure.InvalidAuthorization"},
		{name: "host not signed", g: signing{names: "content-type"}, code: "AuthFailure.InvalidAuthorization"},
		{name: "no such header", g: signing{names: "content-type;host;x-none"}, code: "AuthFailure.SignatureFailure"},
		{name: "odd id", g: signing{id: "a$b"}, code: "AuthFailure.InvalidSecretId"},
		{name: "unknown id", g: signing{id: "AKIDnobody"}, code: "AuthFailure.SecretIdNotFound", text: notFoundText},
		{name: "wrong key", g: signing{key: "wrong"}, code: "AuthFailure.SignatureFailure", text: failedText},
		{name: "wrong date", g: signing{date: yesterday}, code: "AuthFailure.SignatureFailure"},
		{name: "wrong service", g: signing{service: "tag"}, code: "AuthFailure.SignatureFailure"},
		{name: "other body", g: signing{hash: sha256hex([]byte("x"))}, code: "AuthFailure.SignatureFailure"},
		{name: "six minutes slow", g: signing{at: time.Now().Add(-6 * time.Minute)}, code: "AuthFailure.SignatureExpire"},
		{name: "six minutes fast", g: signing{at: time.Now().Add(6 * time.Minute)}, code: "AuthFailure.SignatureExpire"},
		{name: "no timestamp", change: func(r *http.Request) { r.Header.Del("X-TC-Timestamp") }, code: "MissingParameter"},
		{name: "token", token: "t", change: func(r *http.Request) { r.Header.Set("X-TC-Token", "t") }},
		{name: "token missing", token: "t", code: "AuthFailure.TokenFailure"},
		{name: "token wrong", token: "t", change: func(r *http.Request) { r.Header.Set("X-TC-Token", "u") }, code: "AuthFailure.TokenFailure"},
		{name: "token too much", change: func(r *http.Request) { r.Header.Set("X-TC-Token", "u") }, code: "AuthFailure.TokenFailure"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTester(t, func(o *Options) { o.Insecure, o.Token = false, c.token })
			r := newCall("DescribeProxies", "{}")
			c.g.sign(r, "{}")
			if c.change != nil {
				c.change(r)
			}
			a := serve(x.Server, r)
			if a.code != c.code || a.status != 200 || !strings.Contains(a.body, c.text) || a.id == "" {
				t.Errorf("got %d %s, want code %q and text %q", a.status, a.body, c.code, c.text)
			}
			if strings.Contains(string(mustMarshal(x.Journal())), "Credential") {
				t.Error("the journal holds an Authorization")
			}
		})
	}
}

func TestInsecureNeedsNoAuthorization(t *testing.T) {
	for _, insecure := range []bool{true, false} {
		x := newTester(t, func(o *Options) { o.Insecure = insecure })
		if a := x.call("DescribeProxies", "{}"); (a.code == "") != insecure {
			t.Errorf("Insecure %v: %s", insecure, a.body)
		}
	}
}

func TestGet(t *testing.T) {
	query := url.Values{}
	for name, value := range map[string]string{
		"ProjectId": "0", "ProxyName": "a b", "AccessRegion": "Hongkong", "Bandwidth": "10", "Concurrent": "2",
		"RealServerRegion": "Shanghai", "TagSet.0.TagKey": "team", "TagSet.0.TagValue": "net",
	} {
		query.Set(name, value)
	}
	sorted := query.Encode()
	for _, c := range []struct{ name, sent, signed, code string }{
		{"as sent", sorted + "&Action=CreateProxy", sorted + "&Action=CreateProxy", ""},
		{"business parameters only", "Action=CreateProxy&Version=x&Nonce=1&Region=r&" + sorted, sorted, ""},
		{"something else", sorted, "a=b", "AuthFailure.SignatureFailure"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTester(t, func(o *Options) { o.Insecure = false })
			r := httptest.NewRequest(http.MethodGet, "/?"+c.sent, nil)
			r.Header = newCall("CreateProxy", "").Header
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			signing{query: c.signed}.sign(r, "")
			a := serve(x.Server, r)
			if a.code != c.code {
				t.Fatalf("got %s, want code %q", a.body, c.code)
			}
			if c.code != "" {
				return
			}
			p := x.Proxies()[0]
			if p.Name != "a b" || p.Bandwidth != 10 || p.Tags["team"] != "net" {
				t.Errorf("the proxy is %+v", p)
			}
		})
	}
}

func TestGetStrictness(t *testing.T) {
	for query, code := range map[string]string{
		"ProjectId=x":                   "InvalidParameter",
		"Bandwidth=1.0":                 "InvalidParameter",
		"Bandwidth=-1":                  "InvalidParameter",
		"Wrong=1":                       "UnknownParameter",
		"ProxyName=a":                   "MissingParameter",
		"TagSet.x.TagKey=a":             "InvalidParameter",
		"TagSet.1.TagKey=a":             "InvalidParameter",
		"TagSet=a":                      "InvalidParameter",
		"TagSet.0=a":                    "InvalidParameter",
		"ProxyName.0=a":                 "InvalidParameter",
		"ProxyName=a&ProxyName.x=b":     "InvalidParameter",
		"TagSet.0.TagKey=a&TagSet.0.Z=": "UnknownParameter",
	} {
		x := newTester(t)
		r := httptest.NewRequest(http.MethodGet, "/?"+query, nil)
		r.Header = newCall("CreateProxy", "").Header
		if a := serve(x.Server, r); a.code != code {
			t.Errorf("%s: %s, want %s", query, a.body, code)
		}
	}
}
