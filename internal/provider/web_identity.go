package provider

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const defaultProviderID = "OIDC"

// hasTokenVariable reports whether the environment names an identity token.
func hasTokenVariable() bool {
	return os.Getenv(envWebIdentityToken) != "" || os.Getenv(envWebIdentityTokenFile) != ""
}

// naming are the arguments that make an identity of the block; without one, the
// others have nothing to be about.
func (m webIdentityModel) naming() []types.String {
	return []types.String{m.RoleARN, m.WebIdentityToken, m.WebIdentityTokenFile}
}

// isSet reports whether the block names an identity.
func (m webIdentityModel) isSet() bool {
	return slices.ContainsFunc(m.naming(), func(text types.String) bool { return !text.IsNull() })
}

// resolve fills in what the block leaves open from the environment.
func (m webIdentityModel) resolve(diags *diag.Diagnostics) *wire.WebIdentity {
	at := path.Root("assume_role_with_web_identity")
	read := roleReader{at, true, diags}
	providerID := orEnv(m.ProviderID, envProviderID)
	if providerID == "" {
		providerID = defaultProviderID
	}
	return &wire.WebIdentity{
		ARN:         read.arn(m.RoleARN),
		SessionName: read.sessionName(m.SessionName),
		Duration:    read.sessionDuration(m.SessionDuration),
		ProviderID:  providerID,
		Token:       m.token(at, diags),
	}
}

// token returns what hands out the token; the configuration wins over the
// environment. No error points at a token: Terraform would print what stands there.
func (m webIdentityModel) token(at path.Path, diags *diag.Diagnostics) func() (string, error) {
	token, file := m.WebIdentityToken.ValueString(), m.WebIdentityTokenFile.ValueString()
	if token == "" && file == "" {
		token, file = os.Getenv(envWebIdentityToken), os.Getenv(envWebIdentityTokenFile)
	}
	switch {
	case token != "" && file != "":
		diags.AddAttributeError(at, "Conflicting credentials", fmt.Sprintf(
			"The environment variables %s and %s are both set. Unset one.", envWebIdentityToken, envWebIdentityTokenFile))
	case !keyText.MatchString(token):
		diags.AddAttributeError(at, "Invalid identity token", fmt.Sprintf(
			"web_identity_token holds a space, a line break or another character that no token has. It comes from the block, or from the environment "+
				"variable %s. If it was read from a file, name the file in web_identity_token_file.", envWebIdentityToken))
	case token != "":
		return func() (string, error) { return token, nil }
	case file != "":
		return tokenFile(expandHome(file), at.AtName("web_identity_token_file"), "web_identity_token_file in the provider block, or from the environment variable "+envWebIdentityTokenFile, diags)
	default:
		diags.AddAttributeError(at, "Missing identity token", fmt.Sprintf(
			"Set web_identity_token_file or web_identity_token in the block, or the environment variable %s or %s.", envWebIdentityTokenFile, envWebIdentityToken))
	}
	return nil
}

// tokenFile returns what reads a file each time, after it has been read once.
func tokenFile(file string, at path.Path, origin string, diags *diag.Diagnostics) func() (string, error) {
	read := func() (string, error) { return readToken(file) }
	if _, err := read(); err != nil {
		diags.AddAttributeError(at, "Cannot read the identity token", fmt.Sprintf("%v. The file comes from %s.", err, origin))
	}
	return read
}

// readToken never puts what the file holds into its error.
func readToken(file string) (string, error) {
	content, err := readFile(file)
	if err != nil {
		return "", fmt.Errorf("reading the identity token: %w", err)
	}
	token := strings.TrimSpace(string(content))
	if token == "" {
		return "", errors.New("the file of the identity token, " + file + ", is empty")
	}
	if !keyText.MatchString(token) {
		return "", errors.New("the file of the identity token, " + file + ", holds a space, a line break or another character that no token has")
	}
	return token, nil
}

// addPod takes the role that is bound to the pod of TKE that Terraform runs in;
// outside of such pods it does nothing. TKE sets all of the variables.
func (s *settings) addPod(diags *diag.Diagnostics) {
	file := os.Getenv(envPodTokenFile)
	if file == "" && os.Getenv(envPodRoleARN) == "" {
		return
	}
	at := path.Root("assume_role_with_web_identity")
	for _, name := range []string{envPodRoleARN, envPodProviderID, envPodTokenFile} {
		if os.Getenv(name) == "" {
			diags.AddAttributeError(at, "Missing credentials", fmt.Sprintf(
				"The only credentials are those of the pod, and its environment variable %s is missing. Bind the role to the pod's service account, or set credentials.", name))
			return
		}
	}
	if s.region == "" {
		s.region = fromEnv(envPodRegion, regionForm, path.Root("region"), diags)
	}
	s.identity.webIdentity = &wire.WebIdentity{
		ARN:         fromEnv(envPodRoleARN, roleARNForm, at, diags),
		SessionName: defaultSessionName,
		Duration:    defaultSessionDuration,
		ProviderID:  os.Getenv(envPodProviderID),
		Token:       tokenFile(file, at, "the environment variable "+envPodTokenFile, diags),
	}
}
