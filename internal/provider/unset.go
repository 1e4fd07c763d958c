package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ValidateProviderConfig checks the provider block.
func (s server) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return s.ProviderServer.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: s.withoutEmpty(ctx, req.Config)})
}

// ConfigureProvider takes the provider block, which begins a plan or an apply.
func (s server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	changed := *req
	changed.Config = s.withoutEmpty(ctx, req.Config)
	return s.ProviderServer.ConfigureProvider(ctx, &changed)
}

// withoutEmpty is the provider block with null in place of each empty text,
// list or set that is an argument, also of a nested one. Modules pass variables
// that are empty outside of CI; validators and what follows them would take
// such an argument for one that is set.
func (s server) withoutEmpty(ctx context.Context, config *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	if config == nil {
		return nil
	}
	var described provider.SchemaResponse
	s.served.Schema(ctx, provider.SchemaRequest{}, &described)
	block := described.Schema.Type().TerraformType(ctx)
	value, err := config.Unmarshal(block)
	if err != nil {
		return config // the framework says what is wrong with it
	}
	value, err = tftypes.Transform(value, func(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if _, argument := at.LastStep().(tftypes.AttributeName); argument && isEmpty(value) {
			return tftypes.NewValue(value.Type(), nil), nil
		}
		return value, nil
	})
	if err != nil {
		return config
	}
	changed, err := tfprotov6.NewDynamicValue(block, value)
	if err != nil {
		return config
	}
	return &changed
}

// isEmpty reports whether a value is a text, list or set with nothing in it.
func isEmpty(value tftypes.Value) bool {
	var text string
	var elements []tftypes.Value
	switch kind := value.Type(); {
	case value.IsNull() || !value.IsKnown():
		return false
	case kind.Is(tftypes.String):
		return value.As(&text) == nil && text == ""
	case kind.Is(tftypes.List{}), kind.Is(tftypes.Set{}):
		return value.As(&elements) == nil && len(elements) == 0
	}
	return false
}
