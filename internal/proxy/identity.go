package proxy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// identity tells a proxy from all others, apart from its state. Terraform 1.12
// and later store it, import by it, and list proxies by it.
type identity struct {
	ID types.String `tfsdk:"id"`
}

func identityOf(id string) identity { return identity{types.StringValue(id)} }

// IdentitySchema describes the identity.
func (r *proxyResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{
			Description:       "Id of the proxy, such as link-a1b2c3d4.",
			RequiredForImport: true,
		},
	}}
}

// ImportState takes over a proxy by its id or identity.
func (r *proxyResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id := req.ID
	if id == "" && req.Identity != nil {
		var asked identity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &asked)...)
		id = asked.ID.ValueString()
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if !objectID.MatchString(id) {
		resp.Diagnostics.AddError("Invalid import id", fmt.Sprintf("%s is not the id of a proxy. Import by an id such as link-a1b2c3d4.", quote.Text(id)))
		return
	}
	resp.Diagnostics.Append(setAttributes(ctx, &resp.State, takenOver(id))...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(id))...)
}

// takenOver are the attributes of a proxy that exists, before it is read. The
// arguments that the service does not show, or not always, get their defaults,
// so that the next plan is empty.
func takenOver(id string) map[string]attr.Value {
	return map[string]attr.Value{
		"id":            types.StringValue(id),
		"enable":        types.BoolValue(true),
		"force_destroy": types.BoolValue(false),
	}
}

// setAttributes sets some attributes of an object and leaves the others null.
func setAttributes(ctx context.Context, object interface {
	SetAttribute(context.Context, path.Path, any) diag.Diagnostics
}, attributes map[string]attr.Value,
) (diags diag.Diagnostics) {
	for name, value := range attributes {
		diags.Append(object.SetAttribute(ctx, path.Root(name), value)...)
	}
	return diags
}

// justImported reports whether a state is what ImportState made of an id.
func (m *model) justImported() bool { return m.Name.IsNull() }

// nothingToImport is the error about an id that stands for no living proxy.
func nothingToImport(id string, proxy gaapapi.Proxy) diag.Diagnostic {
	state := "does not exist in the account of the provider's key"
	if proxy.ID != "" {
		state = fmt.Sprintf("is %s", proxy.Status)
	}
	return diag.NewErrorDiagnostic("No GAAP proxy to import", fmt.Sprintf(
		"Proxy %s %s. Check the id, which the console shows as link-..., and whose key the provider uses.", id, state))
}
