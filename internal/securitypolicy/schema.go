package securitypolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A security policy: which connections a proxy, or all proxies of a group, let in. Each has one at most. Its rules are `gaap_security_rule`s.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the policy, such as `sp-a1b2c3d4`.",
				Computed:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"proxy_id": object.ParentAttribute("Id of the proxy. Either this or `group_id` is required. A change replaces the policy.", "proxy such as link-a1b2c3d4"),
			"group_id": object.ParentAttribute("Id of the proxy group. Either this or `proxy_id` is required. A change replaces the policy.", "proxy group such as lg-a1b2c3d4"),
			"action": schema.StringAttribute{
				MarkdownDescription: "What happens to connections that match no rule: `ACCEPT` or `DROP`. A change replaces the policy.",
				Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators: []validator.String{providerdata.OneOf("ACCEPT", "DROP")},
			},
			"enable": schema.BoolAttribute{
				MarkdownDescription: "Whether the policy is open, and so in effect. Default `true`.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
			},
			"status": schema.StringAttribute{MarkdownDescription: "Status of the policy: `BOUND` is open, `UNBIND` is closed.", Computed: true},
		},
		Blocks: map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "policy", "be open")},
	}
}
