package proxy

import (
	"context"
	"maps"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

const maxNameLength = 30 // characters; the console's limit, the lowest of those documented

var (
	regionID = providerdata.RegionID
	objectID = providerdata.ObjectID
	ascii    = regexp.MustCompile(`^[ -~]*$`)
)

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := changeableAttributes()
	maps.Copy(attributes, fixedAttributes())
	maps.Copy(attributes, computedAttributes())
	return schema.Schema{
		MarkdownDescription: "An acceleration proxy: traffic enters Tencent Cloud's network in the access region and leaves it in the origin region. " +
			"A proxy is billed for every day on which it exists, whether it is enabled or not.",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"timeouts": object.TimeoutsBlock(ctx, "proxy", "run"),
		},
	}
}

// changeableAttributes are the arguments that change in place.
func changeableAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the proxy, 1 to 30 characters, with no space at either end. It need not be unique.",
			Required:            true,
			Validators:          append([]validator.String{stringvalidator.UTF8LengthBetween(1, maxNameLength)}, providerdata.NameForm()...),
		},
		"project_id": schema.Int64Attribute{
			MarkdownDescription: "Id of the project. Default `0`, the default project.",
			Optional:            true, Computed: true, Default: int64default.StaticInt64(0),
			Validators: []validator.Int64{int64validator.AtLeast(0)},
		},
		"bandwidth": schema.Int64Attribute{
			MarkdownDescription: "Upper limit of the bandwidth in Mbps. The pair of regions decides which values there are, such as 10, 20, 50, 100, 200, 500 and 1000.",
			Required:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
		"concurrent": schema.Int64Attribute{
			MarkdownDescription: "Upper limit of connections at one time, in units of 10,000. The pair of regions decides which values there are, such as 2, 5, 10, 20 and 30.",
			Required:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
		"billing_type": schema.Int64Attribute{
			MarkdownDescription: "How traffic is billed: `0` by bandwidth, the default, or `1` by traffic. Without it, a proxy keeps what it has.",
			Optional:            true, Computed: true,
			Validators:    []validator.Int64{int64validator.OneOf(0, 1)},
			PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
		},
		"tags": schema.MapAttribute{
			MarkdownDescription: "Tags of the proxy, at most 50 together with the provider's `default_tags`. Tags that others put on it are removed, unless the provider's `ignore_tags` names them.",
			ElementType:         types.StringType, Optional: true,
			Validators: []validator.Map{tags.Validator{}},
		},
		"enable": schema.BoolAttribute{
			MarkdownDescription: "Whether the proxy carries traffic. A proxy that does not is still billed its base fee. Default `true`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
		},
		"force_destroy": schema.BoolAttribute{
			MarkdownDescription: "Whether to destroy the proxy even if its listeners have origin servers bound; it has to be applied before the destroy. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
	}
}

// fixedAttributes are the arguments of which a change replaces the proxy.
func fixedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"access_region": schema.StringAttribute{
			MarkdownDescription: "Region where traffic enters, such as `Hongkong`. A change replaces the proxy.",
			Required:            true,
			Validators:          []validator.String{providerdata.Matches(regionID, "must be a region id such as Hongkong")},
			PlanModifiers:       replaceIf(replaceOtherRegion),
		},
		"realserver_region": schema.StringAttribute{
			MarkdownDescription: "Region of the origin servers, such as `Shanghai`; required unless `group_id` is set, as a group has its own. A change replaces the proxy.",
			Optional:            true, Computed: true,
			Validators:    []validator.String{providerdata.Matches(regionID, "must be a region id such as Shanghai; leave it out in a group")},
			PlanModifiers: replaceIfSet(replaceOtherRegion, changesText),
		},
		"group_id": schema.StringAttribute{
			MarkdownDescription: "Id of the proxy group to make the proxy in. A change replaces the proxy.",
			Optional:            true,
			Validators:          []validator.String{providerdata.Matches(objectID, "must be the id of a proxy group such as lg-a1b2c3d4; leave it out for a proxy of its own")},
			PlanModifiers:       replaceIf(replaceOtherGroup),
		},
		"ip_address_version": enumAttribute("Version of the access address", "IPv4", "IPv6"),
		"network_type":       enumAttribute("Kind of network at the access region", "normal", "cn2", "triple"),
		"package_type":       enumAttribute("Kind of proxy", "Thunder", "Accelerator", "CrossBorder"),
		"cloned_proxy_id": schema.StringAttribute{
			MarkdownDescription: "Id of a running proxy whose listeners and settings the new one copies. A change replaces the proxy; an imported proxy only stores it.",
			Optional:            true,
			Validators:          []validator.String{providerdata.Matches(objectID, "must be the id of a proxy such as link-a1b2c3d4")},
			PlanModifiers:       replaceIf(replaceOtherValue),
		},
		"client_token": schema.StringAttribute{
			MarkdownDescription: "The ClientToken of the CreateProxy call, 1 to 64 ASCII characters; set it for proxies that are equal in all arguments. " +
				"Another value than that in the state replaces the proxy; an imported proxy only stores it.",
			Optional: true, Computed: true,
			Validators: []validator.String{
				stringvalidator.LengthBetween(1, maxTokenLength),
				providerdata.Matches(ascii, "must be printable ASCII"),
			},
			PlanModifiers: replaceIfSet(replaceOtherValue, tokenChangesText),
		},
	}
}

func enumAttribute(what string, words ...string) schema.StringAttribute {
	text := what + ": `" + words[0] + "`"
	for _, word := range words[1:] {
		text += ", `" + word + "`"
	}
	return schema.StringAttribute{
		MarkdownDescription: text + ". The service chooses if it is left out. A change replaces the proxy.",
		Optional:            true, Computed: true,
		Validators:    []validator.String{providerdata.OneOf(words...)},
		PlanModifiers: replaceIfSet(replaceOtherValue, changesText),
	}
}
