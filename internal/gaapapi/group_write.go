package gaapapi

import (
	"context"
	"errors"
	"slices"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Access is where traffic enters a group: a proxy that is made with it.
type Access struct {
	Region      string
	Bandwidth   int64  // Mbps
	Concurrent  int64  // 10,000 connections
	NetworkType string // normal, cn2
}

// ProxyGroupInput is a group that is to be made. Empty strings, an empty map and no
// access are not sent.
type ProxyGroupInput struct {
	ProjectID        int64 // 0 is the default project
	Name             string
	RealServerRegion string
	IPAddressVersion string // IPv4, IPv6
	PackageType      string // Thunder, Accelerator
	Tags             map[string]string
	Access           []Access
}

// CreateProxyGroup makes a group, and returns its id before its proxies run. It has
// neither a ClientToken nor a natural key, so it is not sent again after an answer
// that is lost: the error is [wire.Ambiguous], or a [wire.InterruptedError], with
// MaybeDone set, and lists of before and after tell what became of it.
func (c *Client) CreateProxyGroup(ctx context.Context, in ProxyGroupInput) (string, error) {
	req := gaap.NewCreateProxyGroupRequest()
	req.ProjectId, req.GroupName, req.RealServerRegion = toUnsigned(in.ProjectID), &in.Name, &in.RealServerRegion
	req.IPAddressVersion, req.PackageType, req.TagSet = pointer(in.IPAddressVersion), pointer(in.PackageType), tagPairs(in.Tags)
	for _, access := range in.Access {
		req.AccessRegionSet = append(req.AccessRegionSet, &gaap.AccessConfiguration{
			AccessRegion: &access.Region, Bandwidth: toUnsigned(access.Bandwidth), Concurrent: toUnsigned(access.Concurrent), NetworkType: pointer(access.NetworkType),
		})
	}
	resp := gaap.NewCreateProxyGroupResponse()
	id := ""
	_, err := c.writeGroup(ctx, wire.CreatesEachTime, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.GroupId)
		return wire.CheckID("group", id)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// RenameProxyGroup gives a group another name; the service does so at once.
func (c *Client) RenameProxyGroup(ctx context.Context, id, name string) error {
	req := gaap.NewModifyProxyGroupAttributeRequest()
	req.GroupId, req.GroupName = &id, &name
	_, err := c.writeGroup(ctx, wire.Idempotent, req, gaap.NewModifyProxyGroupAttributeResponse(), nil)
	return err
}

// MoveProxyGroup moves a group to another project; the service does so at once.
func (c *Client) MoveProxyGroup(ctx context.Context, id string, projectID int64) error {
	req := gaap.NewModifyProxyGroupAttributeRequest()
	req.GroupId, req.ProjectId = &id, toUnsigned(projectID)
	_, err := c.writeGroup(ctx, wire.Idempotent, req, gaap.NewModifyProxyGroupAttributeResponse(), nil)
	return err
}

// OpenProxyGroup starts all proxies of a group: CLOSED, then RUNNING. The error is a
// [wire.RefusedError] that names a proxy which cannot be started now.
func (c *Client) OpenProxyGroup(ctx context.Context, id string) error {
	req := gaap.NewOpenProxyGroupRequest()
	req.GroupId = &id
	return c.toggleGroup(ctx, req, StatusOpening, StatusRunning)
}

// CloseProxyGroup stops all proxies of a group: RUNNING, then CLOSED. The base fee
// goes on. The error is a [wire.RefusedError] that names a proxy which cannot be
// stopped now.
func (c *Client) CloseProxyGroup(ctx context.Context, id string) error {
	req := gaap.NewCloseProxyGroupRequest()
	req.GroupId = &id
	return c.toggleGroup(ctx, req, StatusClosing, StatusClosed)
}

// toggleGroup makes a call for all proxies of a group, whose answer lists those for
// which it did nothing. That is what one that is there already needs, or that is on
// its way there, as after a call whose answer was lost.
func (c *Client) toggleGroup(ctx context.Context, req wire.Request, there ...Status) error {
	resp := &batchResponse{BaseResponse: &tchttp.BaseResponse{}}
	done, err := c.writeGroup(ctx, wire.Idempotent, req, resp, func() error {
		if resp.Response.InvalidStatusInstanceSet == nil || resp.Response.OperationFailedInstanceSet == nil {
			return errors.New("the answer does not say what became of the proxies")
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range resp.Response.OperationFailedInstanceSet {
		return &wire.RefusedError{Action: req.GetAction(), ID: id, Set: "OperationFailedInstanceSet", RequestID: done.RequestID}
	}
	for _, id := range resp.Response.InvalidStatusInstanceSet {
		status, err := c.DescribeProxyStatus(ctx, id)
		if err == nil && !slices.Contains(there, status) {
			return &wire.RefusedError{Action: req.GetAction(), ID: id, Set: "InvalidStatusInstanceSet", RequestID: done.RequestID, InvalidStatus: true}
		}
		if err != nil && wire.ClassOf(err) != wire.Gone {
			return err
		}
	}
	return nil
}

// DeleteProxyGroup deletes a group: DESTROYING, then gone. Unless force is set, it
// fails while the group has proxies, with [wire.Busy], or while origins are bound
// to its listeners. With it, its proxies go, too.
func (c *Client) DeleteProxyGroup(ctx context.Context, id string, force bool) error {
	forced := uint64(0)
	if force {
		forced = 1
	}
	c.listenerWrites.noteWrite(ListenerParent{GroupID: id}) // they go with it
	req := gaap.NewDeleteProxyGroupRequest()
	req.GroupId, req.Force = &id, &forced
	_, err := c.writeGroup(ctx, wire.Removes, req, gaap.NewDeleteProxyGroupResponse(), nil)
	return err
}

// writeGroup sends a write. It makes later reads of groups and proxies fresh.
func (c *Client) writeGroup(ctx context.Context, effect wire.Effect, req wire.Request, resp wire.Response, check func() error) (wire.Outcome, error) {
	c.groups.refresh.Drop()
	c.proxies.refresh.Drop()
	return c.Call(ctx, effect, req, resp, check, wire.Classify(groupClass))
}
