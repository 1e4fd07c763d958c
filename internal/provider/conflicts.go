package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ValidateConfig refuses a configuration that names two identities. A block
// that is there without saying anything names none.
func (p *gaapProvider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var c configModel
	problems := req.Config.Get(ctx, &c)
	web := block[webIdentityModel](ctx, c.AssumeRoleWithWebIdentity, &problems)
	if problems.HasError() {
		return // the framework has said so of each argument
	}
	var named []string
	for _, group := range []struct {
		name   string
		values []types.String
	}{
		{"secret_id, secret_key or security_token", []types.String{c.SecretID, c.SecretKey, c.SecurityToken}},
		{"cam_role_name", []types.String{c.CAMRoleName}},
		{"assume_role_with_web_identity", web.naming()},
	} {
		if slices.ContainsFunc(group.values, func(text types.String) bool { return text.ValueString() != "" }) {
			named = append(named, group.name)
		}
	}
	if len(named) > 1 {
		resp.Diagnostics.AddAttributeError(path.Root(named[1]), "Conflicting credentials", fmt.Sprintf(
			"The provider block names different credentials, with %s. Name one of them only.", strings.Join(named, ", and with ")))
	}
}
