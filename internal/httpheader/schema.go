package httpheader

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The headers that a rule of an HTTP or HTTPS listener adds to requests to origins: all of them.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the rule, such as `rule-a1b2c3d4`.",
				Computed:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"rule_id": schema.StringAttribute{
				MarkdownDescription: "Id of the rule, a `gaap_http_rule` without `headers` of its own. A change replaces the resource.",
				Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a rule such as rule-a1b2c3d4")},
			},
		},
		Blocks: map[string]schema.Block{
			"headers": schema.SetNestedBlock{
				MarkdownDescription: "Headers that the rule adds, 1 to 10, in no order.",
				Validators:          []validator.Set{setvalidator.IsRequired(), setvalidator.SizeAtLeast(1), headers.Validator{}},
				NestedObject:        schema.NestedBlockObject{Attributes: headers.Attributes()},
			},
			"timeouts": object.TimeoutsBlock(ctx, "header list", "show"),
		},
	}
}
