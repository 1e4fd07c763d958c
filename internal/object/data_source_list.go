package object

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// Search is how a data source lists objects. F is the struct of its arguments.
type Search[T, F any] struct {
	Type        string // such as _proxies
	Field       string // the attribute with the objects, such as proxies; ids has their ids
	Description string
	Arguments   map[string]schema.Attribute
	ByIDs       bool // whether ids is an argument, too
	// Find returns the objects in the order in which they are shown. Those that are
	// about to be gone are left out.
	Find func(context.Context, *gaapapi.Client, F) ([]T, diag.Diagnostic)
}

// ListDataSource is the data source of a kind that lists objects.
type ListDataSource[M, T, F any] struct {
	providerdata.DataSource

	kind   *Kind[M, T]
	search Search[T, F]
}

// NewListDataSource returns the data source that lists objects of a kind.
func NewListDataSource[M, T, F any, P Model[M]](kind Kind[M, T], search Search[T, F]) *ListDataSource[M, T, F] {
	return &ListDataSource[M, T, F]{kind: complete[M, T, P](kind), search: search}
}

// Metadata names the data source.
func (d *ListDataSource[M, T, F]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + d.search.Type
}

// Schema describes the data source.
func (d *ListDataSource[M, T, F]) Schema(ctx context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"ids":          d.ids(),
		d.search.Field: providerdata.Objects("The "+d.kind.plural()+".", d.kind.shownAttributes(ctx)),
	}
	for name, argument := range d.search.Arguments {
		attributes[name] = argument
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.search.Description, Attributes: attributes}
}

// ids is the attribute with the ids, which may say what to list.
func (d *ListDataSource[M, T, F]) ids() schema.ListAttribute {
	if !d.search.ByIDs {
		return providerdata.Texts("Ids of the " + d.kind.plural() + ", in the order of `" + d.search.Field + "`.")
	}
	ids := providerdata.Texts("Ids of the " + d.kind.plural() + ", in the order of `" + d.search.Field + "`. If set, only these are listed, in this order; one that is not found is an error.")
	ids.Optional = true
	ids.Validators = []validator.List{
		listvalidator.SizeAtLeast(1), listvalidator.UniqueValues(), listvalidator.NoNullValues(),
		listvalidator.ValueStringsAre(providerdata.Matches(d.kind.ID.Form, "must be an id such as "+d.kind.ID.Example)),
	}
	return ids
}

// selectIDs are those of the objects that ids asks for, or all of them.
func (d *ListDataSource[M, T, F]) selectIDs(found []T, config tftypes.Value) ([]T, diag.Diagnostic) {
	ids := partsOf(config)["ids"]
	if ids.IsNull() {
		return found, nil
	}
	var asked []tftypes.Value
	_ = ids.As(&asked) // a list, says the schema
	byID := map[string]T{}
	for _, shown := range found {
		byID[d.kind.Facts(shown).ID] = shown
	}
	found = make([]T, 0, len(asked))
	for i, value := range asked {
		var id string
		_ = value.As(&id) // a text, says the schema
		shown, ok := byID[id]
		if !ok {
			return nil, diag.NewAttributeErrorDiagnostic(path.Root("ids").AtListIndex(i), "No such GAAP "+d.kind.Noun, fmt.Sprintf(
				"Of the %s that these credentials may see and that the other arguments match, none has the id %s.", d.kind.plural(), quote.Text(id)))
		}
		found = append(found, shown)
	}
	return found, nil
}

// Read lists the objects.
func (d *ListDataSource[M, T, F]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var arguments F
	asked := d.arguments(ctx, req.Config)
	resp.Diagnostics.Append(asked.Get(ctx, &arguments)...)
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	found, problem := d.search.Find(ctx, d.Data.Client, arguments)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	found = slices.DeleteFunc(found, func(shown T) bool { return d.kind.isGone(shown, nil) })
	if found, problem = d.selectIDs(found, req.Config.Raw); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	resp.Diagnostics.Append(d.show(ctx, found, req.Config.Raw, &resp.State)...)
}

// arguments are those of the configuration, without what is shown.
func (d *ListDataSource[M, T, F]) arguments(ctx context.Context, config tfsdk.Config) tfsdk.Config {
	all, parts := partsOf(config.Raw), map[string]tftypes.Value{}
	only := schema.Schema{Attributes: d.search.Arguments}
	for name := range only.Attributes {
		parts[name] = all[name]
	}
	return tfsdk.Config{Schema: only, Raw: tftypes.NewValue(only.Type().TerraformType(ctx), parts)}
}

// show puts the objects into the state, beside the arguments.
func (d *ListDataSource[M, T, F]) show(ctx context.Context, found []T, config tftypes.Value, state *tfsdk.State) diag.Diagnostics {
	form, _ := config.Type().(tftypes.Object)
	list, _ := form.AttributeTypes[d.search.Field].(tftypes.List)
	values, diags := d.kind.values(ctx, found, list.ElementType)
	if diags.HasError() {
		return diags
	}
	ids := make([]tftypes.Value, 0, len(found))
	for _, shown := range found {
		ids = append(ids, tftypes.NewValue(tftypes.String, d.kind.Facts(shown).ID))
	}
	parts := partsOf(config)
	parts["ids"] = tftypes.NewValue(form.AttributeTypes["ids"], ids)
	parts[d.search.Field] = tftypes.NewValue(list, values)
	state.Raw = tftypes.NewValue(form, parts)
	return diags
}
