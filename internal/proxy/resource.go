// Package proxy is the resource gaap_proxy.
package proxy

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const typeSuffix = "_proxy"

// Summaries of warnings, which are followed by ids.
const (
	summaryNotRefreshed = "GAAP proxy was not refreshed"
	summaryGone         = "GAAP proxy is gone"
	summaryKept         = "GAAP proxy was kept"
)

var (
	_ resource.ResourceWithConfigure      = (*proxyResource)(nil)
	_ resource.ResourceWithIdentity       = (*proxyResource)(nil)
	_ resource.ResourceWithImportState    = (*proxyResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*proxyResource)(nil)
	_ resource.ResourceWithMoveState      = (*proxyResource)(nil)
	_ resource.ResourceWithValidateConfig = (*proxyResource)(nil)
)

type proxyResource struct{ providerdata.Resource }

// NewResource returns the resource gaap_proxy.
func NewResource() resource.Resource { return &proxyResource{} }

// Metadata names the resource.
func (r *proxyResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + typeSuffix
}

// Schema describes the resource.
func (r *proxyResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema(ctx)
}

// Create orders a proxy and waits until it runs.
func (r *proxyResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var config, plan model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.ReadyToWrite(&resp.Diagnostics) {
		return
	}
	ctx, cancel := r.withTimeout(ctx, "create", plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()

	in, _ := createInput(config, plan)
	order := r.order(ctx, config, plan, in, &resp.Diagnostics)
	id, err := order.place(ctx)
	if id == "" {
		resp.Diagnostics.Append(withTags(orderDiagnostic("Creating proxy "+quote.Text(in.Name), err), in.Tags, tagsOf(plan.Tags)))
		return
	}
	// The id is in the state before any wait: a proxy that exists is billed,
	// whatever happens from here on.
	state := plan
	state.ID = types.StringValue(id)
	state.dropUnknown()
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(id))...)
	// Nor may Ctrl-C keep its account from it: without, it could never be called gone.
	resp.Diagnostics.Append(r.Data.Account.Found(context.WithoutCancel(ctx), id, resp.Private)...)

	var proxy gaapapi.Proxy
	if err == nil {
		proxy, err = r.finish(ctx, id, in, plan, order.adopted)
	}
	if proxy.ID != "" {
		state.take(proxy, *r.Data.Tags)
		if err == nil {
			state.keepArguments(plan)
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
	if err != nil {
		resp.Diagnostics.Append(diagnostics.Error(summaryNotReady, fmt.Sprintf(notReadyDetail, quote.Text(in.Name), id), err))
	}
}

// order is the order of a new proxy.
func (r *proxyResource) order(ctx context.Context, config, plan model, in gaapapi.CreateProxyInput, diags *diag.Diagnostics) *order {
	limit, _ := plan.Timeouts.Create(ctx, defaultTimeout) // [proxyResource.withTimeout] says what is wrong with it
	return &order{
		client: r.Data.Client, ledger: r.Data.Ledger, in: in, token: plan.ClientToken.ValueString(), createTags: r.Data.CreateMissingTags,
		others: !config.ClientToken.IsNull() || r.Data.Scoped(), time: limit, diags: diags,
	}
}

// Read refreshes the state.
func (r *proxyResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	if !state.load(ctx, req.State, &resp.Diagnostics) {
		return
	}
	id := state.ID.ValueString()
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(id))...)
	if state.justImported() && !r.Ready(&resp.Diagnostics) {
		return // of a proxy that was never read, the plan would be to replace it
	}
	if !r.CanCall() {
		resp.Diagnostics.AddWarning(summaryNotRefreshed+": "+id, fmt.Sprintf(
			"The provider's configuration is only known after apply, so proxy %s stays as it was last seen.", id))
		return
	}
	proxy, err := r.Data.Client.RefreshProxy(ctx, id)
	if gone(proxy, err) && state.justImported() {
		resp.Diagnostics.Append(nothingToImport(id, proxy))
		return
	}
	if gone(proxy, err) {
		if err != nil && !r.mustBeGone(ctx, state, req.Private, &resp.Diagnostics) {
			return
		}
		resp.Diagnostics.AddWarning(summaryGone+": "+id, fmt.Sprintf(
			"Proxy %s (%s) no longer exists, or is being destroyed. It leaves the state; apply makes a new one if the configuration still asks for it.", quote.Text(state.Name.ValueString()), id))
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(diagnostics.Error("Cannot read GAAP proxy", "Reading proxy "+id, err))
		return
	}
	r.Data.Ledger.Keep(id)
	state.take(proxy, *r.Data.Tags)
	resp.Diagnostics.Append(r.Data.Account.Found(ctx, id, resp.Private)...)
	resp.Diagnostics.Append(statusWarning(proxy)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Update changes a proxy in place, one call for each kind of change.
func (r *proxyResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if !state.load(ctx, req.State, &resp.Diagnostics) || resp.Diagnostics.HasError() || !r.ReadyToWrite(&resp.Diagnostics) {
		return
	}
	ctx, cancel := r.withTimeout(ctx, "update", plan.Timeouts.Update, &resp.Diagnostics)
	defer cancel()

	if !r.keep(state.ID.ValueString(), plan.Name.ValueString(), &resp.Diagnostics) {
		return
	}
	update := newUpdate(r.Data, plan, state)
	proxy, err := update.run(ctx)
	result := plan
	if err != nil {
		result = state // what failed is not done; a fresh read tells what is
		result.Timeouts, result.ForceDestroy = plan.Timeouts, plan.ForceDestroy
		resp.Diagnostics.Append(withTags(
			diagnostics.Error(summaryUpdate, fmt.Sprintf("%s of proxy %s (%s)", update.doing, quote.Text(state.Name.ValueString()), update.id), err), update.set, tagsOf(plan.Tags)))
	}
	if proxy.ID != "" {
		result.take(proxy, *r.Data.Tags)
		resp.Diagnostics.Append(r.Data.Account.Found(ctx, update.id, resp.Private)...)
	}
	if err == nil {
		result.keepArguments(plan)
	}
	result.dropUnknown()
	resp.Diagnostics.Append(resp.State.Set(ctx, &result)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(update.id))...)
}

