package layer7

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// rules are what arguments demand of each other. What is not known yet is checked
// when it is planned again.
type rules struct {
	m     *model
	diags *diag.Diagnostics
}

func validate(config *model, diags *diag.Diagnostics) {
	r := rules{config, diags}
	object.CheckParent("Invalid listener", "listener", config.ProxyID, config.GroupID, diags)
	switch config.Protocol.ValueString() {
	case gaapapi.HTTP:
		r.plain()
	case gaapapi.HTTPS:
		r.required()
		r.clients()
	}
}

func (r rules) refuse(name, words string) {
	r.diags.AddAttributeError(path.Root(name), "Invalid listener", name+" "+words+".")
}

// plain: an HTTP listener has nothing but its name and its port.
func (r rules) plain() {
	for name, value := range map[string]attr.Value{
		"certificate_id": r.m.CertificateID, "forward_protocol": r.m.ForwardProtocol, "auth_type": r.m.AuthType,
		"client_certificate_ids": r.m.ClientCertificateIDs, "client_certificate_id": r.m.ClientCertificateID,
		"http3_supported": r.m.HTTP3Supported, "tls_support_versions": r.m.TLSSupportVersions, "tls_ciphers": r.m.TLSCiphers,
	} {
		if object.IsSet(value) {
			r.refuse(name, "is for HTTPS listeners; take it out, or set protocol = \"HTTPS\"")
		}
	}
}

func (r rules) required() {
	if r.m.CertificateID.IsNull() {
		r.refuse("certificate_id", "is required for an HTTPS listener: the certificate that clients are shown")
	}
	if r.m.ForwardProtocol.IsNull() {
		r.refuse("forward_protocol", "is required for an HTTPS listener: HTTP or HTTPS, to the origins")
	}
}

// clients: their certificates are asked for with auth_type 1, and only then.
func (r rules) clients() {
	several, one := r.m.ClientCertificateIDs, r.m.ClientCertificateID
	if object.IsSet(several) && object.IsSet(one) {
		r.refuse("client_certificate_id", "and client_certificate_ids exclude each other; use client_certificate_ids")
	}
	switch {
	case r.m.AuthType.IsUnknown():
	case r.m.AuthType.ValueInt64() == 1 && several.IsNull() && one.IsNull():
		r.refuse("client_certificate_ids", "is required with auth_type = 1: certificates that verify those of clients")
	case r.m.AuthType.ValueInt64() == 0 && object.IsSet(several):
		r.refuse("client_certificate_ids", "needs auth_type = 1")
	case r.m.AuthType.ValueInt64() == 0 && object.IsSet(one):
		r.refuse("client_certificate_id", "needs auth_type = 1")
	}
}
