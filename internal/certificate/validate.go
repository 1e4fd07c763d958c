package certificate

import (
	"crypto/x509"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// validate refuses what the service would refuse, and what would be refused only
// by those who meet the certificate. Nothing of a content or a key is quoted.
func validate(config *model, diags *diag.Diagnostics) {
	if config.Type.IsNull() || config.Type.IsUnknown() || typeOf(config.Type) < 0 {
		return
	}
	leaf := validateContent(config, diags)
	validateKey(config, leaf, diags)
}

// validateContent returns the certificate that a key has to fit, nil if that is
// not known.
func validateContent(config *model, diags *diag.Diagnostics) *x509.Certificate {
	content, at := config.given()
	kind := typeOf(config.Type)
	if content.IsNull() || content.IsUnknown() {
		return nil
	}
	refuse := func(err error) {
		diags.AddAttributeError(at, "Invalid content of a GAAP certificate", "The content of type "+typeName(kind)+" cannot be used: "+err.Error()+".")
	}
	if kind == gaapapi.CertificateBasic {
		if err := checkUsers(content.ValueString()); err != nil {
			refuse(err)
		}
		return nil
	}
	chain, err := chainOf(content.ValueString())
	if err != nil {
		refuse(err)
		return nil
	}
	if hasKey(kind) { // of CAs there may be several, in any order
		if err := checkOrder(chain); err != nil {
			refuse(err)
		}
	}
	return chain[0]
}

func validateKey(config *model, leaf *x509.Certificate, diags *diag.Diagnostics) {
	const summary = "Invalid key of a GAAP certificate"
	key, at := config.givenKey()
	kind := typeOf(config.Type)
	switch {
	case !hasKey(kind) && !key.IsNull():
		// The service takes one and does not need it: it would be a secret more to keep.
		diags.AddAttributeError(at, summary, "Type "+typeName(kind)+" has no private key. Take "+at.String()+" out.")
	case hasKey(kind) && key.IsNull():
		diags.AddAttributeError(at, summary, "Type "+typeName(kind)+" needs the private key of the certificate: set key, or key_wo.")
	case hasKey(kind) && !key.IsUnknown():
		if err := checkKey(key.ValueString(), leaf); err != nil {
			diags.AddAttributeError(at, summary, "The key cannot be used: "+err.Error()+".")
		}
	}
}
