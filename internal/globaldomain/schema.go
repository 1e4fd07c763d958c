package globaldomain

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// Assumption: an alias has as many characters as the console allows; the API's
// documents name no limit.
const maxAliasLength = 30

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := argumentAttributes()
	for name, attribute := range computedAttributes() {
		attributes[name] = attribute
	}
	return schema.Schema{
		MarkdownDescription: "A unified domain: one host name that leads clients to proxies by the country that they are in, and all others to a default entry. " +
			"Only the Chinese site has unified domains, for accounts that it has opened them for.",
		Attributes: attributes,
		Blocks:     map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "domain", "open")},
	}
}

func argumentAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"project_id": schema.Int64Attribute{
			MarkdownDescription: "Id of the project. Default `0`, the default project.",
			Optional:            true, Computed: true, Default: int64default.StaticInt64(0),
			Validators: []validator.Int64{int64validator.AtLeast(0)},
		},
		"default_value": schema.StringAttribute{
			MarkdownDescription: "Where clients go that match no record: an IP address, or domain names with semicolons between them.",
			Required:            true,
			Validators:          []validator.String{providerdata.Destination()},
		},
		"alias": schema.StringAttribute{
			MarkdownDescription: "Name of the domain in the console, at most 30 characters. Domains of one project and default value need different names in a configuration. Default: none.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString(""),
			Validators: append([]validator.String{stringvalidator.UTF8LengthAtMost(maxAliasLength)}, providerdata.NameForm()...),
		},
		"tags": schema.MapAttribute{
			MarkdownDescription: "Tags of the domain, at most 50 together with the provider's `default_tags`, whose values they override. Tags that others put on it are removed, unless the provider's `ignore_tags` names them. On creation the service accepts only tags that exist already; see the provider's `create_missing_tags`.",
			ElementType:         types.StringType, Optional: true,
			Validators: []validator.Map{tags.Validator{}},
		},
		"enable": schema.BoolAttribute{
			MarkdownDescription: "Whether the domain is resolved. Default `true`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
		},
	}
}

// computedAttributes are what the service decides. Those that never change in a
// domain's life keep their value in the plan of any update.
func computedAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	fixed := func(description string) schema.StringAttribute {
		attribute := text(description)
		attribute.PlanModifiers = []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
		return attribute
	}
	return map[string]schema.Attribute{
		"id":          fixed("Id of the domain, such as `dm-a1b2c3d4`: `domain_id` of its records."),
		"full_domain": fixed("The host name that clients ask for, such as `gd-a1b2c3d4.gaapqcloud.com.cn`: the target of a CNAME."),
		"create_time": fixed("When the domain was made, in RFC 3339."),
		"tags_all": schema.MapAttribute{
			MarkdownDescription: "All tags of the domain: `tags` and the provider's `default_tags`, without those that `ignore_tags` names.",
			ElementType:         types.StringType, Computed: true,
		},
		"status":      text("Status of the domain: `RUNNING`, `CLOSED`, or `OPENING` or `CLOSING` on the way."),
		"type":        text("What `default_value` is, such as `IP`."),
		"ban_status":  text("Whether Tencent Cloud lets traffic through: `RECOVER` is yes, `BANNED` no."),
		"proxy_count": schema.Int64Attribute{MarkdownDescription: "How many proxies the records of the domain lead to. Those of `gaap_global_domain_dns` show after the next refresh.", Computed: true},
	}
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"project_id":    "Id of the project; `0` is the default project.",
	"default_value": "Where clients go that match no record.",
	"alias":         "Name of the domain in the console.",
	"enable":        "Whether the domain is resolved.",
	"tags":          "All tags of the domain, without those that the provider's `ignore_tags` names.",
}
