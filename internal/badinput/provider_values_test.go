package badinput

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	// mark is in every secret that is drawn, so that it is found where it must not be.
	mark = "hiddenSecret"

	roleARN = "qcs::cam::uin/" + gaapmock.DefaultAccountID + ":roleName/deploy"
	// identityToken has a form that the mock accepts, and ends in the year 9999.
	identityToken = mark + ".eyJleHAiOjI1MzQwMjMwMDc5OX0." + mark
)

// files are what is in the home.
func files() map[string]string {
	key, err := json.Marshal(map[string]string{"secretId": gaapmock.DefaultSecretID, "secretKey": gaapmock.DefaultSecretKey})
	check(err)
	return map[string]string{
		".tccli/work.credential":   string(key),
		".tccli/broken.credential": `{"secretKey": "` + mark,
		".tccli/region.credential": string(key),
		".tccli/region.configure":  `{"_sys_param":{"region":"a\nb"}}`,
		"token":                    identityToken + "\n",
		"twoTokens":                identityToken + "\n" + identityToken,
		"empty":                    "",
		"notes":                    mark + "\n",
		"ca.pem":                   bundle,
	}
}

func inHome(file string) string { return filepath.Join(home, file) }

// bundle is a certificate of nobody's.
const bundle = `-----BEGIN CERTIFICATE-----
MIIBejCCAR+gAwIBAgIUAU0LYqkYJabQm0Egz7COHDiY/7cwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyMzIzNDEyM1oYDzIxMjYxMDMwMjM0
MTIzWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAR6qiFP6HArejovNgjtHYl1jrrn0mI8HKAAvDumiuI+nPjnYM8ve9ivElpEqunC
gAmYcaqjM8/M+nRl0JOtEVIoo1MwUTAdBgNVHQ4EFgQUGRDEB0sgTvRHPB4/Er1V
VQTO9QYwHwYDVR0jBBgwFoAUGRDEB0sgTvRHPB4/Er1VVQTO9QYwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAzGDZAKljkXQ2xhwyvfixxQbosWd1
FBAzQAiutNDn9GsCIQCgJ9P3DUK/Lq9VLQBFgQVlvdVQW1uKH/vLV7QwnI1ngA==
-----END CERTIFICATE-----
`

func set(elements ...any) cty.Value {
	if len(elements) == 0 {
		return cty.SetValEmpty(cty.String)
	}
	return cty.SetVal(elementsOf(elements))
}

func list(elements ...any) cty.Value {
	if len(elements) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	return cty.ListVal(elementsOf(elements))
}

// elementsOf are strings, and null for what is none.
func elementsOf(elements []any) []cty.Value {
	var values []cty.Value
	for _, element := range elements {
		value := cty.NullVal(cty.String)
		if text, ok := element.(string); ok {
			value = cty.StringVal(text)
		}
		values = append(values, value)
	}
	return values
}

// nothing is a map of tags with a key that has no value.
func nothing(key string) cty.Value {
	return cty.MapVal(map[string]cty.Value{key: cty.NullVal(cty.String)})
}

// notKeys are no part of a key; the last ones come from files.
func notKeys() []cty.Value {
	return several(" ", mark+" ", mark+"道", "\u202e"+mark, mark+"\x00", mark+"\n", mark+"\r\nX-TC-Region: a")
}

// notForms are notIDs but for the empty text, which is not set.
var notForms = slices.DeleteFunc(slices.Clone(notIDs), func(text cty.Value) bool { return equal(text, "") })

