package securitypolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

func validate(config *model, diags *diag.Diagnostics) {
	const summary = "Security policy of nothing, or of two things"
	switch {
	case config.ProxyID.IsNull() && config.GroupID.IsNull():
		diags.AddAttributeError(path.Root("proxy_id"), summary, "proxy_id or group_id is required: a policy belongs to a proxy or to a group.")
	case config.ProxyID.ValueString() != "" && config.GroupID.ValueString() != "":
		diags.AddAttributeError(path.Root("group_id"), summary, "group_id and proxy_id exclude each other: a policy belongs to a proxy or to a group.")
	}
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
