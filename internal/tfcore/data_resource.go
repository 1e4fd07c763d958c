package tfcore

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// builtin is the local name of the provider that Terraform has built in, after
// the prefix of terraform_data.
const builtin = "terraform"

// dataResource serves terraform_data: what it is given comes out again, known
// after apply when it changes.
type dataResource struct {
	tfprotov6.ProviderServer // the requests that Terraform never makes of it

	made atomic.Int64
}

func newDataResource() (tfprotov6.ProviderServer, error) { return &dataResource{}, nil }

var dataSchema = &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{
	{Name: "id", Type: tftypes.String, Computed: true},
	{Name: "input", Type: tftypes.DynamicPseudoType, Optional: true},
	{Name: "output", Type: tftypes.DynamicPseudoType, Computed: true},
	{Name: "triggers_replace", Type: tftypes.DynamicPseudoType, Optional: true},
}}}

var dataType = ImpliedType(dataSchema)

// GetProviderSchema returns the one resource.
func (*dataResource) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		Provider:        &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{}},
		ResourceSchemas: map[string]*tfprotov6.Schema{"terraform_data": dataSchema},
	}, nil
}

// GetResourceIdentitySchemas returns none.
func (*dataResource) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

// ValidateProviderConfig accepts the empty block.
func (*dataResource) ValidateProviderConfig(context.Context, *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{}, nil
}

// ConfigureProvider accepts the empty block.
func (*dataResource) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

// ValidateResourceConfig accepts everything.
func (*dataResource) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

// UpgradeResourceState returns what is stored.
func (*dataResource) UpgradeResourceState(_ context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	v, err := Unpack(&tfprotov6.DynamicValue{JSON: req.RawState.JSON}, dataType)
	if err != nil {
		return nil, err
	}
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: Pack(v, dataType)}, nil
}

// ReadResource returns what is stored.
func (*dataResource) ReadResource(_ context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private}, nil
}

// PlanResourceChange plans an output that is known only if the input stays.
func (*dataResource) PlanResourceChange(_ context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	prior, err := Unpack(req.PriorState, dataType)
	if err != nil {
		return nil, err
	}
	proposed, err := Unpack(req.ProposedNewState, dataType)
	if err != nil {
		return nil, err
	}
	resp := &tfprotov6.PlanResourceChangeResponse{PlannedPrivate: req.PriorPrivate}
	if !proposed.IsNull() {
		values := proposed.AsValueMap()
		if prior.IsNull() {
			values["id"] = cty.UnknownVal(cty.String)
		}
		input := values["input"]
		switch {
		case input.IsNull():
			values["output"] = cty.NullVal(cty.DynamicPseudoType)
		case prior.IsNull() || !prior.GetAttr("input").RawEquals(input):
			values["output"] = cty.UnknownVal(input.Type())
		}
		if !prior.IsNull() && !prior.GetAttr("triggers_replace").RawEquals(values["triggers_replace"]) {
			resp.RequiresReplace = []*tftypes.AttributePath{tftypes.NewAttributePath().WithAttributeName("triggers_replace")}
		}
		proposed = cty.ObjectVal(values)
	}
	resp.PlannedState = Pack(proposed, dataType)
	return resp, nil
}

// ApplyResourceChange lets the output be the input.
func (d *dataResource) ApplyResourceChange(_ context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	planned, err := Unpack(req.PlannedState, dataType)
	if err != nil {
		return nil, err
	}
	if !planned.IsNull() {
		values := planned.AsValueMap()
		values["output"] = values["input"]
		if !values["id"].IsKnown() {
			values["id"] = cty.StringVal(fmt.Sprintf("00000000-0000-0000-0000-%012x", d.made.Add(1)))
		}
		planned = cty.ObjectVal(values)
	}
	return &tfprotov6.ApplyResourceChangeResponse{NewState: Pack(planned, dataType), Private: req.PlannedPrivate}, nil
}

// StopProvider has nothing to stop.
func (*dataResource) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}
