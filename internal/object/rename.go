package object

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// renames are the objects that a run renames in place. What hangs on such an
// object goes along with it, and is not to be replaced although what it refers to
// has another name.
type renames struct {
	mu  sync.Mutex
	all map[rename]bool
}

type rename struct{ scope, from, to string }

// NoteRename notes that an instance of this run is renamed in place. scope is the
// id of what it belongs to. Plans of what refers to it come after its own, so they
// ask [IsRenamed] when it is noted.
func NoteRename(data *providerdata.Data, scope, from, to string) {
	if data == nil {
		return // nothing is configured yet, so nothing is planned
	}
	r := providerdata.RunOf[renames](data)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all == nil {
		r.all = map[rename]bool{}
	}
	r.all[rename{scope, from, to}] = true
}

// IsRenamed reports whether [NoteRename] has noted just this in this run.
func IsRenamed(data *providerdata.Data, scope, from, to string) bool {
	if data == nil {
		return false
	}
	r := providerdata.RunOf[renames](data)
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all[rename{scope, from, to}]
}

// planRename notes that an object gets another id, which is its identity, too.
func (r *Resource[M, T]) planRename(ctx context.Context, p *Plan[M], resp *resource.ModifyPlanResponse) {
	next := r.kind.core(p.Plan).ID
	if !r.kind.Renames || p.State == nil || next.IsUnknown() || next.ValueString() == p.id {
		return
	}
	if r.Data != nil {
		r.Data.Ledger.Rename(r.kind.ledgerID(p.id), r.kind.ledgerID(next.ValueString()))
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(next.ValueString()))...)
}

// NoteRenaming notes that a rename is about to be sent: from here on reads may find
// the object by the id of the plan.
func (c *Change[M, T]) NoteRenaming() { c.kind.core(c.State).next = c.kind.id(c.Plan) }

// recordRename settles what is known of a rename after an update: now is the id by which
// the object was seen last, empty if it was not. Without this, an object whose
// rename ended in an error could be missed under its new id.
func (r *Resource[M, T]) recordRename(ctx context.Context, before, next, now string, private providerdata.Private) diag.Diagnostics {
	if next == "" {
		return nil
	}
	if now == next {
		r.Data.Ledger.Free(r.kind.ledgerID(before))
		r.Data.Ledger.Keep(r.kind.ledgerID(next))
		next = ""
	}
	return setNext(ctx, private, next)
}

// nextKey is where the private state of an object has the id that a rename gives
// it of which it is not known what became.
const nextKey = "next"

func nextOf(ctx context.Context, private providerdata.Private) string {
	value, _ := private.GetKey(ctx, nextKey) // what cannot be read is none
	return strings.Trim(string(value), `"`)
}

func setNext(ctx context.Context, private providerdata.Private, id string) diag.Diagnostics {
	return private.SetKey(ctx, nextKey, []byte(strconv.Quote(id)))
}
