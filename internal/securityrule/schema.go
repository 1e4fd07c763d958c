package securityrule

import (
	"context"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// maxNameLength is in characters; the service cuts what is longer.
const maxNameLength = 30

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A rule of a security policy: whether connections from some address, to some ports, are let in. Rules of a policy that are made or destroyed in one run go to the service together.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the rule, such as `sr-a1b2c3d4`.",
				Computed:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"policy_id": schema.StringAttribute{
				MarkdownDescription: "Id of the policy, a `gaap_security_policy`. A change replaces the rule.",
				Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators: []validator.String{policyID()},
			},
			"cidr_ip": schema.StringAttribute{
				MarkdownDescription: "Address or network that connections come from, such as `192.0.2.1` or `198.51.100.0/24`. An address, and the network that holds nothing else, are the same.",
				Required:            true,
				Validators:          []validator.String{network{}},
			},
			"action": schema.StringAttribute{
				MarkdownDescription: "What happens to them: `ACCEPT` or `DROP`.",
				Required:            true, Validators: []validator.String{providerdata.OneOf("ACCEPT", "DROP")},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the rule, up to 30 characters, with no space at either end. Default empty.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(""),
				Validators: append([]validator.String{stringvalidator.UTF8LengthAtMost(maxNameLength)}, providerdata.NameForm()...),
			},
			"protocol": schema.StringAttribute{
				MarkdownDescription: "`TCP`, `UDP` or `ALL`, the default.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(gaapapi.Everything),
				Validators: []validator.String{providerdata.OneOf("TCP", "UDP", gaapapi.Everything)},
			},
			"port": schema.StringAttribute{
				MarkdownDescription: "Ports where they enter: one, such as `80`; several, such as `80,443`, in any order; a range, such as `3306-20000`; or `ALL`, the default. Needs the protocol TCP or UDP, unless it is `ALL`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(gaapapi.Everything),
				Validators: []validator.String{ports{}},
			},
		},
		Blocks: map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "rule", "show")},
	}
}

// network checks what connections come from: an address, or a network without bits
// behind its prefix, of which it is not documented whether they count.
type network struct{}

func (network) Description(context.Context) string {
	return "must be an address such as 192.0.2.1, or a network such as 198.51.100.0/24"
}

func (n network) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (n network) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	text := req.ConfigValue.ValueString()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	prefix, err := netip.ParsePrefix(text)
	ip, notIP := netip.ParseAddr(text)
	switch {
	case notIP == nil && ip.Zone() == "", err == nil && prefix == prefix.Masked():
	case err == nil:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid network", text+" has bits behind its prefix. The network is "+prefix.Masked().String()+".")
	default:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid network", req.Path.String()+" "+n.Description(ctx)+".")
	}
}

// ports checks ALL, a port, several ports, and a range.
type ports struct{}

func (ports) Description(context.Context) string {
	return "must be a port such as 80, several such as 80,443, a range such as 3306-20000, or ALL; ports are 1 to 65535, each once"
}

func (p ports) MarkdownDescription(ctx context.Context) string { return p.Description(ctx) }

func (p ports) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if object.IsSet(req.ConfigValue) && !validPorts(req.ConfigValue.ValueString()) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid ports", req.Path.String()+" "+p.Description(ctx)+".")
	}
}

func validPorts(text string) bool {
	if text == gaapapi.Everything {
		return true
	}
	if from, to, isRange := strings.Cut(text, "-"); isRange {
		first, last := portOf(from), portOf(to)
		return first > 0 && first < last
	}
	seen := map[int]bool{}
	for port := range strings.SplitSeq(text, ",") {
		n := portOf(port)
		if n == 0 || seen[n] {
			return false
		}
		seen[n] = true
	}
	return true
}

// portDigits leaves out zeros at the begin: the service shows none.
var portDigits = regexp.MustCompile(`^[1-9][0-9]{0,4}$`)

// portOf is zero for what is no port.
func portOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n > 65535 || !portDigits.MatchString(text) {
		return 0
	}
	return n
}
