package provider

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// assumeRoleModel is the block assume_role.
type assumeRoleModel struct {
	RoleARN         types.String `tfsdk:"role_arn"`
	SessionName     types.String `tfsdk:"session_name"`
	SessionDuration types.Int64  `tfsdk:"session_duration"`
	ExternalID      types.String `tfsdk:"external_id"`
	Policy          types.String `tfsdk:"policy"`
}

// webIdentityModel is the block assume_role_with_web_identity.
type webIdentityModel struct {
	RoleARN              types.String `tfsdk:"role_arn"`
	SessionName          types.String `tfsdk:"session_name"`
	SessionDuration      types.Int64  `tfsdk:"session_duration"`
	ProviderID           types.String `tfsdk:"provider_id"`
	WebIdentityToken     types.String `tfsdk:"web_identity_token"`
	WebIdentityTokenFile types.String `tfsdk:"web_identity_token_file"`
}

// form is what a text must look like, wherever it comes from.
type form struct {
	pattern *regexp.Regexp
	words   string // follow "must be"
}

// The forms of https://cloud.tencent.com/document/api/1312/48197.
var (
	roleARNForm     = form{regexp.MustCompile(`^qcs::cam::uin/\d+:role(Name)?/[\w+=,.@/-]+$`), "the ARN of a role, such as qcs::cam::uin/100000000001:roleName/deploy"}
	sessionNameForm = form{regexp.MustCompile(`^[\w+=,.@-]{2,128}$`), "2 to 128 letters, digits or any of + = , . @ _ -"}
	externalIDForm  = form{regexp.MustCompile(`^[\w+=,.@:/-]{2,128}$`), "2 to 128 letters, digits or any of + = , . @ : / _ -"}
	roleNameForm    = form{regexp.MustCompile(`^[\w+=,.@-]{1,128}$`), "the name of a role: letters, digits or any of + = , . @ _ -"}
	accountIDForm   = form{regexp.MustCompile(`^\d+$`), "the id of an account (uin), which has digits only"}
)

func (f form) validators() []validator.String {
	return []validator.String{providerdata.Matches(f.pattern, "must be "+f.words)}
}

// maxSessionSeconds is the longest session_duration.
const maxSessionSeconds = int64(wire.MaxSessionDuration / 1e9)

// keyAttributes are the arguments about keys and the profiles that hold them.
func keyAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
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
		"profile": schema.StringAttribute{
			MarkdownDescription: "Name of a tccli profile; set here, it wins over keys in the environment. Also from `TENCENTCLOUD_PROFILE`, which does not; `default` by default.",
			Optional:            true,
		},
		"shared_credentials_dir": schema.StringAttribute{
			MarkdownDescription: "Folder of the tccli profiles. Also from `TENCENTCLOUD_SHARED_CREDENTIALS_DIR`; `~/.tccli` by default.",
			Optional:            true,
		},
	}
}

// credentialAttributes are the arguments about roles and accounts.
func credentialAttributes() map[string]schema.Attribute {
	ids := func(other string) []validator.Set {
		return []validator.Set{
			setvalidator.NoNullValues(), setvalidator.ConflictsWith(path.MatchRoot(other)),
			setvalidator.ValueStringsAre(accountIDForm.validators()...),
		}
	}
	return map[string]schema.Attribute{
		"cam_role_name": schema.StringAttribute{
			MarkdownDescription: "Name of the role that is bound to the instance that Terraform runs on. Excludes keys and `assume_role_with_web_identity`. Also from `TENCENTCLOUD_CAM_ROLE_NAME`.",
			Optional:            true,
			Validators:          roleNameForm.validators(),
		},
		"allowed_account_ids": schema.SetAttribute{
			MarkdownDescription: "Ids of the accounts (uin of the owner) that the credentials may belong to; with any others, the provider refuses to work.",
			ElementType:         types.StringType, Optional: true, Validators: ids("forbidden_account_ids"),
		},
		"forbidden_account_ids": schema.SetAttribute{
			MarkdownDescription: "Ids of accounts that the credentials must not belong to. Excludes `allowed_account_ids`.",
			ElementType:         types.StringType, Optional: true, Validators: ids("allowed_account_ids"),
		},
	}
}

// credentialBlocks are the blocks about roles.
func credentialBlocks() map[string]schema.Block {
	// An error of the token itself would show it.
	fileAlone := stringvalidator.ConflictsWith(path.MatchRelative().AtParent().AtName("web_identity_token"))
	return map[string]schema.Block{
		"assume_role": schema.SingleNestedBlock{
			MarkdownDescription: "A role that is assumed with the credentials that are found otherwise. The provider renews the role's credentials before they end.",
			Attributes: roleAttributes(map[string]schema.Attribute{
				"external_id": schema.StringAttribute{
					MarkdownDescription: "What the role asks for as external id. Also from `TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID`.",
					Optional:            true, Validators: externalIDForm.validators(),
				},
				"policy": schema.StringAttribute{
					MarkdownDescription: "A CAM policy in JSON that limits the permissions of the session. It must not have a `principal`.",
					Optional:            true, Validators: []validator.String{jsonObject{}},
				},
			}),
		},
		"assume_role_with_web_identity": schema.SingleNestedBlock{
			MarkdownDescription: "A role that is assumed with a token of an identity provider (OIDC), without a key. The provider renews the role's credentials before they end.",
			Attributes: roleAttributes(map[string]schema.Attribute{
				"provider_id": schema.StringAttribute{
					MarkdownDescription: "Name of the identity provider in CAM. Also from `TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID`; `OIDC` by default.",
					Optional:            true,
				},
				"web_identity_token": schema.StringAttribute{
					MarkdownDescription: "The token. It cannot be renewed: use `web_identity_token_file` for runs that last longer than the session. Also from `TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN`.",
					Optional:            true, Sensitive: true,
				},
				"web_identity_token_file": schema.StringAttribute{
					MarkdownDescription: "File that holds the token. It is read again for each session, because tokens are rotated. Also from `TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE`.",
					Optional:            true, Validators: []validator.String{fileAlone},
				},
			}),
		},
	}
}

// roleAttributes adds what both blocks have.
func roleAttributes(attributes map[string]schema.Attribute) map[string]schema.Attribute {
	attributes["role_arn"] = schema.StringAttribute{
		MarkdownDescription: "ARN of the role, such as `qcs::cam::uin/100000000001:roleName/deploy`. Also from `TENCENTCLOUD_ASSUME_ROLE_ARN`.",
		Optional:            true, Validators: roleARNForm.validators(),
	}
	attributes["session_name"] = schema.StringAttribute{
		MarkdownDescription: "Name of the session in the account's audit. Also from `TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME`; `" + defaultSessionName + "` by default.",
		Optional:            true, Validators: sessionNameForm.validators(),
	}
	attributes["session_duration"] = schema.Int64Attribute{
		MarkdownDescription: "For how many seconds the credentials of one session are valid, 1 to 43200. Also from `TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION`; `7200` by default.",
		Optional:            true, Validators: []validator.Int64{int64validator.Between(1, maxSessionSeconds)},
	}
	return attributes
}
