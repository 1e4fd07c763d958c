package gaapapi

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"
)

// hidden stands in a text where something was that nobody may see.
const hidden = "(hidden)"

const (
	// maxSecret bounds, in bytes, how far a secret can reach into a text.
	maxSecret = 16 << 10
	// minStart is how many bytes of a secret are hidden even if the rest is not
	// there: those who quote a request may cut it.
	minStart = 8
)

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
	return slices.DeleteFunc(sent, func(secret string) bool { return secret == "" })
}

// The ways in which a text is written in JSON: with as few escapes as can be,
// and with those of Go and of PHP.
var escapes = []*strings.Replacer{
	strings.NewReplacer(`"`, `\"`, `\`, `\\`),
	strings.NewReplacer(`"`, `\"`, `\`, `\\`, "<", `\u003c`, ">", `\u003e`, "&", `\u0026`),
	strings.NewReplacer(`"`, `\"`, `\`, `\\`, "/", `\/`),
}

// writings are the different ways in which a gateway may write a secret.
func (s secrets) writings() []string {
	var all []string
	for _, secret := range s {
		for _, text := range []string{secret, url.QueryEscape(secret), html.EscapeString(secret)} {
			all = append(all, text)
			for _, escape := range escapes {
				all = append(all, escape.Replace(text))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// hide takes the secrets out of a text, and what is left of those that are cut.
func (s secrets) hide(text string) string {
	writings := s.writings()
	var b strings.Builder
	for i := 0; i < len(text); {
		if n := begins(text[i:], writings); n > 0 {
			b.WriteString(hidden)
			i += n
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return authorization.ReplaceAllString(b.String(), "TC3-HMAC-SHA256 "+hidden)
}

// begins is how many bytes of a secret a text begins with.
func begins(text string, writings []string) (longest int) {
	for _, secret := range writings {
		n := 0
		for n < min(len(secret), len(text)) && secret[n] == text[n] {
			n++
		}
		if n == len(secret) || n >= minStart {
			longest = max(longest, n)
		}
	}
	return longest
}
