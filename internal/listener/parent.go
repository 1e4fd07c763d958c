package listener

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
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

// Blocked ends the wait for a parent that does not run and is on its way nowhere.
func Blocked(ctx context.Context, c *gaapapi.Client, parent gaapapi.ListenerParent, cause error) error {
	if !strings.HasSuffix(wire.CodeOf(cause), "StatusNotInRuning") || parent.ProxyID == "" {
		return nil
	}
	status, err := c.DescribeProxyStatus(ctx, parent.ProxyID)
	if err != nil {
		return nil //nolint:nilerr // whether it runs is not known: the wait goes on
	}
	switch status {
	case gaapapi.StatusClosed, gaapapi.StatusClosing, gaapapi.StatusIsolated, gaapapi.StatusIsolating, gaapapi.StatusCreateFailed, gaapapi.StatusDestroying:
		return fmt.Errorf("proxy %s is %s, and listeners are made, changed and destroyed only while it runs. Set enable = true on it; "+
			"to let the listener go with its proxy, take it out with a removed block, and set force_destroy = true on the proxy: %w", parent.ProxyID, status, cause)
	}
	return nil
}
