package object

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ParentAttribute is the id of the proxy or group that an object belongs to for its
// life. id is what it is the id of, with an example.
func ParentAttribute(description, id string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a "+id)},
	}
}

// CheckParent refuses an object, which noun names, of nothing or of two things.
func CheckParent(summary, noun string, proxyID, groupID types.String, diags *diag.Diagnostics) {
	switch {
	case proxyID.IsNull() && groupID.IsNull():
		diags.AddAttributeError(path.Root("proxy_id"), summary, fmt.Sprintf("proxy_id or group_id is required: a %s belongs to a proxy or to a group.", noun))
	case IsSet(proxyID) && IsSet(groupID):
		diags.AddAttributeError(path.Root("group_id"), summary, fmt.Sprintf("group_id and proxy_id exclude each other: a %s belongs to a proxy or to a group.", noun))
	}
}

// IsParentDown reports whether a call was refused because what its object hangs on
// does not run.
func IsParentDown(cause error) bool {
	return strings.HasSuffix(wire.CodeOf(cause), "StatusNotInRuning")
}

// ProxyBlocks returns an error that ends the wait after a call that was refused
// because what its object hangs on does not run, if that is a proxy which is on its
// way nowhere. noun is what the object is called.
func ProxyBlocks(ctx context.Context, c *gaapapi.Client, parent gaapapi.ListenerParent, noun string, cause error) error {
	if !IsParentDown(cause) || parent.ProxyID == "" {
		return nil
	}
	status, err := c.DescribeProxyStatus(ctx, parent.ProxyID)
	if err != nil {
		return nil //nolint:nilerr // whether it runs is not known: the wait goes on
	}
	switch status {
	case gaapapi.StatusClosed, gaapapi.StatusClosing, gaapapi.StatusIsolated, gaapapi.StatusIsolating, gaapapi.StatusCreateFailed, gaapapi.StatusDestroying:
		return fmt.Errorf("proxy %s is %s, and %s are made, changed and destroyed only while it runs. Set enable = true on it; "+
			"to let the %s go with its proxy, take it out with a removed block, and set force_destroy = true on the proxy: %w", parent.ProxyID, status, plural(noun), noun, cause)
	case gaapapi.StatusRunning, gaapapi.StatusCreating, gaapapi.StatusCloning, gaapapi.StatusAdjusting, gaapapi.StatusMoving,
		gaapapi.StatusRecovering, gaapapi.StatusOpening: // it will run
	}
	return nil
}

// ListenerBlocks is [ProxyBlocks] for what hangs on an HTTP or HTTPS listener.
func ListenerBlocks(ctx context.Context, c *gaapapi.Client, listenerID, noun string, cause error) error {
	if !IsParentDown(cause) {
		return nil
	}
	listener, err := c.Layer7.Find(ctx, listenerID)
	if err != nil {
		return nil //nolint:nilerr // what it belongs to is not known: the wait goes on
	}
	return ProxyBlocks(ctx, c, listener.Parent, noun, cause)
}
