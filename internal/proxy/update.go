package proxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

const summaryUpdate = "Cannot update GAAP proxy"

// update changes a proxy from state to plan. What does not change between the
// two is not sent: somebody else may have changed it since, and nobody may
// mind, as ignore_changes says. Nor is it looked at afterwards.
type update struct {
	client      *gaapapi.Client
	id          string
	plan, state model
	doing       string // the step under way, for errors

	set         map[string]string     // tags to add or to change
	remove      []string              // keys of tags to delete
	createsTags bool                  // tags that do not exist are made first
	sent        gaapapi.Configuration // by the latest call
}

// step is a change of one kind.
type step struct {
	doing  string
	needed bool
	do     func(context.Context) error
	shows  func(gaapapi.Proxy) bool // a read shows what was sent
	late   string                   // said while none does
}

func newUpdate(data *providerdata.Data, plan, state model) *update {
	u := &update{
		client: data.Client, id: state.ID.ValueString(), plan: plan, state: state, doing: "Reading", createsTags: data.CreateMissingTags,
	}
	u.set, u.remove = data.Tags.Change(tagsOf(state.TagsAll), tagsOf(plan.TagsAll))
	return u
}

// steps are the calls in their order. The configuration of a closed proxy may
// not be changed, so a proxy that shall run is opened first, and one that shall
// not is closed afterwards.
func (u *update) steps() []step {
	opens := u.plan.Enable.ValueBool()
	switches := changes(u.plan.Enable, u.state.Enable)
	return []step{
		{"Moving to another project", changes(u.plan.ProjectID, u.state.ProjectID), u.move, u.moved, "the new project does not show yet"},
		{"Renaming", changes(u.plan.Name, u.state.Name), u.rename, u.renamed, "the new name does not show yet"},
		{"Enabling", switches && opens, u.toggle, u.toggled, "the new status does not show yet"},
		{"Changing the configuration", u.resizes(), u.resize, u.resized, lateConfiguration},
		{"Disabling", switches && !opens, u.toggle, u.toggled, "the new status does not show yet"},
		{"Changing the tags", len(u.set)+len(u.remove) > 0, u.retag, u.retagged, "the new tags do not show yet"},
	}
}

// changes reports whether the plan has a value that the state does not have. An
// argument that neither knows, as after a move that was not refreshed, is null
// in both.
func changes(planned, stored attr.Value) bool {
	return !planned.IsNull() && !planned.IsUnknown() && !planned.Equal(stored)
}

// run makes all changes and returns the proxy as a fresh read shows it. After
// an error it returns what can be read, an empty proxy if nothing can.
func (u *update) run(ctx context.Context) (gaapapi.Proxy, error) {
	var made []step
	for _, s := range u.steps() {
		if !s.needed {
			continue
		}
		u.doing = s.doing
		if err := s.do(ctx); err != nil {
			return lastLook(ctx, u.client, u.id), err
		}
		made = append(made, s)
	}
	if len(made) == 0 {
		return u.client.DescribeProxy(ctx, u.id)
	}
	u.doing = "Checking the changes"
	return awaitProxy(ctx, u.client, u.id, missing(made...))
}

// missing says which of the changes a proxy does not show.
func missing(made ...step) func(gaapapi.Proxy) string {
	return func(p gaapapi.Proxy) string {
		for _, s := range made {
			if !s.shows(p) {
				return s.late
			}
		}
		return ""
	}
}

func (u *update) move(ctx context.Context) error {
	return write(ctx, u.client, u.id,
		func(ctx context.Context) error {
			return u.client.ModifyProxiesProject(ctx, u.id, u.plan.ProjectID.ValueInt64())
		},
		u.moved)
}

func (u *update) moved(p gaapapi.Proxy) bool { return p.ProjectID == u.plan.ProjectID.ValueInt64() }

func (u *update) rename(ctx context.Context) error {
	return write(ctx, u.client, u.id,
		func(ctx context.Context) error {
			return u.client.ModifyProxiesAttribute(ctx, u.id, u.plan.Name.ValueString())
		},
		u.renamed)
}

func (u *update) renamed(p gaapapi.Proxy) bool { return p.Name == u.plan.Name.ValueString() }

func (u *update) retagged(p gaapapi.Proxy) bool { return tags.Changed(p.Tags, u.set, u.remove) }

func (u *update) toggled(p gaapapi.Proxy) bool {
	enabled, known := enabledBy(p.Status)
	return known && enabled == u.plan.Enable.ValueBool()
}

func (u *update) toggle(ctx context.Context) error {
	return setEnabled(ctx, u.client, u.id, u.plan.Enable.ValueBool())
}

// setEnabled opens or closes a proxy and waits until it is so.
func setEnabled(ctx context.Context, client *gaapapi.Client, id string, enable bool) error {
	call, passing, target := client.CloseProxies, gaapapi.StatusClosing, gaapapi.StatusClosed
	if enable {
		call, passing, target = client.OpenProxies, gaapapi.StatusOpening, gaapapi.StatusRunning
	}
	err := write(ctx, client, id,
		func(ctx context.Context) error { return call(ctx, id) },
		func(p gaapapi.Proxy) bool { return p.Status == passing || p.Status == target })
	if err != nil {
		return err
	}
	_, err = awaitStatus(ctx, client, id, reaches(id, target))
	return err
}
