package provider

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	defaultSessionName     = "terraform-provider-gaap"
	defaultSessionDuration = 2 * time.Hour
)

// roleReader reads the arguments that both blocks about roles have, each from
// the block or from its environment variable.
type roleReader struct {
	at          path.Path // of the block
	environment bool      // the variables belong to this block
	diags       *diag.Diagnostics
}

func (r roleReader) text(configured types.String, attribute, variable string, f form) string {
	if !configured.IsNull() || !r.environment {
		return configured.ValueString()
	}
	return fromEnv(variable, f, r.at.AtName(attribute), r.diags)
}

func (r roleReader) arn(configured types.String) string {
	arn := r.text(configured, "role_arn", envRoleARN, roleARNForm)
	if arn == "" {
		at := r.at.AtName("role_arn")
		r.diags.AddAttributeError(at, "Missing role", fmt.Sprintf("Set %s in the provider block, or the environment variable %s.", at, envRoleARN))
	}
	return arn
}

func (r roleReader) sessionName(configured types.String) string {
	name := r.text(configured, "session_name", envSessionName, sessionNameForm)
	if name == "" {
		return defaultSessionName
	}
	return name
}

func (r roleReader) sessionDuration(configured types.Int64) time.Duration {
	if !configured.IsNull() {
		return time.Duration(configured.ValueInt64()) * time.Second
	}
	text := os.Getenv(envSessionDuration)
	if text == "" || !r.environment {
		return defaultSessionDuration
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 1 || seconds > maxSessionSeconds {
		r.diags.AddAttributeError(r.at.AtName("session_duration"), "Invalid environment variable", fmt.Sprintf(
			"The environment variable %s is %s; it must be a whole number of seconds from 1 to %d.", envSessionDuration, quote.Text(text), maxSessionSeconds))
	}
	return time.Duration(seconds) * time.Second
}

// resolveRole returns the role of the block assume_role or of the environment,
// nil if there is none. The environment's is not assumed with credentials that
// the configuration names: whoever names them there wants to work as just those,
// wherever Terraform runs. Beside a web identity, the variables are about that.
func (c configModel) resolveRole(ctx context.Context, webIdentity, configured bool, diags *diag.Diagnostics) *wire.Role {
	model := block[assumeRoleModel](ctx, c.AssumeRole, diags)
	read := roleReader{path.Root("assume_role"), !webIdentity && !hasTokenVariable(), diags}
	if model.RoleARN.IsNull() && (configured || !read.environment || os.Getenv(envRoleARN) == "") {
		return nil
	}
	return &wire.Role{
		ARN:         read.arn(model.RoleARN),
		SessionName: read.sessionName(model.SessionName),
		Duration:    read.sessionDuration(model.SessionDuration),
		ExternalID:  read.text(model.ExternalID, "external_id", envExternalID, externalIDForm),
		Policy:      model.Policy.ValueString(),
	}
}

// roleOfProfile is the role that a tccli profile names, nil if it names none.
func roleOfProfile(keys credentialFile, file string, diags *diag.Diagnostics) *wire.Role {
	if keys.RoleARN == "" {
		return nil
	}
	role := &wire.Role{ARN: strings.TrimSpace(keys.RoleARN), SessionName: strings.TrimSpace(keys.RoleSessionName), Duration: defaultSessionDuration}
	if role.SessionName == "" {
		role.SessionName = defaultSessionName
	}
	for _, entry := range []struct {
		key, value string
		form       form
	}{{"role-arn", role.ARN, roleARNForm}, {"role-session-name", role.SessionName, sessionNameForm}} {
		if !entry.form.pattern.MatchString(entry.value) {
			diags.AddAttributeError(path.Root("profile"), "Cannot read the profile", fmt.Sprintf(
				"%s in %s is %s; it must be %s.", entry.key, file, quote.Text(entry.value), entry.form.words))
		}
	}
	return role
}
