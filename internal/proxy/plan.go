package proxy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// plan puts the ClientToken into the plan of a new proxy, refuses what could end
// with one proxy for two instances, and regions and sizes that the service does
// not offer.
func plan(ctx context.Context, p *object.Plan[model]) {
	if p.State == nil {
		planToken(p)
	}
	if p.Data == nil {
		return
	}
	in, known := createInput(p.Config, p.Plan)
	i := newInstance(p, in, known)
	if duplicate, found := providerdata.RunOf[plans](p.Data).plan(i); found {
		p.Diags.Append(duplicateError(i, duplicate))
	} else if p.State == nil && known && p.CanCall {
		newOrder(p.Data, p.Config, p.Plan, in, object.DefaultTimeout, p.Diags).warnInPlan(ctx)
	}
	checkPair(ctx, p)
}

// planToken derives the token of a new proxy unless the configuration sets one.
// While an input is unknown, so is the token.
func planToken(p *object.Plan[model]) {
	if !p.Config.ClientToken.IsNull() {
		return
	}
	p.Plan.ClientToken = types.StringUnknown()
	in, known := createInput(p.Config, p.Plan)
	if known && p.Data != nil && p.Data.ClientTokenScope != nil {
		p.Plan.ClientToken = types.StringValue(DeriveToken(*p.Data.ClientTokenScope, in))
	}
}

// keepsComputed reports whether an update leaves alone what the service shows of a proxy.
// Other changes, and a proxy in transition, may end with something else.
func keepsComputed(plan, state *model) bool {
	return plan.Bandwidth.Equal(state.Bandwidth) && plan.Concurrent.Equal(state.Concurrent) && plan.BillingType.Equal(state.BillingType) &&
		plan.Enable.Equal(state.Enable) && statuses.IsStable(state.Status.ValueString())
}

// newInstance is the instance that is planned.
func newInstance(p *object.Plan[model], in gaapapi.CreateProxyInput, known bool) instance {
	i := instance{
		Name: p.Plan.Name.ValueString(), Token: p.Config.ClientToken.ValueString(), OwnToken: !p.Config.ClientToken.IsNull(), Known: known,
	}
	if p.State == nil {
		i.Input, i.Replaces = in, p.Replaces
		return i
	}
	i.Proxy = p.Plan.asProxy()
	i.Proxy.ID = p.State.ID.ValueString()
	i.ToAdopt = p.Data.Ledger.Adopts(i.Proxy.ID)
	if p.Data.Tags != nil {
		i.Proxy.Tags = p.Data.Tags.Visible(i.Proxy.Tags)
	}
	return i
}

func duplicateError(i, duplicate instance) diag.Diagnostic {
	const summary = "GAAP proxies cannot be told apart"
	switch {
	case i.OwnToken && duplicate.OwnToken && !i.sharesToken(duplicate):
		return diag.NewErrorDiagnostic(summary, fmt.Sprintf(
			"adopt or GAAP_ADOPT names proxy %s, which one of two equal gaap_proxy resources named %s has already. The other one is new and would take it over. Take the id out of adopt and GAAP_ADOPT.",
			i.Proxy.ID+duplicate.Proxy.ID, quote.Text(i.Name))) // one of them is new
	case i.sharesToken(duplicate):
		return diag.NewAttributeErrorDiagnostic(path.Root("client_token"), summary, fmt.Sprintf(
			"Two gaap_proxy resources, named %s and %s, have one client_token, so that the service could answer the order of one with the proxy of the other. Set another client_token on one of them.",
			quote.Text(i.Name), quote.Text(duplicate.Name)))
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("client_token"), summary, fmt.Sprintf(
		"Two gaap_proxy resources named %s will be equal in all arguments, so that one could end up with the other's proxy. "+
			"Give them different names, or set a client_token of its own on each of them.", quote.Text(i.Name)))
}
