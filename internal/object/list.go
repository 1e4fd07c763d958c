package object

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// Filters are what terraform query can look for among the objects of a kind. F is
// the configuration of a list block.
type Filters[T, F any] struct {
	Description string
	Attributes  map[string]schema.Attribute
	// All are the objects that match, read while they are taken.
	All func(context.Context, *gaapapi.Client, F) iter.Seq2[T, error]
}

// List is the list resource of a kind.
type List[M, T, F any] struct {
	providerdata.Resource

	kind    *Kind[M, T]
	filters Filters[T, F]
}

// NewList returns the list resource of a kind, for terraform query.
func NewList[M, T, F any, P Model[M]](kind Kind[M, T], filters Filters[T, F]) *List[M, T, F] {
	return &List[M, T, F]{kind: complete[M, T, P](kind), filters: filters}
}

// Metadata names the list resource as what it lists.
func (l *List[M, T, F]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + l.kind.Type
}

// ListResourceConfigSchema describes the filters.
func (l *List[M, T, F]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: l.filters.Description, Attributes: l.filters.Attributes}
}

// List yields objects while Terraform takes them, and reads no page more than
// that takes.
func (l *List[M, T, F]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var filters F
	diags := req.Config.Get(ctx, &filters)
	if diags.HasError() || !l.Ready(&diags) {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		pushed := int64(0)
		for shown, err := range l.filters.All(ctx, l.Data.Client, filters) {
			if err != nil {
				push(list.ListResult{Diagnostics: diag.Diagnostics{l.kind.subject().Error(l.kind.cannotList(), l.kind.listing(), err)}})
				return
			}
			if l.kind.isGone(shown, nil) {
				continue
			}
			if pushed++; !push(l.result(ctx, req, shown)) || pushed == req.Limit {
				return
			}
		}
	}
}

// result is an object as it is listed, with all its attributes if they are asked for.
func (l *List[M, T, F]) result(ctx context.Context, req list.ListRequest, shown T) list.ListResult {
	k, facts := l.kind, l.kind.Facts(shown)
	result := req.NewListResult(ctx)
	result.DisplayName = fmt.Sprintf("%s (%s)", strings.Map(printable, facts.Name), facts.ID)
	result.Diagnostics.Append(result.Identity.Set(ctx, identityOf(facts.ID))...)
	if !req.IncludeResource {
		return result
	}
	state := new(M)
	result.Diagnostics.Append(setAttributes(ctx, result.Resource, importedAttributes(ctx, result.Resource.Schema.GetAttributes(), facts.ID))...)
	result.Diagnostics.Append(result.Resource.Get(ctx, state)...)
	k.fromAPI(state, shown, *l.Data.Tags)
	result.Diagnostics.Append(result.Resource.Set(ctx, state)...)
	return result
}

// printable keeps a name from breaking the line that Terraform prints it on, or
// playing other tricks on a terminal.
func printable(char rune) rune {
	if unicode.IsPrint(char) {
		return char
	}
	return unicode.ReplacementChar
}
