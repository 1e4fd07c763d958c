package tfcore

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"
)

// Factory makes the server of a new provider process.
type Factory func() (tfprotov6.ProviderServer, error)

// Server is one provider process. Terraform starts one for each provider block
// and each walk: the validation, the plan and the apply have one of their own.
type Server struct {
	tfprotov6.ProviderServer

	Schemas    *tfprotov6.GetProviderSchemaResponse
	identities map[string]*tfprotov6.ResourceIdentitySchema
}

// Start starts a provider process and asks for its schemas.
func Start(ctx context.Context, factory Factory) (*Server, error) {
	server, err := factory()
	if err != nil {
		return nil, fmt.Errorf("starting the provider: %w", err)
	}
	s := &Server{ProviderServer: server}
	if s.Schemas, err = server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		return nil, fmt.Errorf("asking for the schemas: %w", err)
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the identity schemas: %w", err)
	}
	s.identities = identities.IdentitySchemas
	return s, nil
}

// Configure configures the process with a value of the provider's schema.
func (s *Server) Configure(ctx context.Context, config cty.Value) ([]*tfprotov6.Diagnostic, error) {
	resp, err := s.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: Pack(config, ImpliedType(s.Schemas.Provider)), TerraformVersion: version})
	if err != nil {
		return nil, err
	}
	return resp.Diagnostics, nil
}

// Pack encodes a value as Terraform sends it, for a schema of a type, which may
// have dynamic parts.
func Pack(v cty.Value, typ cty.Type) *tfprotov6.DynamicValue {
	v, _ = v.UnmarkDeep()
	packed, err := ctymsgpack.Marshal(v, typ)
	if err != nil {
		panic(fmt.Sprintf("encoding %#v: %v", v, err)) // it was decoded or converted to the type
	}
	return &tfprotov6.DynamicValue{MsgPack: packed}
}

// Unpack decodes what a provider answers; nothing is null.
func Unpack(v *tfprotov6.DynamicValue, typ cty.Type) (cty.Value, error) {
	switch {
	case v == nil:
		return cty.NullVal(typ), nil
	case len(v.MsgPack) > 0:
		return ctymsgpack.Unmarshal(v.MsgPack, typ)
	case len(v.JSON) > 0:
		return ctyjson.Unmarshal(v.JSON, typ)
	}
	return cty.NullVal(typ), nil
}

// stored is how a state file holds a value.
func stored(v cty.Value, typ cty.Type) *tfprotov6.RawState {
	text, err := ctyjson.Marshal(v, typ)
	if err != nil {
		panic(fmt.Sprintf("encoding %#v: %v", v, err)) // a state is known as a whole
	}
	return &tfprotov6.RawState{JSON: text}
}
