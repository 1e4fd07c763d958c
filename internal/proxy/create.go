package proxy

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const (
	summaryCreate   = "Cannot create GAAP proxy"
	summaryNotReady = "GAAP proxy is not ready"
	summaryStatus   = "GAAP proxy needs attention"

	notReadyDetail = "Proxy %q exists as %s and is in the state, marked as tainted: the next apply destroys it and makes a new one. " +
		"To keep it, run terraform untaint once it is well. What happened"
)

// order is one proxy to create.
type order struct {
	client *gaapapi.Client
	in     gaapapi.CreateProxyInput
	token  string
}

// place sends the order and returns the id of the proxy that it makes.
func (o order) place(ctx context.Context) (string, error) {
	out, err := o.client.CreateProxy(ctx, o.in, o.token)
	return out.ID, err
}

// finish waits until a new proxy runs, closes it if it shall not be enabled,
// and checks that it is what was asked for. The proxy is returned with an
// error, too, if it could be read.
func finish(ctx context.Context, client *gaapapi.Client, id string, in gaapapi.CreateProxyInput, enable bool) (gaapapi.Proxy, error) {
	if err := awaitStatus(ctx, client, id, created(id)); err != nil {
		return lastLook(ctx, client, id), err
	}
	if !enable {
		if err := setEnabled(ctx, client, id, false); err != nil {
			return lastLook(ctx, client, id), err
		}
	}
	proxy, err := client.DescribeProxy(ctx, id)
	if err != nil {
		return proxy, err
	}
	if found := mismatches(in, proxy); len(found) > 0 {
		return proxy, fmt.Errorf("the service made something else than was asked for: %s", strings.Join(found, "; "))
	}
	return proxy, nil
}

// statusWarning tells of a proxy that stays in the state although it is not well.
func statusWarning(proxy gaapapi.Proxy) diag.Diagnostics {
	advice := ""
	switch {
	case proxy.Status == gaapapi.StatusCreateFailed:
		advice = "The service could not make it. Replace it: terraform apply -replace=ADDRESS."
	case proxy.Status == gaapapi.StatusIsolated, proxy.Status == gaapapi.StatusIsolating:
		advice = "The account is overdue. Pay within 24 hours, or the service destroys the proxy."
	case !proxy.Status.Known():
		advice = "The provider does not know this status and leaves the proxy as it is. Look at it in the console."
	default:
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(summaryStatus,
		fmt.Sprintf("Proxy %q (%s) is %s. %s", proxy.Name, proxy.ID, proxy.Status, advice))}
}
