package layer7

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan completes what the configuration leaves to the provider, and refuses two
// listeners at one port.
func plan(_ context.Context, p *object.Plan[model]) {
	m := p.Plan
	switch {
	case m.Protocol.IsUnknown():
	case m.isHTTPS():
		planClients(p)
		planTLS(p)
	default:
		m.withoutTLS()
	}
	if m.ProxyID.IsUnknown() || m.GroupID.IsUnknown() || m.Port.IsUnknown() || m.Protocol.IsUnknown() {
		return
	}
	listener.PlanKey(p, gaapapi.TCP, m.Port.ValueInt64(), m.of().Parent)
	if m.HTTP3Supported.ValueBool() { // QUIC is UDP
		listener.PlanKey(p, gaapapi.UDP, m.Port.ValueInt64(), m.of().Parent)
	}
}

// planClients completes whether clients are checked, and by which certificates: of
// its two forms, one is set.
func planClients(p *object.Plan[model]) {
	if p.Config.AuthType.IsNull() {
		p.Plan.AuthType = types.Int64Value(0)
		if p.State != nil { // that cannot be changed
			p.Plan.AuthType = object.Known(p.State.AuthType, p.Plan.AuthType)
		}
	}
	if p.Config.HTTP3Supported.IsNull() {
		p.Plan.HTTP3Supported = types.BoolValue(false)
		if p.State != nil {
			p.Plan.HTTP3Supported = object.Known(p.State.HTTP3Supported, p.Plan.HTTP3Supported)
		}
	}
	one, several := p.Config.ClientCertificateID, p.Config.ClientCertificateIDs
	switch {
	case several.IsUnknown(), one.IsUnknown():
	case !several.IsNull():
		planSeveral(p.Plan, several)
	case !one.IsNull():
		p.Plan.setClients([]string{one.ValueString()})
	case p.State != nil && p.Plan.AuthType.ValueInt64() == 1: // refused, or an import
		p.Plan.ClientCertificateIDs, p.Plan.ClientCertificateID = p.State.ClientCertificateIDs, p.State.ClientCertificateID
	default:
		p.Plan.setClients(nil)
	}
}

// planSeveral: there is a single one only if there is one. Ids that are not known
// yet may turn out to be the same.
func planSeveral(plan *model, several types.Set) {
	for _, id := range several.Elements() {
		if id.IsUnknown() {
			plan.ClientCertificateID = types.StringUnknown()
			return
		}
	}
	plan.ClientCertificateIDs = several
	plan.ClientCertificateID = types.StringNull()
	if ids := object.Texts(several); len(ids) == 1 {
		plan.ClientCertificateID = types.StringValue(ids[0])
	}
}

// planTLS: what the configuration leaves out stays as it is.
func planTLS(p *object.Plan[model]) {
	if p.State == nil {
		return
	}
	if p.Config.TLSSupportVersions.IsNull() {
		p.Plan.TLSSupportVersions = p.State.TLSSupportVersions
	}
	if p.Config.TLSCiphers.IsNull() {
		p.Plan.TLSCiphers = p.State.TLSCiphers
	}
}
