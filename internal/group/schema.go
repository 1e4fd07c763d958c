package group

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
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
	maxNameLength = 30 // characters
	maxMembers    = 20
	changesText   = "A change replaces the group."
)

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := argumentAttributes()
	for name, attribute := range computedAttributes() {
		attributes[name] = attribute
	}
	return schema.Schema{
		MarkdownDescription: "A proxy group: proxies from several access regions that lead to one origin region, and share their listeners. " +
			"Its proxies are billed, each for every day on which it exists.",
		Attributes: attributes,
		Blocks:     map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "group", "run")},
	}
}

func argumentAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the group, 1 to 30 characters, with no space at either end. Groups of one project and origin region need different names in a configuration.",
			Required:            true,
			Validators:          append([]validator.String{stringvalidator.UTF8LengthBetween(1, maxNameLength)}, providerdata.NameForm()...),
		},
		"project_id": schema.Int64Attribute{
			MarkdownDescription: "Id of the project. Default `0`, the default project. Proxies of the group may move along to another one.",
			Optional:            true, Computed: true, Default: int64default.StaticInt64(0),
			Validators: []validator.Int64{int64validator.AtLeast(0)},
		},
		"realserver_region": schema.StringAttribute{
			MarkdownDescription: "Region of the origin servers, such as `Shanghai`, to which all proxies of the group lead. " + changesText,
			Required:            true,
			Validators:          []validator.String{providerdata.Matches(providerdata.RegionID, "must be a region id such as Shanghai")},
			PlanModifiers:       []planmodifier.String{replaceIf(func(planned, stored string) bool { return !gaapapi.SameRegion(planned, stored) })},
		},
		"ip_address_version": fixedWord("Version of the access addresses: `IPv4` or `IPv6`, which only access regions in mainland China have.", "IPv4", "IPv6"),
		"package_type":       fixedWord("Kind of proxies: `Thunder` or `Accelerator`.", "Thunder", "Accelerator"),
		"access_regions":     accessAttribute(),
		"tags": schema.MapAttribute{
			MarkdownDescription: "Tags of the group, at most 50 together with the provider's `default_tags`, whose values they override. Tags that others put on it are removed, unless the provider's `ignore_tags` names them. On creation the service accepts only tags that exist already; see the provider's `create_missing_tags`.",
			ElementType:         types.StringType, Optional: true,
			Validators: []validator.Map{tags.Validator{}},
		},
		"enable": schema.BoolAttribute{
			MarkdownDescription: "Whether the proxies of the group carry traffic. Those that do not are still billed their base fee. A `gaap_proxy` in the group needs the same `enable`. Default `true`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
		},
		"force_destroy": schema.BoolAttribute{
			MarkdownDescription: "Whether to destroy the group with all proxies that are in it, and even if its listeners have origin servers bound. A group with `access_regions` can only be destroyed so. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
	}
}

// accessAttribute is computed, so that what is left out stays what it is.
func accessAttribute() schema.Attribute {
	return schema.MapNestedAttribute{
		MarkdownDescription: "Proxies that are made with the group, up to 20, by the region where traffic enters, such as `Guangzhou`. Only used when the group is made: another one, or another size, replaces the group, " +
			"and one that is taken out stays. Add proxies later with `gaap_proxy` and its `group_id`. Of an imported group, these are the proxies that it had then.",
		Optional: true, Computed: true,
		Validators: []validator.Map{
			mapvalidator.SizeAtMost(maxMembers),
			mapvalidator.KeysAre(providerdata.Matches(providerdata.RegionID, "must be a region id such as Guangzhou")),
		},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"bandwidth": schema.Int64Attribute{
				MarkdownDescription: "Upper limit of the bandwidth in Mbps. The pair of regions decides which values there are.",
				Required:            true, Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			"concurrent": schema.Int64Attribute{
				MarkdownDescription: "Upper limit of connections at one time, in units of 10,000. The pair of regions decides which values there are.",
				Required:            true, Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			"network_type": schema.StringAttribute{
				MarkdownDescription: "Kind of network: `normal`, the default, or `cn2`.",
				Optional:            true, Validators: []validator.String{providerdata.OneOf(usualNetwork, "cn2")},
			},
		}},
	}
}

func fixedWord(description string, words ...string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " The service chooses if it is left out: `" + words[0] + "`. " + changesText,
		Optional:            true, Computed: true,
		Validators: []validator.String{providerdata.OneOf(words...)},
		PlanModifiers: []planmodifier.String{
			stringplanmodifier.UseStateForUnknown(), replaceIf(func(planned, stored string) bool { return planned != stored }),
		},
	}
}

// replaceIf replaces a group for another value that the configuration sets. What the
// state lacks of a group that was moved is no other value.
func replaceIf(another func(planned, stored string) bool) planmodifier.String {
	return stringplanmodifier.RequiresReplaceIf(func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
		resp.RequiresReplace = !req.ConfigValue.IsNull() && !req.StateValue.IsNull() && another(req.PlanValue.ValueString(), req.StateValue.ValueString())
	}, changesText, changesText)
}

// computedAttributes are what the service decides. Those that never change in a
// group's life keep their value in the plan of any update.
func computedAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	fixed := func(description string) schema.StringAttribute {
		attribute := text(description)
		attribute.PlanModifiers = []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
		return attribute
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
	}
	return map[string]schema.Attribute{
		"id":          fixed("Id of the group, such as `lg-a1b2c3d4`: `group_id` of proxies and listeners."),
		"create_time": fixed("When the group was made, in RFC 3339."),
		"tags_all": schema.MapAttribute{
			MarkdownDescription: "All tags of the group: `tags` and the provider's `default_tags`, without those that `ignore_tags` names.",
			ElementType:         types.StringType, Computed: true,
		},
		"status":          text("Status of the group, such as `RUNNING`, or `CHANGING` while proxies of it are made."),
		"domain":          text("Domain name that resolves to the group, if it has one: newer groups have none, and use unified domain names."),
		"version":         text("Version of the group."),
		"policy_id":       text("Id of the group's security policy, if it has one."),
		"http3_supported": schema.BoolAttribute{MarkdownDescription: "Whether the group supports HTTP/3.", Computed: true},
		"members": schema.ListNestedAttribute{
			MarkdownDescription: "Proxies of the group, the oldest first, whoever made them: those of `gaap_proxy` show after the next refresh.",
			Computed:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":            text("Id of the proxy, such as `link-a1b2c3d4`."),
				"name":          text("Name of the proxy."),
				"access_region": text("Region where traffic enters."),
				"status":        text("Status of the proxy, such as `RUNNING`."),
				"bandwidth":     number("Upper limit of the bandwidth in Mbps."),
				"concurrent":    number("Upper limit of connections at one time, in units of 10,000."),
				"network_type":  text("Kind of network at the access region, such as `normal`."),
			}},
		},
	}
}
