package layer7

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// steps are the calls of an update in their order.
func steps(c *change) []step {
	to := settings(c.Plan, c.State)
	modified := func(l gaapapi.HTTPListener) bool { return shows(to, l) }
	return []step{
		{
			Doing: "Changing the settings", Needed: to.Name != nil || to.CertificateID != nil || to.ForwardProtocol != nil || to.ClientCertificateIDs != nil,
			Do: func(ctx context.Context) error {
				send := func(ctx context.Context) error { return c.Client.ModifyHTTPListener(ctx, c.State.of(), c.ID, to) }
				return c.WriteUntil(ctx, listener.Running, send, modified)
			},
			Shows: modified, NotYet: "the new settings do not show yet",
		},
		{
			Doing: "Setting the TLS", Needed: object.Changes(c.Plan.TLSSupportVersions, c.State.TLSSupportVersions) || object.Changes(c.Plan.TLSCiphers, c.State.TLSCiphers),
			Do:    func(ctx context.Context) error { return setTLS(ctx, c) },
			Shows: func(l gaapapi.HTTPListener) bool { return hasTLS(c.Plan, l) }, NotYet: "the new TLS does not show yet",
		},
	}
}

// settings are what changes between state and plan.
func settings(plan, state *model) gaapapi.HTTPListenerSettings {
	changed := func(planned, stored types.String) *string {
		return object.IfChanged(planned, stored, planned.ValueStringPointer())
	}
	to := gaapapi.HTTPListenerSettings{
		Name: changed(plan.Name, state.Name), CertificateID: changed(plan.CertificateID, state.CertificateID),
		ForwardProtocol: changed(plan.ForwardProtocol, state.ForwardProtocol),
	}
	if object.Changes(plan.ClientCertificateIDs, state.ClientCertificateIDs) {
		to.ClientCertificateIDs = sortedTexts(plan.ClientCertificateIDs)
	}
	return to
}

// shows reports whether a listener has what was sent.
func shows(to gaapapi.HTTPListenerSettings, l gaapapi.HTTPListener) bool {
	is := func(sent *string, shown string) bool { return sent == nil || *sent == shown }
	return is(to.Name, l.Name) && is(to.CertificateID, l.CertificateID) && is(to.ForwardProtocol, l.ForwardProtocol) &&
		(to.ClientCertificateIDs == nil || slices.Equal(to.ClientCertificateIDs, l.ClientCertificateIDs))
}

// setTLS brings the TLS of a listener to the plan. The service takes versions and
// ciphers together: what the plan leaves to it is sent as it shows.
func setTLS(ctx context.Context, c *change) error {
	l, err := c.Read(ctx)
	if err != nil || hasTLS(c.Plan, l) {
		return err
	}
	versions, ciphers := sortedTexts(c.Plan.TLSSupportVersions), c.Plan.TLSCiphers.ValueString()
	if len(versions) == 0 {
		versions = l.TLSVersions
	}
	if len(versions) == 0 { // the service does not say
		versions = allVersions
	}
	if ciphers == "" {
		ciphers = l.TLSCiphers
	}
	if ciphers == "" {
		ciphers = anyCiphers
	}
	send := func(ctx context.Context) error {
		return c.Client.SetTLS(ctx, c.Plan.of().Parent, c.ID, versions, ciphers)
	}
	return c.WriteUntil(ctx, listener.Running, send, func(l gaapapi.HTTPListener) bool { return hasTLS(c.Plan, l) })
}

// hasTLS reports whether a listener has the TLS that is planned, as far as it is.
func hasTLS(plan *model, l gaapapi.HTTPListener) bool {
	versions, ciphers := plan.TLSSupportVersions, plan.TLSCiphers
	return (!object.IsSet(versions) || slices.Equal(sortedTexts(versions), l.TLSVersions)) && (!object.IsSet(ciphers) || ciphers.ValueString() == l.TLSCiphers)
}
