package errorpage

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

var domainForm = regexp.MustCompile(`^[a-z0-9._-]{3,80}$`)

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "What a domain of an HTTP or HTTPS listener answers in place of errors. Any change replaces it, but for a rename of its domain in the same run.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the error page, such as `errorPage-a1b2c3d4`.",
				Computed:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"listener_id": schema.StringAttribute{
				MarkdownDescription: "Id of the listener.", Required: true,
				Validators: []validator.String{listenerID},
			},
			"domain": schema.StringAttribute{
				MarkdownDescription: "Name of the domain, best as the `domain` of its `gaap_http_domain`: when that renames the domain, the page goes along with it.", Required: true,
				Validators: []validator.String{domain},
			},
			"error_codes": schema.SetAttribute{
				MarkdownDescription: "Codes that the page stands for, such as `502`. A domain has one page for each code.",
				ElementType:         types.Int64Type, Required: true,
				Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueInt64sAre(int64validator.AtLeast(1))},
			},
			"body": schema.StringAttribute{MarkdownDescription: "Body of the answer.", Required: true},
			"new_error_code": schema.Int64Attribute{
				MarkdownDescription: "Code of the answer. It is that of the error by default.", Optional: true,
				Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			"clear_headers": schema.SetAttribute{
				MarkdownDescription: "Names of headers that are taken out of the answer.",
				ElementType:         types.StringType, Optional: true,
			},
			"set_headers": schema.MapAttribute{
				MarkdownDescription: "Values of headers that the answer gets, by their names.",
				ElementType:         types.StringType, Optional: true,
			},
			"repeated_headers": schema.MapAttribute{
				MarkdownDescription: "Values of headers that the answer gets more than once, such as `Set-Cookie`, by their names: two or more values each.",
				ElementType:         types.SetType{ElemType: types.StringType}, Optional: true,
			},
			"status": schema.StringAttribute{MarkdownDescription: "Status of the error page: `RUNNING`, or `CHANGING`.", Computed: true},
		},
		Blocks: map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "error page", "be there")},
	}
}
