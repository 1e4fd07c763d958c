package badinput

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const certificateType = "gaap_certificate"

func plainCertificate() map[string]cty.Value {
	return map[string]cty.Value{"type": cty.StringVal("BASIC"), "name": cty.StringVal("edge"), "content": cty.StringVal("alice:hash")}
}

// certificateArguments are the arguments of gaap_certificate.
func certificateArguments() map[string]argument {
	long, nothing, version := strings.Repeat, cty.NullVal(cty.String), several(1, 2)
	contents := several("alice:hash", "a:$apr1$x$y\nb:x", "\né:道\n\n")
	return map[string]argument{
		"type":               {several("BASIC", "CLIENT"), several(notIDs, "basic", "SSL", "2")},
		"name":               {several("", "edge", long("道", 50), "a b", "%s%n"), several(long("x", 51), long("道", 51), "a\nb", "\x00", " x", "x ")},
		"content":            {contents, several("", " \n", "alice", ":hash", "alice:", "a b:c", "alice:hash\nbob", "-----BEGIN CERTIFICATE-----")},
		"key":                {several(nothing), several("", "x", "-----BEGIN PRIVATE KEY-----")},
		"content_wo":         {contents, nil},
		"content_wo_version": {version, nil},
		"key_wo":             {several(nothing, "x"), nil},
		"key_wo_version":     {version, nil},
		"timeouts":           proxyArguments()["timeouts"],
	}
}

// oneContent: most certificates have one, and users no key.
func oneContent(t *rapid.T, config map[string]cty.Value) {
	switch rapid.IntRange(0, 6).Draw(t, "content") {
	case 0:
	case 1, 2:
		delete(config, "content")
		delete(config, "key_wo")
		delete(config, "key_wo_version")
	default:
		for _, name := range []string{"content_wo", "content_wo_version", "key_wo", "key_wo_version"} {
			delete(config, name)
		}
	}
}

func certificateResource() resource {
	return resource{
		plain: plainCertificate, arguments: certificateArguments, destroys: "DeleteCertificate", number: "content_wo_version", fit: oneContent,
		add: func(mock *gaapmock.Server) string {
			return mock.AddCertificate(gaapmock.Certificate{Name: "edge", Content: "alice:hash"})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, c := range mock.Certificates() {
				ids = append(ids, c.ID)
			}
			return ids
		},
	}
}
