package gaapapi

import (
	"cmp"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"
)

// hidden stands in a text where something was that nobody may see.
const hidden = "(hidden)"

// maxSecret bounds, in bytes, how far a secret can reach into a text.
const maxSecret = 16 << 10

// authorization is what the header of a signed request says after its scheme.
var authorization = regexp.MustCompile(`TC3-HMAC-SHA256\s+[^"<\r\n]+`)

// secrets are what a request carries that must not be seen: a gateway may quote
// the request in its answer, and answers get into errors. The SecretKey is
// never sent.
type secrets []string

func secretsOf(keys Credentials, req request) secrets {
	sent := secrets{keys.SecretID, keys.Token}
	if identity, ok := req.(*sts.AssumeRoleWithWebIdentityRequest); ok {
		sent = append(sent, value(identity.WebIdentityToken))
	}
	var all secrets
	for _, secret := range sent {
		if secret != "" {
			all = append(all, secret, url.QueryEscape(secret), html.EscapeString(secret))
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // the longest form first
	return all
}

// hide takes the secrets out of a text.
func (s secrets) hide(text string) string {
	for _, secret := range s {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	return authorization.ReplaceAllString(text, "TC3-HMAC-SHA256 "+hidden)
}
