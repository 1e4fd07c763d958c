package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const maxNameLength = 30 // characters; the console's limit, the lowest of those documented

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := identifyingAttributes()
	for _, group := range []map[string]schema.Attribute{settingAttributes(), checkAttributes(), computedAttributes()} {
		for name, attribute := range group {
			attributes[name] = attribute
		}
	}
	return schema.Schema{
		MarkdownDescription: "A TCP or UDP listener: takes traffic at a port of a proxy, or of all proxies of a group, and hands it to origins.",
		Attributes:          attributes,
		Blocks: map[string]schema.Block{
			origins.Name: origins.Schema(),
			"timeouts":   object.TimeoutsBlock(ctx, "listener", "run"),
		},
	}
}

// identifyingAttributes are what a listener keeps for its life.
func identifyingAttributes() map[string]schema.Attribute {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	return map[string]schema.Attribute{
		"protocol": schema.StringAttribute{
			MarkdownDescription: "`TCP` or `UDP`. A change replaces the listener.",
			Required:            true, PlanModifiers: replace,
			Validators: []validator.String{providerdata.OneOf("TCP", "UDP")},
		},
		"port": schema.Int64Attribute{
			MarkdownDescription: "Port where traffic enters, 1 to 64999 without 21. TCP, HTTP and HTTPS listeners of a proxy share their ports; UDP has its own. A change replaces the listener.",
			Required:            true, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			Validators: []validator.Int64{int64validator.Between(1, 64999), int64validator.NoneOf(21)},
		},
		"realserver_type": schema.StringAttribute{
			MarkdownDescription: "What the addresses of its origins are: `IP` or `DOMAIN`. A change replaces the listener.",
			Required:            true, PlanModifiers: replace,
			Validators: []validator.String{providerdata.OneOf("IP", "DOMAIN")},
		},
		"proxy_id": schema.StringAttribute{
			MarkdownDescription: "Id of the proxy. Either this or `group_id` is required. A change replaces the listener.",
			Optional:            true, PlanModifiers: replace,
			Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a proxy such as link-a1b2c3d4")},
		},
		"group_id": schema.StringAttribute{
			MarkdownDescription: "Id of the proxy group. Either this or `proxy_id` is required. A change replaces the listener.",
			Optional:            true, PlanModifiers: replace,
			Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a proxy group such as lg-a1b2c3d4")},
		},
		"client_ip_method": schema.Int64Attribute{
			MarkdownDescription: "How a TCP listener tells origins the address of a client: `0` by TOA, the default, or `1` by Proxy Protocol. A change replaces the listener.",
			Optional:            true, Computed: true,
			Validators:    []validator.Int64{int64validator.OneOf(0, 1)},
			PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplaceIfConfigured()},
		},
	}
}

func settingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the listener, 1 to 30 characters, with no space at either end. It need not be unique.",
			Required:            true,
			Validators:          append([]validator.String{stringvalidator.UTF8LengthBetween(1, maxNameLength)}, providerdata.NameForm()...),
		},
		"scheduler": schema.StringAttribute{
			MarkdownDescription: "How traffic is spread over the origins: `rr` in turn, the default, `wrr` by weight, `lc` least connections, or `lrtt` least latency, which the service has to open for the account. With `DOMAIN` only `rr` and `lc`.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString("rr"),
			Validators: []validator.String{providerdata.OneOf("rr", "wrr", "lc", "lrtt")},
		},
		"failover_switch": schema.BoolAttribute{
			MarkdownDescription: "Whether origins are masters and slaves, which get traffic while no master is well. Needs `health_check` and a `failover_role` in each binding; not with `DOMAIN`. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
	}
}

// checkAttributes are what health checks go by.
func checkAttributes() map[string]schema.Attribute {
	number := func(description string, standard, least, most int64) schema.Int64Attribute {
		return schema.Int64Attribute{
			MarkdownDescription: description, Optional: true, Computed: true, Default: int64default.StaticInt64(standard),
			Validators: []validator.Int64{int64validator.Between(least, most)},
		}
	}
	probe := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	return map[string]schema.Attribute{
		"health_check": schema.BoolAttribute{
			MarkdownDescription: "Whether origins are checked, and left out while they are not well. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"interval":            number("Seconds between two checks, 5 to 300. Default `5`.", 5, leastInterval, 300),
		"connect_timeout":     number("Seconds until a check fails, 2 to 60, and less than `interval`. Default `2`.", 2, 2, 60),
		"healthy_threshold":   number("Checks after which an origin counts as well, 1 to 10. Default `1`.", 1, 1, 10),
		"unhealthy_threshold": number("Checks after which an origin does not count as well, 1 to 10. Default `1`.", 1, 1, 10),
		"check_type": schema.StringAttribute{
			MarkdownDescription: "How a UDP listener checks: `PORT` or `PING`. Required there with `health_check`.",
			Optional:            true,
			Validators:          []validator.String{providerdata.OneOf("PORT", "PING")},
		},
		"check_port": schema.Int64Attribute{
			MarkdownDescription: "Port of the origins that is checked, with `check_type = \"PORT\"`.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.Between(1, 65535)},
		},
		"context_type": schema.StringAttribute{
			MarkdownDescription: "What is sent and expected, with `check_type = \"PORT\"`: `TEXT`.",
			Optional:            true,
			Validators:          []validator.String{providerdata.OneOf("TEXT")},
		},
		"send_context": probe("Text that a check sends, with `context_type`."),
		"recv_context": probe("Text that a check expects, with `context_type`."),
	}
}

func computedAttributes() map[string]schema.Attribute {
	text := func(description string, modifiers ...planmodifier.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true, PlanModifiers: modifiers}
	}
	return map[string]schema.Attribute{
		"id":          text("Id of the listener, such as `listener-a1b2c3d4`.", stringplanmodifier.UseStateForUnknown()),
		"create_time": text("When the listener was made, in RFC 3339.", stringplanmodifier.UseStateForUnknown()),
		"status":      text("Status of the listener, such as `RUNNING`."),
		"bind_status": text("What checks say of its origins: `NORMAL`, `ABNORMAL`, or `UNRESOLVED` if a domain leads nowhere."),
		"session_persist": schema.Int64Attribute{
			MarkdownDescription: "For how long a client stays with its origin; `0` is not at all. Set in the console.", Computed: true,
		},
	}
}
