package tfcore

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"
)

// Factory makes the server of a new provider process.
type Factory = func() (tfprotov6.ProviderServer, error)

// Server is one provider process. Terraform starts one for each provider block
// and each walk: the validation, the plan and the apply have one of their own.
type Server struct {
	tfprotov6.ProviderServer

	Schemas *Schemas
}

// Schemas are those of a provider. Terraform asks for them once, and so does a
// Workspace, as making them takes longer than most calls.
type Schemas struct {
	Provider      *tfprotov6.Schema
	Resources     map[string]*tfprotov6.Schema
	DataSources   map[string]*tfprotov6.Schema
	ListResources map[string]*tfprotov6.Schema
	Diagnostics   []*tfprotov6.Diagnostic // what is wrong with them
	identities    map[string]*tfprotov6.ResourceIdentitySchema

	mu    sync.Mutex
	forms map[*tfprotov6.Schema]form // made when they are needed
}

// form is what follows from a schema: the type of its values, and how HCL is
// decoded into them.
type form struct {
	typ  cty.Type
	spec hcldec.ObjectSpec
}

// Start starts a provider process and asks for its schemas.
func Start(ctx context.Context, factory Factory) (*Server, error) { return start(ctx, factory, nil) }

// start starts a provider process, whose schemas may be known already.
func start(ctx context.Context, factory Factory, known *Schemas) (*Server, error) {
	server, err := factory()
	if err != nil {
		return nil, fmt.Errorf("starting the provider: %w", err)
	}
	if known != nil {
		return &Server{server, known}, nil
	}
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the schemas: %w", err)
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the identity schemas: %w", err)
	}
	return &Server{server, &Schemas{
		Provider: schemas.Provider, Resources: schemas.ResourceSchemas, DataSources: schemas.DataSourceSchemas, ListResources: schemas.ListResourceSchemas,
		Diagnostics: schemas.Diagnostics,
		identities:  identities.IdentitySchemas, forms: map[*tfprotov6.Schema]form{},
	}}, nil
}

// TypeOf is the type of the values of one of the server's schemas.
func (s *Server) TypeOf(schema *tfprotov6.Schema) cty.Type { return s.form(schema).typ }

func (s *Server) resource(typ string) cty.Type { return s.TypeOf(s.Schemas.Resources[typ]) }

func (s *Server) form(schema *tfprotov6.Schema) form { return s.Schemas.form(schema) }

func (s *Schemas) form(schema *tfprotov6.Schema) form {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.forms[schema]
	if !ok {
		f = form{ImpliedType(schema), specOf(schema.Block)}
		s.forms[schema] = f
	}
	return f
}

// ObjectOf is an object of a type in which all that is not named is null, as
// Terraform sends a block that leaves it out.
func ObjectOf(typ cty.Type, values map[string]cty.Value) cty.Value {
	all := map[string]cty.Value{}
	for name, attribute := range typ.AttributeTypes() {
		all[name] = cty.NullVal(attribute)
	}
	for name, value := range values {
		if _, ok := all[name]; !ok {
			panic(fmt.Sprintf("there is no attribute %q", name))
		}
		all[name] = value
	}
	return cty.ObjectVal(all)
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
func stored(v cty.Value, typ cty.Type) []byte {
	text, err := ctyjson.Marshal(v, typ)
	if err != nil {
		panic(fmt.Sprintf("encoding %#v: %v", v, err)) // a state is known as a whole
	}
	return text
}
