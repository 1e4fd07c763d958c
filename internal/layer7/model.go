package layer7

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_layer7_listener in configuration, plan or state.
type model struct {
	object.Core

	Protocol             types.String `tfsdk:"protocol"`
	Port                 types.Int64  `tfsdk:"port"`
	ProxyID              types.String `tfsdk:"proxy_id"`
	GroupID              types.String `tfsdk:"group_id"`
	Name                 types.String `tfsdk:"name"`
	CertificateID        types.String `tfsdk:"certificate_id"`
	ForwardProtocol      types.String `tfsdk:"forward_protocol"`
	AuthType             types.Int64  `tfsdk:"auth_type"`
	ClientCertificateIDs types.Set    `tfsdk:"client_certificate_ids"`
	ClientCertificateID  types.String `tfsdk:"client_certificate_id"`
	HTTP3Supported       types.Bool   `tfsdk:"http3_supported"`
	TLSSupportVersions   types.Set    `tfsdk:"tls_support_versions"`
	TLSCiphers           types.String `tfsdk:"tls_ciphers"`
	Status               types.String `tfsdk:"status"`
	CreateTime           types.String `tfsdk:"create_time"`
}

func (m *model) of() gaapapi.ListenersOf { return listener.Of(m.ProxyID, m.GroupID, m.Protocol) }

func (m *model) isHTTPS() bool { return m.Protocol.ValueString() == gaapapi.HTTPS }

// fromAPI fills the model with what the service shows.
func (m *model) fromAPI(l gaapapi.HTTPListener) {
	m.Protocol = types.StringValue(l.Protocol)
	m.Port = types.Int64Value(l.Port)
	if l.Parent != (gaapapi.ListenerParent{}) {
		m.ProxyID, m.GroupID = object.Text(l.Parent.ProxyID), object.Text(l.Parent.GroupID)
	}
	m.Name = types.StringValue(l.Name)
	m.Status = types.StringValue(l.Status.String())
	m.CreateTime = object.Time(l.CreateTime)
	m.tlsFromAPI(l)
}

// tlsFromAPI takes what HTTPS listeners have. An HTTP listener has nothing of it.
func (m *model) tlsFromAPI(l gaapapi.HTTPListener) {
	if l.Protocol != gaapapi.HTTPS {
		m.withoutTLS()
		return
	}
	m.CertificateID, m.ForwardProtocol = object.Text(l.CertificateID), object.TextOr(l.ForwardProtocol, m.ForwardProtocol)
	m.AuthType = types.Int64Value(0)
	if l.Mutual {
		m.AuthType = types.Int64Value(1)
	}
	m.setClients(l.ClientCertificateIDs)
	m.HTTP3Supported = types.BoolValue(l.HTTP3)
	m.TLSSupportVersions, m.TLSCiphers = object.TextSet(l.TLSVersions), object.Text(l.TLSCiphers)
}

func (m *model) withoutTLS() {
	m.CertificateID, m.ForwardProtocol, m.AuthType = types.StringNull(), types.StringNull(), types.Int64Null()
	m.setClients(nil)
	m.HTTP3Supported = types.BoolNull()
	m.TLSSupportVersions, m.TLSCiphers = object.TextSet(nil), types.StringNull()
}

// setClients sets both forms of the clients' certificates.
func (m *model) setClients(ids []string) {
	m.ClientCertificateIDs, m.ClientCertificateID = object.TextSet(ids), types.StringNull()
	if len(ids) == 1 {
		m.ClientCertificateID = types.StringValue(ids[0])
	}
}

// lacks says in what a listener is not what is planned. What the plan leaves to
// the service is not looked at.
func lacks(plan *model, l gaapapi.HTTPListener) []string {
	shown := *plan
	shown.fromAPI(l)
	return object.DifferingParts(object.Differs, []object.Part{
		{"name", plan.Name, shown.Name},
		{"certificate_id", plan.CertificateID, shown.CertificateID},
		{"forward_protocol", plan.ForwardProtocol, shown.ForwardProtocol},
		{"auth_type", plan.AuthType, shown.AuthType},
		{"client_certificate_ids", plan.ClientCertificateIDs, shown.ClientCertificateIDs},
		{"http3_supported", plan.HTTP3Supported, shown.HTTP3Supported},
		{"tls_support_versions", plan.TLSSupportVersions, shown.TLSSupportVersions},
		{"tls_ciphers", plan.TLSCiphers, shown.TLSCiphers},
	})
}

// sortedTexts are the texts of a set, in the order in which the client has them.
func sortedTexts(set types.Set) []string {
	texts := object.Texts(set)
	slices.Sort(texts)
	return texts
}
