package group

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_proxy_group.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.ProxyGroup]
	step   = object.Step[gaapapi.ProxyGroup]
)

// kind is what makes a group different from other objects: it has no key by which
// it is found, and its proxies have a life of their own.
func kind() object.Kind[model, gaapapi.ProxyGroup] {
	return object.Kind[model, gaapapi.ProxyGroup]{
		Type:     "_proxy_group",
		Noun:     "proxy group",
		ID:       object.ID{Form: providerdata.ObjectID, Example: "lg-a1b2c3d4", Prefix: "lg-"},
		Schema:   resourceSchema,
		Statuses: statuses,
		Tagged:   gaapapi.TaggedProxyGroup,
		Local:    []string{"force_destroy"},
		Moves: []object.Move{{
			Type: "tencentcloud_gaap_proxy_group", Arguments: []string{"project_id", "ip_address_version", "package_type"},
			Renamed: map[string]string{"name": "group_name", "realserver_region": "real_server_region"},
		}},

		Label:   func(m *model) string { return m.Name.ValueString() },
		Facts:   facts,
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.ProxyGroup, error) {
			return c.RefreshProxyGroup(ctx, m.ID.ValueString())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.ProxyGroup, error) {
			return c.DescribeProxyGroup(ctx, m.ID.ValueString())
		},

		Validate: validate,
		Plan:     plan,
		KeepsComputed: func(plan, state *model) bool {
			return plan.Enable.Equal(state.Enable) && statuses.IsStable(state.Status.ValueString())
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

// unfinished stands for the status of a group that is CHANGING because of a proxy
// which could not be made.
const unfinished = "CHANGING, with a proxy that could not be made"

// statuses are what the service's words mean.
var statuses = object.Statuses{
	gaapapi.GroupRunning:    {Phase: object.Ready},
	gaapapi.GroupClosed:     {Phase: object.Off},
	gaapapi.GroupCreating:   {Phase: object.Working},
	gaapapi.GroupChanging:   {Phase: object.Working},
	gaapapi.GroupMoving:     {Phase: object.Working},
	gaapapi.GroupDestroying: {Phase: object.Leaving, Means: "it is being destroyed outside of Terraform"},
	unfinished: {
		Phase: object.Failed, Means: "the service does not go on by itself; members names the proxy",
		Advice: "Destroy the proxy that members shows as CREATE_FAILED, and make another one with a gaap_proxy. Or replace the group: terraform apply -replace=ADDRESS.",
	},
}

// facts: a group that waits for a proxy which could not be made waits for ever.
func facts(g gaapapi.ProxyGroup) object.Facts {
	has := func(status gaapapi.Status) bool {
		return slices.ContainsFunc(g.Members, func(p gaapapi.Proxy) bool { return p.Status == status })
	}
	status := g.Status
	if status == gaapapi.GroupChanging && has(gaapapi.StatusCreateFailed) && !has(gaapapi.StatusCreating) {
		status = unfinished
	}
	return object.Facts{ID: g.ID, Name: g.Name, Status: status, Tags: g.Tags, Made: g.CreateTime}
}

// enabledBy says what a status means for enable: a new group is open once it is made.
// Statuses that mean neither leave it as it is.
func enabledBy(status string) (enabled, known bool) {
	enabled = status == gaapapi.GroupRunning || status == gaapapi.GroupCreating
	return enabled, enabled || status == gaapapi.GroupClosed
}
