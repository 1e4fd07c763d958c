package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// identity tells an object from all others, apart from its state. Terraform 1.12
// and later store it, import by it, and list objects by it.
type identity struct {
	ID types.String `tfsdk:"id"`
}

func identityOf(id string) identity { return identity{types.StringValue(id)} }

// IdentitySchema describes the identity.
func (r *Resource[M, T]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{
			Description:       "Id of the " + r.kind.Noun + ", such as " + r.kind.ID.Example + ".",
			RequiredForImport: true,
		},
	}}
}

// ImportState takes over an object by its id or identity.
func (r *Resource[M, T]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	k, id := r.kind, req.ID
	if id == "" && req.Identity != nil {
		var asked identity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &asked)...)
		id = asked.ID.ValueString()
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if id = k.ID.normalize(id); !k.ID.Form.MatchString(id) {
		resp.Diagnostics.AddError("Invalid import id", fmt.Sprintf("%s is not the id of %s %s. Import by an id such as %s.", quote.Text(id), article(k.Noun), k.Noun, k.ID.Example))
		return
	}
	resp.Diagnostics.Append(setAttributes(ctx, &resp.State, importedAttributes(ctx, resp.State.Schema.GetAttributes(), id))...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identityOf(id))...)
}

// importedAttributes are the attributes of an object that exists, before it is read: its
// id, and the defaults of its arguments, of which the service may not show all;
// so the next plan is empty.
func importedAttributes[A any](ctx context.Context, described map[string]A, id string) map[string]attr.Value {
	attributes := map[string]attr.Value{"id": types.StringValue(id)}
	for name, attribute := range described {
		if value := defaultOf(ctx, name, attribute); value != nil {
			attributes[name] = value
		}
	}
	return attributes
}

// defaultOf is the default of an argument, nil if it has none.
func defaultOf(ctx context.Context, name string, attribute any) attr.Value {
	at := path.Root(name)
	switch a := attribute.(type) {
	case schema.StringAttribute:
		if a.Default != nil {
			var resp defaults.StringResponse
			a.Default.DefaultString(ctx, defaults.StringRequest{Path: at}, &resp)
			return resp.PlanValue
		}
	case schema.Int64Attribute:
		if a.Default != nil {
			var resp defaults.Int64Response
			a.Default.DefaultInt64(ctx, defaults.Int64Request{Path: at}, &resp)
			return resp.PlanValue
		}
	case schema.BoolAttribute:
		if a.Default != nil {
			var resp defaults.BoolResponse
			a.Default.DefaultBool(ctx, defaults.BoolRequest{Path: at}, &resp)
			return resp.PlanValue
		}
	}
	return nil
}
