package wire_test

import (
	"context"
	"errors"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// caller makes the calls that the tests of the wire are about: one of each
// effect that they need.
type caller struct{ *wire.Client }

var errLacking = errors.New("the answer lacks a part")

// read asks for the status of a proxy.
func (c caller) read(ctx context.Context, id string) (string, error) {
	req := gaap.NewDescribeProxiesStatusRequest()
	req.ProxyIds = []*string{&id}
	resp := gaap.NewDescribeProxiesStatusResponse()
	status := ""
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
		if resp.Response == nil {
			return errLacking
		}
		for _, entry := range resp.Response.InstanceStatusSet {
			status = *entry.Status
		}
		return nil
	})
	return status, err
}

// order makes a proxy.
func (c caller) order(ctx context.Context, token string) (wire.Outcome, error) {
	name, access, origin, bandwidth, concurrent, project := "edge-hk-sh", "Hongkong", "Shanghai", uint64(20), uint64(5), int64(0)
	req := gaap.NewCreateProxyRequest()
	req.ProjectId, req.ProxyName, req.AccessRegion, req.RealServerRegion = &project, &name, &access, &origin
	req.Bandwidth, req.Concurrent, req.ClientToken = &bandwidth, &concurrent, &token
	resp := gaap.NewCreateProxyResponse()
	return c.Call(ctx, wire.CreatesWithToken, req, resp, func() error {
		if resp.Response == nil || resp.Response.InstanceId == nil {
			return errLacking
		}
		return nil
	})
}

// list decodes as many proxies as an answer holds.
func (c caller) list(ctx context.Context) error {
	_, err := c.Call(ctx, wire.ReadOnly, gaap.NewDescribeProxiesRequest(), gaap.NewDescribeProxiesResponse(), nil)
	return err
}

// move changes a proxy by another action than rename.
func (c caller) move(ctx context.Context, id string) error {
	project, token := int64(1204), c.NewToken()
	req := gaap.NewModifyProxiesProjectRequest()
	req.ProxyIds, req.ProjectId, req.ClientToken = []*string{&id}, &project, &token
	_, err := c.Call(ctx, wire.WithToken, req, gaap.NewModifyProxiesProjectResponse(), nil)
	return err
}

// tag is a call of another service.
func (c caller) tag(ctx context.Context, key, value string) error {
	req := tag.NewCreateTagRequest()
	req.TagKey, req.TagValue = &key, &value
	_, err := c.Call(ctx, wire.Idempotent, req, tag.NewCreateTagResponse(), nil)
	return err
}

// rename changes a proxy.
func (c caller) rename(ctx context.Context, id string) error {
	name, token := "n", c.NewToken()
	req := gaap.NewModifyProxiesAttributeRequest()
	req.ProxyIds, req.ProxyName, req.ClientToken = []*string{&id}, &name, &token
	_, err := c.Call(ctx, wire.WithToken, req, gaap.NewModifyProxiesAttributeResponse(), nil)
	return err
}
