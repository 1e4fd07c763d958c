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
		Attributes: map[string]schema.Attribute{
			"secret_id": schema.StringAttribute{
				MarkdownDescription: "Id of the API key. Also from `TENCENTCLOUD_SECRET_ID`, or from the profile.",
				Optional:            true, Sensitive: true,
			},
			"secret_key": schema.StringAttribute{
				MarkdownDescription: "The API key. Also from `TENCENTCLOUD_SECRET_KEY`, or from the profile.",
				Optional:            true, Sensitive: true,
			},
			"security_token": schema.StringAttribute{
				MarkdownDescription: "Token of temporary credentials. Also from `TENCENTCLOUD_SECURITY_TOKEN`, unless `secret_id` is set in the configuration, or from the profile.",
				Optional:            true, Sensitive: true,
			},
			"region": schema.StringAttribute{
				MarkdownDescription: "Region of STS, which is asked about roles and accounts. GAAP and the Tag service are global and are sent none. Also from `TENCENTCLOUD_REGION` and the profile; `ap-guangzhou` by default.",
				Optional:            true, Validators: regionForm.validators(),
			},
			"endpoint": schema.StringAttribute{
				MarkdownDescription: "One URL for all services: a gateway, or a mock server. It wins over `domain`. Plain `http://` is accepted for loopback addresses only. Also from `TENCENTCLOUD_ENDPOINT`; the hosts of `domain` by default.",
				Optional:            true,
			},
			"domain": schema.StringAttribute{
				MarkdownDescription: "Domain of the public hosts: the services are called at `gaap.`, `tag.` and `sts.` in front of it. That of the international site is `intl.tencentcloudapi.com`, and that of Tencent Cloud's own network `internal.tencentcloudapi.com`. Also from `TENCENTCLOUD_DOMAIN`; `tencentcloudapi.com` by default.",
				Optional:            true,
			},
			"custom_ca_bundle": schema.StringAttribute{
				MarkdownDescription: "Path of a file with certificates in PEM form that are trusted beside the system's: those of a gateway, or of a proxy that inspects TLS. Also from `GAAP_CA_BUNDLE`.",
				Optional:            true,
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "Name of a tccli profile. Set here, its key and role are used unless the configuration names other credentials, whatever the environment holds. Also from `TENCENTCLOUD_PROFILE`, whose key and role are used if neither configuration nor environment name others; `default` by default.",
				Optional:            true,
			},
			"shared_credentials_dir": schema.StringAttribute{
				MarkdownDescription: "Folder of the tccli profiles. Also from `TENCENTCLOUD_SHARED_CREDENTIALS_DIR`; `~/.tccli` by default.",
				Optional:            true,
			},
			"max_requests_per_second": schema.Int64Attribute{
				MarkdownDescription: "The most requests of one action that this run sends in any second, 1 to 20. The service allows 20 to an account: lower it to share them between runs. Also from `GAAP_MAX_REQUESTS_PER_SECOND`; 20 by default.",
				Optional:            true, Validators: []validator.Int64{int64validator.Between(1, wire.MaxRequestsPerSecond)},
			},
			"client_token_scope": schema.StringAttribute{
				MarkdownDescription: "Text that is mixed into every ClientToken that the provider derives. Set it to another value in each workspace or state when two of them hold equal proxies.",
				Optional:            true,
			},
			"adopt": schema.ListAttribute{
				MarkdownDescription: "Ids of proxies that an order may take over instead of making another one, if they are equal to what is ordered and of no other resource: what an interrupted run left. An error that names such proxies has the list ready to paste. Take it out again afterwards. The ids of `GAAP_ADOPT`, with commas between them, are added.",
				ElementType:         types.StringType, Optional: true,
				Validators: []validator.List{listvalidator.NoNullValues(), listvalidator.ValueStringsAre(providerdata.Matches(providerdata.AnyID, "must be an id such as link-a1b2c3d4"))},
			},
			"default_tags":        defaultTagsAttribute(),
			"ignore_tags":         ignoreTagsAttribute(),
			"create_missing_tags": createMissingTagsAttribute(),
		},
		Blocks: credentialBlocks(),
	}
	maps.Copy(resp.Schema.Attributes, credentialAttributes())
}
