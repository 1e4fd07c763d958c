package gaapmock

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// tc3Algorithm is the only signature algorithm that the mock knows.
const tc3Algorithm = "TC3-HMAC-SHA256"

// tc3Header is one signed header: the name in lower case and the value as it
// goes into the canonical request.
type tc3Header struct{ name, value string }

// tc3Canonical is the canonical request of the API. The URI is "/"
// whatever the path is: clients with a path prefix sign it so.
func tc3Canonical(method, query string, headers []tc3Header, bodyHash string) string {
	var b strings.Builder
	b.WriteString(method + "\n/\n" + query + "\n")
	names := make([]string, len(headers))
	for i, h := range headers {
		b.WriteString(h.name + ":" + h.value + "\n")
		names[i] = h.name
	}
	b.WriteString("\n" + strings.Join(names, ";") + "\n" + bodyHash)
	return b.String()
}

// tc3Signature signs a canonical request; date is that of the scope.
func tc3Signature(secretKey, date, service, timestamp, canonical string) string {
	scope := date + "/" + service + "/tc3_request"
	text := tc3Algorithm + "\n" + timestamp + "\n" + scope + "\n" + sha256hex([]byte(canonical))
	key := hmacSHA256([]byte("TC3"+secretKey), date)
	key = hmacSHA256(key, service)
	key = hmacSHA256(key, "tc3_request")
	return hex.EncodeToString(hmacSHA256(key, text))
}

func sha256hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
