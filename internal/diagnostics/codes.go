package diagnostics

// row is what a code means for somebody who reads it. The code's class is
// wire.ClassOfCode, which the client needs as well.
type row struct {
	attribute string // the argument that the code is about, if there is one
	advice    string // what to do, in one line
}

const (
	askAdmin   = "Ask the account's administrator for a CAM policy that allows this action."
	tryAgain   = "Whether the call was carried out is not known. Apply the same configuration again: the provider finds out before it does anything."
	reportBug  = "This is a bug in the provider. Report it with the action, the code and the RequestId."
	checkKey   = "Check secret_id, secret_key and security_token, or TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_SECURITY_TOKEN, or the profile."
	waitAndRun = "The object is in transition. Run apply again in a few minutes, or raise the timeout."
	fixPolicy  = "Check policy in assume_role: a CAM policy in JSON, without principal, with statements about what the role may do."
	fixTags    = "See the limits of tags: 1-127 characters in a key, 1-255 in a value, 50 tags on an object, no reserved prefix."
)

// rows holds every code that the documentation lists for the actions in use, as
// far as it means the same for objects of all kinds. A code that is not listed
// has the row of the part before its first dot.
var rows = map[string]row{
	"ActionOffline":    {"", "The service no longer offers this action. Look for a newer version of the provider."},
	"DryRunOperation":  {"", reportBug},
	"InvalidAction":    {"", "The endpoint does not know this action. Check endpoint, or TENCENTCLOUD_ENDPOINT."},
	"InvalidRequest":   {"", reportBug},
	"IpInBlacklist":    {"", "The account refuses calls from this address. Ask the account's administrator."},
	"IpNotInWhitelist": {"", "The account only takes calls from listed addresses. Ask the account's administrator to list this one."},
	"NoSuchProduct":    {"", "The endpoint does not serve GAAP. Check endpoint, or TENCENTCLOUD_ENDPOINT."},
	"NoSuchVersion":    {"", "The endpoint does not serve this version of the API. Check endpoint, or TENCENTCLOUD_ENDPOINT."},

	"AuthFailure":                                  {"", checkKey},
	"AuthFailure.InvalidAuthorization":             {"", checkKey},
	"AuthFailure.InvalidSecretId":                  {"", "This is not an API key. Make one at https://console.cloud.tencent.com/cam/capi and set secret_id and secret_key, or TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY."},
	"AuthFailure.MFAFailure":                       {"", "The account wants multi-factor authentication. Use temporary credentials that were made with it."},
	"AuthFailure.NotEnterpriseAuthorization":       {"", "GAAP is for accounts whose enterprise is verified. Complete the verification in the console."},
	"AuthFailure.SecretIdNotFound":                 {"", "The key does not exist, or is disabled. Check secret_id, or TENCENTCLOUD_SECRET_ID, or the profile."},
	"AuthFailure.SignatureExpire":                  {"", "This machine's clock is more than five minutes off. Set it right."},
	"AuthFailure.SignatureFailure":                 {"", "The key does not belong to the id. Check secret_key, or TENCENTCLOUD_SECRET_KEY, or the profile."},
	"AuthFailure.TokenFailure":                     {"", "The temporary credentials are wrong or have expired. Renew them: security_token, or TENCENTCLOUD_SECURITY_TOKEN, or the profile (tccli auth login)."},
	"AuthFailure.UnauthorizedOperation":            {"", askAdmin},
	"UnauthorizedOperation":                        {"", askAdmin},
	"UnauthorizedOperation.CrossBorderInIsolating": {"", "The cross-border service is isolated. Settle it with Tencent Cloud, then apply again."},

	"ClientError":                      {"", tryAgain},
	"ClientError.NetworkError":         {"", "The endpoint cannot be reached or did not answer. Check the network, the proxy settings and endpoint, or TENCENTCLOUD_ENDPOINT; then apply again."},
	"ClientError.NotTheAPI":            {"", "The API did not get the call: another server answers at this address. Check endpoint, or TENCENTCLOUD_ENDPOINT, and the gateway or proxy on the way to it."},
	"ClientError.Redirected":           {"", "This endpoint is not the API itself. Set endpoint, or TENCENTCLOUD_ENDPOINT, to the address that answers the calls."},
	"ClientError.UntrustedCertificate": {"", "Nothing was sent. If a gateway or a proxy with certificates of its own is on the way, name their file: custom_ca_bundle, or GAAP_CA_BUNDLE. Else do not trust this network."},
	"InternalError":                    {"", tryAgain},
	"ServiceUnavailable":               {"", tryAgain},

	"RequestLimitExceeded":      {"", "The account's quota of calls is used up for longer than the provider waits. Lower max_requests_per_second or -parallelism, or wait for other runs to end."},
	"RequestSizeLimitExceeded":  {"", reportBug},
	"ResponseSizeLimitExceeded": {"", reportBug},

	"FailedOperation": {"", "The service gives no reason. Apply again; if it stays, open a ticket with the RequestId."},
	"FailedOperation.AccountBalanceInsufficient": {"", "The account's balance does not suffice. Top it up at https://console.cloud.tencent.com/expense, then apply again."},
	"FailedOperation.ActionIsDoing":              {"", waitAndRun},
	"FailedOperation.ActionOperateTooQuickly":    {"", waitAndRun},
	"FailedOperation.DuplicatedRequest":          {"", "The service has seen this call before. Apply the same configuration again: the provider looks for what the first one made before it does anything."},
	"FailedOperation.GroupStatusNotInRuning":     {"group_id", "The group is not running. Wait for it or open it, then apply again."},
	"FailedOperation.InstanceStatusNotInRuning":  {"", "The proxy is not running. Open it, or wait for it, then apply again."},
	"FailedOperation.LimitNumofListener":         {"", "The proxy has as many listeners as it can have. Remove some, or ask for a higher limit."},
	"FailedOperation.ListenerHasTask":            {"", waitAndRun},
	"FailedOperation.ListenerStatusError":        {"", waitAndRun},
	"FailedOperation.Migration":                  {"", "The proxy is being moved by the platform. Apply again when it is running."},
	"FailedOperation.NonStandardProxy":           {"", "The service changes nothing of this kind of proxy through its API. Open a ticket, or use another proxy."},
	"FailedOperation.PolicyEnforcedInvalid":      {"tags", "A tag policy of the account forbids these tags. Use the values that the policy allows."},
	"FailedOperation.ProxyStatusNotInRuning":     {"", "The proxy is not running. Open it, or wait for it, then apply again."},
	"FailedOperation.RealServerAlreadyBound":     {"", "Origins are bound. Unbind them, then apply again."},
	"FailedOperation.ResourceCanNotAccess":       {"", "These credentials may not see it: it is another account's, or a policy hides it, or it does not exist. Use credentials of its account; if it is gone for good, take it out of the state: a removed block, or terraform state rm."},
	"FailedOperation.ResourceTagProcessing":      {"tags", waitAndRun},
	"FailedOperation.ResourceUpgrading":          {"", waitAndRun},
	"FailedOperation.TagResourcesFailed":         {"tags", "The tags could not be attached. Check that they exist and that the credentials may use them."},
	"FailedOperation.UnTagResourcesFailed":       {"tags", "The tags could not be removed. Check that the credentials may use them."},
	"FailedOperation.UserNotAuthenticated":       {"", "The account's owner has not verified their identity. Complete the verification in the console."},
	"FailedOperation.UserNotConfirmProtocol":     {"", "The account has not accepted the GAAP service agreement. Accept it at https://console.cloud.tencent.com/gaap, then apply again."},

	"InvalidParameter":                       {"", "The service refuses a parameter; its message says which."},
	"InvalidParameter.OverTimeError":         {"", "The session is longer than the role allows. Lower session_duration, or TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION."},
	"InvalidParameter.ParamError":            {"", "STS refuses an argument of the role; its message may say which. Check role_arn, session_name, external_id and policy."},
	"InvalidParameter.PolicyTooLong":         {"", fixPolicy},
	"InvalidParameter.StrategyFormatError":   {"", fixPolicy},
	"InvalidParameter.StrategyInvalid":       {"", fixPolicy},
	"InvalidParameter.WebIdentityTokenError": {"", "The identity token is wrong or has expired. Check provider_id and where the token comes from: web_identity_token_file or web_identity_token, or TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE."},
	"InvalidParameter.ReservedTagKey":        {"tags", "Keys that start with qcs:, project or 项目 are reserved. Use another key."},
	"InvalidParameter.Tag":                   {"tags", fixTags + " If one does not exist yet, set create_missing_tags = true on the provider."},
	"InvalidParameter.UnsupportedService":    {"tags", reportBug},
	"MissingParameter":                       {"", "A parameter is missing; the service's message says which."},
	"UnknownParameter":                       {"", "The endpoint does not know a parameter. Look for a newer version of the provider, and check endpoint."},
	"UnsupportedOperation":                   {"", "The service cannot do this; its message may say why."},
	"UnsupportedProtocol":                    {"", reportBug},
	"UnsupportedRegion":                      {"", "Check region, or TENCENTCLOUD_REGION."},

	"InvalidParameterValue":                          {"", "The service refuses a value; its message says which."},
	"InvalidParameterValue.DeleteTagsParamError":     {"tags", fixTags},
	"InvalidParameterValue.InvalidTags":              {"tags", "A tag does not exist yet, or may not be used. Make it at https://console.cloud.tencent.com/tag, or set create_missing_tags = true on the provider; then apply again."},
	"InvalidParameterValue.ProjectIdNotBelong":       {"project_id", "The project is not of this account. Use one of its projects, or 0 for the default project."},
	"InvalidParameterValue.ReservedTagKey":           {"tags", "Keys that start with qcs:, project or 项目 are reserved. Use another key."},
	"InvalidParameterValue.ResourceDescriptionError": {"tags", reportBug},
	"InvalidParameterValue.TagKeyCharacterIllegal":   {"tags", fixTags},
	"InvalidParameterValue.TagKeyDuplicate":          {"tags", fixTags},
	"InvalidParameterValue.TagKeyEmpty":              {"tags", fixTags},
	"InvalidParameterValue.TagKeyLengthExceeded":     {"tags", fixTags},
	"InvalidParameterValue.TagValueCharacterIllegal": {"tags", fixTags},
	"InvalidParameterValue.TagValueEmpty":            {"tags", fixTags},
	"InvalidParameterValue.TagValueLengthExceeded":   {"tags", fixTags},

	"LimitExceeded":                       {"", "A quota of the account is used up. Destroy what is not needed, or ask for a higher quota."},
	"LimitExceeded.Quota":                 {"tags", fixTags},
	"LimitExceeded.ResourceAttachedTags":  {"tags", fixTags},
	"LimitExceeded.ResourceNumPerRequest": {"tags", reportBug},
	"LimitExceeded.TagKey":                {"tags", "The account has too many tag keys. Remove some, or ask for a higher quota."},
	"LimitExceeded.TagNumPerRequest":      {"tags", reportBug},
	"LimitExceeded.TagQuota":              {"tags", fixTags},
	"LimitExceeded.TagValue":              {"tags", "The tag key has too many values. Remove some, or ask for a higher quota."},

	"ResourceInUse":                        {"", waitAndRun},
	"ResourceInUse.TagDuplicate":           {"tags", reportBug}, // the client takes it for success
	"ResourceNotFound":                     {"", "Something that the request names does not exist: check its ids, and whether it was destroyed outside of Terraform."},
	"ResourceNotFound.RoleNotFound":        {"", "The role does not exist. Check role_arn, or TENCENTCLOUD_ASSUME_ROLE_ARN."},
	"ResourceUnavailable":                  {"", "Something that the request names is not in a usable state. Look at it in the console."},
	"ResourceUnavailable.AccountViolation": {"", "The account is blocked for a violation of the terms. Open a ticket."},
}
