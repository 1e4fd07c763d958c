package globaldomain

import (
	"cmp"
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_global_domain.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.GlobalDomain]
	step   = object.Step[gaapapi.GlobalDomain]
)

// official is the id that the official provider has for a domain: its project, which
// can change, and its id.
var official = regexp.MustCompile(`^[0-9]+#([A-Za-z0-9]+-[A-Za-z0-9]+)$`)

// kind is what makes a unified domain different from other objects: it has no key by
// which it is found, and has to be closed before it can be destroyed.
func kind() object.Kind[model, gaapapi.GlobalDomain] {
	return object.Kind[model, gaapapi.GlobalDomain]{
		Type:     "_global_domain",
		Noun:     "unified domain",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "dm-a1b2c3d4", Prefix: "dm-", Official: official},
		Schema:   resourceSchema,
		Statuses: statuses,
		PollFast: true,
		Tagged:   gaapapi.TaggedGlobalDomain,
		Moves:    []object.Move{{Type: "tencentcloud_gaap_global_domain", Arguments: []string{"project_id", "default_value", "alias"}}},
		Shown:    shown,

		Label: func(m *model) string { return cmp.Or(m.Alias.ValueString(), m.DefaultValue.ValueString()) },
		Facts: func(d gaapapi.GlobalDomain) object.Facts {
			return object.Facts{ID: d.ID, Name: cmp.Or(d.Alias, d.FullDomain), Status: d.Status, Tags: d.Tags, Made: d.CreateTime}
		},
		FromAPI: (*model).fromAPI,
		Advice:  advice,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.GlobalDomain, error) {
			return c.RefreshGlobalDomain(ctx, m.ID.ValueString(), m.ProjectID.ValueInt64())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.GlobalDomain, error) {
			return c.DescribeGlobalDomain(ctx, m.ID.ValueString(), m.ProjectID.ValueInt64())
		},

		Plan: plan,
		KeepsComputed: func(plan, state *model) bool {
			return plan.Enable.Equal(state.Enable) && plan.DefaultValue.Equal(state.DefaultValue) && statuses.IsStable(state.Status.ValueString())
		},
		Create:       create,
		Complete:     complete,
		Lacks:        lacksAfterCreate,
		Steps:        steps,
		BeforeDelete: func(data *providerdata.Data, m *model) { object.NoteDestroyed(data, destroyedKey(m)) },
		Delete:       remove,
		Holders:      holders,
	}
}

// statuses are what the service's numbers mean.
var statuses = object.Statuses{
	gaapapi.GlobalDomainRunning: {Phase: object.Ready},
	gaapapi.GlobalDomainClosed:  {Phase: object.Off},
	gaapapi.GlobalDomainOpening: {Phase: object.Working},
	gaapapi.GlobalDomainClosing: {Phase: object.Working},
}

// enabledBy says what a status means for enable: one on the way says what it leads to.
// One that nobody knows leaves it as it is.
func enabledBy(status string) (enabled, known bool) {
	_, known = statuses[status]
	return status == gaapapi.GlobalDomainRunning || status == gaapapi.GlobalDomainOpening, known
}

// advice is about a domain that gets no traffic, which its status does not tell.
func advice(d gaapapi.GlobalDomain) string {
	switch d.BanStatus {
	case "BANNED", "BANNING":
		return "But its ban_status is " + d.BanStatus + ": Tencent Cloud lets no traffic through for this domain. " +
			"The message centre of the console says why; once that is settled, ask for its recovery in a ticket. Terraform cannot lift it."
	}
	return ""
}
