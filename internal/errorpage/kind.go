package errorpage

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_domain_error_page.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.ErrorPage]
	step   = object.Step[gaapapi.ErrorPage]
)

// kind is what makes an error page different from other objects: nothing of it can
// be changed, but its domain takes it along when that is renamed.
func kind() object.Kind[model, gaapapi.ErrorPage] {
	return object.Kind[model, gaapapi.ErrorPage]{
		Type:     "_domain_error_page",
		Noun:     "error page",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "errorPage-a1b2c3d4", Prefix: "errorPage-"},
		Schema:   resourceSchema,
		Statuses: statuses,
		PollFast: true,
		Parents:  []string{"listener_id"},
		Moves: []object.Move{{Type: "tencentcloud_gaap_domain_error_page", Arguments: []string{
			"listener_id", "domain", "error_codes", "body", "new_error_code", "clear_headers", "set_headers",
		}}},
		Shown: shown,

		Label: (*model).label,
		Facts: func(p gaapapi.ErrorPage) object.Facts {
			if p.ID == "" {
				return object.Facts{}
			}
			return object.Facts{ID: p.ID, Name: displayName(p.Domain, p.ErrorCodes), Status: statusOf(p)}
		},
		FromAPI: (*model).fromAPI,

		Refresh: read,
		Fresh:   read,

		Validate:      validate,
		Plan:          plan,
		KeepsComputed: func(_, state *model) bool { return statuses.IsStable(state.Status.ValueString()) },
		Create:        create,
		Lacks:         func(c *change, p gaapapi.ErrorPage) []string { return lacks(c.Plan, p) },
		Steps:         func(c *change) []step { return []step{follow(c)} },
		Scopes:        func(m *model) []string { return []string{m.ListenerID.ValueString()} },
		Queue:         func(_ context.Context, _ *gaapapi.Client, m *model) string { return m.ListenerID.ValueString() },
		BlockedError:  blockedError,
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			return c.DeleteErrorPage(ctx, m.ListenerID.ValueString(), m.ID.ValueString())
		},
	}
}

func read(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.ErrorPage, error) {
	return c.DescribeErrorPage(ctx, m.ID.ValueString())
}

// The statuses of an error page; the service has numbers.
const (
	running  = "RUNNING"
	changing = "CHANGING"
)

// statuses: what is made and what is deleted look the same.
var statuses = object.Statuses{
	running:  {Phase: object.Ready},
	changing: {Phase: object.Working},
}

func statusOf(p gaapapi.ErrorPage) string {
	if p.Ready {
		return running
	}
	return changing
}

// follow waits until a page shows the new name of its domain. Nothing is sent: the
// domain was renamed by this run.
func follow(c *change) step {
	domain := c.Plan.Domain.ValueString()
	return step{
		Doing: "Following its renamed domain", Needed: object.Changes(c.Plan.Domain, c.State.Domain),
		Do:    func(context.Context) error { return nil },
		Shows: func(p gaapapi.ErrorPage) bool { return p.Domain == domain }, NotYet: "the new name of its domain does not show yet",
	}
}
