package listener

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// maxNameLength is in characters; the console's limit, the lowest of those documented.
const maxNameLength = 30

// Attributes are the arguments and outputs that all listeners have, for those of
// some protocols.
func Attributes(protocols ...string) map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}}
	}
	return map[string]schema.Attribute{
		"protocol": schema.StringAttribute{
			MarkdownDescription: "`" + protocols[0] + "` or `" + protocols[1] + "`. A change replaces the listener.",
			Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators: []validator.String{providerdata.OneOf(protocols...)},
		},
		"port": schema.Int64Attribute{
			MarkdownDescription: "Port where traffic enters, 1 to 64999 without 21. TCP, HTTP and HTTPS listeners of a proxy share their ports; UDP has its own. A change replaces the listener.",
			Required:            true, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			Validators: []validator.Int64{int64validator.Between(1, 64999), int64validator.NoneOf(21)},
		},
		"proxy_id": object.ParentAttribute("Id of the proxy. Either this or `group_id` is required. A change replaces the listener.", "proxy such as link-a1b2c3d4"),
		"group_id": object.ParentAttribute("Id of the proxy group. Either this or `proxy_id` is required. A change replaces the listener.", "proxy group such as lg-a1b2c3d4"),
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the listener, 1 to 30 characters, with no space at either end. It need not be unique.",
			Required:            true,
			Validators:          append([]validator.String{stringvalidator.UTF8LengthBetween(1, maxNameLength)}, providerdata.NameForm()...),
		},
		"id":          text("Id of the listener, such as `listener-a1b2c3d4`."),
		"create_time": text("When the listener was made, in RFC 3339."),
		"status":      schema.StringAttribute{MarkdownDescription: "Status of the listener, such as `RUNNING`.", Computed: true},
	}
}
