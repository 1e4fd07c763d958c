package httpdomain

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan completes what the configuration leaves out, and refuses what the service
// would refuse.
func plan(ctx context.Context, p *object.Plan[model]) {
	planCertificates(p)
	planTLS(p)
	protocol := planProtocol(ctx, p)
	planID(p, protocol)
	m := p.Plan
	if protocol == gaapapi.HTTP {
		for _, name := range ofHTTPS(m) {
			p.Diags.AddAttributeError(path.Root(name), "Invalid domain", name+onlyHTTPS(m.ListenerID.ValueString()))
		}
	}
	if m.ListenerID.IsUnknown() || m.Domain.IsUnknown() {
		return
	}
	p.PlanKey(m.where(), path.Root("domain"), m.where())
	if m.DefaultServer.ValueBool() {
		words := "the place of the default server of " + m.ListenerID.ValueString()
		p.PlanKey(words, path.Root("is_default_server"), words)
	}
}

func onlyHTTPS(listenerID string) string {
	return " is for domains of HTTPS listeners, and listener " + listenerID + " is one of HTTP. Take it out, or use another listener."
}

// planCertificates: without CAs of its own, a domain has those of its listener.
// What a switch that is off would use stays as it is.
func planCertificates(p *object.Plan[model]) {
	m, before, origins := p.Plan, &model{}, certificatesOf(nil)
	var clients *certificates
	if p.State != nil {
		before, origins = p.State, p.State.originCertificates()
		clients = new(p.State.clientCertificates())
	}
	switch configured := p.Config.clientCertificates(); {
	case configured.areConfigured():
		m.setClients(configured.complete(clients))
	case clients != nil && len(clients.ids()) == 0:
		m.setClients(*clients) // the official provider has other words for nothing
	default:
		m.setClients(certificatesOf(orDefault(nil)))
	}
	if configured := p.Config.originCertificates(); configured.areConfigured() {
		m.setOriginCAs(configured.complete(&origins))
	} else {
		m.setOriginCAs(origins)
	}
	for _, id := range []struct {
		config, stored types.String
		planned        *types.String
	}{
		{p.Config.BasicAuthID, before.BasicAuthID, &m.BasicAuthID},
		{p.Config.GaapAuthID, before.GaapAuthID, &m.GaapAuthID},
		{p.Config.RealServerCertificateDomain, before.RealServerCertificateDomain, &m.RealServerCertificateDomain},
	} {
		if id.config.IsNull() {
			*id.planned = id.stored
		}
	}
}

// planTLS: a domain whose TLS is taken out of the configuration keeps it. How it
// would get that of its listener back is not documented, and to replace it would
// take it, and its rules, out of service.
func planTLS(p *object.Plan[model]) {
	if p.Config.TLSCiphers.IsNull() && p.State != nil {
		p.Plan.TLSVersions, p.Plan.TLSCiphers = p.State.TLSVersions, p.State.TLSCiphers
	}
}

// planProtocol is the protocol of the listener, empty while it cannot be looked up.
// It never changes, so that of a domain which stays is in its id.
func planProtocol(ctx context.Context, p *object.Plan[model]) string {
	id := p.Plan.ListenerID
	if p.State != nil && p.State.ListenerID.Equal(id) && slices.Equal(p.Plan.clients(), p.State.clients()) {
		return keyOf(p.State.ID).protocol
	}
	if id.IsUnknown() || !p.CanCall {
		return ""
	}
	l, err := p.Data.Client.Layer7.Known(ctx, id.ValueString())
	switch {
	case isGone(err):
		p.Diags.AddAttributeError(path.Root("listener_id"), "No such GAAP listener", fmt.Sprintf(
			"There is no HTTP or HTTPS listener %s in the account of the provider's key. Check the id, and whose key the provider uses.", id.ValueString()))
	case err != nil:
		p.Diags.Append(diagnostics.About("listener").Warning(
			"Cannot check the listener of a GAAP domain: "+id.ValueString(), "Looking up listener "+id.ValueString(), err))
	case l.Protocol == gaapapi.HTTPS && !l.Mutual && len(p.Plan.clients()) > 0:
		p.Diags.AddAttributeError(path.Root("client_certificate_ids"), "Invalid domain",
			"client_certificate_ids needs a listener that asks clients for certificates, and listener "+id.ValueString()+" does not. Take it out, or use a listener with auth_type = 1.")
	}
	return l.Protocol
}

// planID: the id tells listener, protocol and name, so a rename changes it.
func planID(p *object.Plan[model], protocol string) {
	m, old := p.Plan, p.State
	replaced := old != nil && (!m.ListenerID.Equal(old.ListenerID) || !m.HTTP3.Equal(old.HTTP3))
	if replaced || protocol == "" || m.Domain.IsUnknown() {
		m.ID = types.StringUnknown()
		return
	}
	m.ID = types.StringValue(key{m.ListenerID.ValueString(), protocol, m.Domain.ValueString()}.id())
	if old != nil && !m.Domain.Equal(old.Domain) {
		object.NoteRename(p.Data, m.ListenerID.ValueString(), old.Domain.ValueString(), m.Domain.ValueString())
	}
}
