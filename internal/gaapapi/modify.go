package gaapapi

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// newToken returns a ClientToken for one logical write. CreateProxy has its
// token from the plan; the other writes only need one that all sendings share.
func (c *Client) newToken() *string {
	random := make([]byte, 20)
	for i := range random {
		random[i] = byte(c.poller.Random() * 256)
	}
	token := "tfgaap-" + hex.EncodeToString(random)
	return &token
}

// ModifyProxiesAttribute gives a proxy a new name; the service does so at once.
func (c *Client) ModifyProxiesAttribute(ctx context.Context, id, name string) error {
	req := gaap.NewModifyProxiesAttributeRequest()
	req.ProxyIds, req.ProxyName, req.ClientToken = []*string{&id}, &name, c.newToken()
	_, err := c.call(ctx, req, gaap.NewModifyProxiesAttributeResponse(), nil)
	return err
}

// ModifyProxiesProject moves a proxy to another project; the service does so at once.
func (c *Client) ModifyProxiesProject(ctx context.Context, id string, projectID int64) error {
	req := gaap.NewModifyProxiesProjectRequest()
	req.ProxyIds, req.ProjectId, req.ClientToken = []*string{&id}, &projectID, c.newToken()
	_, err := c.call(ctx, req, gaap.NewModifyProxiesProjectResponse(), nil)
	return err
}

// Configuration is what ModifyProxyConfiguration changes.
type Configuration struct {
	Bandwidth   int64 // Mbps
	Concurrent  int64 // 10,000 connections
	BillingType int64 // 0 by bandwidth, 1 by traffic; what leaving it out does is not documented
}

// ModifyProxyConfiguration orders another size or billing. The proxy is
// ADJUSTING for a while, which reads may show a few seconds late.
func (c *Client) ModifyProxyConfiguration(ctx context.Context, id string, to Configuration) error {
	req := gaap.NewModifyProxyConfigurationRequest()
	req.ProxyId, req.ClientToken = &id, c.newToken()
	req.Bandwidth, req.Concurrent, req.BillingType = unsigned(to.Bandwidth), unsigned(to.Concurrent), &to.BillingType
	_, err := c.call(ctx, req, gaap.NewModifyProxyConfigurationResponse(), nil)
	return err
}

// RefusedError is a call that succeeded, but not for the proxy: the service
// listed it in InvalidStatusInstanceSet or OperationFailedInstanceSet.
type RefusedError struct {
	Action    string
	ID        string
	RequestID string
	// InvalidStatus says that the proxy's status does not allow the operation
	// now; otherwise the operation was allowed but failed.
	InvalidStatus bool
}

// Error says which set of the answer lists the proxy.
func (e *RefusedError) Error() string {
	set := "OperationFailedInstanceSet"
	if e.InvalidStatus {
		set = "InvalidStatusInstanceSet"
	}
	return fmt.Sprintf("%s listed %s in %s (RequestId %s)", e.Action, e.ID, set, e.RequestID)
}

func refused(action, id string, requestID *string, invalidStatus, failed []*string) error {
	isInvalid := slices.Contains(values(invalidStatus), id)
	if !isInvalid && !slices.Contains(values(failed), id) {
		return nil
	}
	return &RefusedError{Action: action, ID: id, RequestID: value(requestID), InvalidStatus: isInvalid}
}

// OpenProxies starts a closed proxy: CLOSED, OPENING, RUNNING. The error is a
// [RefusedError] if the proxy is not CLOSED.
func (c *Client) OpenProxies(ctx context.Context, id string) error {
	req := gaap.NewOpenProxiesRequest()
	req.ProxyIds, req.ClientToken = []*string{&id}, c.newToken()
	resp := gaap.NewOpenProxiesResponse()
	if _, err := c.call(ctx, req, resp, func() error { return present(resp.Response) }); err != nil {
		return err
	}
	out := resp.Response
	return refused(req.GetAction(), id, out.RequestId, out.InvalidStatusInstanceSet, out.OperationFailedInstanceSet)
}

// CloseProxies stops a running proxy: RUNNING, CLOSING, CLOSED. Its base fee
// goes on. The error is a [RefusedError] if the proxy is not RUNNING.
func (c *Client) CloseProxies(ctx context.Context, id string) error {
	req := gaap.NewCloseProxiesRequest()
	req.ProxyIds, req.ClientToken = []*string{&id}, c.newToken()
	resp := gaap.NewCloseProxiesResponse()
	if _, err := c.call(ctx, req, resp, func() error { return present(resp.Response) }); err != nil {
		return err
	}
	out := resp.Response
	return refused(req.GetAction(), id, out.RequestId, out.InvalidStatusInstanceSet, out.OperationFailedInstanceSet)
}

// DestroyProxies deletes a proxy: DESTROYING, then gone. Unless force is set,
// it fails while listeners have origin servers bound. The error is a
// [RefusedError] if the proxy's status does not allow it now.
func (c *Client) DestroyProxies(ctx context.Context, id string, force bool) error {
	var forced int64
	if force {
		forced = 1
	}
	req := gaap.NewDestroyProxiesRequest()
	req.ProxyIds, req.Force, req.ClientToken = []*string{&id}, &forced, c.newToken()
	resp := gaap.NewDestroyProxiesResponse()
	if _, err := c.call(ctx, req, resp, func() error { return present(resp.Response) }); err != nil {
		return err
	}
	out := resp.Response
	return refused(req.GetAction(), id, out.RequestId, out.InvalidStatusInstanceSet, out.OperationFailedInstanceSet)
}

func present[T any](params *T) error {
	if params == nil {
		return fmt.Errorf("the answer is empty")
	}
	return nil
}
