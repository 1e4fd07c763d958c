package securitypolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_security_policy.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.SecurityPolicy]
	step   = object.Step[gaapapi.SecurityPolicy]
)

// kind is what makes a policy different from other objects: what it belongs to is its
// key, and it is closed before it is deleted.
func kind() object.Kind[model, gaapapi.SecurityPolicy] {
	return object.Kind[model, gaapapi.SecurityPolicy]{
		Type:     "_security_policy",
		Noun:     "security policy",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "sp-a1b2c3d4", Prefix: "sp-"},
		Schema:   resourceSchema,
		Statuses: statuses,
		PollFast: true,
		Parents:  []string{"proxy_id", "group_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_security_policy", Arguments: []string{"proxy_id", "action", "enable"}}},
		Shown:    shown,

		Label: func(m *model) string { return "of " + m.parent().ID() },
		Facts: func(p gaapapi.SecurityPolicy) object.Facts {
			return object.Facts{ID: p.ID, Name: "of " + p.Parent.ID(), Status: p.Status}
		},
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.SecurityPolicy, error) {
			p, err := c.RefreshSecurityPolicy(ctx, m.ID.ValueString())
			if err != nil || p.Parent.ID() != "" || m.parent().ID() != "" {
				return p, err
			}
			p.Parent.GroupID, err = c.GroupOfPolicy(ctx, p.ID) // it was imported
			return p, err
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.SecurityPolicy, error) {
			return c.DescribeSecurityPolicy(ctx, m.ID.ValueString())
		},

		Validate: validate,
		Plan:     plan,
		KeepsComputed: func(plan, state *model) bool {
			return plan.Enable.Equal(state.Enable) && statuses.IsStable(state.Status.ValueString())
		},
		Create:   create,
		Complete: swing,
		Lacks:    lacksInTheEnd,
		Steps:    steps,
		Scopes:   func(m *model) []string { return []string{m.parent().ID()} },
		BlockedError: func(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
			return object.ProxyBlocks(ctx, c, m.parent(), "security policy", cause)
		},
		Delete:  remove,
		Queue:   func(_ context.Context, _ *gaapapi.Client, m *model) string { return m.ID.ValueString() },
		Holders: holders,
	}
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"proxy_id": "Id of the proxy, if it belongs to one.",
	"group_id": "Id of the proxy group, if it belongs to one.",
	"action":   "What happens to connections that match no rule: `ACCEPT` or `DROP`.",
	"enable":   "Whether it is open, and so in effect.",
}

// statuses are those of a policy.
var statuses = object.Statuses{
	gaapapi.PolicyOpen:    {Phase: object.Ready},
	gaapapi.PolicyClosed:  {Phase: object.Off},
	gaapapi.PolicyOpening: {Phase: object.Working},
	gaapapi.PolicyClosing: {Phase: object.Working},
}

// isOpen reports whether a policy counts, or is about to.
func isOpen(p gaapapi.SecurityPolicy) bool {
	return p.Status == gaapapi.PolicyOpen || p.Status == gaapapi.PolicyOpening
}
