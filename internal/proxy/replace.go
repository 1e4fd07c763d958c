package proxy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const (
	changesText      = "A change replaces the proxy."
	tokenChangesText = "Another token stands for another proxy."
)

// replaceIf are the plan modifiers of an argument that every configuration has,
// or that is not computed.
func replaceIf(changes stringplanmodifier.RequiresReplaceIfFunc) []planmodifier.String {
	return []planmodifier.String{stringplanmodifier.RequiresReplaceIf(changes, changesText, changesText)}
}

// replaceIfSet are those of an argument that the service chooses if the
// configuration does not set it: then the proxy keeps what it has, also in a
// state that does not have it yet, as after a move that was not refreshed.
func replaceIfSet(changes stringplanmodifier.RequiresReplaceIfFunc, text string) []planmodifier.String {
	set := func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
		if !req.ConfigValue.IsNull() {
			changes(ctx, req, resp)
		}
	}
	return []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIf(set, text, text)}
}

// replaceOtherValue replaces the proxy for another value. What the state lacks of a
// proxy that was imported or moved is only stored: the service does not show
// it, or not yet, so that nothing says that the proxy differs. Such a proxy has
// no token; every one that was made has.
func replaceOtherValue(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	var token types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("client_token"), &token)...)
	resp.RequiresReplace = !req.StateValue.IsNull() || !token.IsNull()
}

// replaceOtherRegion is replaceOtherValue for a region.
func replaceOtherRegion(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	if !gaapapi.SameRegion(req.PlanValue.ValueString(), req.StateValue.ValueString()) {
		replaceOtherValue(ctx, req, resp)
	}
}

// replaceOtherGroup replaces the proxy for another group. That a proxy which was
// read has none is a fact: it is in no group.
func replaceOtherGroup(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	var status types.String // which every refresh sets
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("status"), &status)...)
	resp.RequiresReplace = !req.StateValue.IsNull() || !status.IsNull()
}
