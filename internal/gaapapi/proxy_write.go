package gaapapi

import (
	"context"
	"errors"
	"slices"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

func (c *Client) newToken() *string {
	token := c.NewToken()
	return &token
}

// ModifyProxiesAttribute gives a proxy a new name; the service does so at once.
func (c *Client) ModifyProxiesAttribute(ctx context.Context, id, name string) error {
	req := gaap.NewModifyProxiesAttributeRequest()
	req.ProxyIds, req.ProxyName, req.ClientToken = []*string{&id}, &name, c.newToken()
	_, err := c.writeProxy(ctx, wire.WithToken, req, gaap.NewModifyProxiesAttributeResponse(), nil)
	return err
}

// ModifyProxiesProject moves a proxy to another project; the service does so at once.
func (c *Client) ModifyProxiesProject(ctx context.Context, id string, projectID int64) error {
	req := gaap.NewModifyProxiesProjectRequest()
	req.ProxyIds, req.ProjectId, req.ClientToken = []*string{&id}, &projectID, c.newToken()
	_, err := c.writeProxy(ctx, wire.WithToken, req, gaap.NewModifyProxiesProjectResponse(), nil)
	return err
}

// Configuration is what ModifyProxyConfiguration changes. Nil is not sent; the
// service wants Bandwidth or Concurrent.
type Configuration struct {
	Bandwidth   *int64 // Mbps
	Concurrent  *int64 // 10,000 connections
	BillingType *int64 // 0 by bandwidth, 1 by traffic; what leaving it out does is not documented
}

// ModifyProxyConfiguration orders another size or billing. The proxy is
// ADJUSTING for a while, which reads may show a few seconds late.
func (c *Client) ModifyProxyConfiguration(ctx context.Context, id string, to Configuration) error {
	req := gaap.NewModifyProxyConfigurationRequest()
	req.ProxyId, req.ClientToken = &id, c.newToken()
	req.BillingType = to.BillingType
	if to.Bandwidth != nil {
		req.Bandwidth = toUnsigned(*to.Bandwidth)
	}
	if to.Concurrent != nil {
		req.Concurrent = toUnsigned(*to.Concurrent)
	}
	_, err := c.writeProxy(ctx, wire.WithToken, req, gaap.NewModifyProxyConfigurationResponse(), nil)
	return err
}

// OpenProxies starts a closed proxy: CLOSED, OPENING, RUNNING. The error is a
// [wire.RefusedError] if the proxy is not CLOSED.
func (c *Client) OpenProxies(ctx context.Context, id string) error {
	req := gaap.NewOpenProxiesRequest()
	req.ProxyIds, req.ClientToken = []*string{&id}, c.newToken()
	return c.batch(ctx, req, id)
}

// CloseProxies stops a running proxy: RUNNING, CLOSING, CLOSED. Its base fee
// goes on. The error is a [wire.RefusedError] if the proxy is not RUNNING.
func (c *Client) CloseProxies(ctx context.Context, id string) error {
	req := gaap.NewCloseProxiesRequest()
	req.ProxyIds, req.ClientToken = []*string{&id}, c.newToken()
	return c.batch(ctx, req, id)
}

// DestroyProxies deletes a proxy: DESTROYING, then gone. Unless force is set,
// it fails while listeners have origin servers bound. The error is a
// [wire.RefusedError] if the proxy's status does not allow it now.
func (c *Client) DestroyProxies(ctx context.Context, id string, force bool) error {
	var forced int64
	if force {
		forced = 1
	}
	c.listenerWrites.noteWrite(ListenerParent{ProxyID: id}) // they go with it
	req := gaap.NewDestroyProxiesRequest()
	req.ProxyIds, req.Force, req.ClientToken = []*string{&id}, &forced, c.newToken()
	return c.batch(ctx, req, id)
}

// batchResponse is what the answers of the three actions have in common.
type batchResponse struct {
	*tchttp.BaseResponse

	Response struct {
		InvalidStatusInstanceSet   []string
		OperationFailedInstanceSet []string
	}
}

// batch makes a call for one proxy whose answer lists what did not work. The
// lists are [] when empty; without them the answer does not say that the
// operation was accepted.
func (c *Client) batch(ctx context.Context, req wire.Request, id string) error {
	resp := &batchResponse{BaseResponse: &tchttp.BaseResponse{}}
	done, err := c.writeProxy(ctx, wire.WithToken, req, resp, func() error {
		if resp.Response.InvalidStatusInstanceSet == nil || resp.Response.OperationFailedInstanceSet == nil {
			return errors.New("the answer does not say what became of the proxy")
		}
		return nil
	})
	if err != nil {
		return err
	}
	invalid := slices.Contains(resp.Response.InvalidStatusInstanceSet, id)
	if !invalid && !slices.Contains(resp.Response.OperationFailedInstanceSet, id) {
		return nil
	}
	set := "OperationFailedInstanceSet"
	if invalid {
		set = "InvalidStatusInstanceSet"
	}
	return &wire.RefusedError{Action: req.GetAction(), ID: id, Set: set, RequestID: done.RequestID, InvalidStatus: invalid}
}
