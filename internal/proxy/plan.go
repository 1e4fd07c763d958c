package proxy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/clienttoken"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// ValidateConfig checks what one attribute alone cannot tell.
func (r *proxyResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() && config.RealServerRegion.IsNull() && config.GroupID.IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("realserver_region"), "Missing origin region",
			"A proxy needs realserver_region, the region of its origin servers, unless group_id names a group to make it in.")
	}
	config.checkTimeouts(ctx, &resp.Diagnostics)
}

// checkTimeouts refuses a time that is up before it begins; the block's own
// validators take any length.
func (m *model) checkTimeouts(ctx context.Context, diags *diag.Diagnostics) {
	for name, entry := range map[string]timeoutEntry{"create": m.Timeouts.Create, "update": m.Timeouts.Update, "delete": m.Timeouts.Delete} {
		if timeout, problems := entry(ctx, defaultTimeout); !problems.HasError() && timeout <= 0 {
			diags.AddAttributeError(path.Root("timeouts").AtName(name), "Invalid timeout",
				fmt.Sprintf("%s is no time to wait. Set a length of time such as 30m, or leave it out for %s.", timeout, defaultTimeout))
		}
	}
}

// ModifyPlan puts tags_all and the ClientToken into the plan, and refuses
// regions and sizes that the service does not offer.
func (r *proxyResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		r.enterGoing(ctx, req, resp)
		return
	}
	var config, plan model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	var state *model // nil: the plan is to create
	if !req.State.Raw.IsNull() {
		state = new(model)
		resp.Diagnostics.Append(req.State.Get(ctx, state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	plan.TagsAll = planTags(plan.Tags, r.tagPolicy(), &resp.Diagnostics)
	if state == nil {
		r.planToken(config, &plan)
	} else {
		plan.keepShown(*state)
	}
	r.enter(ctx, config, plan, state, req, resp)
	r.checkPair(ctx, plan, state, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// keepShown keeps in a plan what the service shows of a proxy, so that what
// depends on an address is not planned anew for the sake of a tag or a name.
// Other changes, and a proxy in transition, may end with something else.
func (m *model) keepShown(state model) {
	if !m.Bandwidth.Equal(state.Bandwidth) || !m.Concurrent.Equal(state.Concurrent) || !m.BillingType.Equal(state.BillingType) ||
		!m.Enable.Equal(state.Enable) || !gaapapi.Status(state.Status.ValueString()).Stable() {
		return
	}
	keepShown(&m.Status, state.Status)
	keepShown(&m.IP, state.IP)
	keepShown(&m.IPList, state.IPList)
	keepShown(&m.ForwardIP, state.ForwardIP)
	keepShown(&m.Version, state.Version)
	keepShown(&m.Scalable, state.Scalable)
	keepShown(&m.SupportProtocols, state.SupportProtocols)
	keepShown(&m.PolicyID, state.PolicyID)
	keepShown(&m.HTTP3Supported, state.HTTP3Supported)
	keepShown(&m.BanStatus, state.BanStatus)
	keepShown(&m.RelatedGlobalDomains, state.RelatedGlobalDomains)
}

func keepShown[T attr.Value](planned *T, shown T) {
	if (*planned).IsUnknown() {
		*planned = shown
	}
}

// tagPolicy is what the provider block says about tags, nil while it is not known.
func (r *proxyResource) tagPolicy() *tags.Policy {
	if r.Data == nil {
		return nil
	}
	return r.Data.Tags
}

// planToken derives the token of a new proxy unless the configuration sets one.
// While an input is unknown, so is the token.
func (r *proxyResource) planToken(config model, plan *model) {
	if !config.ClientToken.IsNull() {
		return
	}
	plan.ClientToken = types.StringUnknown()
	in, known := createInput(config, *plan)
	if known && r.Data != nil && r.Data.ClientTokenScope != nil {
		plan.ClientToken = types.StringValue(clienttoken.Derive(*r.Data.ClientTokenScope, in))
	}
}
