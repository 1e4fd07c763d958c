package provider

import (
	"crypto/x509"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// The environment variables that stand in for arguments.
const (
	envSecretID             = "TENCENTCLOUD_SECRET_ID"
	envSecretKey            = "TENCENTCLOUD_SECRET_KEY"
	envSecurityToken        = "TENCENTCLOUD_SECURITY_TOKEN"
	envRegion               = "TENCENTCLOUD_REGION"
	envEndpoint             = "TENCENTCLOUD_ENDPOINT"
	envCABundle             = "GAAP_CA_BUNDLE"
	envProfile              = "TENCENTCLOUD_PROFILE"
	envSharedCredentialsDir = "TENCENTCLOUD_SHARED_CREDENTIALS_DIR"
	envMaxRequestsPerSecond = "GAAP_MAX_REQUESTS_PER_SECOND"
	envClientTokenScope     = "GAAP_CLIENT_TOKEN_SCOPE"
	envCreateMissingTags    = "GAAP_CREATE_MISSING_TAGS"
)

const (
	defaultRegion      = "ap-guangzhou"
	defaultAdoptWindow = 24 * time.Hour
)

// settings is the provider block after environment and profile are taken in.
type settings struct {
	credentials       gaapapi.Credentials
	region            string
	endpoint          string
	roots             *x509.CertPool // nil: the system's
	requestsPerSecond int
}

// hasUnknown reports whether something is only known after apply.
func (c configModel) hasUnknown() bool {
	for _, text := range []types.String{
		c.SecretID, c.SecretKey, c.SecurityToken, c.Region, c.Endpoint, c.CustomCABundle, c.Profile, c.SharedCredentialsDir, c.ClientTokenScope, c.AdoptWindow,
	} {
		if text.IsUnknown() {
			return true
		}
	}
	return c.MaxRequestsPerSecond.IsUnknown() || c.CreateMissingTags.IsUnknown() || c.tagsUnknown()
}

// clientTokenScope returns nil if the scope is not known yet.
func (c configModel) clientTokenScope() *string {
	if c.ClientTokenScope.IsUnknown() {
		return nil
	}
	scope := orEnv(c.ClientTokenScope, envClientTokenScope)
	return &scope
}

// adoptWindow returns the default if nothing is set or known.
func (c configModel) adoptWindow(diags *diag.Diagnostics) time.Duration {
	text := c.AdoptWindow.ValueString()
	if text == "" {
		return defaultAdoptWindow
	}
	window, err := time.ParseDuration(text)
	if err != nil || window < 0 {
		diags.AddAttributeError(path.Root("adopt_window"), "Invalid adoption window",
			fmt.Sprintf("%q is no length of time such as 24h, 90m or 0s.", text))
	}
	return window
}

// resolve applies the order configuration, environment, profile.
func (c configModel) resolve(diags *diag.Diagnostics) settings {
	s := settings{
		credentials: gaapapi.Credentials{
			SecretID:  orEnv(c.SecretID, envSecretID),
			SecretKey: orEnv(c.SecretKey, envSecretKey),
			Token:     c.SecurityToken.ValueString(),
		},
		region:            orEnv(c.Region, envRegion),
		endpoint:          c.resolveEndpoint(diags),
		roots:             c.resolveRoots(diags),
		requestsPerSecond: c.resolveRate(diags),
	}
	if c.SecretID.IsNull() { // a token goes with the key that it was issued with
		s.credentials.Token = orEnv(c.SecurityToken, envSecurityToken)
	}
	if s.credentials == (gaapapi.Credentials{}) || s.region == "" {
		c.addProfile(&s, diags)
	}
	if s.region == "" {
		s.region = defaultRegion
	}
	if !diags.HasError() {
		requireKey(s.credentials, diags)
	}
	return s
}

func orEnv(configured types.String, name string) string {
	if !configured.IsNull() {
		return configured.ValueString()
	}
	return os.Getenv(name)
}

func requireKey(keys gaapapi.Credentials, diags *diag.Diagnostics) {
	const summary = "Missing credentials"
	const detail = "Set %s in the provider block, or the environment variable %s, or use a tccli profile (profile, or " + envProfile + ")."
	if keys.SecretID == "" {
		diags.AddAttributeError(path.Root("secret_id"), summary, fmt.Sprintf(detail, "secret_id", envSecretID))
	}
	if keys.SecretKey == "" {
		diags.AddAttributeError(path.Root("secret_key"), summary, fmt.Sprintf(detail, "secret_key", envSecretKey))
	}
}

func (c configModel) resolveEndpoint(diags *diag.Diagnostics) string {
	endpoint := orEnv(c.Endpoint, envEndpoint)
	if endpoint == "" {
		return ""
	}
	if problem := gaapapi.CheckEndpoint(endpoint); problem != nil {
		diags.AddAttributeError(path.Root("endpoint"), "Invalid endpoint", fmt.Sprintf(
			"%q %v. It comes from endpoint in the provider block, or from the environment variable %s.", withoutUser(endpoint), problem, envEndpoint))
	}
	return strings.TrimSuffix(endpoint, "/")
}

// withoutUser hides the part of an endpoint that may hold a password.
func withoutUser(endpoint string) string {
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
		return gaapapi.MaxRequestsPerSecond
	}
	rate, err := strconv.Atoi(text)
	if err != nil || rate < 1 || rate > gaapapi.MaxRequestsPerSecond {
		diags.AddAttributeError(path.Root("max_requests_per_second"), "Invalid rate", fmt.Sprintf(
			"The environment variable %s is %q; it must be a whole number from 1 to %d.", envMaxRequestsPerSecond, text, gaapapi.MaxRequestsPerSecond))
	}
	return rate
}
