package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

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

// OpenProxies starts a closed proxy: CLOSED, OPENING, RUNNING. The error is a
// [RefusedError] if the proxy is not CLOSED.
func (c *Client) OpenProxies(ctx context.Context, id string) error {
	req := gaap.NewOpenProxiesRequest()
	req.ProxyIds, req.ClientToken = []*string{&id}, c.newToken()
	return c.batch(ctx, req, id)
}

// CloseProxies stops a running proxy: RUNNING, CLOSING, CLOSED. Its base fee
// goes on. The error is a [RefusedError] if the proxy is not RUNNING.
func (c *Client) CloseProxies(ctx context.Context, id string) error {
	req := gaap.NewCloseProxiesRequest()
	req.ProxyIds, req.ClientToken = []*string{&id}, c.newToken()
	return c.batch(ctx, req, id)
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
	return c.batch(ctx, req, id)
}

// batchResponse is what the answers of the three actions have in common.
type batchResponse struct {
	*tchttp.BaseResponse

	Response struct {
		InvalidStatusInstanceSet   []string
		OperationFailedInstanceSet []string
		RequestID                  string `json:"RequestId"`
	}
}

// batch makes a call for one proxy whose answer lists what did not work. The
// lists are [] when empty; without them the answer does not say that the
// operation was accepted.
func (c *Client) batch(ctx context.Context, req request, id string) error {
	resp := &batchResponse{BaseResponse: &tchttp.BaseResponse{}}
	_, err := c.call(ctx, req, resp, func() error {
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
	return &RefusedError{Action: req.GetAction(), ID: id, RequestID: quote.Printable(resp.Response.RequestID, maxCode), InvalidStatus: invalid}
}
