package httpdomain

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// validate refuses arguments that do not go together. What is not known yet is
// checked when it is planned again.
func validate(config *model, diags *diag.Diagnostics) {
	refuse := func(name, words string) {
		diags.AddAttributeError(path.Root(name), "Invalid domain", name+" "+words+".")
	}
	if config.BasicAuth.ValueBool() && config.BasicAuthID.IsNull() {
		refuse("basic_auth_id", "is required with basic_auth: the id of a gaap_certificate of type BASIC")
	}
	if config.GaapAuth.ValueBool() && config.GaapAuthID.IsNull() {
		refuse("gaap_auth_id", "is required with gaap_auth: the id of a gaap_certificate of type PROXY")
	}
	if config.RealServerAuth.ValueBool() && !config.originCertificates().areConfigured() {
		refuse("realserver_certificate_ids", "is required with realserver_auth: ids of gaap_certificate resources of type REALSERVER")
	}
	if ids := words(config.ClientCertificateIDs); len(ids) > 1 && slices.Contains(ids, gaapapi.DefaultCertificate) {
		refuse("client_certificate_ids", "has default, which stands for what the listener has, beside others. Take it out, or the others")
	}
}

// ofHTTPS are the arguments that a plan sets and that only a domain of an HTTPS
// listener can have.
func ofHTTPS(m *model) []string {
	var names []string
	for _, argument := range []struct {
		name string
		set  bool
	}{
		{"certificate_id", object.IsSet(m.CertificateID) && m.CertificateID.ValueString() != gaapapi.DefaultCertificate},
		{"client_certificate_ids", len(m.clients()) > 0},
		{"basic_auth", m.BasicAuth.ValueBool()},
		{"gaap_auth", m.GaapAuth.ValueBool()},
		{"realserver_auth", m.RealServerAuth.ValueBool()},
		{"http3_supported", m.HTTP3.ValueBool()},
		{"tls_ciphers", object.IsSet(m.TLSCiphers)},
	} {
		if argument.set {
			names = append(names, argument.name)
		}
	}
	return names
}
