package gaapmock

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The types of certificates.
const (
	CertificateBasic      = 0 // users with the hashes of their passwords
	CertificateClient     = 1 // CA of clients
	CertificateServer     = 2 // of listeners and domains
	CertificateRealServer = 3 // CA of origins
	CertificateProxy      = 4 // of the proxy, for origins
)

// Certificate is a certificate as the mock keeps it. Its JSON form is the one of
// the admin routes and of the state file, which never have the private key.
type Certificate struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"` // the alias
	Type       int64     `json:"type"`
	Content    string    `json:"content"`
	Key        string    `json:"-"` // lost with the process
	CreateTime time.Time `json:"create_time"`
	UsedBy     []string  `json:"used_by"` // what holds it, besides what the mock itself knows
}

func (c Certificate) key() string                   { return c.ID }
func (c Certificate) withID(id string) Certificate  { c.ID = id; return c }
func (c Certificate) status() string                { return "" }
func (c Certificate) withStatus(string) Certificate { return c }
func (c Certificate) knownSince() time.Time         { return time.Time{} }

func (c Certificate) clone() Certificate {
	c.UsedBy = slices.Clone(c.UsedBy)
	if c.UsedBy == nil {
		c.UsedBy = []string{}
	}
	return c
}

func (c Certificate) check() error {
	if err := checkContent(c.Type, c.Content); err != nil {
		return fmt.Errorf("%w: %w", errNonsense, err)
	}
	return nil
}

// fill makes one of type 0 what it needs; others need a content.
func (c Certificate) fill(_ *store, now time.Time) Certificate {
	if c.Type == CertificateBasic {
		setDefault(&c.Content, "user:tx2KGdo3zJg/.")
	}
	if c.CreateTime.IsZero() {
		c.CreateTime = now
	}
	return c
}

// keepSecret takes over what the JSON form does not have.
func (c *Certificate) keepSecret(from Certificate) { c.Key = from.Key }

// leaf is the certificate that the dates and names are of; nil for type 0.
func (c Certificate) leaf() *x509.Certificate {
	chain, err := parseChain(c.Content)
	if c.Type == CertificateBasic || err != nil {
		return nil
	}
	return chain[0]
}

// checkContent refuses what no type of certificate is made of.
//
// Assumption: type 0 takes lines of user:hash, whatever the hash is.
func checkContent(kind int64, content string) error {
	switch kind {
	case CertificateBasic:
		return checkUsers(content)
	case CertificateClient, CertificateServer, CertificateRealServer, CertificateProxy:
		_, err := parseChain(content)
		return err
	}
	return fmt.Errorf("the type %d", kind)
}

func checkUsers(content string) error {
	lines := strings.Fields(content)
	for _, line := range lines {
		if user, hash, found := strings.Cut(line, ":"); !found || user == "" || hash == "" {
			return errors.New("a line that is not user:hash")
		}
	}
	if len(lines) == 0 {
		return errors.New("no line")
	}
	return nil
}

// parseChain reads one PEM certificate or more.
//
// Assumption: text outside of the blocks, such as a line before the first, does
// not matter; the order of a chain is not checked; nor is anything signed.
func parseChain(content string) ([]*x509.Certificate, error) {
	var chain []*x509.Certificate
	rest := []byte(content)
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			return nil, errors.New("a block that is no certificate")
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		chain = append(chain, c)
	}
	if len(chain) == 0 {
		return nil, errors.New("no certificate")
	}
	return chain, nil
}

// parseKey reads a PEM private key of any usual form; nil if it is none.
func parseKey(text string) any {
	rest := []byte(text)
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil
		}
		if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
			return key
		}
		if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
			return key
		}
		if key, err := x509.ParseECPrivateKey(block.Bytes); err == nil {
			return key
		}
	}
}

// normalise is a content as another program would write it: lines of 64
// characters, one newline after each.
func normalise(kind int64, content string) string {
	if kind == CertificateBasic {
		return strings.Join(strings.Fields(content), "\n")
	}
	chain, _ := parseChain(content) // it was checked when it came in
	var b strings.Builder
	for _, c := range chain {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	return b.String()
}
