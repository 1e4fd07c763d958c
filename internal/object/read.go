package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Read refreshes the state.
func (r *Resource[M, T]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	k, state := r.kind, new(M)
	if !k.load(ctx, state, req.State, &resp.Diagnostics) {
		return
	}
	id := k.id(state)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(id))...)
	imported := justImported(req.State)
	if imported && !r.Ready(&resp.Diagnostics) {
		return // of an object that was never read, the plan would be to replace it
	}
	if !r.CanCall() {
		resp.Diagnostics.AddWarning(k.summary("was not refreshed")+": "+id, fmt.Sprintf(
			"The provider's configuration is only known after apply, so %s %s stays as it was last seen.", k.Noun, id))
		return
	}
	k.core(state).next = nextOf(ctx, req.Private)
	shown, err := k.Refresh(ctx, r.Data.Client, state)
	unseen := isUnseen(ctx, req.Private)
	if unseen && wire.ClassOf(err) == wire.Gone {
		shown, err = r.awaitVisible(ctx, state)
	}
	if k.isGone(shown, err) && imported {
		resp.Diagnostics.Append(k.nothingToImport(id, shown))
		return
	}
	if k.isGone(shown, err) {
		if err != nil && !r.mustBeGone(ctx, state, req.Private, &resp.Diagnostics) {
			return
		}
		resp.Diagnostics.AddWarning(k.summary("is gone")+": "+id, fmt.Sprintf(
			"%s %s no longer exists, or is being destroyed. It leaves the state; apply makes a new one if the configuration still asks for it.", k.title(), k.displayName(state)))
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(k.subject().Error(k.cannot("read"), "Reading "+k.Noun+" "+id, err))
		return
	}
	if unseen {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, unseenKey, []byte("false"))...)
	}
	r.storeShown(ctx, state, shown, resp)
}

// storeShown takes over what the service shows of an object that is there.
func (r *Resource[M, T]) storeShown(ctx context.Context, state *M, shown T, resp *resource.ReadResponse) {
	k := r.kind
	k.fromAPI(state, shown, *r.Data.Tags)
	if k.core(state).next != "" {
		resp.Diagnostics.Append(setNext(ctx, resp.Private, "")...)
	}
	id := k.id(state)
	r.Data.Ledger.Keep(k.ledgerID(id))
	resp.Diagnostics.Append(r.Data.Account.NoteFound(ctx, id, resp.Private)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(id))...)
	resp.Diagnostics.Append(k.unhealthyWarning(shown)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// unseenKey is where the private state of an object says that the create ended
// before a read had shown it.
const unseenKey = "unseen"

func isUnseen(ctx context.Context, private providerdata.Private) bool {
	value, _ := private.GetKey(ctx, unseenKey) // what cannot be read was seen
	return string(value) == "true"
}

// awaitVisible looks again for as long as reads lag. What was made a moment ago and
// does not show yet would leave the state, and live on.
func (r *Resource[M, T]) awaitVisible(ctx context.Context, state *M) (shown T, err error) {
	client := r.Data.Client
	since := client.Clock().Now()
	waited := client.Watch(ctx, func(ctx context.Context) (bool, error) {
		shown, err = r.kind.Fresh(ctx, client, state)
		return wire.ClassOf(err) != wire.Gone || client.Clock().Now().Sub(since) >= MaxLag, nil
	})
	if waited != nil {
		err = waited
	}
	return shown, err
}

// mustBeGone reports whether an object that is not found is gone; that it may
// live in another account is an error.
func (r *Resource[M, T]) mustBeGone(ctx context.Context, state *M, private providerdata.Private, diags *diag.Diagnostics) bool {
	doubt := r.Data.Account.Uncertainty(ctx, r.kind.id(state), private)
	if doubt != "" {
		diags.AddError(r.kind.summary("is not found, and may belong to another account"), fmt.Sprintf("%s %s is not found. %s", r.kind.title(), r.kind.displayName(state), doubt))
	}
	return doubt == ""
}

// nothingToImport is the error about an id that stands for no living object.
func (k *Kind[M, T]) nothingToImport(id string, shown T) diag.Diagnostic {
	state := "does not exist in the account of the provider's key"
	if facts := k.Facts(shown); facts.ID != "" {
		state = "is " + facts.Status
	}
	return diag.NewErrorDiagnostic("No GAAP "+k.Noun+" to import", fmt.Sprintf(
		"%s %s %s. Check the id, which the console shows as %s..., and whose key the provider uses.", k.title(), id, state, k.ID.Prefix))
}
