package realserver

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_realserver.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.RealServer]
	step   = object.Step[gaapapi.RealServer]
)

// kind is what makes an origin different from other objects: the service is done
// with it at once, and finds it by its address only.
func kind() object.Kind[model, gaapapi.RealServer] {
	return object.Kind[model, gaapapi.RealServer]{
		Type:   "_realserver",
		Noun:   "origin",
		ID:     object.ID{Form: providerdata.ObjectID, Example: "rs-a1b2c3d4", Prefix: "rs-"},
		Schema: resourceSchema,
		Tagged: gaapapi.TaggedRealServer,
		Moves:  []object.Move{{Type: "tencentcloud_gaap_realserver", Arguments: []string{"ip", "domain", "name", "project_id"}}},
		Shown: map[string]string{
			"ip":         "Address of the origin, IPv4 or IPv6, unless it has a domain.",
			"domain":     "Domain name of the origin, unless it has an IP address.",
			"name":       "Name of the origin.",
			"project_id": "Id of the project; `0` is the default project.",
			"tags":       "All tags of the origin, without those that the provider's `ignore_tags` names.",
		},

		Label:   func(m *model) string { return m.Name.ValueString() },
		Facts:   func(r gaapapi.RealServer) object.Facts { return object.Facts{ID: r.ID, Name: r.Name, Tags: r.Tags} },
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.RealServer, error) {
			return c.RefreshRealServer(ctx, m.ID.ValueString(), m.address())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.RealServer, error) {
			return c.DescribeRealServer(ctx, m.ID.ValueString(), m.address())
		},

		Validate: validate,
		Plan:     plan,
		Create:   create,
		Complete: func(ctx context.Context, c *change) error {
			if c.Adopted {
				return c.ReplaceTags(ctx)
			}
			return nil
		},
		Lacks: func(c *change, r gaapapi.RealServer) []string {
			return append(lacks(c.Plan, r), gaapapi.TagDifferences(c.PlannedTags(), r.Tags)...)
		},
		Steps:  func(c *change) []step { return []step{rename(c)} },
		Scopes: func(*model) []string { return []string{addresses} },
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			return c.RemoveRealServer(ctx, m.ID.ValueString())
		},
		Holders: holders,
	}
}

// addresses is the scope in which an origin that is destroyed sets its address free.
const addresses = "origins"

func rename(c *change) step {
	name := c.Plan.Name.ValueString()
	return c.Call(step{
		Doing: "Renaming", Needed: object.Changes(c.Plan.Name, c.State.Name),
		Shows: func(r gaapapi.RealServer) bool { return r.Name == name }, NotYet: "the new name does not show yet",
	}, func(ctx context.Context) error { return c.Client.ModifyRealServerName(ctx, c.ID, name) })
}

// holders says what has an origin bound, for an error about its destruction.
func holders(ctx context.Context, c *gaapapi.Client, m *model) string {
	const advice = "Take it out of their realserver_bind_set first. If this run replaces it, the new one has to be made before: " +
		"set lifecycle { create_before_destroy = true } on it."
	status, err := c.RealServersStatus(ctx, m.ID.ValueString())
	switch {
	case err != nil || !status.Bound:
		return "Listeners or rules have it bound. " + advice
	case status.GroupID != "":
		return fmt.Sprintf("Listeners or rules of proxy group %s have it bound. %s", status.GroupID, advice)
	}
	return fmt.Sprintf("Listeners or rules of proxy %s have it bound. %s", status.ProxyID, advice)
}
