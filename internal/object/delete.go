package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Delete destroys an object and waits until it is gone.
func (r *Resource[M, T]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	defer keepAll(ctx, resp)
	k, state := r.kind, new(M)
	if !k.load(ctx, state, req.State, &resp.Diagnostics) || !r.Ready(&resp.Diagnostics) {
		return
	}
	defer r.beginActivity(state)() // before the turn: what waits for it must not give up meanwhile
	ctx, turn, end := r.withTurn(ctx, state, "delete", k.core(state).Timeouts.Delete, &resp.Diagnostics)
	defer end()
	if resp.Diagnostics.HasError() { // the state was edited, and no plan has looked at it
		return
	}
	id := k.id(state)
	if !r.Data.Ledger.Release(k.ledgerID(id)) {
		resp.Diagnostics.AddWarning(k.summary("was kept")+": "+id, fmt.Sprintf(
			"%s %s was to be destroyed, but this run has given it to a new resource, because adopt or GAAP_ADOPT names it. "+
				"It stays, as the new object; only the old object leaves the state.", k.title(), k.displayName(state)))
		return
	}
	if k.BeforeDelete != nil {
		k.BeforeDelete(r.Data, state)
	}
	d := destruction[T]{Handle: k.handle(r.Data.Client, state)}
	d.turn, d.doing = turn, "Destroying"
	d.do = func(ctx context.Context) error { return k.Delete(ctx, r.Data.Client, state) }
	if k.Leaving != nil {
		d.status = func(ctx context.Context) (string, error) { return k.Leaving(ctx, r.Data.Client, state) }
	}
	if k.Holders != nil {
		d.holderError = r.holderError(state)
	}
	seen, err := d.run(ctx)
	if seen {
		r.Data.Account.NoteSeen(id)
	}
	if err != nil {
		resp.Diagnostics.Append(k.subject().Error(k.cannot("delete"), "Destroying "+k.Noun+" "+k.displayName(state), err))
		return
	}
	// The id, of a part or with a key in it, may be that of the next one in this run.
	if r.confirmGone(ctx, state, req.Private, &resp.Diagnostics) && (k.Renames || k.Part != "") {
		r.Data.Ledger.Free(k.ledgerID(id))
	}
}

// keepAll lets Terraform keep what it has of an object that was not destroyed,
// which it does if an error comes without a state. Of the object's private state
// it would keep this answer's, which is empty for a tainted one.
func keepAll(ctx context.Context, resp *resource.DeleteResponse) {
	if resp.Diagnostics.HasError() {
		resp.State.RemoveResource(ctx)
	}
}

// holderError returns what decides whether an object that cannot be destroyed yet is
// waited for: an error once nothing of this run can set it free any more.
func (r *Resource[M, T]) holderError(state *M) func(context.Context, error) error {
	client, scope := r.Data.Client, r.kind.id(state)
	if r.kind.HeldIn != nil {
		scope = r.kind.HeldIn(state)
	}
	since := client.Clock().Now()
	return func(ctx context.Context, cause error) error {
		quiet, still := activityOf(r.Data).quietSince(scope, since)
		if wire.ClassOf(cause) != wire.Busy && !isRefused(cause) || !still || client.Clock().Now().Sub(quiet) < MaxLag {
			return nil
		}
		holders := r.kind.Holders(ctx, client, state)
		if holders == "" {
			return nil
		}
		return fmt.Errorf("%s\n\n%w", holders, cause)
	}
}
