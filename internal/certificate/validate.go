package certificate

import (
	"crypto/x509"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// validate refuses what the service would refuse, and what would be refused only
// by those who meet the certificate. Nothing of a content or a key is quoted, and
// no problem is said to be at them: Terraform would print what stands there.
func validate(config *model, diags *diag.Diagnostics) {
	validateGiven(config, diags)
	if config.Type.IsNull() || config.Type.IsUnknown() || typeOf(config.Type) < 0 {
		return
	}
	leaf := validateContent(config, diags)
	validateKey(config, leaf, diags)
}

// validateGiven wants one content, at most one key, and a version of what is
// write-only.
func validateGiven(config *model, diags *diag.Diagnostics) {
	const summary = "Invalid arguments of a GAAP certificate"
	if config.Content.IsNull() && config.ContentWO.IsNull() {
		diags.AddError(summary, "Either content or content_wo is required.")
	}
	if object.IsSet(config.Content) && object.IsSet(config.ContentWO) {
		diags.AddError(summary, "Both content and content_wo are set. Take one of them out.")
	}
	if object.IsSet(config.Key) && object.IsSet(config.KeyWO) {
		diags.AddError(summary, "Both key and key_wo are set. Take one of them out.")
	}
	if !config.ContentWO.IsNull() && config.ContentWOVersion.IsNull() {
		diags.AddError(summary, "content_wo needs content_wo_version, by which a change of it is noticed.")
	}
	if !config.KeyWO.IsNull() && config.KeyWOVersion.IsNull() {
		diags.AddError(summary, "key_wo needs key_wo_version, by which a change of it is noticed.")
	}
}

// validateContent returns the certificate that a key has to fit, nil if that is
// not known.
func validateContent(config *model, diags *diag.Diagnostics) *x509.Certificate {
	content, name := config.contentArgument()
	kind := typeOf(config.Type)
	if content.IsNull() || content.IsUnknown() {
		return nil
	}
	refuse := func(err error) {
		diags.AddError("Invalid content of a GAAP certificate", "The "+name+" of type "+typeName(kind)+" cannot be used: "+err.Error()+".")
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
	key, name := config.keyArgument()
	kind := typeOf(config.Type)
	switch {
	case isCA(kind) && !config.Key.IsNull():
		// The service takes one and has no use for it, so that configurations of the
		// official provider have one: it is no error, and stays where it is.
		diags.AddWarning("GAAP certificate needs no key", "Type "+typeName(kind)+" does not use a private key. It is not sent, but it is in the state. Take key out.")
	case !hasKey(kind) && !key.IsNull():
		diags.AddError(summary, "Type "+typeName(kind)+" has no private key. Take "+name+" out.")
	case hasKey(kind) && key.IsNull():
		diags.AddError(summary, "Type "+typeName(kind)+" needs the private key of the certificate: set key, or key_wo.")
	case hasKey(kind) && !key.IsUnknown():
		if err := checkKey(key.ValueString(), leaf); err != nil {
			diags.AddError(summary, "The "+name+" cannot be used: "+err.Error()+".")
		}
	}
}
