package gaapapi

import (
	"context"
	"encoding/hex"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// NewToken returns a ClientToken that the service has never seen, for one
// logical write: all its sendings share it.
func (c *Client) NewToken() string {
	random := make([]byte, 20)
	for i := range random {
		random[i] = byte(c.poller.Random() * 256)
	}
	return "tfgaap-" + hex.EncodeToString(random)
}

func (c *Client) newToken() *string {
	token := c.NewToken()
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
		req.Bandwidth = unsigned(*to.Bandwidth)
	}
	if to.Concurrent != nil {
		req.Concurrent = unsigned(*to.Concurrent)
	}
	_, err := c.call(ctx, req, gaap.NewModifyProxyConfigurationResponse(), nil)
	return err
}
