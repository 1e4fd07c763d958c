package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_layer4_listener.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.Listener]
	step   = object.Step[gaapapi.Listener]
)

var protocols = []string{gaapapi.TCP, gaapapi.UDP}

// kind is what makes a listener different from other objects: its port is its key,
// and it lives below a proxy or a group, which have a life of their own.
func kind() object.Kind[model, gaapapi.Listener] {
	return object.Kind[model, gaapapi.Listener]{
		Type:     "_layer4_listener",
		Noun:     "listener",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "listener-a1b2c3d4", Prefix: "listener-"},
		Schema:   resourceSchema,
		Statuses: listener.Statuses,
		PollFast: true,
		Parents:  []string{"proxy_id", "group_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_layer4_listener", Arguments: moved}},
		Shown:    shown,

		Label: func(m *model) string { return m.Name.ValueString() },
		Facts: func(l gaapapi.Listener) object.Facts {
			return object.Facts{ID: l.ID, Name: l.Name, Status: l.Status.String()}
		},
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.Listener, error) {
			of := m.of()
			if of.Protocol == "" || of.Parent == (gaapapi.ListenerParent{}) { // it was imported, or somebody edited the state
				return c.Layer4.Find(ctx, m.ID.ValueString())
			}
			return c.Layer4.Refresh(ctx, of, m.ID.ValueString())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.Listener, error) {
			return c.Layer4.Describe(ctx, m.of(), m.ID.ValueString())
		},

		Validate:      validate,
		Plan:          plan,
		KeepsComputed: keepsComputed,
		Create:        create,
		Complete:      complete,
		Lacks: func(c *change, l gaapapi.Listener) []string {
			return append(lacks(c.Plan, l), lacksBindings(c.Plan, l)...)
		},
		Steps:  steps,
		Scopes: scopes,
		BlockedError: func(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
			return object.ProxyBlocks(ctx, c, m.of().Parent, "listener", cause)
		},
		Delete: remove,
	}
}

func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id, parent := m.ID.ValueString(), m.of().Parent
	if parent == (gaapapi.ListenerParent{}) { // somebody edited the state
		found, err := c.Layer4.Find(ctx, id)
		if err != nil {
			return err
		}
		parent = found.Parent
	}
	return c.DeleteListener(ctx, parent, id, true)
}

// moved are the arguments of the official provider that mean the same.
var moved = []string{
	"protocol", "name", "port", "scheduler", "realserver_type", "proxy_id", "health_check", "interval", "connect_timeout",
	"healthy_threshold", "unhealthy_threshold", "check_type", "check_port", "context_type", "send_context", "recv_context",
	"client_ip_method", "realserver_bind_set",
}

// scopes: a listener that is destroyed sets its port free, and one that is changed
// or destroyed the origins that it had.
func scopes(m *model) []string {
	all := []string{m.of().Parent.ID()}
	for _, b := range m.bindings() {
		all = append(all, b.ID.ValueString())
	}
	return all
}
