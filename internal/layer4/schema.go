package layer4

import (
	"context"
	"maps"

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

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := listener.Attributes(protocols...)
	maps.Copy(attributes, settingAttributes())
	maps.Copy(attributes, checkAttributes())
	return schema.Schema{
		MarkdownDescription: "A TCP or UDP listener: takes traffic at a port of a proxy, or of all proxies of a group, and hands it to origins.",
		Attributes:          attributes,
		Blocks: map[string]schema.Block{
			origins.Name: origins.Schema(),
			"timeouts":   object.TimeoutsBlock(ctx, "listener", "run"),
		},
	}
}

func settingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"realserver_type": schema.StringAttribute{
			MarkdownDescription: "What the addresses of its origins are: `IP` or `DOMAIN`. A change replaces the listener.",
			Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators: []validator.String{providerdata.OneOf("IP", "DOMAIN")},
		},
		"client_ip_method": schema.Int64Attribute{
			MarkdownDescription: "How a TCP listener tells origins the address of a client: `0` by TOA, the default, or `1` by Proxy Protocol. A change replaces the listener.",
			Optional:            true, Computed: true,
			Validators:    []validator.Int64{int64validator.OneOf(0, 1)},
			PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplaceIfConfigured()},
		},
		"scheduler": schema.StringAttribute{
			MarkdownDescription: "How traffic is spread over the origins: `rr` in turn, the default, `wrr` by weight, `lc` least connections, or `lrtt` least latency, which the service has to open for the account. With `DOMAIN` only `rr` and `lc`.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString("rr"),
			Validators: []validator.String{providerdata.OneOf("rr", "wrr", "lc", "lrtt")},
		},
		"failover_switch": schema.BoolAttribute{
			MarkdownDescription: "Whether origins are masters and slaves: slaves get traffic while no master is healthy. Needs `health_check` and a `failover_role` in each binding; not with `DOMAIN`. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"bind_status": schema.StringAttribute{
			MarkdownDescription: "What checks say of its origins: `NORMAL`, `ABNORMAL`, or `UNRESOLVED` if a domain does not resolve.", Computed: true,
		},
		"session_persist": schema.Int64Attribute{
			MarkdownDescription: "For how long a client stays with its origin; `0` is not at all. Set in the console.", Computed: true,
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
			MarkdownDescription: "Whether origins are checked, and left out while they are unhealthy. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"interval":            number("Seconds between two checks, 5 to 300. Default `5`.", 5, listener.LeastInterval, 300),
		"connect_timeout":     number("Seconds until a check fails, 2 to 60, and less than `interval`. Default `2`.", 2, 2, 60),
		"healthy_threshold":   number("Successful checks after which an origin is healthy, 1 to 10. Default `1`.", 1, 1, 10),
		"unhealthy_threshold": number("Failed checks after which an origin is unhealthy, 1 to 10. Default `1`.", 1, 1, 10),
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
