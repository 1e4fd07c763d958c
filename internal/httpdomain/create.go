package httpdomain

import (
	"context"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// create makes a domain. Its natural key is its name below the listener.
func create(ctx context.Context, c *change) (string, error) {
	m := c.Plan
	k, err := newKey(ctx, c)
	if err != nil {
		return "", err
	}
	in := gaapapi.DomainInput{
		ListenerID: k.listenerID, Name: k.name, ClientCertificateIDs: m.clients(), HTTP3: m.HTTP3.ValueBool(), DefaultServer: m.DefaultServer.ValueBool(),
	}
	if id := m.CertificateID.ValueString(); id != gaapapi.DefaultCertificate {
		in.CertificateID = id
	}
	return c.CreateByKey(ctx, object.Key[domain]{
		Words: m.where(),
		Look: func(ctx context.Context) (domain, error) {
			seen, err := c.Client.RecentDomains(ctx, k.listenerID, object.SameLook)
			for _, d := range seen.All {
				if d.Name == k.name {
					return domain{d, k.protocol}, nil
				}
			}
			return domain{}, err
		},
		Holder: func(ctx context.Context) (domain, error) {
			d, err := c.Client.DescribeDomain(ctx, k.listenerID, k.name)
			if isGone(err) {
				return domain{}, nil
			}
			return domain{d, k.protocol}, err
		},
		Lacks:     func(d domain) []string { return lacks(m, d) },
		Send:      func(ctx context.Context) (string, error) { return k.id(), c.Client.CreateDomain(ctx, in) },
		TakenCode: "FailedOperation.DomainAlreadyExisted",
		Scope:     k.listenerID,
	})
}

// newKey is the key of a new domain. The listener may be one that was not there
// when the domain was planned.
func newKey(ctx context.Context, c *change) (key, error) {
	m := c.Plan
	l, err := c.Client.Layer7.Known(ctx, m.ListenerID.ValueString())
	if err != nil {
		return key{}, fmt.Errorf("looking up its listener: %w", err)
	}
	if names := ofHTTPS(m); l.Protocol == gaapapi.HTTP && len(names) > 0 {
		return key{}, object.Stop("Invalid domain", strings.Join(names, ", ")+onlyHTTPS(l.ID))
	}
	return key{l.ID, l.Protocol, m.Domain.ValueString()}, nil
}

// complete sets what the order cannot say.
func complete(ctx context.Context, c *change) error {
	if keyOf(c.Plan.ID).protocol == gaapapi.HTTP || !needsAuth(c.Plan) && !c.Adopted {
		return nil
	}
	return authenticate(ctx, c)
}
