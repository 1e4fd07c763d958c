package provider

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// assumption is one step from the credentials that there are to those of a role.
type assumption struct {
	at     path.Path
	doing  string
	source func(*wire.Client) wire.CredentialSource
}

// assumptions are the steps to the identity that the provider calls as.
func (i identity) assumptions() []assumption {
	var steps []assumption
	switch {
	case i.instanceRole != "":
		steps = append(steps, assumption{
			path.Root("cam_role_name"), fmt.Sprintf("Getting the credentials of the instance's role %s (cam_role_name, or %s)", quote.Text(i.instanceRole), envCAMRoleName),
			func(c *wire.Client) wire.CredentialSource { return c.InstanceRole(i.instanceRole) },
		})
	case i.webIdentity != nil:
		steps = append(steps, assumption{
			path.Root("assume_role_with_web_identity").AtName("role_arn"), fmt.Sprintf("Assuming %s with a web identity (role_arn, or %s)", i.webIdentity.ARN, envRoleARN),
			func(c *wire.Client) wire.CredentialSource { return c.AssumeRoleWithWebIdentity(*i.webIdentity) },
		})
	}
	if i.role != nil {
		steps = append(steps, assumption{
			path.Root("assume_role").AtName("role_arn"), fmt.Sprintf("Assuming %s (role_arn, or %s)", i.role.ARN, envRoleARN),
			func(c *wire.Client) wire.CredentialSource { return c.AssumeRole(*i.role) },
		})
	}
	return steps
}

// connect makes the client that everything shares, nil with an error. The
// credentials of roles are fetched at once: one error is better than one for
// each resource. The account is checked if the configuration asks for it.
func (s settings) connect(ctx context.Context, config wire.Config, diags *diag.Diagnostics) *wire.Client {
	config.Credentials = s.identity.keys
	client := newClient(config, diags)
	for _, step := range s.identity.assumptions() {
		if client == nil {
			return nil
		}
		config.Credentials = step.source(client)
		if _, err := config.Credentials.Credentials(ctx); err != nil {
			diags.Append(diag.WithPath(step.at, diagnostics.Subject{}.Error("Cannot get the credentials of a role", step.doing, err)))
			return nil
		}
		client = newClient(config, diags)
	}
	if client == nil || !s.accounts.admit(ctx, client, diags) {
		return nil
	}
	return client
}

func newClient(config wire.Config, diags *diag.Diagnostics) *wire.Client {
	client, err := wire.New(config)
	if err != nil {
		diags.AddError("Cannot make the API client", err.Error())
		return nil
	}
	return client
}

// resolveMetadataEndpoint takes loopback addresses only: whoever answers there
// decides as whom the provider calls.
func resolveMetadataEndpoint(diags *diag.Diagnostics) string {
	endpoint := strings.TrimSuffix(os.Getenv(envMetadataEndpoint), "/")
	if endpoint == "" {
		return ""
	}
	if wire.CheckEndpoint(endpoint) != nil || !strings.HasPrefix(endpoint, "http://") {
		diags.AddAttributeError(path.Root("cam_role_name"), "Invalid environment variable", fmt.Sprintf(
			"The environment variable %s is %s; it must be an http:// URL of a loopback address, where a mock of the metadata service listens.",
			envMetadataEndpoint, quote.Text(withoutSecrets(endpoint))))
	}
	return endpoint
}
