package object

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

const (
	// Where a moved object comes from, on whichever host the provider is found.
	movedProvider = "/tencentcloudstack/tencentcloud"

	// What OpenTofu 1.12 names in its place for the other instances of a resource
	// with for_each or count, once one of them has been moved.
	ownProvider = "/tencentcloud-gaap/gaap"
)

// Move is a resource of the official provider whose objects can be taken over.
type Move struct {
	Type string // such as tencentcloud_gaap_proxy
	// Arguments are those that mean the same in both, for a plan without a refresh.
	// A state may have fewer or more attributes, as its provider's version had.
	Arguments []string
	// Renamed are further ones by their names here, with their names there.
	Renamed map[string]string
}

// MoveState takes over objects of the official provider. Of other types it says
// nothing, so that Terraform refuses them.
func (r *Resource[M, T]) MoveState(context.Context) []resource.StateMover {
	movers := make([]resource.StateMover, 0, len(r.kind.Moves))
	for _, move := range r.kind.Moves {
		movers = append(movers, resource.StateMover{StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
			r.kind.move(ctx, move, req, resp)
		}})
	}
	return movers
}

func (k *Kind[M, T]) move(ctx context.Context, move Move, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	from := req.SourceProviderAddress
	if req.SourceTypeName != move.Type || !strings.HasSuffix(from, movedProvider) && !strings.HasSuffix(from, ownProvider) {
		return
	}
	problem := func(text string) {
		resp.Diagnostics.Append(diag.NewErrorDiagnostic("Cannot move to gaap"+k.Type, "A "+move.Type+" cannot be moved. "+text+
			" Or forget it with a removed block, and import the "+k.Noun+" by its id."))
	}
	id, problems := movedID(req.SourceRawState)
	switch id = k.ID.normalize(id); {
	case problems != "":
		problem(problems)
		return
	case !k.ID.Form.MatchString(id):
		problem(fmt.Sprintf("Its id is %s, which is not the id of %s %s such as %s.", quote.Text(id), article(k.Noun), k.Noun, k.ID.Example))
		return
	}
	attributes := resp.TargetState.Schema.GetAttributes()
	resp.Diagnostics.Append(setAttributes(ctx, &resp.TargetState, importedAttributes(ctx, attributes, id))...)
	resp.Diagnostics.Append(resp.TargetIdentity.Set(ctx, identityOf(id))...)
	target, _ := resp.TargetState.Raw.Type().(tftypes.Object)
	types, names := map[string]tftypes.Type{}, map[string]string{} // both by the names there
	for _, name := range move.Arguments {
		types[name], names[name] = target.AttributeTypes[name], name
	}
	for name, there := range move.Renamed {
		types[there], names[there] = target.AttributeTypes[name], name
	}
	value, err := req.SourceRawState.UnmarshalWithOpts(tftypes.Object{AttributeTypes: types},
		tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}})
	if err != nil {
		problem(fmt.Sprintf("Its attributes cannot be read: %v.", err))
		return
	}
	all := partsOf(resp.TargetState.Raw)
	for there, part := range partsOf(value) {
		name := names[there]
		attribute, ok := attributes[name]
		if !part.IsNull() && (!ok || !unset(part, attribute)) {
			all[name] = part
		}
	}
	resp.TargetState.Raw = tftypes.NewValue(resp.TargetState.Raw.Type(), all)
}

// unset reports whether a value of the official provider stands for an argument
// that is not set: it has no null. A zero is one where something stands for nothing,
// and so is a set or a map of nothing.
func unset(value tftypes.Value, attribute interface {
	IsRequired() bool
	IsComputed() bool
},
) bool {
	var elements []tftypes.Value
	var named map[string]tftypes.Value
	if value.Type().Is(tftypes.Set{}) && value.As(&elements) == nil || value.Type().Is(tftypes.Map{}) && value.As(&named) == nil {
		return len(elements)+len(named) == 0
	}
	return value.Equal(tftypes.NewValue(tftypes.String, "")) ||
		value.Equal(tftypes.NewValue(tftypes.Number, 0)) && !attribute.IsRequired() && !attribute.IsComputed()
}

// movedID is the id in a state of the official provider, or what is wrong with it.
func movedID(raw *tfprotov6.RawState) (id, problem string) {
	if raw == nil || len(raw.JSON) == 0 {
		return "", "Its state is of a format that Terraform wrote before 0.12: apply once with the provider that it belongs to."
	}
	var from struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(raw.JSON, &from); err != nil {
		return "", fmt.Sprintf("Its attributes cannot be read: %v.", err)
	}
	return from.ID, ""
}
