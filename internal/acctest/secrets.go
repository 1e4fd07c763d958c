package acctest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"sync"
)

const (
	// minSecret is how many bytes a secret has at least: shorter ones are words
	// that stand for a wrong key, and may be found anywhere.
	minSecret = 8
	// partOfSecret is how many bytes of its start, or of its end, give it away.
	partOfSecret = 16
)

// Secrets are what may stand nowhere but in requests. They are safe for
// concurrent use; the zero value holds none.
type Secrets struct {
	mu    sync.Mutex
	known map[string]bool
	forms []form
}

// form is a way in which a part of a secret may be written.
type form struct {
	text []byte
	of   string // which secret, and how it is written
}

// Add adds a secret; name says what it is. Those under 8 bytes are left out.
func (s *Secrets) Add(name, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(secret) < minSecret || s.known[secret] {
		return
	}
	if s.known == nil {
		s.known = map[string]bool{}
	}
	s.known[secret] = true
	n := min(len(secret), partOfSecret)
	s.addForms("the start of the "+name, secret[:n])
	s.addForms("the end of the "+name, secret[len(secret)-n:])
}

// addForms adds the forms of a part. The caller holds the lock.
func (s *Secrets) addForms(of, part string) {
	add := func(text, how string) { s.forms = append(s.forms, form{[]byte(text), of + how}) }
	add(part, "")
	add(hex.EncodeToString([]byte(part)), ", in hex")
	if escaped := url.QueryEscape(part); escaped != part {
		add(escaped, ", in an URL")
	}
	for before := range 3 { // bytes that share a group of base64 with the first of the part
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			add(inBase64(encoding, before, part), ", in base64")
		}
	}
}

// inBase64 is how a part is written after so many bytes. The characters at both
// ends that depend on its neighbours are left out: they are those that differ
// between two encodings whose neighbours differ in every bit.
func inBase64(encoding *base64.Encoding, before int, part string) string {
	between := func(neighbour string) string {
		return encoding.EncodeToString([]byte(strings.Repeat(neighbour, before) + part + strings.Repeat(neighbour, 2)))
	}
	zeros, ones := between("\x00"), between("\xff")
	from, to := 0, len(zeros)
	for zeros[from] != ones[from] {
		from++
	}
	for zeros[to-1] != ones[to-1] {
		to--
	}
	return zeros[from:to]
}

// Count is how many secrets there are.
func (s *Secrets) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.known)
}

// headers are signs that an Authorization header was written. A signature is of
// no use to anybody later, but what writes it may write more.
var headers = []form{
	{[]byte("TC3-HMAC-SHA256 Credential="), "an Authorization header"},
	{[]byte("Signature="), "an Authorization header"},
}

// Find says which secret a text holds and where, "" if it holds none.
func (s *Secrets) Find(text []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, forms := range [][]form{s.forms, headers} {
		for _, f := range forms {
			if i := bytes.Index(text, f.text); i >= 0 {
				return fmt.Sprintf("%s: ...%s...", f.of, text[max(0, i-60):min(len(text), i+20)])
			}
		}
	}
	return ""
}
