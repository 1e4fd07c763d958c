package tfcore

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// identityType is the type of identities of a resource type, cty.NilType if it
// has none.
func (s *Server) identityType(resource string) cty.Type {
	schema := s.identities[resource]
	if schema == nil {
		return cty.NilType
	}
	text, err := json.Marshal(schema.ValueType())
	if err != nil {
		panic(err) // the server made it
	}
	typ, err := ctyjson.UnmarshalType(text)
	if err != nil {
		panic(err)
	}
	return typ
}

// packIdentity is an identity as it is sent; nil stands for none.
func (s subject) packIdentity(v cty.Value) *tfprotov6.ResourceIdentityData {
	if v == cty.NilVal || v.IsNull() {
		return nil
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: Pack(v, v.Type())}
}

func (s subject) identity(data *tfprotov6.ResourceIdentityData) cty.Value {
	typ := s.server.identityType(s.instance.Type)
	if typ == cty.NilType || data == nil {
		return cty.NilVal
	}
	v, err := Unpack(data.IdentityData, typ)
	if err != nil || v.IsNull() {
		return cty.NilVal
	}
	return v
}
