package provider

import (
	"context"
	"crypto/x509"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// The environment variables that stand in for arguments.
const (
	envSecretID             = "TENCENTCLOUD_SECRET_ID"
	envSecretKey            = "TENCENTCLOUD_SECRET_KEY"
	envSecurityToken        = "TENCENTCLOUD_SECURITY_TOKEN"
	envRegion               = "TENCENTCLOUD_REGION"
	envEndpoint             = "TENCENTCLOUD_ENDPOINT"
	envDomain               = "TENCENTCLOUD_DOMAIN"
	envCABundle             = "GAAP_CA_BUNDLE"
	envProfile              = "TENCENTCLOUD_PROFILE"
	envSharedCredentialsDir = "TENCENTCLOUD_SHARED_CREDENTIALS_DIR"
	envMaxRequestsPerSecond = "GAAP_MAX_REQUESTS_PER_SECOND"
	envAdopt                = "GAAP_ADOPT"
	envCreateMissingTags    = "GAAP_CREATE_MISSING_TAGS"

	envCAMRoleName          = "TENCENTCLOUD_CAM_ROLE_NAME"
	envRoleARN              = "TENCENTCLOUD_ASSUME_ROLE_ARN"
	envSessionName          = "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME"
	envSessionDuration      = "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"
	envExternalID           = "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID"
	envWebIdentityToken     = "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN"
	envWebIdentityTokenFile = "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE"
	envProviderID           = "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID"
	envMetadataEndpoint     = "TENCENTCLOUD_METADATA_ENDPOINT" // for mocks only: must be a loopback address

	// TKE sets these in pods that a role is bound to.
	envPodRegion     = "TKE_REGION"
	envPodProviderID = "TKE_PROVIDER_ID"
	envPodTokenFile  = "TKE_WEB_IDENTITY_TOKEN_FILE"
	envPodRoleARN    = "TKE_ROLE_ARN"
)

const defaultRegion = "ap-guangzhou"

// settings is the provider block after environment and profile are taken in.
type settings struct {
	identity          identity
	accounts          accountGuard
	region            string
	endpoint          string
	domain            string
	roots             *x509.CertPool // nil: the system's
	metadataEndpoint  string
	requestsPerSecond int
	now               time.Time
	emptyProfile      string // file of the default profile, if it was read and gave no key
}

// cannotCall reports whether something is only known after apply that every
// call needs.
func (c configModel) cannotCall(ctx context.Context) bool {
	for _, text := range []types.String{
		c.SecretID, c.SecretKey, c.SecurityToken, c.Region, c.Endpoint, c.Domain, c.CustomCABundle, c.Profile, c.SharedCredentialsDir,
	} {
		if text.IsUnknown() {
			return true
		}
	}
	return c.MaxRequestsPerSecond.IsUnknown() || c.ignoresUnknown() ||
		!fullyKnown(ctx, c.CAMRoleName, c.AssumeRole, c.AssumeRoleWithWebIdentity, c.AllowedAccountIDs, c.ForbiddenAccountIDs)
}

// hasUnknowns reports whether something is only known after apply that reads can
// do without.
func (c configModel) hasUnknowns(ctx context.Context, policy *tags.Policy) bool {
	return c.ClientTokenScope.IsUnknown() || !fullyKnown(ctx, c.Adopt) || c.CreateMissingTags.IsUnknown() || policy == nil || policy.HasUnknowns
}

// clientTokenScope returns nil if the scope is not known yet. The environment
// has no say: a ClientToken is a planned value, and an apply in another
// environment than the plan's would derive another one.
func (c configModel) clientTokenScope() *string {
	if c.ClientTokenScope.IsUnknown() {
		return nil
	}
	scope := c.ClientTokenScope.ValueString()
	return &scope
}

// adoptIDs are the ids that orders may take over: those of the configuration and
// those of the environment, which change no planned value.
func (c configModel) adoptIDs(diags *diag.Diagnostics) []string {
	var ids []string
	for _, element := range c.Adopt.Elements() {
		if id, ok := element.(types.String); ok && !id.IsUnknown() {
			ids = append(ids, id.ValueString())
		}
	}
	for id := range strings.SplitSeq(os.Getenv(envAdopt), ",") {
		if id = strings.TrimSpace(id); id == "" {
			continue
		}
		if !providerdata.AnyID.MatchString(id) {
			diags.AddAttributeError(path.Root("adopt"), "Invalid id to adopt", fmt.Sprintf(
				"The environment variable %s has %s, which is not an id such as link-a1b2c3d4. It lists ids, with commas between them.", envAdopt, quote.Text(id)))
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

// resolve applies the order configuration, environment, profile, pod. A profile
// that the configuration names comes before the environment.
func (c configModel) resolve(ctx context.Context, now time.Time, diags *diag.Diagnostics) settings {
	s := settings{
		now:               now,
		identity:          c.resolveIdentity(ctx, diags),
		accounts:          c.accountGuard(ctx, diags),
		region:            c.resolveRegion(diags),
		endpoint:          c.resolveEndpoint(diags),
		domain:            c.resolveDomain(diags),
		roots:             c.resolveRoots(diags),
		metadataEndpoint:  resolveMetadataEndpoint(diags),
		requestsPerSecond: c.resolveRate(diags),
	}
	checkProxy(s.endpoint, diags)
	if diags.HasError() {
		return s
	}
	if s.identity.isEmpty() || s.region == "" {
		c.addProfile(&s, diags)
	}
	if s.identity.isEmpty() && !diags.HasError() && orEnv(c.Profile, envProfile) == "" {
		s.addPod(diags)
	}
	if s.region == "" {
		s.region = defaultRegion
	}
	if s.identity.instanceRole == "" && s.identity.webIdentity == nil && !diags.HasError() {
		s.requireKey(diags)
		checkKey(s.identity.keys, diags)
	}
	return s
}

func orEnv(configured types.String, name string) string {
	if !configured.IsNull() {
		return configured.ValueString()
	}
	return os.Getenv(name)
}

// regionForm keeps out of a header what does not belong there.
var regionForm = form{regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*$`), "the id of a region, such as ap-guangzhou"}

func (c configModel) resolveRegion(diags *diag.Diagnostics) string {
	if !c.Region.IsNull() {
		return c.Region.ValueString()
	}
	return fromEnv(envRegion, regionForm, path.Root("region"), diags)
}

func (c configModel) resolveEndpoint(diags *diag.Diagnostics) string {
	endpoint := orEnv(c.Endpoint, envEndpoint)
	if endpoint == "" {
		return ""
	}
	if problem := wire.CheckEndpoint(endpoint); problem != nil {
		diags.AddAttributeError(path.Root("endpoint"), "Invalid endpoint", fmt.Sprintf(
			"%s %v. It comes from endpoint in the provider block, or from the environment variable %s.", quote.Text(withoutSecrets(endpoint)), problem, envEndpoint))
	}
	return strings.TrimSuffix(endpoint, "/")
}

func (c configModel) resolveDomain(diags *diag.Diagnostics) string {
	domain := orEnv(c.Domain, envDomain)
	if domain == "" {
		return ""
	}
	if problem := wire.CheckDomain(domain); problem != nil {
		diags.AddAttributeError(path.Root("domain"), "Invalid domain", fmt.Sprintf(
			"%.100q %v. It comes from domain in the provider block, or from the environment variable %s. A URL belongs in endpoint.",
			withoutSecrets(domain), problem, envDomain))
	}
	return domain
}

// withoutSecrets hides the parts of an endpoint that may hold a password or a
// token: what stands before the host, and a query.
func withoutSecrets(endpoint string) string {
	if at := strings.IndexAny(endpoint, "?#"); at >= 0 {
		endpoint = endpoint[:at+1] + "..."
	}
	if at := strings.LastIndex(endpoint, "@"); at >= 0 {
		return "..." + endpoint[at:]
	}
	return endpoint
}

func (c configModel) resolveRate(diags *diag.Diagnostics) int {
	if !c.MaxRequestsPerSecond.IsNull() {
		return int(c.MaxRequestsPerSecond.ValueInt64())
	}
	text := os.Getenv(envMaxRequestsPerSecond)
	if text == "" {
		return wire.MaxRequestsPerSecond
	}
	rate, err := strconv.Atoi(text)
	if err != nil || rate < 1 || rate > wire.MaxRequestsPerSecond {
		diags.AddAttributeError(path.Root("max_requests_per_second"), "Invalid rate", fmt.Sprintf(
			"The environment variable %s is %s; it must be a whole number from 1 to %d.", envMaxRequestsPerSecond, quote.Text(text), wire.MaxRequestsPerSecond))
	}
	return rate
}
