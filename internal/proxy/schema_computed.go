package proxy

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// computedAttributes are what the service decides. Those that never change in a
// proxy's life keep their value in the plan of any update, the others in that
// of one that does not touch them, see [model.keepShown].
func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          fixedText("Id of the proxy, such as `link-a1b2c3d4`."),
		"domain":      fixedText("Domain name that resolves to the proxy."),
		"create_time": fixedText("When the proxy was made, in RFC 3339."),
		"tags_all": schema.MapAttribute{
			MarkdownDescription: "All tags of the proxy: `tags` and the provider's `default_tags`, without those that `ignore_tags` names.",
			ElementType:         types.StringType, Computed: true,
		},
		"status":     text("Status of the proxy, such as `RUNNING` or `CLOSED`."),
		"ip":         text("Address where the proxy takes traffic."),
		"forward_ip": text("Addresses from which the origin servers are reached, each followed by a semicolon."),
		"version":    text("Version of the proxy."),
		"policy_id":  text("Id of the proxy's security policy, if it has one."),
		"ban_status": text("Whether the proxy is banned, such as `BANNED`; `RECOVER` is the normal state."),
		"scalable": schema.BoolAttribute{
			MarkdownDescription: "Whether `bandwidth`, `concurrent` and `billing_type` can be changed.", Computed: true,
		},
		"http3_supported": schema.BoolAttribute{
			MarkdownDescription: "Whether the proxy supports HTTP/3.", Computed: true,
		},
		"support_protocols": schema.SetAttribute{
			MarkdownDescription: "Protocols that listeners of the proxy can have, such as `TCP`.",
			ElementType:         types.StringType, Computed: true,
		},
		"related_global_domains": schema.SetAttribute{
			MarkdownDescription: "Unified domain names that resolve to the proxy.",
			ElementType:         types.StringType, Computed: true,
		},
		"ip_list": schema.ListNestedAttribute{
			MarkdownDescription: "All addresses where the proxy takes traffic.",
			Computed:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"ip":        text("The address."),
				"provider":  text("Network of the address: `BGP`, `CMCC`, `CUCC` or `CTCC`."),
				"bandwidth": schema.Int64Attribute{MarkdownDescription: "Bandwidth of the address in Mbps.", Computed: true},
			}},
		},
	}
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

func fixedText(description string) schema.StringAttribute {
	attribute := text(description)
	attribute.PlanModifiers = []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	return attribute
}
