package tfcore

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// packIdentity is an identity as it is sent; nil stands for none.
func packIdentity(v cty.Value) *tfprotov6.ResourceIdentityData {
	if v == cty.NilVal || v.IsNull() {
		return nil
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: Pack(v, v.Type())}
}

// identity is that in an answer about a resource, cty.NilVal if there is none.
func (s *Server) identity(typ string, data *tfprotov6.ResourceIdentityData) cty.Value {
	schema := s.Schemas.identities[typ]
	if schema == nil || data == nil {
		return cty.NilVal
	}
	v, err := Unpack(data.IdentityData, typeOf(schema.ValueType()))
	if err != nil || v.IsNull() {
		return cty.NilVal
	}
	return v
}
