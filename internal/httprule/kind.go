package httprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewResource returns the resource gaap_http_rule.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, seen]
	step   = object.Step[seen]
)

// seen is a rule as the service shows it. Its headers are read only where they
// count: that takes a call for each rule.
type seen struct {
	gaapapi.Rule

	Headers []gaapapi.Header
	Looked  bool // the headers were read
}

// kind is what makes a rule different from other objects: its path is its key, and
// it lives below a domain, which may be renamed.
func kind() object.Kind[model, seen] {
	return object.Kind[model, seen]{
		Type:     "_http_rule",
		Noun:     "rule",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "rule-a1b2c3d4", Prefix: "rule-"},
		Schema:   resourceSchema,
		Statuses: listener.Statuses,
		PollFast: true,
		Parents:  []string{"listener_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_http_rule", Arguments: moved}},
		Shown:    shown,

		Label: func(m *model) string { return m.Domain.ValueString() + m.Path.ValueString() },
		Facts: func(s seen) object.Facts {
			return object.Facts{ID: s.ID, Name: s.Domain + s.Path, Status: s.Status.String()}
		},
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (seen, error) {
			r, err := c.RefreshRule(ctx, m.ListenerID.ValueString(), m.ID.ValueString())
			return withHeaders(ctx, c, r, err, m.ListenerID.IsNull() || m.wantsHeaders()) // it was imported: what it has is shown
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (seen, error) {
			r, err := c.DescribeRule(ctx, m.ID.ValueString())
			return withHeaders(ctx, c, r, err, m.wantsHeaders())
		},

		Leaving: func(ctx context.Context, c *gaapapi.Client, m *model) (string, error) {
			status, err := c.LeavingRule(ctx, m.ListenerID.ValueString(), m.ID.ValueString())
			return status.String(), err
		},

		Validate:      validate,
		Plan:          plan,
		KeepsComputed: keepsComputed,
		Create:        create,
		Complete:      complete,
		Lacks: func(c *change, s seen) []string {
			return append(lacks(c.Plan, s.Rule), append(origins.Lacks(c.Plan.RealServers, s.RealServers, s.Scheduler), lacksHeaders(c.Plan, s)...)...)
		},
		Steps:  steps,
		Scopes: scopes,
		BlockedError: func(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
			return object.ListenerBlocks(ctx, c, m.ListenerID.ValueString(), "rule", cause)
		},
		Delete: remove,
		Queue:  func(_ context.Context, _ *gaapapi.Client, m *model) string { return m.ListenerID.ValueString() },
	}
}

// origins are those that a rule hands requests to.
var origins = binding.Block{Name: "realservers", Noun: "rule"}

// withHeaders adds the headers of a rule to what was read of it.
func withHeaders(ctx context.Context, c *gaapapi.Client, r gaapapi.Rule, err error, look bool) (seen, error) {
	s := seen{Rule: r, Looked: look}
	if err == nil && look {
		s.Headers, err = c.DescribeCustomHeaders(ctx, r.ID)
	}
	if err != nil {
		return seen{}, err
	}
	return s, nil
}

func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id, of := m.ID.ValueString(), m.ListenerID.ValueString()
	if of == "" { // somebody edited the state
		found, err := c.DescribeRule(ctx, id)
		if err != nil {
			return err
		}
		of = found.ListenerID
	}
	return c.DeleteRule(ctx, of, id)
}

// moved are the arguments of the official provider that mean the same.
var moved = []string{
	"listener_id", "domain", "path", "realserver_type", "scheduler", "health_check", "interval", "connect_timeout", "health_check_path",
	"health_check_method", "health_check_status_codes", "realservers", "forward_host", "sni_switch", "sni",
}

// scopes: a rule that is changed or destroyed sets its path free, and the origins
// that it had; what it hangs on can go once it has gone.
func scopes(m *model) []string {
	of, domain := m.ListenerID.ValueString(), m.Domain.ValueString()
	all := []string{of, object.NameScope(of, domain)}
	for _, o := range binding.Of(m.RealServers) {
		all = append(all, o.ID.ValueString())
	}
	return all
}

// in is what the service has at the path of a model, the zero value for nothing.
func (m *model) in(all []gaapapi.Domain, err error) (seen, error) {
	for _, d := range all {
		for _, r := range d.Rules {
			if d.Name == m.Domain.ValueString() && r.Path == m.Path.ValueString() {
				return seen{Rule: r}, nil
			}
		}
	}
	if wire.ClassOf(err) == wire.Gone { // the listener does not show yet, or is not there: the order tells
		err = nil
	}
	return seen{}, err
}
