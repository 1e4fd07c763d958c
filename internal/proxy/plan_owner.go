package proxy

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// replacesKey is where the plan of a replacement finds the id of what it
// replaces: Terraform asks first for a change in place, then for a new object,
// and hands the private data of the first answer to the second question.
const replacesKey = "replaces"

const summaryToAdopt = "GAAP proxy to adopt is in the state" // followed by the id

// enter notes an instance that is there after the plan, and refuses what could
// end with one proxy for two instances.
func (r *proxyResource) enter(ctx context.Context, config, plan model, state *model, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Data == nil {
		return
	}
	in, known := createInput(config, plan)
	instance := providerdata.Instance{
		Name: plan.Name.ValueString(), Token: config.ClientToken.ValueString(), OwnToken: !config.ClientToken.IsNull(), Known: known,
	}
	if state != nil {
		instance.Proxy = plan.asProxy()
		instance.Proxy.ID = state.ID.ValueString()
		if policy := r.tagPolicy(); policy != nil {
			instance.Proxy.Tags = policy.Visible(instance.Proxy.Tags)
		}
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, replacesKey, []byte(strconv.Quote(instance.Proxy.ID)))...)
		r.planID(instance, &resp.Diagnostics)
	} else {
		replaced, diags := req.Private.GetKey(ctx, replacesKey)
		resp.Diagnostics.Append(diags...)
		instance.Replaces = strings.Trim(string(replaced), `"`)
		instance.Input = in
	}
	if twin, found := r.Data.Ledger.Plan(instance); found {
		resp.Diagnostics.Append(twinError(instance, twin))
	} else if state == nil && known && r.CanCall() {
		r.order(ctx, config, plan, in, &resp.Diagnostics).foresee(ctx)
	}
}

// enterGoing notes an instance that is to be destroyed.
func (r *proxyResource) enterGoing(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var id, name types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("id"), &id)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("name"), &name)...)
	if r.Data != nil && !resp.Diagnostics.HasError() {
		r.planID(providerdata.Instance{Name: name.ValueString(), Proxy: gaapapi.Proxy{ID: id.ValueString()}, Goes: true}, &resp.Diagnostics)
	}
}

// planID notes whose a proxy is, and refuses a second owner: what the one does
// to it, the other would undo, and what the one destroys, the other would miss.
func (r *proxyResource) planID(i providerdata.Instance, diags *diag.Diagnostics) {
	id := i.Proxy.ID
	if other, shared := r.Data.Ledger.PlanID(i); shared {
		diags.AddError("Two resources have one GAAP proxy", fmt.Sprintf(
			"The resources that are named %s and %s in the configuration both have proxy %s in the state. Keep one of them: take the other one out of the state with terraform state rm, "+
				"or with a removed block. If both are to go, terraform destroy -refresh=false destroys the proxy.", quote.Text(i.Name), quote.Text(other.Name), id))
		return
	}
	if r.keep(id, i.Name, diags) && r.Data.Ledger.Adopts(id) {
		diags.AddWarning(summaryToAdopt+": "+id, fmt.Sprintf(
			"adopt or GAAP_ADOPT names proxy %s, which resource %s has already. Take it out again.", id, quote.Text(i.Name)))
	}
}

// keep notes that an instance has a proxy, unless this run has given it to
// another one.
func (r *proxyResource) keep(id, name string, diags *diag.Diagnostics) bool {
	if r.Data.Ledger.Keep(id) {
		return true
	}
	diags.AddError("GAAP proxy was given to another resource", fmt.Sprintf(
		"Proxy %s belongs to resource %s, but this run has given it to a new resource, because adopt or GAAP_ADOPT names it. "+
			"Take it out of adopt and GAAP_ADOPT, and keep one of the two: take the other one out of the state with terraform state rm.", id, quote.Text(name)))
	return false
}

func twinError(i, twin providerdata.Instance) diag.Diagnostic {
	const summary = "GAAP proxies cannot be told apart"
	if i.OwnToken && twin.OwnToken {
		return diag.NewAttributeErrorDiagnostic(path.Root("client_token"), summary, fmt.Sprintf(
			"Two gaap_proxy resources, named %s and %s, have one client_token, so that the service could answer the order of one with the proxy of the other. Set another client_token on one of them.",
			quote.Text(i.Name), quote.Text(twin.Name)))
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("client_token"), summary, fmt.Sprintf(
		"Two gaap_proxy resources named %s will be equal in all arguments, so that one could end up with the other's proxy. "+
			"Give them different names, or set a client_token of its own on each of them.", quote.Text(i.Name)))
}
