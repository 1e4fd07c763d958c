package securityrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_security_rule.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.SecurityRule]
	step   = object.Step[gaapapi.SecurityRule]
)

// kind is what makes a rule different from other objects: the service is done with it
// at once, and knows it by what it says.
//
// It has no Queue, although a policy takes one write at a time: rules that come
// together are to go in one call, which operations that have their turn one after the
// other could not. The client sees to it that a policy gets one call of an action at
// a time, and a policy that is busy is waited for.
func kind() object.Kind[model, gaapapi.SecurityRule] {
	return object.Kind[model, gaapapi.SecurityRule]{
		Type:     "_security_rule",
		Noun:     "security rule",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "sr-a1b2c3d4", Prefix: "sr-"},
		Schema:   resourceSchema,
		PollFast: true,
		Parents:  []string{"policy_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_security_rule", Arguments: []string{"policy_id", "cidr_ip", "action", "name", "protocol", "port"}}},
		Shown: map[string]string{
			"policy_id": "Id of the policy.",
			"cidr_ip":   "Address or network that connections come from.",
			"action":    "What happens to them: `ACCEPT` or `DROP`.",
			"name":      "Name of the rule, perhaps empty.",
			"protocol":  "`TCP`, `UDP` or `ALL`.",
			"port":      "Ports where they enter, or `ALL`.",
		},

		Label: func(m *model) string { return m.says() },
		Facts: func(r gaapapi.SecurityRule) object.Facts {
			return object.Facts{ID: r.ID, Name: words(r.SecurityRuleInput)}
		},
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.SecurityRule, error) {
			return c.RefreshSecurityRule(ctx, m.PolicyID.ValueString(), m.ID.ValueString())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.SecurityRule, error) {
			return c.DescribeSecurityRule(ctx, m.PolicyID.ValueString(), m.ID.ValueString())
		},

		Validate:     validate,
		Plan:         plan,
		Create:       create,
		Lacks:        func(c *change, r gaapapi.SecurityRule) []string { return lacks(c.Plan, r) },
		Steps:        steps,
		Scopes:       func(m *model) []string { return []string{m.PolicyID.ValueString()} },
		BlockedError: blockedError,
		Delete:       remove,
	}
}
