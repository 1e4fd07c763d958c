package object

import (
	"context"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// ClosedProxy is the error that ends the wait of what belongs to a proxy which does
// not run and is on its way nowhere, nil if the wait may go on. noun is what
// belongs to it; no id stands for a group.
func ClosedProxy(ctx context.Context, c *gaapapi.Client, noun, proxyID string, cause error) error {
	if !strings.HasSuffix(wire.CodeOf(cause), "StatusNotInRuning") || proxyID == "" {
		return nil
	}
	status, err := c.DescribeProxyStatus(ctx, proxyID)
	if err != nil {
		return nil //nolint:nilerr // whether it runs is not known: the wait goes on
	}
	switch status {
	case gaapapi.StatusClosed, gaapapi.StatusClosing, gaapapi.StatusIsolated, gaapapi.StatusIsolating, gaapapi.StatusCreateFailed, gaapapi.StatusDestroying:
		return fmt.Errorf("proxy %s is %s, and %ss are made, changed and destroyed only while it runs. Set enable = true on it; "+
			"to let the %s go with its proxy, take it out with a removed block, and set force_destroy = true on the proxy: %w", proxyID, status, noun, noun, cause)
	}
	return nil
}
