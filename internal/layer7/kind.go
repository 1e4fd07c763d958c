package layer7

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_layer7_listener.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.HTTPListener]
	step   = object.Step[gaapapi.HTTPListener]
)

var protocols = []string{gaapapi.HTTP, gaapapi.HTTPS}

// kind is what makes a listener different from other objects: its port is its key,
// it lives below a proxy or a group, which have a life of their own, and domains
// and rules live below it.
func kind() object.Kind[model, gaapapi.HTTPListener] {
	return object.Kind[model, gaapapi.HTTPListener]{
		Type:     "_layer7_listener",
		Noun:     "listener",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "listener-a1b2c3d4", Prefix: "listener-"},
		Schema:   resourceSchema,
		Statuses: listener.Statuses,
		PollFast: true,
		Parents:  []string{"proxy_id", "group_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_layer7_listener", Arguments: moved}},
		Forms:    map[string]string{"client_certificate_id": "client_certificate_ids", "client_certificate_ids": "client_certificate_id"},
		Shown:    shown,

		Label: func(m *model) string { return m.Name.ValueString() },
		Facts: func(l gaapapi.HTTPListener) object.Facts {
			facts := object.Facts{ID: l.ID, Name: l.Name}
			if l.ID != "" {
				facts.Status = l.Status.String()
			}
			return facts
		},
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.HTTPListener, error) {
			of := m.of()
			if of.Protocol == "" || of.Parent == (gaapapi.ListenerParent{}) { // it was imported, or somebody edited the state
				return c.Layer7.Find(ctx, m.ID.ValueString())
			}
			return c.Layer7.Refresh(ctx, of, m.ID.ValueString())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.HTTPListener, error) {
			return c.Layer7.Describe(ctx, m.of(), m.ID.ValueString())
		},

		Validate:      validate,
		Plan:          plan,
		KeepsComputed: func(_, state *model) bool { return listener.Statuses.IsStable(state.Status.ValueString()) },
		Create:        create,
		Complete:      complete,
		Lacks:         func(c *change, l gaapapi.HTTPListener) []string { return lacks(c.Plan, l) },
		Steps:         steps,
		Scopes:        scopes,
		BlockedError: func(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
			return object.ProxyBlocks(ctx, c, m.of().Parent, "listener", cause)
		},
		Delete:  remove,
		Queue:   func(_ context.Context, _ *gaapapi.Client, m *model) string { return m.ID.ValueString() },
		Holders: holders,
	}
}

// remove deletes a listener, with its domains, but not one below which origins are
// bound: these may be rules that nobody has told Terraform of.
func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id, parent := m.ID.ValueString(), m.of().Parent
	if parent == (gaapapi.ListenerParent{}) { // somebody edited the state
		found, err := c.Layer7.Find(ctx, id)
		if err != nil {
			return err
		}
		parent = found.Parent
	}
	return c.DeleteListener(ctx, parent, id, false)
}

// holders are the rules with origins below a listener; the service tells of none.
func holders(ctx context.Context, c *gaapapi.Client, m *model) string {
	domains, err := c.DomainsNow(ctx, m.ID.ValueString())
	if err != nil {
		return ""
	}
	var bound []string
	for _, d := range domains {
		for _, r := range d.Rules {
			if len(r.RealServers) > 0 {
				bound = append(bound, fmt.Sprintf("%s (%s%s)", r.ID, d.Name, r.Path))
			}
		}
	}
	if len(bound) == 0 {
		return ""
	}
	return "Rules below it have origins: " + strings.Join(bound[:min(len(bound), maxHolders)], ", ") + ". Destroy them, or unbind their origins, and apply again."
}

// maxHolders is how many rules an error names.
const maxHolders = 10

// scopes: a listener that is destroyed sets its port free, and one that is changed
// or destroyed the certificates that it had.
func scopes(m *model) []string {
	return append(object.Texts(m.ClientCertificateIDs), m.of().Parent.ID(), m.CertificateID.ValueString())
}

// moved are the arguments of the official provider that mean the same.
var moved = []string{
	"protocol", "name", "port", "proxy_id", "group_id", "certificate_id", "forward_protocol", "auth_type", "client_certificate_id", "client_certificate_ids",
	"tls_support_versions", "tls_ciphers",
}
