package binding

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const maxOrigins = 100

// Block is the block of origins of one kind of object.
type Block struct {
	Name  string // of the block
	Noun  string // what the origins are bound to
	Roles bool   // whether origins have a failover_role
}

// Schema is the block as the schema of a resource has it.
func (b Block) Schema() schema.Block {
	attributes := map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "Id of the origin, a `gaap_realserver`.", Required: true,
			Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of an origin such as rs-a1b2c3d4")},
		},
		"port": schema.Int64Attribute{
			MarkdownDescription: "Port of the origin, 1 to 65535.", Required: true,
			Validators: []validator.Int64{int64validator.Between(1, 65535)},
		},
		"ip": schema.StringAttribute{
			MarkdownDescription: "Address of the origin: that which its id has. It need not be set.", Optional: true, Computed: true,
		},
		"weight": schema.Int64Attribute{
			MarkdownDescription: "Weight of the origin with the scheduler `wrr`, 1 to 100. Default `1`.", Optional: true, Computed: true,
			Validators: []validator.Int64{int64validator.Between(1, 100)},
		},
	}
	if b.Roles {
		attributes["failover_role"] = schema.StringAttribute{
			MarkdownDescription: "`master` or `slave`, with `failover_switch`.", Optional: true,
			Validators: []validator.String{providerdata.OneOf("master", "slave")},
		}
	}
	return schema.SetNestedBlock{
		MarkdownDescription: "Origins that get the traffic, at most 100.",
		Validators:          []validator.Set{setvalidator.SizeAtMost(maxOrigins)},
		NestedObject:        schema.NestedBlockObject{Attributes: attributes},
	}
}

// form is the type of an origin in the block.
func (b Block) form() types.ObjectType {
	parts := map[string]attr.Type{"id": types.StringType, "port": types.Int64Type, "ip": types.StringType, "weight": types.Int64Type}
	if b.Roles {
		parts["failover_role"] = types.StringType
	}
	return types.ObjectType{AttrTypes: parts}
}
