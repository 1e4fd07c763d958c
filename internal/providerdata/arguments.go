package providerdata

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// What ids look like. Which ones there are is for the service to say.
var (
	RegionID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	ObjectID = regexp.MustCompile(`^[A-Za-z0-9]+-[A-Za-z0-9]+$`)

	// DomainID is the id of a domain: its listener's, the protocol, and its name, in
	// which there may be characters that a configuration must not have.
	DomainID = regexp.MustCompile(`^([A-Za-z0-9]+-[A-Za-z0-9]+)\+(HTTPS?)\+([!-*\--~]{1,253})$`)

	// DomainName is a domain name of at least two labels, the last of which is no
	// number: that would be an IP address.
	DomainName = regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$`)

	// DNSRecordID is the id of a DNS record: that of its domain, and its number.
	DNSRecordID = regexp.MustCompile(`^([A-Za-z0-9]+-[A-Za-z0-9]+)#([1-9][0-9]{0,18})$`)

	// AnyID is that of any object which an order may take over.
	AnyID = regexp.MustCompile(`^[A-Za-z0-9]+-[A-Za-z0-9]+(\+HTTPS?\+[!-*\--~]{1,253}|#[1-9][0-9]{0,18})?$`)
)

// RegionArgument is a region that a data source needs.
func RegionArgument(description string) schema.StringAttribute {
	argument := RegionFilter(description)
	argument.Required, argument.Optional = true, false
	return argument
}

// RegionFilter is a region that a data source may be narrowed by.
func RegionFilter(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true,
		Validators: []validator.String{Matches(RegionID, "must be a region id such as Hongkong")},
	}
}

// IDFilter is the id of an object that a data source may be narrowed by.
func IDFilter(description, example string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true,
		Validators: []validator.String{Matches(ObjectID, "must be an id such as "+example)},
	}
}

// WordFilter is one of a few words that a data source may be narrowed by.
// description is what the word is, and what its absence means.
func WordFilter(description string, words ...string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true,
		Validators: []validator.String{OneOf(words...)},
	}
}

// SizeArgument is a bandwidth or a number of connections that a data source needs.
func SizeArgument(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: description, Required: true,
		Validators: []validator.Int64{int64validator.AtLeast(1)},
	}
}

// ProjectFilter is the project that a data source may be narrowed to.
func ProjectFilter() schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "Id of the project to look in; `0` is the default project, and `-1`, the default, stands for all projects.", Optional: true,
		Validators: []validator.Int64{int64validator.AtLeast(gaapapi.AllProjects)},
	}
}

// Project is the value of a [ProjectFilter].
func Project(id types.Int64) int64 {
	if id.IsNull() {
		return gaapapi.AllProjects
	}
	return id.ValueInt64()
}

// TagsFilter are tags that a data source may be narrowed by.
func TagsFilter() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: "Tags to look for. What is listed has all of them, with these values.",
		ElementType:         types.StringType, Optional: true,
		Validators: SearchTags(),
	}
}

// SearchTags checks tags that are looked for: each can be one. Reserved keys can,
// too, because others put them on.
func SearchTags() []validator.Map {
	return []validator.Map{
		mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues(),
		mapvalidator.KeysAre(stringvalidator.UTF8LengthBetween(1, tags.MaxKey)),
		mapvalidator.ValueStringsAre(stringvalidator.UTF8LengthAtMost(tags.MaxValue)),
	}
}

// IPVersionArgument is ip_address_version of a proxy that could be made.
func IPVersionArgument() schema.StringAttribute {
	return WordFilter("Version of the access address: `IPv4`, the service's default, or `IPv6`.", "IPv4", "IPv6")
}

// NetworkTypeArgument is network_type of a proxy that could be made.
func NetworkTypeArgument() schema.StringAttribute {
	return WordFilter("Kind of network at the access region: `normal`, the service's default, or `cn2`.", "normal", "cn2")
}

// PackageTypeArgument is package_type of a proxy that could be made.
func PackageTypeArgument() schema.StringAttribute {
	return WordFilter("Kind of proxy: `Thunder`, `Accelerator` or `CrossBorder`. The service chooses if it is left out.", "Thunder", "Accelerator", "CrossBorder")
}
