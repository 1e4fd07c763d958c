package httprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// planHeaders leaves headers that the configuration does not speak of as they are,
// and refuses names that the service refuses.
func planHeaders(ctx context.Context, p *object.Plan[model]) {
	stored, at := types.SetNull(headers.Type), path.Root("headers")
	if p.State != nil {
		stored = p.State.Headers
	}
	if p.Config.Headers.IsNull() {
		p.Plan.Headers = stored
		return
	}
	if p.State != nil {
		headers.PlanSetter(p.Data, p.State.ID.ValueString(), headers.ByRule, at, p.Diags)
	}
	if p.CanCall {
		headers.CheckNames(ctx, p.Data.Client, p.Config.Headers, stored, at, p.Diags)
	}
}

// headersFromAPI takes the headers that the service shows, if they were read. A rule
// without any may be one that nobody has set them of.
func (m *model) headersFromAPI(s seen) {
	if s.Looked && (len(s.Headers) > 0 || !m.Headers.IsNull()) {
		m.Headers = headers.Set(s.Headers, m.Headers)
	}
}

// lacksHeaders says in what the headers of a rule are not those of the plan, if it
// has any say in them.
func lacksHeaders(plan *model, s seen) []string {
	if !s.Looked || plan.Headers.IsNull() {
		return nil
	}
	return headers.Differences(headers.Of(plan.Headers), s.Headers)
}

// setHeaders sets the headers of the plan and no others.
func setHeaders(ctx context.Context, c *change) error {
	send := func(ctx context.Context) error {
		return c.Client.SetCustomHeaders(ctx, c.Plan.ListenerID.ValueString(), c.ID, headers.Of(c.Plan.Headers))
	}
	return c.WriteUntil(ctx, listener.Running, send, func(s seen) bool { return len(lacksHeaders(c.Plan, s)) == 0 })
}
