package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// accountGuard keeps the provider from working in a wrong account. At most one
// of the lists is set.
type accountGuard struct{ allowed, forbidden []string }

func (c configModel) accountGuard(ctx context.Context, diags *diag.Diagnostics) accountGuard {
	var guard accountGuard
	diags.Append(c.AllowedAccountIDs.ElementsAs(ctx, &guard.allowed, false)...)
	diags.Append(c.ForbiddenAccountIDs.ElementsAs(ctx, &guard.forbidden, false)...)
	return guard
}

// admit reports whether the credentials are of an account that may be used. It
// makes a call only if there is something to check.
func (g accountGuard) admit(ctx context.Context, client *wire.Client, diags *diag.Diagnostics) bool {
	at := path.Root("allowed_account_ids")
	if len(g.allowed) == 0 {
		at = path.Root("forbidden_account_ids")
	}
	if len(g.allowed)+len(g.forbidden) == 0 {
		return true
	}
	account, err := client.CallerAccount(ctx)
	switch {
	case err != nil:
		diags.Append(diag.WithPath(at, diagnostics.Subject{}.Error("Cannot check the account", "Looking up the account of the credentials", err)))
	case len(g.allowed) > 0 && !slices.Contains(g.allowed, account):
		diags.AddAttributeError(at, "Account is not allowed", fmt.Sprintf(
			"The credentials belong to account %s, and allowed_account_ids has only %s. Use credentials of an account that is allowed, or allow this one.",
			account, strings.Join(slices.Sorted(slices.Values(g.allowed)), ", ")))
	case slices.Contains(g.forbidden, account):
		diags.AddAttributeError(at, "Account is forbidden", fmt.Sprintf(
			"The credentials belong to account %s, which forbidden_account_ids has. Use credentials of another account.", account))
	default:
		return true
	}
	return false
}
