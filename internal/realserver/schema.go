package realserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

const (
	maxNameLength   = 30  // characters; the console's limit, the lowest of those documented
	maxDomainLength = 253 // that of the domain name system
)

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An origin server: where a proxy sends what it accelerates. It belongs to the account, and listeners of any proxy can bind it.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the origin, such as `rs-a1b2c3d4`.",
				Computed:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"ip": addressAttribute("Address of the origin, IPv4 or IPv6. Either this or `domain` is required. Addresses are unique within an account. A change replaces the origin.",
				providerdata.IPAddress()),
			"domain": addressAttribute("Domain name of the origin. Either this or `ip` is required. A change replaces the origin.",
				providerdata.Matches(providerdata.DomainName, "must be a domain name such as origin.example.com"), stringvalidator.LengthAtMost(maxDomainLength)),
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the origin, 1 to 30 characters, with no space at either end. It need not be unique.",
				Required:            true,
				Validators:          append([]validator.String{stringvalidator.UTF8LengthBetween(1, maxNameLength)}, providerdata.NameForm()...),
			},
			"project_id": schema.Int64Attribute{
				MarkdownDescription: "Id of the project. Default `0`, the default project. A change replaces the origin.",
				Optional:            true, Computed: true, Default: int64default.StaticInt64(0),
				Validators:    []validator.Int64{int64validator.AtLeast(0)},
				PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			},
			"tags": schema.MapAttribute{
				MarkdownDescription: "Tags of the origin, at most 50 together with the provider's `default_tags`, whose values they override. Tags that others put on it are removed, unless the provider's `ignore_tags` names them. On creation the service accepts only tags that exist already; see the provider's `create_missing_tags`.",
				ElementType:         types.StringType, Optional: true,
				Validators: []validator.Map{tags.Validator{}},
			},
			"tags_all": schema.MapAttribute{
				MarkdownDescription: "All tags of the origin: `tags` and the provider's `default_tags`, without those that `ignore_tags` names.",
				ElementType:         types.StringType, Computed: true,
			},
		},
		Blocks: map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "origin", "show")},
	}
}

func addressAttribute(description string, form ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Validators:          form,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplaceIf(anotherAddress, replaceText, replaceText)},
	}
}

const replaceText = "Another address replaces the origin."

// anotherAddress: one that is written in another way is the same.
func anotherAddress(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = !gaapapi.SameAddress(req.PlanValue.ValueString(), req.StateValue.ValueString())
}
