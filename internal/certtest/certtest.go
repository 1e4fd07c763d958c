// Package certtest makes certificates and keys for tests: whole chains, with the
// dates that a test wants.
package certtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"testing"
	"time"
)

// Certificate is a certificate with its key, both in PEM.
type Certificate struct {
	PEM, Key string

	x509 *x509.Certificate
	key  *ecdsa.PrivateKey
}

// Wanted is what a certificate is to be.
type Wanted struct {
	Name     string       // common name of its subject
	Issuer   *Certificate // nil: it signs itself
	From, To time.Time
}

// New makes a certificate for a test. Two of the same Wanted differ in key and number.
func New(t testing.TB, want Wanted) Certificate {
	t.Helper()
	made, err := Make(want)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// Make is [New] for programs.
func Make(want Wanted) (Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		return Certificate{}, err
	}
	form := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: want.Name}, DNSNames: []string{want.Name},
		NotBefore: want.From, NotAfter: want.To, IsCA: true, BasicConstraintsValid: true,
	}
	issuer, signer := form, key
	if want.Issuer != nil {
		issuer, signer = want.Issuer.x509, want.Issuer.key
	}
	raw, err := x509.CreateCertificate(rand.Reader, form, issuer, &key.PublicKey, signer)
	if err != nil {
		return Certificate{}, err
	}
	made, err := x509.ParseCertificate(raw)
	if err != nil {
		return Certificate{}, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return Certificate{}, err
	}
	return Certificate{
		PEM:  string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})),
		Key:  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})),
		x509: made, key: key,
	}, nil
}
