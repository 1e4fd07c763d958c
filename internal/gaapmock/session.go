package gaapmock

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
)

// sessionPrefix begins the ids of temporary keys.
const sessionPrefix = "AKIDtmp"

// session is what a token says. Tokens are signed, so that the mock need not
// remember them, not even over a restart.
type session struct {
	SecretID string    `json:"id"`
	Caller   identity  `json:"caller"`
	Expires  time.Time `json:"expires"`
}

// temporary are the credentials of a session, in the form of STS.
type temporary struct {
	Token        string
	TmpSecretID  string `json:"TmpSecretId"`
	TmpSecretKey string
}

// issue makes credentials that are valid for a time on the wire clock, which
// is that of clients. nonce makes them differ from all others.
func (o *Options) issue(caller identity, nonce string, validity time.Duration) (temporary, time.Time) {
	nonce = strings.ReplaceAll(nonce, "-", "")
	id := sessionPrefix + nonce + o.seal("id", nonce)[:16]
	expires := o.Clock.Now().Add(validity).Truncate(time.Second).UTC()
	claims := base64.RawURLEncoding.EncodeToString(mustMarshal(session{id, caller, expires}))
	key, _ := o.sessionKey(id)
	return temporary{Token: claims + "." + o.seal("token", claims), TmpSecretID: id, TmpSecretKey: key}, expires
}

// sessionKey is the key of a temporary id, if the mock has made the id.
func (o *Options) sessionKey(id string) (secretKey string, found bool) {
	rest, ok := strings.CutPrefix(id, sessionPrefix)
	if !ok || len(rest) < 16 {
		return "", false
	}
	nonce, seal := rest[:len(rest)-16], rest[len(rest)-16:]
	return o.seal("key", id)[:32], hmac.Equal([]byte(seal), []byte(o.seal("id", nonce)[:16]))
}

// openSession returns whom a temporary key stands for, unless the token is not
// that of the key or has expired.
func (o *Options) openSession(id, token string) (caller identity, valid bool) {
	claims, seal, _ := strings.Cut(token, ".")
	if !hmac.Equal([]byte(seal), []byte(o.seal("token", claims))) {
		return identity{}, false
	}
	data, err := base64.RawURLEncoding.DecodeString(claims)
	var s session
	if err != nil || json.Unmarshal(data, &s) != nil {
		return identity{}, false
	}
	return s.Caller, s.SecretID == id && o.Clock.Now().Before(s.Expires)
}

// seal proves that the mock has made a text.
func (o *Options) seal(use, text string) string {
	return hex.EncodeToString(hmacSHA256([]byte(o.SecretKey+use), text))
}
