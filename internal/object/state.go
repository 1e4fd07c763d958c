package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// store puts a model into the state, and its identity. If keep is there, what it
// knows stays as it says. What is not known becomes null.
func (r *Resource[M, T]) store(ctx context.Context, m *M, keep *tftypes.Value, state *tfsdk.State, identity *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	diags.Append(state.Set(ctx, m)...)
	diags.Append(identity.Set(ctx, identityOf(r.kind.id(m)))...)
	value := state.Raw
	if keep != nil {
		value = mergePlanned(*keep, value)
	}
	value, err := withoutUnknowns(value)
	if err != nil {
		diags.Append(providerBugError("storing "+r.kind.Noun+" "+r.kind.id(m), err))
		return
	}
	state.Raw = value
}

const stateAdvice = "it was edited, or is damaged. Restore the state from a backup, or take the resource out of it with terraform state rm and import the %s by its id."

// load takes in a state, and reports whether it can be used. Whoever edited it is
// told so: the framework would call a value that cannot be an error of the
// provider.
func (k *Kind[M, T]) load(ctx context.Context, m *M, state tfsdk.State, diags *diag.Diagnostics) bool {
	advice := fmt.Sprintf(stateAdvice, k.Noun)
	problems := state.Get(ctx, m)
	for _, problem := range problems.Errors() {
		at, name := path.Empty(), "the "+k.Noun
		if p, ok := problem.(diag.DiagnosticWithPath); ok {
			at, name = p.Path(), p.Path().String() // which Terraform shows only next to a configuration
		}
		diags.AddAttributeError(at, "Invalid value in the state", fmt.Sprintf("The state has something for %s that cannot be: %s", name, advice))
	}
	if problems.HasError() {
		return false
	}
	id := k.id(m)
	valid := k.ID.Form.MatchString(id)
	if !valid {
		diags.AddAttributeError(path.Root("id"), "Invalid id in the state", fmt.Sprintf(
			"The state has %s as the id of %s %s, which is not the id of %s %s: %s", quote.Text(id), k.Noun, quote.Text(k.Label(m)), article(k.Noun), k.Noun, advice))
	}
	return valid && k.loadParents(ctx, state, advice, diags)
}

// loadParents checks the ids of what an object belongs to, which calls name.
func (k *Kind[M, T]) loadParents(ctx context.Context, state tfsdk.State, advice string, diags *diag.Diagnostics) bool {
	valid := true
	for _, name := range k.Parents {
		var id types.String
		diags.Append(state.GetAttribute(ctx, path.Root(name), &id)...)
		if text := id.ValueString(); text != "" && !providerdata.ObjectID.MatchString(text) {
			valid = false
			diags.AddAttributeError(path.Root(name), "Invalid id in the state", fmt.Sprintf("The state has %s as %s, which is no id: %s", quote.Text(text), name, advice))
		}
	}
	return valid
}

// justImported reports whether a state is what ImportState made of an id: nothing
// that a configuration must have.
func justImported(state tfsdk.State) bool {
	parts := partsOf(state.Raw)
	for name, attribute := range state.Schema.GetAttributes() {
		if attribute.IsRequired() && !parts[name].IsNull() {
			return false
		}
	}
	return true
}
