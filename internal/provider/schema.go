package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// configModel is the provider block.
type configModel struct {
	SecretID             types.String `tfsdk:"secret_id"`
	SecretKey            types.String `tfsdk:"secret_key"`
	SecurityToken        types.String `tfsdk:"security_token"`
	Region               types.String `tfsdk:"region"`
	Endpoint             types.String `tfsdk:"endpoint"`
	Domain               types.String `tfsdk:"domain"`
	CustomCABundle       types.String `tfsdk:"custom_ca_bundle"`
	Profile              types.String `tfsdk:"profile"`
	SharedCredentialsDir types.String `tfsdk:"shared_credentials_dir"`
	MaxRequestsPerSecond types.Int64  `tfsdk:"max_requests_per_second"`
	ClientTokenScope     types.String `tfsdk:"client_token_scope"`
	Adopt                types.List   `tfsdk:"adopt"`
	DefaultTags          types.Map    `tfsdk:"default_tags"`
	IgnoreTags           types.Object `tfsdk:"ignore_tags"`
	CreateMissingTags    types.Bool   `tfsdk:"create_missing_tags"`

	CAMRoleName               types.String `tfsdk:"cam_role_name"`
	AllowedAccountIDs         types.Set    `tfsdk:"allowed_account_ids"`
	ForbiddenAccountIDs       types.Set    `tfsdk:"forbidden_account_ids"`
	AssumeRole                types.Object `tfsdk:"assume_role"`
	AssumeRoleWithWebIdentity types.Object `tfsdk:"assume_role_with_web_identity"`
}

// Schema describes the provider block.
func (p *gaapProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages acceleration proxies of Tencent Cloud's Global Application Acceleration Platform (GAAP).",
		Attributes:          connectionAttributes(),
		Blocks:              credentialBlocks(),
	}
	maps.Copy(resp.Schema.Attributes, keyAttributes())
	maps.Copy(resp.Schema.Attributes, credentialAttributes())
	maps.Copy(resp.Schema.Attributes, orderAttributes())
}

// connectionAttributes are the arguments about where calls go, and how many.
func connectionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{
			MarkdownDescription: "Region of STS, which is asked about roles and accounts; GAAP itself is global. Also from `TENCENTCLOUD_REGION` and the profile; `ap-guangzhou` by default.",
			Optional:            true, Validators: regionForm.validators(),
		},
		"endpoint": schema.StringAttribute{
			MarkdownDescription: "One URL for all services, a gateway or a mock; it wins over `domain`. Plain `http://` is for loopback addresses only. Also from `TENCENTCLOUD_ENDPOINT`; the hosts of `domain` by default.",
			Optional:            true,
		},
		"domain": schema.StringAttribute{
			MarkdownDescription: "Domain of the public hosts, which have `gaap.`, `tag.` and `sts.` in front of it, such as `intl.tencentcloudapi.com` of the international site. Also from `TENCENTCLOUD_DOMAIN`; `tencentcloudapi.com` by default.",
			Optional:            true,
		},
		"custom_ca_bundle": schema.StringAttribute{
			MarkdownDescription: "Path of a file with certificates in PEM form that are trusted beside the system's: those of a gateway, or of a proxy that inspects TLS. Also from `GAAP_CA_BUNDLE`.",
			Optional:            true,
		},
		"max_requests_per_second": schema.Int64Attribute{
			MarkdownDescription: "The most requests of one action that this run sends in any second, 1 to 20: lower it to share the account's quota between runs. Also from `GAAP_MAX_REQUESTS_PER_SECOND`; 20 by default.",
			Optional:            true, Validators: []validator.Int64{int64validator.Between(1, wire.MaxRequestsPerSecond)},
		},
	}
}

// orderAttributes are the arguments about what is ordered.
func orderAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"client_token_scope": schema.StringAttribute{
			MarkdownDescription: "Text that is mixed into every ClientToken that the provider derives. Set it to another value in each workspace or state when two of them hold equal proxies.",
			Optional:            true,
		},
		"adopt": schema.ListAttribute{
			MarkdownDescription: "Ids of proxies that an order may take over instead of making another one: what an interrupted run left, as its error lists it. Take it out again afterwards; ids in `GAAP_ADOPT`, with commas between them, are added.",
			ElementType:         types.StringType, Optional: true,
			Validators: []validator.List{listvalidator.NoNullValues(), listvalidator.ValueStringsAre(providerdata.Matches(providerdata.AnyID, "must be an id such as link-a1b2c3d4"))},
		},
		"default_tags":        defaultTagsAttribute(),
		"ignore_tags":         ignoreTagsAttribute(),
		"create_missing_tags": createMissingTagsAttribute(),
	}
}
