package proxy

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

const summaryUpdate = "Cannot update GAAP proxy"

// update changes a proxy from state to plan.
type update struct {
	client      *gaapapi.Client
	id          string
	plan, state model
	doing       string // the step under way, for errors

	set         map[string]string // tags to add or to change
	remove      []string          // keys of tags to delete
	createsTags bool              // tags that do not exist are made first
}

type step struct {
	doing  string
	needed bool
	do     func(context.Context) error
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
	switches := !u.plan.Enable.Equal(u.state.Enable)
	return []step{
		{"Moving to another project", !u.plan.ProjectID.Equal(u.state.ProjectID), u.move},
		{"Renaming", !u.plan.Name.Equal(u.state.Name), u.rename},
		{"Enabling", switches && opens, u.toggle},
		{"Changing the configuration", u.resizes(), u.resize},
		{"Disabling", switches && !opens, u.toggle},
		{"Changing the tags", len(u.set)+len(u.remove) > 0, u.retag},
	}
}

func (u *update) resizes() bool {
	return !u.plan.Bandwidth.Equal(u.state.Bandwidth) || !u.plan.Concurrent.Equal(u.state.Concurrent) ||
		!u.plan.BillingType.Equal(u.state.BillingType)
}

// run makes all changes and returns the proxy as a fresh read shows it. After
// an error it returns what can be read, an empty proxy if nothing can.
func (u *update) run(ctx context.Context) (gaapapi.Proxy, error) {
	changed := false
	for _, s := range u.steps() {
		if !s.needed {
			continue
		}
		changed = true
		u.doing = s.doing
		if err := s.do(ctx); err != nil {
			return lastLook(ctx, u.client, u.id), err
		}
	}
	if !changed {
		return u.client.DescribeProxy(ctx, u.id)
	}
	u.doing = "Checking the changes"
	return awaitProxy(ctx, u.client, u.id, func(p gaapapi.Proxy) string {
		switch {
		case p.Name != u.plan.Name.ValueString():
			return "the new name does not show yet"
		case p.ProjectID != u.plan.ProjectID.ValueInt64():
			return "the new project does not show yet"
		case !tags.Changed(p.Tags, u.set, u.remove):
			return "the new tags do not show yet"
		case !u.plan.Enable.Equal(u.state.Enable) && !switched(p, u.plan.Enable.ValueBool()):
			return "the new status does not show yet"
		}
		return u.unsettled(p)
	})
}

func switched(p gaapapi.Proxy, enable bool) bool {
	enabled, known := enabledBy(p.Status)
	return known && enabled == enable
}

// unsettled says what of the configuration a proxy does not show yet.
func (u *update) unsettled(p gaapapi.Proxy) string {
	to := u.configuration()
	if u.resizes() && (p.Bandwidth != to.Bandwidth || p.Concurrent != to.Concurrent || p.BillingType != to.BillingType) {
		return "the new configuration does not show yet"
	}
	if u.resizes() && !p.Status.Stable() {
		return "the configuration is still being changed"
	}
	return ""
}

func (u *update) move(ctx context.Context) error {
	project := u.plan.ProjectID.ValueInt64()
	return write(ctx, u.client, u.id,
		func(ctx context.Context) error { return u.client.ModifyProxiesProject(ctx, u.id, project) },
		func(p gaapapi.Proxy) bool { return p.ProjectID == project })
}

func (u *update) rename(ctx context.Context) error {
	name := u.plan.Name.ValueString()
	return write(ctx, u.client, u.id,
		func(ctx context.Context) error { return u.client.ModifyProxiesAttribute(ctx, u.id, name) },
		func(p gaapapi.Proxy) bool { return p.Name == name })
}

func (u *update) resize(ctx context.Context) error {
	err := write(ctx, u.client, u.id,
		func(ctx context.Context) error {
			return u.client.ModifyProxyConfiguration(ctx, u.id, u.configuration())
		},
		func(p gaapapi.Proxy) bool { return p.Status == gaapapi.StatusAdjusting || u.unsettled(p) == "" })
	if err == nil {
		err = u.client.Beat(ctx, 0) // no change is there at once
	}
	if err == nil {
		_, err = awaitProxy(ctx, u.client, u.id, u.unsettled)
	}
	return err
}

// configuration always names the billing: what leaving it out does is not documented.
func (u *update) configuration() gaapapi.Configuration {
	return gaapapi.Configuration{
		Bandwidth:   u.plan.Bandwidth.ValueInt64(),
		Concurrent:  u.plan.Concurrent.ValueInt64(),
		BillingType: u.plan.BillingType.ValueInt64(),
	}
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