// Delete destroys a proxy and waits until it is gone.
func (r *proxyResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	defer keepAll(ctx, resp)
	var state model
	if !state.load(ctx, req.State, &resp.Diagnostics) || !r.Ready(&resp.Diagnostics) {
		return
	}
	ctx, cancel := r.withTimeout(ctx, "delete", state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if resp.Diagnostics.HasError() { // the state was edited, and no plan has looked at it
		return
	}

	id := state.ID.ValueString()
	if !r.Data.Ledger.Release(state.asProxy()) {
		resp.Diagnostics.AddWarning(summaryKept+": "+id, fmt.Sprintf(
			"Proxy %s (%s) was to be destroyed, but this run has given it to a new resource, because adopt or GAAP_ADOPT names it. "+
				"It stays, as the new object; only the old object leaves the state.", quote.Text(state.Name.ValueString()), id))
		return
	}
	seen, err := destroy(ctx, r.Data.Client, id, state.ForceDestroy.ValueBool())
	if seen {
		r.Data.Account.Saw(id)
	}
	if err != nil {
		resp.Diagnostics.Append(diagnostics.Error(summaryDelete, fmt.Sprintf("Destroying proxy %s (%s)", quote.Text(state.Name.ValueString()), id), err))
		return
	}
	r.mustBeGone(ctx, state, req.Private, &resp.Diagnostics)
}

// keepAll lets Terraform keep what it has of an object that was not destroyed,
// which it does if an error comes without a state. Of the object's private state
// it would keep this answer's, which is empty for a tainted one.
func keepAll(ctx context.Context, resp *resource.DeleteResponse) {
	if resp.Diagnostics.HasError() {
		resp.State.RemoveResource(ctx)
	}
}

// defaultTimeout is how long an operation may take unless the configuration says otherwise.
const defaultTimeout = 20 * time.Minute

// timeoutEntry is an entry of the timeouts block: the time that it sets, or the default.
type timeoutEntry func(ctx context.Context, usual time.Duration) (time.Duration, diag.Diagnostics)

// withTimeout bounds an operation by its entry of the timeouts block.
func (r *proxyResource) withTimeout(ctx context.Context, name string, entry timeoutEntry, diags *diag.Diagnostics) (context.Context, context.CancelFunc) {
	timeout, problems := entry(ctx, defaultTimeout)
	diags.Append(problems...)
	return r.Data.Client.WithTimeout(ctx, "timeouts."+name, timeout)
}

const stateAdvice = "it was edited, or is damaged. Restore the state from a backup, or take the resource out of it with terraform state rm and import the proxy by its id."

// load takes in a state, and reports whether it can be used. Whoever edited it
// is told so: the framework would call a value that cannot be an error of the
// provider.
func (m *model) load(ctx context.Context, state tfsdk.State, diags *diag.Diagnostics) bool {
	problems := state.Get(ctx, m)
	for _, problem := range problems.Errors() {
		at, name := path.Empty(), "the proxy"
		if p, ok := problem.(diag.DiagnosticWithPath); ok {
			at, name = p.Path(), p.Path().String() // which Terraform shows only next to a configuration
		}
		diags.AddAttributeError(at, "Invalid value in the state", fmt.Sprintf("The state has something for %s that cannot be: "+stateAdvice, name))
	}
	if problems.HasError() {
		return false
	}
	id := m.ID.ValueString()
	valid := objectID.MatchString(id)
	if !valid {
		diags.AddAttributeError(path.Root("id"), "Invalid id in the state", fmt.Sprintf(
			"The state has %s as the id of proxy %s, which is not the id of a proxy: "+stateAdvice, quote.Text(id), quote.Text(m.Name.ValueString())))
	}
	return valid
}

// mustBeGone reports whether a proxy that is not found is gone; that it may live
// in another account is an error.
func (r *proxyResource) mustBeGone(ctx context.Context, state model, private providerdata.Private, diags *diag.Diagnostics) bool {
	id := state.ID.ValueString()
	doubt := r.Data.Account.Doubt(ctx, id, private)
	if doubt != "" {
		diags.AddError("GAAP proxy is not found, and its account is not sure", fmt.Sprintf("Proxy %s (%s) is not found. %s", quote.Text(state.Name.ValueString()), id, doubt))
	}
	return doubt == ""
}

// gone reports whether a proxy is not found, or is about to be. The first is no
// proof yet, see [providerdata.Account].
func gone(proxy gaapapi.Proxy, err error) bool {
	return wire.ClassOf(err) == wire.Gone || err == nil && proxy.Status == gaapapi.StatusDestroying
}
