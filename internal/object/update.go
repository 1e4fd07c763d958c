package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Update changes an object in place, one call for each kind of change.
func (r *Resource[M, T]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	k, config, plan, state := r.kind, new(M), new(M), new(M)
	resp.Diagnostics.Append(req.Config.Get(ctx, config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, plan)...)
	if !k.load(ctx, state, req.State, &resp.Diagnostics) || resp.Diagnostics.HasError() || !r.ReadyToWrite(&resp.Diagnostics) {
		return
	}
	before := k.id(state)
	if !r.claimPlanned(before, k.Label(plan), &resp.Diagnostics) {
		return
	}
	defer r.begins(plan, state)() // before the turn: what waits for it must not give up meanwhile
	ctx, turn, end := r.withTurn(ctx, state, "update", k.core(plan).Timeouts.Update, &resp.Diagnostics)
	defer end()
	if resp.Diagnostics.HasError() {
		return
	}
	c := r.change(ctx, config, plan, state, &resp.Diagnostics)
	c.turn = turn
	shown, err := c.run(ctx, c.steps())
	result, keep := plan, &req.Plan.Raw
	if err != nil { // what failed is not done; a fresh read tells what is
		result, keep = state, nil
		resp.Diagnostics.Append(c.operationError(k.cannot("update"), fmt.Sprintf("%s of %s %s", c.doing, k.Noun, k.displayName(state)), err))
	}
	if k.Facts(shown).ID != "" {
		k.fromAPI(result, shown, *r.Data.Tags)
		resp.Diagnostics.Append(r.Data.Account.NoteFound(ctx, k.id(result), resp.Private)...)
	}
	resp.Diagnostics.Append(r.recordRename(ctx, before, k.core(state).next, k.Facts(shown).ID, resp.Private)...)
	r.store(ctx, result, keep, &resp.State, resp.Identity, &resp.Diagnostics)
	if err != nil {
		r.kind.keepLocal(req.Plan.Raw, &resp.State, &resp.Diagnostics)
	}
}

// change is a change from state to plan.
func (r *Resource[M, T]) change(ctx context.Context, config, plan, state *M, diags *diag.Diagnostics) *Change[M, T] {
	k := r.kind
	c := &Change[M, T]{Data: r.Data, Config: config, Plan: plan, State: state, Diags: diags, kind: k}
	c.Client, c.doing = r.Data.Client, "Reading"
	if state == nil {
		c.doing = "Creating"
		c.Time, _ = k.core(plan).Timeouts.Create(ctx, DefaultTimeout) // [Resource.withTimeout] says what is wrong with it
		return c
	}
	c.begin(state)
	if k.tagged != nil {
		c.set, c.remove = r.Data.Tags.Change(TagsOf(k.tagged(state).TagsAll), TagsOf(k.tagged(plan).TagsAll))
	}
	return c
}

func (c *Change[M, T]) steps() []Step[T] {
	var all []Step[T]
	if c.kind.Steps != nil {
		all = c.kind.Steps(c)
	}
	if c.kind.tagged != nil {
		all = append(all, c.retag())
	}
	return all
}

// keepLocal takes what only this provider uses over from the plan: it is changed
// although the calls failed.
func (k *Kind[M, T]) keepLocal(plan tftypes.Value, state *tfsdk.State, diags *diag.Diagnostics) {
	parts, wanted := partsOf(state.Raw), partsOf(plan)
	for _, name := range append([]string{"timeouts"}, k.Local...) {
		parts[name] = wanted[name]
	}
	value, err := withoutUnknowns(tftypes.NewValue(state.Raw.Type(), parts))
	if err != nil {
		diags.Append(providerBugError("keeping "+k.Noun+" in the state", err))
		return
	}
	state.Raw = value
}
