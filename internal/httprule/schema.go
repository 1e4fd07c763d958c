package httprule

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := identifyingAttributes()
	for _, group := range []map[string]schema.Attribute{settingAttributes(), checkAttributes(), computedAttributes()} {
		for name, attribute := range group {
			attributes[name] = attribute
		}
	}
	return schema.Schema{
		MarkdownDescription: "A rule of a domain of an HTTP or HTTPS listener: hands requests for a path to origins.",
		Attributes:          attributes,
		Blocks: map[string]schema.Block{
			origins.Name: origins.Schema(),
			"timeouts":   object.TimeoutsBlock(ctx, "rule", "run"),
		},
	}
}

// domainForm is what a domain may be called.
//
// Assumption: `_` may be in it, as the Chinese guide says.
var domainForm = regexp.MustCompile(`^[a-z0-9._-]{3,80}$`)

func domainValidators() []validator.String {
	return []validator.String{providerdata.Matches(domainForm, "must be 3 to 80 lower-case letters, digits, and . - _")}
}

var pathForm = regexp.MustCompile(`^/[A-Za-z0-9_./-]{0,79}$`)

// pathValidators check the path of requests, or of checks.
//
// Assumption: it begins with a slash, as the official provider demands.
func pathValidators() []validator.String {
	return []validator.String{providerdata.Matches(pathForm, "must begin with /, and have up to 80 letters, digits, and _ . - /")}
}

// identifyingAttributes are what a rule keeps for its life, but for a domain that
// is renamed.
func identifyingAttributes() map[string]schema.Attribute {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	return map[string]schema.Attribute{
		"listener_id": schema.StringAttribute{
			MarkdownDescription: "Id of the HTTP or HTTPS listener. A change replaces the rule.",
			Required:            true, PlanModifiers: replace,
			Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a listener such as listener-a1b2c3d4")},
		},
		"domain": schema.StringAttribute{
			MarkdownDescription: "Domain of the listener that requests are for. A change replaces the rule, unless the domain itself is renamed in the same apply: refer to its `domain`.",
			Required:            true,
			Validators:          domainValidators(),
		},
		"realserver_type": schema.StringAttribute{
			MarkdownDescription: "What the addresses of its origins are: `IP` or `DOMAIN`. A change replaces the rule.",
			Required:            true, PlanModifiers: replace,
			Validators: []validator.String{providerdata.OneOf("IP", "DOMAIN")},
		},
	}
}

func settingAttributes() map[string]schema.Attribute {
	text := func(description string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: append(validators, stringvalidator.LengthAtLeast(1))}
	}
	computed := func(a schema.StringAttribute) schema.StringAttribute {
		a.Computed = true
		return a
	}
	byDefault := func(value string, a schema.StringAttribute) schema.StringAttribute {
		a.Computed, a.Default = true, stringdefault.StaticString(value)
		return a
	}
	return map[string]schema.Attribute{
		"path": schema.StringAttribute{
			MarkdownDescription: "Path that requests begin with: up to 80 letters, digits, and `_` `.` `-` `/`, with `/` in front. Paths are unique within a domain.",
			Required:            true, Validators: pathValidators(),
		},
		"scheduler": byDefault("rr", text("How requests are spread over the origins: `rr` in turn, the default, `wrr` by weight, `lc` least connections, or `lrtt` least latency, which the service has to open for the account. With `DOMAIN` not `wrr`.",
			providerdata.OneOf("rr", "wrr", "lc", lrtt))),
		"forward_host":     byDefault("default", text("Host that origins are asked for. `default`, the default, is what the client asked for.")),
		"forward_protocol": computed(text("Protocol to the origins, `HTTP` or `HTTPS`; that of the listener by default.", providerdata.OneOf("HTTP", "HTTPS"))),
		"sni_switch":       computed(text("Whether a server name (SNI) is sent to origins: `ON` or `OFF`; the service's default is `OFF`.", providerdata.OneOf("ON", "OFF"))),
		"sni":              computed(text("Server name (SNI) that is sent to origins. Required with `sni_switch = \"ON\"`.")),
		"forced_redirect":  text("Where requests are redirected to in place of an origin, such as `https://www.example.com/`."),
		"headers": schema.SetNestedAttribute{
			MarkdownDescription: "Headers that are added to requests to origins, at most 10. `[]` removes all; without the argument they stay as they are, for example for a `gaap_custom_header`. " +
				"Names that the service refuses are an error of the plan.",
			Optional: true, Computed: true,
			Validators:   []validator.Set{headers.Validator{}},
			NestedObject: schema.NestedAttributeObject{Attributes: headers.Attributes()},
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
	passive := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			MarkdownDescription: description + " Left out, it stays as the service has it.", Optional: true, Computed: true,
			Validators: []validator.Int64{int64validator.AtLeast(1)},
		}
	}
	return map[string]schema.Attribute{
		"health_check":    schema.BoolAttribute{MarkdownDescription: "Whether origins are checked, and left out while they are unhealthy.", Required: true},
		"interval":        number("Seconds between two checks, 5 to 300. Default `5`.", 5, listener.LeastInterval, 300),
		"connect_timeout": number("Seconds until a check fails, 2 to 60, and less than `interval`. Default `2`.", 2, 2, 60),
		"health_check_path": schema.StringAttribute{
			MarkdownDescription: "Path that a check asks for. Default `/`.", Optional: true, Computed: true, Default: stringdefault.StaticString("/"),
			Validators: pathValidators(),
		},
		"health_check_method": schema.StringAttribute{
			MarkdownDescription: "Method of a check: `HEAD`, the default, or `GET`.", Optional: true, Computed: true, Default: stringdefault.StaticString("HEAD"),
			Validators: []validator.String{providerdata.OneOf("GET", "HEAD")},
		},
		"health_check_status_codes": schema.SetAttribute{
			MarkdownDescription: "Classes of status codes with which an origin is healthy, of `100`, `200`, `300`, `400` and `500`: `200` stands for 200 to 299, and so on. Default all.",
			ElementType:         types.Int64Type, Optional: true, Computed: true, Default: setdefault.StaticValue(codeSet(statusClasses())),
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueInt64sAre(int64validator.OneOf(statusClasses()...))},
		},
		"health_check_domain": schema.StringAttribute{
			MarkdownDescription: "Host that a check asks for; by default the domain of the rule. A change replaces the rule.",
			Optional:            true, Computed: true, Validators: domainValidators(),
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIfConfigured()},
		},
		"failed_count_inter": passive("Seconds in which failures of requests to an origin are counted."),
		"failed_threshold":   passive("Failures after which an origin is left out."),
		"block_inter":        passive("Seconds for which it is left out."),
	}
}

func computedAttributes() map[string]schema.Attribute {
	text := func(description string, modifiers ...planmodifier.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true, PlanModifiers: modifiers}
	}
	return map[string]schema.Attribute{
		"id":          text("Id of the rule, such as `rule-a1b2c3d4`.", stringplanmodifier.UseStateForUnknown()),
		"status":      text("Status of the rule, such as `RUNNING`."),
		"bind_status": text("What checks say of its origins: `NORMAL` or `ABNORMAL`."),
	}
}
