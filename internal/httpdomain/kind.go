package httpdomain

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_http_domain.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, domain]
	step   = object.Step[domain]
)

// domain is a domain as the service shows it, with the protocol of its listener,
// which is part of its id.
type domain struct {
	gaapapi.Domain

	protocol string
}

// kind is what makes a domain different from other objects: it has no id but its
// listener and its name, which can change.
func kind() object.Kind[model, domain] {
	return object.Kind[model, domain]{
		Type:     "_http_domain",
		Noun:     "domain",
		ID:       object.ID{Form: providerdata.DomainID, Example: "listener-a1b2c3d4+HTTPS+www.example.com", Prefix: "listener-"},
		Schema:   resourceSchema,
		Statuses: statuses,
		PollFast: true,
		Parents:  []string{"listener_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_http_domain", Arguments: moved}},
		Forms:    forms,
		Renames:  true,
		Shown:    shown,

		Label:   func(m *model) string { return m.Domain.ValueString() },
		Facts:   facts,
		FromAPI: (*model).fromAPI,

		Advice:  advice,
		Refresh: refresh,
		Fresh:   readFresh,

		Validate: validate,
		Plan:     plan,
		KeepsComputed: func(plan, state *model) bool {
			return plan.ID.Equal(state.ID) && statuses.IsStable(state.Status.ValueString())
		},
		Create:   create,
		Complete: complete,
		Lacks:    func(c *change, d domain) []string { return append(lacks(c.Plan, d), lacksAuth(c.Plan, d)...) },
		Steps:    steps,
		Scopes:   scopes,
		BlockedError: func(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
			return object.ListenerBlocks(ctx, c, m.ListenerID.ValueString(), "domain", cause)
		},
		Queue: func(_ context.Context, _ *gaapapi.Client, m *model) string { return m.ListenerID.ValueString() },
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			k := keyOf(m.ID)
			return c.DeleteDomain(ctx, k.listenerID, k.name, false)
		},
		Holders: holders,
		HeldIn:  func(m *model) string { k := keyOf(m.ID); return object.NameScope(k.listenerID, k.name) },
	}
}

// forms are the single forms of lists of certificates, and the other way round.
var forms = map[string]string{
	"client_certificate_id": "client_certificate_ids", "client_certificate_ids": "client_certificate_id",
	"realserver_certificate_id": "realserver_certificate_ids", "realserver_certificate_ids": "realserver_certificate_id",
}

// moved are the arguments of the official provider that mean the same.
var moved = []string{
	"listener_id", "domain", "is_default_server", "certificate_id", "client_certificate_id", "client_certificate_ids", "basic_auth", "basic_auth_id",
	"gaap_auth", "gaap_auth_id", "realserver_auth", "realserver_certificate_id", "realserver_certificate_ids", "realserver_certificate_domain",
}

// running is the status of a domain that is well, and that every change ends with.
var running = gaapapi.DomainRunning.String()

var statuses = object.Statuses{
	running:                         {Phase: object.Ready},
	gaapapi.DomainChanging.String(): {Phase: object.Working},
	gaapapi.DomainDeleting.String(): {Phase: object.Leaving, Means: "it is being deleted outside of Terraform"},
}

func facts(d domain) object.Facts {
	if d.Name == "" {
		return object.Facts{}
	}
	return object.Facts{ID: key{d.ListenerID, d.protocol, d.Name}.id(), Name: d.Name, Status: d.Status.String()}
}

// advice is about a domain that gets no traffic, which its status does not tell.
func advice(d domain) string {
	switch d.BanStatus {
	case "BANNED", "BANNING":
		return "But its ban_status is " + d.BanStatus + ": Tencent Cloud lets no traffic through for this domain. " +
			"The message centre of the console says why; once that is settled, ask for its recovery in a ticket. Terraform cannot lift it."
	}
	return ""
}

// refresh reads a domain from what the instances of its listener share. While it
// is not sure whether a rename was carried out, it may have either name.
func refresh(ctx context.Context, c *gaapapi.Client, m *model) (domain, error) {
	k := keyOf(m.ID)
	if m.ListenerID.IsNull() { // it was imported
		l, err := c.Layer7.Known(ctx, k.listenerID)
		if err != nil {
			return domain{}, err
		}
		if right := (key{k.listenerID, l.Protocol, k.name}); right != k {
			return domain{}, fmt.Errorf("the listener is one of %s: import the domain by %s", l.Protocol, right.id())
		}
	}
	d, err := c.RefreshDomain(ctx, k.listenerID, k.name)
	if next := m.Next(); isGone(err) && next != "" {
		d, err = c.RefreshDomain(ctx, k.listenerID, key{}.parse(next).name)
	}
	return domain{d, k.protocol}, err
}

// readFresh is refresh for what there is after this moment.
func readFresh(ctx context.Context, c *gaapapi.Client, m *model) (domain, error) {
	k := keyOf(m.ID)
	d, err := c.DescribeDomain(ctx, k.listenerID, k.name)
	if next := m.Next(); isGone(err) && next != "" {
		d, err = c.DescribeDomain(ctx, k.listenerID, key{}.parse(next).name)
	}
	return domain{d, k.protocol}, err
}

// scopes: a domain that is renamed or deleted sets its name below the listener
// free, and one that is changed or deleted the certificates that it had.
func scopes(m *model) []string {
	all := []string{m.ListenerID.ValueString()}
	ids := append(m.clients(), m.originCAs()...)
	for _, id := range append(ids, m.CertificateID.ValueString(), m.BasicAuthID.ValueString(), m.GaapAuthID.ValueString()) {
		if id != "" && id != gaapapi.DefaultCertificate {
			all = append(all, id)
		}
	}
	return all
}

// holders names the rules that keep a domain from being deleted.
func holders(ctx context.Context, c *gaapapi.Client, m *model) string {
	k := keyOf(m.ID)
	d, err := c.DescribeDomain(ctx, k.listenerID, k.name)
	if err != nil {
		return fmt.Sprintf("Rules of the domain have origins bound; which ones could not be read: %v. Destroy the rules first.", err)
	}
	var rules []string
	for _, r := range d.Rules {
		if len(r.RealServers) > 0 {
			rules = append(rules, fmt.Sprintf("%s (%s)", r.ID, r.Path))
		}
	}
	return "Rules of the domain have origins bound: " + strings.Join(rules, ", ") + ". If they are Terraform's, destroy them in the same run: " +
		"let them refer to this resource by its domain. Else delete them in the console, then apply again."
}
