package httpdomain

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// Who has to show what at a domain is set in one call, with the TLS that it takes.

// needsAuth reports whether a new domain needs the call: without it all switches are
// off, and the TLS is that of the listener.
func needsAuth(plan *model) bool {
	return plan.BasicAuth.ValueBool() || plan.GaapAuth.ValueBool() || plan.RealServerAuth.ValueBool() || object.IsSet(plan.TLSCiphers)
}

// changesAuth reports whether an update needs the call. A certificate does not
// count while its switch is off: it is not sent then.
func changesAuth(plan, state *model) bool {
	changes, origins := object.Changes, plan.RealServerAuth.ValueBool()
	return changes(plan.BasicAuth, state.BasicAuth) || changes(plan.GaapAuth, state.GaapAuth) || changes(plan.RealServerAuth, state.RealServerAuth) ||
		changes(plan.TLSVersions, state.TLSVersions) || changes(plan.TLSCiphers, state.TLSCiphers) ||
		plan.BasicAuth.ValueBool() && changes(plan.BasicAuthID, state.BasicAuthID) ||
		plan.GaapAuth.ValueBool() && changes(plan.GaapAuthID, state.GaapAuthID) ||
		origins && (changes(plan.RealServerCertificateDomain, state.RealServerCertificateDomain) || !slices.Equal(plan.originCAs(), state.originCAs()))
}

// authOf is what to send: what changes, and beside it what a fresh read shows, since
// the service takes what is left out for switched off.
//
// Assumption: the TLS stays when it is left out. It is not sent unless it is set:
// for a domain without its own, the service may show that of the listener.
func authOf(config, plan, state *model, d gaapapi.Domain) gaapapi.DomainAuth {
	if state == nil {
		state = &model{}
	}
	to := gaapapi.DomainAuth{
		Basic: d.BasicAuth, BasicID: d.BasicAuthID, Gaap: d.GaapAuth, GaapCertificateID: d.GaapCertificateID,
		RealServer: d.RealServerAuth, RealServerCertificateIDs: d.RealServerCertificateIDs, RealServerCertificateName: d.RealServerCertificateName,
	}
	basic := set(&to.Basic, plan.BasicAuth, state.BasicAuth, plan.BasicAuth.ValueBool())
	gaap := set(&to.Gaap, plan.GaapAuth, state.GaapAuth, plan.GaapAuth.ValueBool())
	origins := set(&to.RealServer, plan.RealServerAuth, state.RealServerAuth, plan.RealServerAuth.ValueBool())
	if id := plan.BasicAuthID; basic || object.Changes(id, state.BasicAuthID) { // the service may not have that of a switch that was off
		to.BasicID = id.ValueString()
	}
	if id := plan.GaapAuthID; gaap || object.Changes(id, state.GaapAuthID) {
		to.GaapCertificateID = id.ValueString()
	}
	if ids := plan.originCAs(); origins || !slices.Equal(ids, state.originCAs()) {
		to.RealServerCertificateIDs = ids
	}
	if name := plan.RealServerCertificateDomain; origins && object.IsSet(name) || object.Changes(name, state.RealServerCertificateDomain) {
		to.RealServerCertificateName = name.ValueString()
	}
	if object.IsSet(config.TLSCiphers) {
		to.TLSVersions, to.TLSCiphers = d.TLSVersions, d.TLSCiphers
		set(&to.TLSVersions, plan.TLSVersions, state.TLSVersions, words(plan.TLSVersions))
		set(&to.TLSCiphers, plan.TLSCiphers, state.TLSCiphers, plan.TLSCiphers.ValueString())
	}
	return withoutIdle(to)
}

// set takes what a plan changes, and reports whether it does.
func set[V any](to *V, planned, stored attr.Value, value V) bool {
	changes := object.Changes(planned, stored)
	if changes {
		*to = value
	}
	return changes
}

// withoutIdle takes out the certificates of switches that are off.
func withoutIdle(to gaapapi.DomainAuth) gaapapi.DomainAuth {
	if !to.Basic {
		to.BasicID = ""
	}
	if !to.Gaap {
		to.GaapCertificateID = ""
	}
	if !to.RealServer {
		to.RealServerCertificateIDs, to.RealServerCertificateName = nil, ""
	}
	return to
}

// authenticate sends it, unless the domain has it, and waits until it is there.
func authenticate(ctx context.Context, c *change) error {
	d, err := readNow(ctx, c)
	if err != nil {
		return err
	}
	to := authOf(c.Config, c.Plan, c.State, d.Domain)
	has := func(d domain) bool { return hasAuth(to, d.Domain) }
	if has(d) {
		return nil
	}
	return c.WriteUntil(ctx, running, func(ctx context.Context) error {
		return c.Client.SetAuthentication(ctx, c.Plan.ListenerID.ValueString(), c.Plan.Domain.ValueString(), to)
	}, has)
}

// hasAuth reports whether a domain has what was sent.
func hasAuth(to gaapapi.DomainAuth, d gaapapi.Domain) bool {
	switch {
	case to.Basic != d.BasicAuth, to.Gaap != d.GaapAuth, to.RealServer != d.RealServerAuth:
		return false
	case to.BasicID != "" && to.BasicID != d.BasicAuthID, to.GaapCertificateID != "" && to.GaapCertificateID != d.GaapCertificateID:
		return false
	case to.RealServer && !slices.Equal(to.RealServerCertificateIDs, d.RealServerCertificateIDs):
		return false
	case to.RealServerCertificateName != "" && to.RealServerCertificateName != d.RealServerCertificateName:
		return false
	}
	return len(to.TLSVersions) == 0 || slices.Equal(to.TLSVersions, d.TLSVersions) && to.TLSCiphers == d.TLSCiphers
}

// lacksAuth says in what a domain is not what is planned, of what one call sets.
func lacksAuth(plan *model, d domain) []string {
	shown := *plan
	shown.fromAPI(d)
	return object.DifferingParts(object.Changes, []object.Part{
		{"basic_auth", plan.BasicAuth, shown.BasicAuth},
		{"basic_auth_id", plan.BasicAuthID, shown.BasicAuthID},
		{"gaap_auth", plan.GaapAuth, shown.GaapAuth},
		{"gaap_auth_id", plan.GaapAuthID, shown.GaapAuthID},
		{"realserver_auth", plan.RealServerAuth, shown.RealServerAuth},
		{"realserver_certificate_ids", plan.RealServerCertificateIDs, shown.RealServerCertificateIDs},
		{"realserver_certificate_domain", plan.RealServerCertificateDomain, shown.RealServerCertificateDomain},
		{"tls_support_versions", plan.TLSVersions, shown.TLSVersions},
		{"tls_ciphers", plan.TLSCiphers, shown.TLSCiphers},
	})
}
