package listener

import (
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
