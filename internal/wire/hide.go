package wire

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// hidden stands in a text where something was that nobody may see.
const hidden = "(hidden)"

const (
	// maxSecret bounds, in bytes, how far a secret can reach into a text.
	maxSecret = 16 << 10
	// minStart is how many bytes of a secret are hidden even if the rest is not
	// there: those who quote a request may cut it.
	minStart = 8
	// minPart is how many bytes of any other part of it are hidden: quotes are
	// also cut in front, and broken into lines.
	minPart = 12
)

// authorization is what the header of a signed request says after its scheme.
var authorization = regexp.MustCompile(`TC3-HMAC-SHA256\s+[^"<\r\n]+`)

// secrets are what a request carries that must not be seen: a gateway may quote
// the request in its answer, and answers get into errors. The SecretKey is
// never sent.
type secrets []string

func secretsOf(keys Credentials, req Request, more []string) secrets {
	sent := append(secrets{keys.SecretID, keys.Token}, more...)
	if identity, ok := req.(*sts.AssumeRoleWithWebIdentityRequest); ok && identity.WebIdentityToken != nil {
		sent = append(sent, *identity.WebIdentityToken)
	}
	return slices.DeleteFunc(sent, func(secret string) bool { return secret == "" })
}

// linesOf are the lines of a secret, each of which is one: they are written apart
// from each other in many ways. What is too short to tell anything, or says what
// kind of text follows, stays.
func linesOf(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(line string) bool {
		return len(line) < minStart || strings.Contains(line, "-----")
	})
}

// The ways in which a text is written in JSON: with as few escapes as can be,
// and with those of Go and of PHP.
var escapes = []*strings.Replacer{
	strings.NewReplacer(`"`, `\"`, `\`, `\\`),
	strings.NewReplacer(`"`, `\"`, `\`, `\\`, "<", `\u003c`, ">", `\u003e`, "&", `\u0026`),
	strings.NewReplacer(`"`, `\"`, `\`, `\\`, "/", `\/`),
}

// variants are the different ways in which a gateway may write a secret, in
// small letters.
func (s secrets) variants() []string {
	var all []string
	for _, secret := range s {
		for _, text := range []string{secret, url.QueryEscape(secret), html.EscapeString(secret)} {
			all = append(all, text)
			for _, escape := range escapes {
				all = append(all, escape.Replace(text))
			}
		}
		all = append(all, encodings(secret)...)
	}
	for i := range all {
		all[i] = lowerASCII(all[i])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// encodings is a secret as a dump of bytes has it: whole requests are put into
// hex or base64, where four characters hold three bytes. Those that hold bytes
// of its neighbours, too, are left out.
func encodings(secret string) []string {
	all := []string{hex.EncodeToString([]byte(secret))}
	for before := range 3 {
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := encoding.EncodeToString([]byte("AB"[:before] + secret))
			all = append(all, text[(8*before+5)/6:8*(before+len(secret))/6])
		}
	}
	return slices.DeleteFunc(all, func(text string) bool { return len(text) < minPart }) // of a word that stands for a key
}

// show is what may be shown of a code or an id in an answer. The secrets go first, or a
// part of one could be left where the text is cut.
func (s secrets) show(text string) string {
	return quote.Printable(s.hide(text[:min(len(text), maxCode+maxSecret)]), maxCode)
}

// hide takes the secrets out of a text, and what is left of those that are cut.
func (s secrets) hide(text string) string {
	found := s.find(lowerASCII(text))
	var b strings.Builder
	for i := range len(text) {
		switch {
		case !found[i]:
			b.WriteByte(text[i])
		case i == 0 || !found[i-1]:
			b.WriteString(hidden)
		}
	}
	return authorization.ReplaceAllString(b.String(), "TC3-HMAC-SHA256 "+hidden)
}

// find tells which bytes of a text, in small letters, belong to a secret.
func (s secrets) find(text string) []bool {
	writings := s.variants()
	found := make([]bool, len(text))
	parts := map[string][]int{}
	for i := range len(text) {
		mark(found[i:], prefixLength(text[i:], writings))
		if i+minPart <= len(text) {
			parts[text[i:i+minPart]] = append(parts[text[i:i+minPart]], i)
		}
	}
	for _, secret := range writings {
		for i := range max(0, len(secret)-minPart+1) {
			part := secret[i : i+minPart]
			for _, at := range parts[part] {
				mark(found[at:], minPart)
			}
			delete(parts, part)
		}
	}
	return found
}

func mark(found []bool, n int) {
	for i := range n {
		found[i] = true
	}
}

// lowerASCII makes capital letters small and keeps the length of the text: a
// gateway may write what it quotes in capitals.
func lowerASCII(text string) string {
	letters := []byte(text)
	for i, letter := range letters {
		if 'A' <= letter && letter <= 'Z' {
			letters[i] += 'a' - 'A'
		}
	}
	return string(letters)
}

// prefixLength is how many bytes of a secret a text begins with.
func prefixLength(text string, writings []string) (longest int) {
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
