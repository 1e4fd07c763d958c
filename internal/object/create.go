package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const notReadyDetail = "%s %s exists as %s and is in the state, marked as tainted: the next apply destroys it and makes a new one. " +
	"To keep it, run terraform untaint once it is well. What happened"

// Create orders an object and waits until it is as asked for.
func (r *Resource[M, T]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	k, config, plan := r.kind, new(M), new(M)
	resp.Diagnostics.Append(req.Config.Get(ctx, config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, plan)...)
	if resp.Diagnostics.HasError() || !r.ReadyToWrite(&resp.Diagnostics) {
		return
	}
	ctx, turn, end := r.withTurn(ctx, plan, "create", k.core(plan).Timeouts.Create, &resp.Diagnostics)
	defer end()
	if resp.Diagnostics.HasError() {
		return
	}

	c := r.change(ctx, config, plan, nil, &resp.Diagnostics)
	c.turn = turn
	c.set = c.PlannedTags()
	id, err := k.Create(ctx, c)
	if id == "" {
		resp.Diagnostics.Append(c.operationError(k.cannot("create"), "Creating "+k.Noun+" "+c.name(), err))
		return
	}
	// The id is in the state before any wait: an object that exists may be billed,
	// whatever happens from here on.
	state := *plan
	k.core(&state).ID = types.StringValue(id)
	r.store(ctx, &state, nil, &resp.State, resp.Identity, &resp.Diagnostics)
	// Nor may Ctrl-C keep its account from it: without, it could never be called gone.
	resp.Diagnostics.Append(r.Data.Account.NoteFound(context.WithoutCancel(ctx), id, resp.Private)...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, unseenKey, []byte("true"))...)

	c.begin(&state)
	var shown T
	if err == nil {
		shown, err = c.finish(ctx)
	}
	if k.Facts(shown).ID != "" {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, unseenKey, []byte("false"))...)
		k.fromAPI(&state, shown, *r.Data.Tags)
		keep := &req.Plan.Raw
		if err != nil {
			keep = nil
		}
		r.store(ctx, &state, keep, &resp.State, resp.Identity, &resp.Diagnostics)
	}
	if err != nil {
		resp.Diagnostics.Append(k.subject().Error(k.summary("is not ready"), fmt.Sprintf(notReadyDetail, k.title(), c.name(), id), err))
	}
}
