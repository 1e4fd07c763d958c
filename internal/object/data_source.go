package object

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// Lookup is how a data source finds one object.
type Lookup[T any] struct {
	Description string
	Keys        map[string]schema.Attribute // the arguments by one of which it is found
	// Find gets the value of an argument by its name, null if it is not set.
	Find func(ctx context.Context, client *gaapapi.Client, key func(name string) types.String) (T, diag.Diagnostic)
}

// DataSource is the data source of a kind that shows one object.
type DataSource[M, T any] struct {
	providerdata.DataSource

	kind   *Kind[M, T]
	lookup Lookup[T]
}

// NewDataSource returns the data source that shows one object of a kind.
func NewDataSource[M, T any, P Model[M]](kind Kind[M, T], lookup Lookup[T]) *DataSource[M, T] {
	return &DataSource[M, T]{kind: complete[M, T, P](kind), lookup: lookup}
}

// Metadata names the data source.
func (d *DataSource[M, T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + d.kind.Type
}

// Schema describes the data source.
func (d *DataSource[M, T]) Schema(ctx context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := d.kind.shownAttributes(ctx)
	for name, key := range d.lookup.Keys {
		attributes[name] = key
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.lookup.Description, Attributes: attributes}
}

// Read looks the object up.
func (d *DataSource[M, T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	keys := map[string]types.String{}
	for name := range d.lookup.Keys {
		var value types.String
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), &value)...)
		keys[name] = value
	}
	if resp.Diagnostics.HasError() || !d.Ready(&resp.Diagnostics) {
		return
	}
	found, problem := d.lookup.Find(ctx, d.Data.Client, func(name string) types.String { return keys[name] })
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	values, diags := d.kind.values(ctx, []T{found}, resp.State.Schema.Type().TerraformType(ctx))
	resp.Diagnostics.Append(diags...)
	if !diags.HasError() {
		resp.State.Raw = values[0]
	}
}

// Detail is what data sources show of an object and its resource does not, as a
// change of it would be one of the state that nobody asked for.
type Detail[T any] struct {
	Attribute schema.Attribute
	Value     func(T) attr.Value // of the attribute's type
}

// shownAttributes are what data sources show of an object: the arguments that the
// kind has words for, and all that the service decides.
func (k *Kind[M, T]) shownAttributes(ctx context.Context) map[string]schema.Attribute {
	attributes, described := map[string]schema.Attribute{}, k.Schema(ctx)
	for name, detail := range k.Details {
		attributes[name] = detail.Attribute
	}
	for name, block := range described.Blocks {
		words, argument := k.Shown[name]
		if set, ok := block.(resource.SetNestedBlock); argument && ok {
			attributes[name] = providerdata.Objects(words, shownParts(set.NestedObject.Attributes))
		}
	}
	for name, attribute := range described.Attributes {
		words, argument := k.Shown[name]
		switch {
		case argument:
			attributes[name] = shownAttribute(attribute, words)
		case !attribute.IsOptional() && !attribute.IsRequired() && name != "tags_all": // which is tags here
			attributes[name] = shownAttribute(attribute, attribute.GetMarkdownDescription())
		}
	}
	return attributes
}

// shownAttribute is an attribute of the resource in a data source.
func shownAttribute(attribute resource.Attribute, words string) schema.Attribute {
	switch attribute := attribute.(type) {
	case resource.BoolAttribute:
		return providerdata.Flag(words)
	case resource.Int64Attribute:
		return providerdata.Number(words)
	case resource.MapAttribute:
		return schema.MapAttribute{MarkdownDescription: words, ElementType: attribute.ElementType, Computed: true}
	case resource.SetAttribute:
		return schema.SetAttribute{MarkdownDescription: words, ElementType: attribute.ElementType, Computed: true}
	case resource.ListNestedAttribute:
		return providerdata.Objects(words, shownParts(attribute.NestedObject.Attributes))
	case resource.SetNestedAttribute:
		return providerdata.Objects(words, shownParts(attribute.NestedObject.Attributes))
	default:
		return providerdata.Text(words)
	}
}

func shownParts(attributes map[string]resource.Attribute) map[string]schema.Attribute {
	parts := map[string]schema.Attribute{}
	for name, part := range attributes {
		parts[name] = shownAttribute(part, part.GetMarkdownDescription())
	}
	return parts
}

// values are objects as data sources show them, mapped as the resource does it.
func (k *Kind[M, T]) values(ctx context.Context, all []T, of tftypes.Type) (values []tftypes.Value, diags diag.Diagnostics) {
	form, _ := of.(tftypes.Object)
	described := k.Schema(ctx)
	state := tfsdk.State{Schema: described, Raw: tftypes.NewValue(described.Type().TerraformType(ctx), nil)}
	var blank M
	diags.Append(state.SetAttribute(ctx, path.Root("id"), "")...) // so that the others are null, and have their types
	diags.Append(state.Get(ctx, &blank)...)
	for _, shown := range all {
		m := blank
		k.fromAPI(&m, shown, tags.Policy{})
		diags.Append(state.Set(ctx, &m)...)
		if diags.HasError() {
			return nil, diags
		}
		parts := partsOf(state.Raw)
		if k.tagged != nil {
			parts["tags"] = parts["tags_all"]
		}
		for name, detail := range k.Details {
			value, err := detail.Value(shown).ToTerraformValue(ctx)
			if err != nil {
				diags.AddError(k.cannotList(), fmt.Sprintf("%s has no value: %s.", name, err))
				return nil, diags
			}
			parts[name] = value
		}
		for name, part := range parts {
			to, there := form.AttributeTypes[name]
			if !there {
				delete(parts, name)
				continue
			}
			parts[name] = asList(part, to)
		}
		values = append(values, tftypes.NewValue(of, parts))
	}
	return values, diags
}

// asList is a set as the list that data sources show, in the order in which the
// kind has taken it, and any other value as it is.
func asList(part tftypes.Value, to tftypes.Type) tftypes.Value {
	var elements []tftypes.Value
	if !part.Type().Is(tftypes.Set{}) || !to.Is(tftypes.List{}) || part.IsNull() || part.As(&elements) != nil {
		return part
	}
	return tftypes.NewValue(to, elements)
}
