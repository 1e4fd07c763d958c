package httpheader

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewResource returns the resource gaap_custom_header.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, headerList]
	step   = object.Step[headerList]
)

// kind is what makes a header list different from other objects: it is a part of a
// rule, with the id of that.
func kind() object.Kind[model, headerList] {
	return object.Kind[model, headerList]{
		Type:     "_custom_header",
		Noun:     "header list",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "rule-a1b2c3d4", Prefix: "rule-"},
		Part:     "headers",
		Schema:   resourceSchema,
		PollFast: true,
		Parents:  []string{"rule_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_custom_header", Arguments: []string{"rule_id", "headers"}}},
		Shown:    map[string]string{"rule_id": "Id of the rule.", "headers": "Headers that the rule adds, by their names."},

		Label:   func(m *model) string { return headers.Names(m.plannedHeaders()) },
		Facts:   func(l headerList) object.Facts { return object.Facts{ID: l.RuleID, Name: headers.Names(l.Headers)} },
		FromAPI: (*model).fromAPI,

		Refresh: refresh,
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (headerList, error) {
			return describe(ctx, c, m.ID.ValueString())
		},
		Status: status,

		Plan:   plan,
		Create: create,
		Complete: func(ctx context.Context, c *change) error {
			return awaitRule(ctx, c.Client, c.ID)
		},
		Lacks:        func(c *change, l headerList) []string { return lacks(c.Plan, l) },
		Steps:        func(c *change) []step { return []step{replace(c)} },
		Scopes:       func(m *model) []string { return []string{m.RuleID.ValueString()} },
		Queue:        listenerOf,
		BlockedError: blockedError,
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			return c.SetCustomHeaders(ctx, "", m.ID.ValueString(), nil)
		},
	}
}

func describe(ctx context.Context, c *gaapapi.Client, ruleID string) (headerList, error) {
	all, err := c.DescribeCustomHeaders(ctx, ruleID)
	if err != nil {
		return headerList{}, err //nolint:wrapcheck // the error says what was asked
	}
	return headerList{ruleID, all}, nil
}

// existing is [describe] for whom a rule without headers has no header list.
func existing(ctx context.Context, c *gaapapi.Client, ruleID string) (headerList, error) {
	l, err := describe(ctx, c, ruleID)
	if err == nil && len(l.Headers) == 0 {
		return headerList{}, wire.NotListedError("DescribeCustomHeader", "", ruleID)
	}
	return l, err
}

// refresh: headers that are not shown any more are drift as long as there is the
// rule. To set them again does no harm, should the read be old.
//
// Assumption: a rule that does not exist may answer like one without headers, since
// the service does not document that it is not found.
func refresh(ctx context.Context, c *gaapapi.Client, m *model) (headerList, error) {
	id := m.ID.ValueString()
	if m.Headers.IsNull() { // it was imported
		return existing(ctx, c, id)
	}
	l, err := describe(ctx, c, id)
	if err == nil && len(l.Headers) == 0 {
		_, err = c.RefreshRule(ctx, "", id)
	}
	return l, err
}

// status is an error once a rule has no headers any more, and the service is done
// with it. Until then it refuses what comes next on the listener.
func status(ctx context.Context, c *gaapapi.Client, m *model) (string, error) {
	id := m.ID.ValueString()
	_, gone := existing(ctx, c, id)
	if wire.ClassOf(gone) != wire.Gone {
		return "", gone
	}
	if rule, err := c.DescribeRule(ctx, id); err == nil && rule.Status != gaapapi.ListenerRunning {
		return "", nil
	}
	return "", gone
}
