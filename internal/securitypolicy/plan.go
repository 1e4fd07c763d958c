package securitypolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

func validate(config *model, diags *diag.Diagnostics) {
	object.CheckParent("Invalid parent of a GAAP security policy", "policy", config.ProxyID, config.GroupID, diags)
}

// plan refuses two policies of one proxy or group.
func plan(_ context.Context, p *object.Plan[model]) {
	if p.Plan.ProxyID.IsUnknown() || p.Plan.GroupID.IsUnknown() {
		return
	}
	at := path.Root("proxy_id")
	if p.Plan.ProxyID.IsNull() {
		at = path.Root("group_id")
	}
	words := keyOf(p.Plan.parent())
	p.PlanKey(words, at, words)
}

// keyOf are the words for the natural key of a policy.
func keyOf(parent gaapapi.ListenerParent) string { return "the security policy of " + parent.ID() }
