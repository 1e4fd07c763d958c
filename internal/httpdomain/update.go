package httpdomain

import (
	"context"
	"fmt"
	"slices"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// steps are the calls of an update in their order: those after the first name the
// domain as it is called then.
func steps(c *change) []step {
	plan, state := c.Plan, c.State
	ca := object.Changes(plan.CertificateID, state.CertificateID)
	clients := !slices.Equal(plan.clients(), state.clients())
	return []step{
		rename(c),
		{
			Doing: "Changing the certificates", Needed: ca || clients,
			Do: func(ctx context.Context) error { return certify(ctx, c, ca, clients) },
			Shows: func(d domain) bool {
				return (!ca || d.CertificateID == plan.CertificateID.ValueString()) && (!clients || slices.Equal(d.ClientCertificateIDs, plan.clients()))
			}, NotYet: "the new certificates do not show yet",
		},
		{
			Doing: "Changing the authentication", Needed: changesAuth(plan, state),
			Do:    func(ctx context.Context) error { return authenticate(ctx, c) },
			Shows: func(d domain) bool { return hasAuth(authOf(c.Config, plan, state, d.Domain), d.Domain) }, NotYet: "the new authentication does not show yet",
		},
	}
}

// rename is the step that changes the name, or whether it is the default server:
// one call has both.
func rename(c *change) step {
	named, asked := object.Changes(c.Plan.Domain, c.State.Domain), object.Changes(c.Plan.DefaultServer, c.State.DefaultServer)
	to := c.Plan.Domain.ValueString()
	shows := func(d domain) bool {
		return d.Name == to && (!asked || d.DefaultServer == nil || *d.DefaultServer == c.Plan.DefaultServer.ValueBool())
	}
	doing := "Renaming"
	if !named {
		doing = "Changing the default server"
	}
	return step{
		Doing: doing, Needed: named || asked, Shows: shows, NotYet: "the change does not show yet",
		Do: func(ctx context.Context) error {
			d, err := readNow(ctx, c)
			if err == nil && named {
				err = checkRename(ctx, c)
			}
			if err != nil {
				return err
			}
			byDefault := c.Plan.DefaultServer.ValueBool()
			if !asked && d.DefaultServer != nil {
				byDefault = *d.DefaultServer
			}
			return c.WriteUntil(ctx, running, func(ctx context.Context) error {
				return c.Client.ModifyDomain(ctx, d.ListenerID, d.Name, to, byDefault)
			}, shows)
		},
	}
}

// checkRename refuses a name that another domain has. A domain that shows by it after
// this is the one that is renamed.
func checkRename(ctx context.Context, c *change) error {
	_, err := c.Client.DescribeDomain(ctx, c.Plan.ListenerID.ValueString(), c.Plan.Domain.ValueString())
	switch {
	case err == nil:
		return object.Stop("GAAP domain exists already", fmt.Sprintf(
			"Another domain has the name: %s (%s). Nothing was sent. If this run renames, destroys or replaces the resource that has it, apply again. "+
				"Two domains that change their names with each other need a third name in between.", c.Plan.where(), c.Plan.ID.ValueString()))
	case !isGone(err):
		return fmt.Errorf("looking up who has %s: %w", c.Plan.where(), err)
	}
	c.NoteRenaming()
	return nil
}

// certify sets the certificates that change. The CAs of clients are sent beside the
// certificate if the domain has its own: what comes of leaving them out is not
// documented.
func certify(ctx context.Context, c *change, ca, clients bool) error {
	d, err := readNow(ctx, c)
	if err != nil {
		return err
	}
	id, cas := d.CertificateID, d.ClientCertificateIDs
	if ca {
		id = c.Plan.CertificateID.ValueString()
	}
	if clients {
		cas = orDefault(c.Plan.clients())
	}
	done := func(d domain) bool {
		return d.CertificateID == id && (!clients || slices.Equal(d.ClientCertificateIDs, c.Plan.clients()))
	}
	return c.WriteUntil(ctx, running, func(ctx context.Context) error {
		return c.Client.ModifyDomainCertificates(ctx, d.ListenerID, c.Plan.Domain.ValueString(), id, cas)
	}, done)
}

// readNow is the domain as it is. One that is new may not show to each read yet.
func readNow(ctx context.Context, c *change) (domain, error) {
	return c.Await(ctx, func(domain) string { return "" }) //nolint:wrapcheck // the caller says what it was doing
}
