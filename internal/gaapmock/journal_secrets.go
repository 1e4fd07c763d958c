package gaapmock

import (
	"bytes"
	"encoding/json"
	"strings"
)

// withoutSecrets are the parameters of a request as the journal keeps them.
func withoutSecrets(req *request) json.RawMessage {
	var fields map[string]json.RawMessage
	secret := secretParams(req)
	if secret == nil || json.Unmarshal(req.params, &fields) != nil {
		return req.params
	}
	hidden := false
	for name, value := range fields {
		// A name in other letters is refused, and was meant all the same; so is a key
		// that stands where the certificate belongs.
		if secret(strings.ToLower(name)) || bytes.Contains(value, []byte("PRIVATE KEY")) {
			fields[name] = json.RawMessage(`"(hidden)"`)
			hidden = true
		}
	}
	if !hidden {
		return req.params
	}
	return mustMarshal(fields)
}

// secretParams knows the parameters of an action that are secret, by their names
// in small letters; nil: it has none.
func secretParams(req *request) func(name string) bool {
	switch {
	case isSTS(req.action):
		return func(name string) bool { return name == "webidentitytoken" }
	case req.action == "CreateCertificate":
		var in struct{ CertificateType json.Number }
		_ = json.Unmarshal(req.params, &in) // what is no number is no type: the content may be users
		kind, err := in.CertificateType.Int64()
		public := err == nil && kind >= CertificateClient && kind <= CertificateProxy
		return func(name string) bool { return name == "certificatekey" || name == "certificatecontent" && !public }
	}
	return nil
}
