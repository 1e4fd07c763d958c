package object

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// replacesKey is where the plan of a replacement finds the id of what it
// replaces: Terraform asks first for a change in place, then for a new object,
// and hands the private data of the first answer to the second call.
const replacesKey = "replaces"

// Plan is an instance that is there after a plan.
type Plan[M any] struct {
	Config, Plan *M
	State        *M     // nil: the plan is to create
	Replaces     string // the id of what a new object replaces, if known
	Data         *providerdata.Data
	CanCall      bool // the provider has all it needs for calls
	Diags        *diag.Diagnostics
	Replace      path.Paths // attributes whose change replaces the object, where more than one decides

	noun, name, id string // of the instance, for texts; no id: it is to be created
}

// ValidateConfig checks what one attribute alone cannot tell.
func (r *Resource[M, T]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	config := new(M)
	resp.Diagnostics.Append(req.Config.Get(ctx, config)...)
	if !resp.Diagnostics.HasError() && r.kind.Validate != nil {
		r.kind.Validate(config, &resp.Diagnostics)
	}
	checkTimeouts(ctx, r.kind.core(config).Timeouts, &resp.Diagnostics)
}

// ModifyPlan puts into the plan what can be known of it, and refuses what would
// fail, or end with one object for two instances.
func (r *Resource[M, T]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		r.planGoing(ctx, req, resp)
		return
	}
	k := r.kind
	p := &Plan[M]{Config: new(M), Plan: new(M), Data: r.Data, CanCall: r.CanCall(), Diags: &resp.Diagnostics}
	resp.Diagnostics.Append(req.Config.Get(ctx, p.Config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, p.Plan)...)
	if !req.State.Raw.IsNull() {
		p.State = new(M)
		resp.Diagnostics.Append(req.State.Get(ctx, p.State)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	p.noun, p.name = k.Noun, k.Label(p.Plan)
	if p.State != nil {
		p.id = k.id(p.State)
	}
	if k.tagged != nil {
		t := k.tagged(p.Plan)
		t.TagsAll = planTags(k.Noun, t.Tags, r.tagPolicy(), &resp.Diagnostics)
	}
	r.planOwner(ctx, p, req, resp)
	if k.Plan != nil {
		k.Plan(ctx, p)
	}
	r.planRename(ctx, p, resp)
	resp.RequiresReplace.Append(p.Replace...)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, p.Plan)...)
	if p.State != nil && k.KeepsComputed != nil && k.KeepsComputed(p.Plan, p.State) {
		resp.Plan.Raw = keepComputed(resp.Plan.Raw, req.Config.Raw, req.State.Raw, k.isComputed(req.Config.Raw))
	}
}

// tagPolicy is what the provider block says about tags, nil while it is not known.
func (r *Resource[M, T]) tagPolicy() *tags.Policy {
	if r.Data == nil {
		return nil
	}
	return r.Data.Tags
}

// planOwner notes whose an object is, and what a new one replaces.
func (r *Resource[M, T]) planOwner(ctx context.Context, p *Plan[M], req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	switch {
	case r.Data == nil:
	case p.State == nil:
		replaced, diags := req.Private.GetKey(ctx, replacesKey)
		resp.Diagnostics.Append(diags...)
		p.Replaces = strings.Trim(string(replaced), `"`)
	default:
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, replacesKey, []byte(strconv.Quote(p.id)))...)
		r.planID(providerdata.Owner{ID: p.id, Name: p.name}, &resp.Diagnostics)
	}
}

// planGoing notes an instance that is to be destroyed. Nothing else of its state
// is looked at: it may have been edited.
func (r *Resource[M, T]) planGoing(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var id types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("id"), &id)...)
	if r.Data == nil || resp.Diagnostics.HasError() {
		return
	}
	owner, state := providerdata.Owner{ID: id.ValueString(), Goes: true}, new(M)
	if !req.State.Get(ctx, state).HasError() {
		owner.Name = r.kind.Label(state)
	}
	r.planID(owner, &resp.Diagnostics)
}

// planID notes whose an object is, and refuses a second owner: what the one does
// to it, the other would undo, and what the one destroys, the other would miss.
func (r *Resource[M, T]) planID(owner providerdata.Owner, diags *diag.Diagnostics) {
	k, marked := r.kind, owner
	marked.ID = k.ledgerID(owner.ID)
	if other, shared := r.Data.Ledger.PlanID(marked); shared {
		diags.AddError("Two resources have one GAAP "+k.Noun, fmt.Sprintf(
			"The resources that are named %s and %s in the configuration both have %s %s in the state. Keep one of them: take the other one out of the state with terraform state rm, "+
				"or with a removed block. If both are to go, terraform destroy -refresh=false destroys the %s.", quote.Text(owner.Name), quote.Text(other.Name), k.Noun, owner.ID, k.Noun))
		return
	}
	if owner.Goes && !r.Data.Ledger.Keep(marked.ID) {
		return // an error here would leave a replaced object in the state beside the new one; Delete says that it stays
	}
	if r.claimPlanned(owner.ID, owner.Name, diags) && r.Data.Ledger.Adopts(owner.ID) {
		diags.AddWarning(k.summary("to adopt is in the state")+": "+owner.ID, fmt.Sprintf(
			"adopt or GAAP_ADOPT names %s %s, which resource %s has already. Take it out again.", k.Noun, owner.ID, quote.Text(owner.Name)))
	}
}

// claimPlanned notes that an instance has an object, unless this run has given it to
// another one.
func (r *Resource[M, T]) claimPlanned(id, name string, diags *diag.Diagnostics) bool {
	if r.Data.Ledger.Keep(r.kind.ledgerID(id)) {
		return true
	}
	k := r.kind
	diags.AddError(k.summary("was given to another resource"), fmt.Sprintf(
		"%s %s belongs to resource %s, but this run has given it to a new resource, because adopt or GAAP_ADOPT names it. "+
			"Take it out of adopt and GAAP_ADOPT, and keep one of the two: take the other one out of the state with terraform state rm.", k.title(), id, quote.Text(name)))
	return false
}