// providerArguments are the arguments of the provider block, those inside of
// others after a point.
func providerArguments() map[string]argument {
	long := strings.Repeat
	proxyTags := proxyArguments()["tags"]
	accounts := argument{
		several(set(), set(gaapmock.DefaultAccountID), set("7", gaapmock.DefaultAccountID), set("7")),
		several(set(""), set("deploy"), set("7 "), set("7\n"), set("１２"), set(nil), set("7", nil), set("-7")),
	}
	ignored := argument{several(set(), set("team"), set("道", "%s", "a\nb"), set(long("k", 1000))), several(set(""), set("team", ""), set(nil))}
	all := map[string]argument{
		"secret_id":      {several(gaapmock.DefaultSecretID, mark, long(mark, 1000)), several(notKeys(), mark+"/x", mark+",x")},
		"secret_key":     {several(gaapmock.DefaultSecretKey, mark, mark+`/+=,"`, long(mark, 1000)), notKeys()},
		"security_token": {several(mark, long(mark, 1000)), notKeys()},
		"region":         {several("ap-guangzhou", "eu-frankfurt", "ap-shanghai-fsi"), several(notForms, "ap-guangzhou\n", "ap-guangzhou ")},
		"endpoint": {
			several("https://gaap.example.com", "https://gaap.example.com/", "https://gaap.example.com:8443/a/b", "https://gaap.example.com/%41%0A%3Fx/", "https://gaap.example.com/%E9%81%93",
				"https://gaap.example.com//", "https://gaap.example.com/道", "http://127.0.0.1:9180", "http://[::1]:9180/", "https://[2001:db8::1]", "HTTPS://GAAP.example.com"),
			several(" ", "gaap.example.com", "://", "https://", "https://:1", "https://a b", "https://a\nb", "\x00", "http://gaap.example.com", "ftp://gaap.example.com",
				"https://user:"+mark+"@gaap.example.com", "https://gaap.example.com?token="+mark, "https://gaap.example.com#"+mark, "https://"+mark+"@", "http://user:"+mark+"@a b?x",
				"https://gaap.example.com:99999", "https://gaap.example.com:0", "https://gaap.example.com:x", "https://道.example.com", "https://%E9%81%93.example.com", "https://[fe80::1%25eth0]",
				"https://[::1", "https://gaap.example.com/%zz", "https://gaap.example.com/a\x7fb", "https:gaap.example.com"),
		},
		"domain": {
			several("tencentcloudapi.com", "intl.tencentcloudapi.com", "internal.tencentcloudapi.com", "example.com", "localhost", "xn--fiqs8s", "A-b.Example", long("x", 63)+".example"),
			several(" ", ".", "-", "a..b", ".example.com", "example.com.", "-a.example.com", "a-.example.com", "a_b.example.com", "example.com:443", "example.com/x", "https://example.com",
				"user:"+mark+"@example.com", "example.com?token="+mark, "example.com\n", "exa mple.com", "\x00", "道.example.com", "127.0.0.1", "[::1]", "example.1",
				long("x", 64)+".example", long("a.", 150)+"example", long("x", 1<<16)),
		},
		"custom_ca_bundle": {
			several(inHome("ca.pem")),
			several(" ", "/no/such/file", inHome("."), inHome("notes"), inHome("empty"), "\x00", long("x", 1<<16), "道"),
		},
		"profile":                 {several("work"), several(" ", "absent", "broken", "region", "../work", "\x00", "a\nb", long("x", 1<<16), "道")},
		"shared_credentials_dir":  {several(inHome(".tccli")), nil},
		"max_requests_per_second": {several(1, 2, 20), several(0, 21, notNumbers)},
		"client_token_scope":      {several("a", "道", "\x00", long("x", 1<<16)), nil},
		"adopt": {
			several(list(), list("link-a1b2c3d4"), list("link-a1b2c3d4", "link-b2c3d4e5"), list("link-a1b2c3d4", "link-a1b2c3d4"), list("X-1", "lg-1")),
			several(list(""), list("link-a1b2c3d4", ""), list(nil), list("link-a1b2c3d4", nil), list("link"), list("link-"), list("-a1b2c3d4"), list("link-a1-b2"), list("link-a1b2c3d4 "),
				list("link-a1b2c3d4\n"), list("link-a1b2c3d4,link-b2c3d4e5"), list("link-\x00"), list("link-道"), list("https://link-1"), list(long("x", 1<<16))),
		},
		"default_tags":        {proxyTags.good, several(proxyTags.bad, nothing("team"))},
		"create_missing_tags": {several(cty.True, cty.False), nil},
		"ignore_tags.keys":    ignored, "ignore_tags.key_prefixes": ignored,
		"cam_role_name":       {several("deploy", "partner", "nobody", long("x", 128)), several(notForms[:len(notForms)-1], "a/b", "../x", "deploy\n", "deploy?x", "deploy#", long("x", 129))},
		"allowed_account_ids": accounts, "forbidden_account_ids": accounts,

		"assume_role.external_id": {several("id", "a:/b@c", long("x", 128)), several(notForms, "x", "ab\n", long("x", 129))},
		"assume_role.policy": {
			several(`{}`, `{"version":"2.0","statement":[]}`, `{"道":"%s&=+"}`, `{"x":"`+long("x", 1<<12)+`"}`),
			several(" ", "x", "[]", "null", "1", "{", `"{}"`, "{}{}", "\x00", long("[", 20000)),
		},
		"assume_role_with_web_identity.provider_id":             {several("OIDC", "道", "%s"), nil},
		"assume_role_with_web_identity.web_identity_token":      {several(identityToken, mark, long(mark, 1000)), notKeys()},
		"assume_role_with_web_identity.web_identity_token_file": {several(inHome("token"), inHome("notes")), several("/no/such/file", inHome("."), inHome("empty"), inHome("twoTokens"), "\x00", long("x", 1<<16))},
	}
	for _, block := range []string{"assume_role.", "assume_role_with_web_identity."} {
		all[block+"role_arn"] = argument{
			several(roleARN, "qcs::cam::uin/100000000002:roleName/partner", "qcs::cam::uin/1:role/4611686018427397919", "qcs::cam::uin/1:roleName/nobody"),
			several(notForms, "deploy", "qcs::cam::uin/1:user/x", "qcs::cam::uin/:roleName/x", roleARN+"\n", roleARN+"\x00", roleARN+"\u202e", "qcs::cam::uin/1:roleName/", "qcs::cam::uin/1:roleName/道"),
		}
		all[block+"session_name"] = argument{several("terraform", "a=,.@-", long("x", 128)), several(notForms, "x", "ab\n", long("x", 129))}
		all[block+"session_duration"] = argument{several(1, 7200, 43200), several(0, 43201, notNumbers)}
	}
	for name, values := range all { // what is empty is not set
		if values.good[0].Type() == cty.String {
			values.good = append(values.good, cty.StringVal(""))
			all[name] = values
		}
	}
	return all
}

// plainProvider is a block in which an argument makes sense.
func plainProvider(argument string) map[string]cty.Value {
	switch block, _, _ := strings.Cut(argument, "."); {
	case argument == "profile", argument == "shared_credentials_dir":
		return map[string]cty.Value{"profile": cty.StringVal("work")}
	case argument == "cam_role_name":
		return map[string]cty.Value{argument: cty.StringVal("deploy")}
	case argument == "assume_role_with_web_identity.web_identity_token_file":
		return map[string]cty.Value{block + ".role_arn": cty.StringVal(roleARN)}
	case block == "assume_role_with_web_identity":
		return map[string]cty.Value{block + ".role_arn": cty.StringVal(roleARN), block + ".web_identity_token": cty.StringVal(identityToken)}
	case block == "assume_role":
		return map[string]cty.Value{"secret_id": cty.StringVal(gaapmock.DefaultSecretID), "secret_key": cty.StringVal(gaapmock.DefaultSecretKey), block + ".role_arn": cty.StringVal(roleARN)}
	}
	return map[string]cty.Value{"secret_id": cty.StringVal(gaapmock.DefaultSecretID), "secret_key": cty.StringVal(gaapmock.DefaultSecretKey)}
}
