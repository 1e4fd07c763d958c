package httpdomain

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_http_domain in configuration, plan or state.
type model struct {
	object.Core

	ListenerID                  types.String `tfsdk:"listener_id"`
	Domain                      types.String `tfsdk:"domain"`
	DefaultServer               types.Bool   `tfsdk:"is_default_server"`
	HTTP3                       types.Bool   `tfsdk:"http3_supported"`
	CertificateID               types.String `tfsdk:"certificate_id"`
	ClientCertificateID         types.String `tfsdk:"client_certificate_id"`
	ClientCertificateIDs        types.Set    `tfsdk:"client_certificate_ids"`
	BasicAuth                   types.Bool   `tfsdk:"basic_auth"`
	BasicAuthID                 types.String `tfsdk:"basic_auth_id"`
	GaapAuth                    types.Bool   `tfsdk:"gaap_auth"`
	GaapAuthID                  types.String `tfsdk:"gaap_auth_id"`
	RealServerAuth              types.Bool   `tfsdk:"realserver_auth"`
	RealServerCertificateID     types.String `tfsdk:"realserver_certificate_id"`
	RealServerCertificateIDs    types.Set    `tfsdk:"realserver_certificate_ids"`
	RealServerCertificateDomain types.String `tfsdk:"realserver_certificate_domain"`
	TLSVersions                 types.Set    `tfsdk:"tls_support_versions"`
	TLSCiphers                  types.String `tfsdk:"tls_ciphers"`
	Status                      types.String `tfsdk:"status"`
	BanStatus                   types.String `tfsdk:"ban_status"`
}

func (m *model) clientCertificates() certificates {
	return certificates{m.ClientCertificateID, m.ClientCertificateIDs}
}

func (m *model) originCertificates() certificates {
	return certificates{m.RealServerCertificateID, m.RealServerCertificateIDs}
}

func (m *model) setClients(to certificates) {
	m.ClientCertificateID, m.ClientCertificateIDs = to.one, to.all
}

func (m *model) setOriginCAs(to certificates) {
	m.RealServerCertificateID, m.RealServerCertificateIDs = to.one, to.all
}

// clients are the CAs of clients, none for those of the listener.
func (m *model) clients() []string { return m.clientCertificates().ids() }

func (m *model) originCAs() []string { return m.originCertificates().ids() }

// where is the natural key of a domain, in words.
func (m *model) where() string {
	return fmt.Sprintf("the domain %s of %s", m.Domain.ValueString(), m.ListenerID.ValueString())
}

// fromAPI fills the model with what the service shows. What does not count, as the
// certificate of a switch that is off, is as it was: the service may keep it.
func (m *model) fromAPI(d domain) {
	m.ListenerID, m.Domain = types.StringValue(d.ListenerID), types.StringValue(d.Name)
	if d.DefaultServer != nil {
		m.DefaultServer = types.BoolValue(*d.DefaultServer)
	}
	m.HTTP3 = types.BoolValue(d.HTTP3)
	m.CertificateID = types.StringValue(d.CertificateID)
	m.setClients(certificatesOf(orDefault(d.ClientCertificateIDs)))
	m.BasicAuth, m.GaapAuth, m.RealServerAuth = types.BoolValue(d.BasicAuth), types.BoolValue(d.GaapAuth), types.BoolValue(d.RealServerAuth)
	m.BasicAuthID = shownIfCounts(d.BasicAuth, d.BasicAuthID, m.BasicAuthID)
	m.GaapAuthID = shownIfCounts(d.GaapAuth, d.GaapCertificateID, m.GaapAuthID)
	if d.RealServerAuth || !m.originCertificates().areKnown() {
		m.setOriginCAs(certificatesOf(idsIfCount(d.RealServerAuth, d.RealServerCertificateIDs)))
	}
	m.RealServerCertificateDomain = shownIfCounts(d.RealServerAuth, d.RealServerCertificateName, m.RealServerCertificateDomain)
	m.TLSVersions, m.TLSCiphers = types.SetNull(types.StringType), object.Text(d.TLSCiphers)
	if len(d.TLSVersions) > 0 {
		m.TLSVersions = object.TextSet(d.TLSVersions)
	}
	m.Status, m.BanStatus = types.StringValue(d.Status.String()), object.Text(d.BanStatus)
}

// orDefault are CAs of clients as arguments have them.
func orDefault(ids []string) []string {
	if len(ids) == 0 {
		return []string{gaapapi.DefaultCertificate}
	}
	return ids
}

func shownIfCounts(counts bool, shown string, known types.String) types.String {
	switch {
	case counts:
		return object.TextOr(shown, known)
	case known.IsUnknown():
		return types.StringNull()
	}
	return known
}

func idsIfCount(counts bool, shown []string) []string {
	if !counts {
		return nil
	}
	return shown
}

// lacks says in what a domain is not what is ordered. What SetAuthentication sets
// is not part of the order.
func lacks(plan *model, d domain) []string {
	var found []string
	differ := func(name string, planned, seen any) {
		found = append(found, fmt.Sprintf("%s is %v, not %v", name, seen, planned))
	}
	if d.DefaultServer != nil && *d.DefaultServer != plan.DefaultServer.ValueBool() {
		differ("is_default_server", plan.DefaultServer, *d.DefaultServer)
	}
	if d.HTTP3 != plan.HTTP3.ValueBool() {
		differ("http3_supported", plan.HTTP3, d.HTTP3)
	}
	if d.CertificateID != plan.CertificateID.ValueString() {
		differ("certificate_id", plan.CertificateID.ValueString(), d.CertificateID)
	}
	if planned := plan.clients(); !slices.Equal(planned, d.ClientCertificateIDs) {
		differ("client_certificate_ids", orDefault(planned), orDefault(d.ClientCertificateIDs))
	}
	return found
}
