package listener

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// Of are the listeners that the service lists together. In a state that somebody
// edited, the parent may be unknown.
func Of(proxyID, groupID, protocol types.String) gaapapi.ListenersOf {
	parent := gaapapi.ListenerParent{ProxyID: proxyID.ValueString(), GroupID: groupID.ValueString()}
	if parent.ProxyID != "" && parent.GroupID != "" { // the service would be asked about both
		parent = gaapapi.ListenerParent{}
	}
	return gaapapi.ListenersOf{Parent: parent, Protocol: protocol.ValueString()}
}

// CheckParent refuses a listener of nothing, or of two things.
func CheckParent(proxyID, groupID types.String, diags *diag.Diagnostics) {
	set := func(id types.String) bool { return !id.IsNull() && !id.IsUnknown() }
	switch {
	case proxyID.IsNull() && groupID.IsNull():
		diags.AddAttributeError(path.Root("proxy_id"), "Invalid listener", "proxy_id or group_id is required: a listener belongs to a proxy or to a group.")
	case set(proxyID) && set(groupID):
		diags.AddAttributeError(path.Root("group_id"), "Invalid listener", "group_id and proxy_id exclude each other: a listener belongs to a proxy or to a group.")
	}
}
