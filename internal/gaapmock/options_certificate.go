package gaapmock

import "time"

// UnknownInvalidValue is InvalidParameterValue, for CertificateOptions.Unknown.
const UnknownInvalidValue UnknownMode = "invalid-value"

// CertificateOptions are the switches of certificates. Durations are as
// in Options. Each bool is false for what the documents suggest.
type CertificateOptions struct {
	// ReadLag is how late the Describe actions show certificates and changes; 0 = at once.
	ReadLag time.Duration
	// Unknown (not-found|invalid-value) is an id that does not exist. Either way
	// the message is "CertificateId not found".
	Unknown UnknownMode

	KeyHidden         bool // CertificateKey reads null; otherwise the key of types 2 and 4
	ContentNormalised bool // a content reads as another program would write it; otherwise as it was sent
	UsedNotRenamed    bool // renaming one that is in use is CertificateIsUsing
	WrongTypeTaken    bool // listeners and domains take a certificate of any type; otherwise InvalidCertificateId
	ExpiredRefused    bool // one that has expired is InvalidCertificateContent
}

// fillCertificates fills what is empty and refuses what makes no sense.
func (o *Options) fillCertificates() error {
	fillDurations([]duration{{&o.Certificate.ReadLag, 0}})
	return choose("Certificate.Unknown", &o.Certificate.Unknown, UnknownNotFound, UnknownInvalidValue)
}
