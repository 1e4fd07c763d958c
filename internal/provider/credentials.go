package provider

import (
	"context"
	"fmt"
	"os"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// identity says as whom the provider calls: with one of keys, instanceRole and
// webIdentity, or as a role that is assumed with those.
type identity struct {
	keys         wire.Credentials
	instanceRole string
	webIdentity  *wire.WebIdentity
	role         *wire.Role
}

// isEmpty reports whether nothing has been found yet.
func (i identity) isEmpty() bool {
	return i.keys == (wire.Credentials{}) && i.instanceRole == "" && i.webIdentity == nil
}

// hasKey reports whether any part of a key is in the configuration.
func (c configModel) hasKey() bool {
	return !c.SecretID.IsNull() || !c.SecretKey.IsNull() || !c.SecurityToken.IsNull()
}

// key puts together a key of configuration and environment.
func (c configModel) key() wire.Credentials {
	keys := wire.Credentials{
		SecretID:  orEnv(c.SecretID, envSecretID),
		SecretKey: orEnv(c.SecretKey, envSecretKey),
		Token:     c.SecurityToken.ValueString(),
	}
	if c.SecretID.IsNull() { // a token goes with the key that it was issued with
		keys.Token = orEnv(c.SecurityToken, envSecurityToken)
	}
	return keys
}

// resolveIdentity finds what configuration or environment say. It may be
// nothing: a profile is read later, and so is its role. The environment is not
// asked for credentials if the configuration names some.
func (c configModel) resolveIdentity(ctx context.Context, diags *diag.Diagnostics) identity {
	var found identity
	configured := true
	switch web := block[webIdentityModel](ctx, c.AssumeRoleWithWebIdentity, diags); {
	case diags.HasError():
	case c.hasKey():
		found.keys = c.key()
	case !c.CAMRoleName.IsNull():
		found.instanceRole = c.CAMRoleName.ValueString()
	case web.isSet():
		found.webIdentity = web.resolve(diags)
	case !c.Profile.IsNull():
	default:
		configured = false
		found = identityOfEnvironment(web, diags)
	}
	found.role = c.resolveRole(ctx, found.webIdentity != nil, configured, diags)
	return found
}

// identityOfEnvironment refuses an environment that names two identities: the
// wrong one would order proxies at somebody else's cost. web is what the
// configuration adds to the identity of the environment, such as the name of
// the session.
func identityOfEnvironment(web webIdentityModel, diags *diag.Diagnostics) identity {
	var named []string
	for _, group := range [][]string{
		{envSecretID, envSecretKey, envSecurityToken}, {envCAMRoleName}, {envWebIdentityToken, envWebIdentityTokenFile},
	} {
		for _, name := range group {
			if os.Getenv(name) != "" {
				named = append(named, name)
				break
			}
		}
	}
	if len(named) > 1 {
		diags.AddAttributeError(attributeOfEnv(named[1]), "Conflicting credentials", fmt.Sprintf(
			"The environment variables %s and %s name different credentials. Unset one, or say in the provider block which to use.", named[0], named[1]))
		return identity{}
	}
	switch {
	case os.Getenv(envCAMRoleName) != "":
		return identity{instanceRole: fromEnv(envCAMRoleName, roleNameForm, path.Root("cam_role_name"), diags)}
	case hasTokenVariable():
		return identity{webIdentity: web.resolve(diags)}
	}
	return identity{keys: configModel{}.key()}
}

func attributeOfEnv(name string) path.Path {
	if name == envCAMRoleName {
		return path.Root("cam_role_name")
	}
	return path.Root("assume_role_with_web_identity")
}

// block returns what a block says, nothing if it is not there or not known.
func block[T any](ctx context.Context, object types.Object, diags *diag.Diagnostics) T {
	var model T
	if !object.IsNull() && !object.IsUnknown() {
		diags.Append(object.As(ctx, &model, basetypes.ObjectAsOptions{})...)
	}
	return model
}

// fromEnv returns the value of an environment variable, which must be of a form.
func fromEnv(name string, f form, at path.Path, diags *diag.Diagnostics) string {
	text := os.Getenv(name)
	if text != "" && !f.pattern.MatchString(text) {
		diags.AddAttributeError(at, "Invalid environment variable", fmt.Sprintf("The environment variable %s is %s; it must be %s.", name, quote.Text(text), f.words))
	}
	return text
}

// fullyKnown reports whether no part of the values is only known after apply.
func fullyKnown(ctx context.Context, values ...attr.Value) bool {
	for _, value := range values {
		if known, err := value.ToTerraformValue(ctx); err != nil || !known.IsFullyKnown() {
			return false
		}
	}
	return true
}

// requireKey says where a key may come from, and why it does not come from the
// profile.
func (s *settings) requireKey(diags *diag.Diagnostics) {
	const summary = "Missing credentials"
	const detail = "Set %s in the provider block, or the environment variable %s, or use a tccli profile (profile, or " + envProfile + ") " +
		"or a role (cam_role_name, or " + envCAMRoleName + "; assume_role_with_web_identity, or " + envWebIdentityTokenFile + ").%s"
	why := ""
	switch {
	case !s.identity.isEmpty():
		why = " A part of a key is set, so no profile is read: a key is never put together from both."
	case s.emptyProfile != "":
		why = fmt.Sprintf(" There is no key in the profile %s.", s.emptyProfile)
	}
	if s.identity.keys.SecretID == "" {
		diags.AddAttributeError(path.Root("secret_id"), summary, fmt.Sprintf(detail, "secret_id", envSecretID, why))
	}
	if s.identity.keys.SecretKey == "" {
		diags.AddAttributeError(path.Root("secret_key"), summary, fmt.Sprintf(detail, "secret_key", envSecretKey, why))
	}
}

// keyText is what the parts of a key are made of. The id stands in a header
// where a slash or a comma would end it.
var (
	keyText = regexp.MustCompile(`^[!-~]*$`)
	idText  = regexp.MustCompile(`^[!-+\-.0-~]*$`)
)

// checkKey refuses a key that cannot be one, such as one that was read from a
// file together with its line break. It could not even be sent. The error points
// at no argument: Terraform would print what stands there.
func checkKey(keys wire.Credentials, diags *diag.Diagnostics) {
	for _, part := range []struct {
		name, variable, text string
		made                 *regexp.Regexp
	}{
		{"secret_id", envSecretID, keys.SecretID, idText}, {"secret_key", envSecretKey, keys.SecretKey, keyText}, {"security_token", envSecurityToken, keys.Token, keyText},
	} {
		if !part.made.MatchString(part.text) {
			diags.AddError("Invalid credentials", fmt.Sprintf(
				"%s holds a space, a line break or another character that no key has. It comes from %s in the provider block, from the environment "+
					"variable %s, or from the profile. If it was read from a file, trimspace() takes off the line break.", part.name, part.name, part.variable))
		}
	}
}
