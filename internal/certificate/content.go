package certificate

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// chainOf reads PEM certificates. Errors quote nothing: what is given may be a key.
func chainOf(content string) ([]*x509.Certificate, error) {
	var chain []*x509.Certificate
	rest := []byte(content)
	for {
		block, after := pem.Decode(rest)
		if block == nil {
			break
		}
		number := len(chain) + 1
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("block %d is not a certificate: its first line must be -----BEGIN CERTIFICATE-----", number)
		}
		found, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("block %d is not an X.509 certificate, or is damaged", number)
		}
		chain, rest = append(chain, found), after
	}
	switch {
	case bytes.Contains(rest, []byte("-----BEGIN")):
		return nil, fmt.Errorf("block %d is damaged or truncated", len(chain)+1)
	case len(chain) == 0:
		return nil, errors.New("there is no PEM certificate in it")
	}
	return chain, nil
}

// checkOrder wants each certificate of a chain to be followed by its issuer:
// servers send them in this order, and clients refuse another one.
func checkOrder(chain []*x509.Certificate) error {
	for i := range len(chain) - 1 {
		if !bytes.Equal(chain[i].RawIssuer, chain[i+1].RawSubject) {
			return fmt.Errorf("certificate %d is not the issuer of certificate %d: the server's own comes first, then its issuer, and so on", i+2, i+1)
		}
	}
	return nil
}

// checkKey wants a PEM private key that fits a certificate. A key that does is the
// only one: so of the same certificate, the key is the same, however it is written.
func checkKey(key string, of *x509.Certificate) error {
	private, err := privateKey(key)
	if err != nil {
		return err
	}
	public, equals := private.Public().(interface{ Equal(crypto.PublicKey) bool })
	if of != nil && (!equals || !public.Equal(of.PublicKey)) {
		return errors.New("it does not fit the certificate, which is the first one of content")
	}
	return nil
}

func privateKey(text string) (crypto.Signer, error) {
	for rest := []byte(text); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil, errors.New("there is no PEM private key in it")
		}
		if strings.Contains(block.Type, "ENCRYPTED") || block.Headers["DEK-Info"] != "" {
			return nil, errors.New("it is encrypted, and the service takes no passphrase")
		}
		for _, parsed := range []func([]byte) (any, error){
			x509.ParsePKCS8PrivateKey,
			func(der []byte) (any, error) { return x509.ParsePKCS1PrivateKey(der) },
			func(der []byte) (any, error) { return x509.ParseECPrivateKey(der) },
		} {
			key, err := parsed(block.Bytes)
			if signer, ok := key.(crypto.Signer); ok && err == nil {
				return signer, nil
			}
		} // a block of parameters may come before
	}
}

// checkUsers wants lines of user:hash.
func checkUsers(content string) error {
	lines := linesOf(content)
	for i, line := range lines {
		user, hash, found := strings.Cut(line, ":")
		if !found || user == "" || hash == "" || strings.ContainsAny(line, " \t") {
			return fmt.Errorf("line %d is not user:hash, as htpasswd and openssl passwd print it", i+1)
		}
	}
	if len(lines) == 0 {
		return errors.New("it has no line user:hash")
	}
	return nil
}

// linesOf are the lines of a list of users, without empty ones.
func linesOf(content string) []string {
	var lines []string
	for line := range strings.Lines(content) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// same reports whether two contents are one: the same certificates in the same
// order, or the same users, however they are written.
func same(a, b string) bool {
	if a == b {
		return true
	}
	left, wrong := chainOf(a)
	right, wrongToo := chainOf(b)
	if wrong != nil || wrongToo != nil {
		return wrong != nil && wrongToo != nil && checkUsers(a) == nil && slices.Equal(linesOf(a), linesOf(b))
	}
	return slices.EqualFunc(left, right, func(a, b *x509.Certificate) bool { return a.Equal(b) })
}
