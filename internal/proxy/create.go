package proxy

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

const (
	summaryCreate   = "Cannot create GAAP proxy"
	summaryNotReady = "GAAP proxy is not ready"
	summaryStatus   = "GAAP proxy needs attention"

	notReadyDetail = "Proxy %s exists as %s and is in the state, marked as tainted: the next apply destroys it and makes a new one. " +
		"To keep it, run terraform untaint once it is well. What happened"
)

// finish waits until a new proxy is ready, opens or closes it as enable says,
// and checks that it is what was asked for. One that was adopted may be closed
// already, and loses tags that nobody asked for. The proxy is returned with an
// error, too, if it could be read.
func (r *proxyResource) finish(ctx context.Context, id string, in gaapapi.CreateProxyInput, plan model, adopted bool) (gaapapi.Proxy, error) {
	client, enable := r.Data.Client, plan.Enable.ValueBool()
	status, err := awaitStatus(ctx, client, id, created(id))
	if err == nil && enable != (status == gaapapi.StatusRunning) {
		err = setEnabled(ctx, client, id, enable)
	}
	if err == nil && adopted {
		err = removeOtherTags(ctx, client, id, in.Tags)
	}
	if err != nil {
		return lastLook(ctx, client, id), err
	}
	return settled(ctx, client, id, func(p gaapapi.Proxy) string {
		if enabled, known := enabledBy(p.Status); known && enabled != enable {
			return "the proxy is " + string(p.Status)
		}
		if in.RealServerRegion != "" && !gaapapi.SameRegion(p.RealServerRegion, in.RealServerRegion) {
			return fmt.Sprintf("the origin region is %s, as that of the group, not %s", p.RealServerRegion, in.RealServerRegion)
		}
		return strings.Join(append(in.Differences(p), strangeTags(p.Tags, in.Tags)...), "; ")
	})
}

// settled reads a proxy until it is as wanted; a difference that stays is an error.
func settled(ctx context.Context, client *gaapapi.Client, id string, difference func(gaapapi.Proxy) string) (gaapapi.Proxy, error) {
	proxy, left, err := awaitLag(ctx, client, id, difference)
	if err == nil && left != "" {
		err = fmt.Errorf("the service shows something else than was asked for: %s", left)
	}
	return proxy, err
}

// statusWarning tells of a proxy that stays in the state although it is not well.
func statusWarning(proxy gaapapi.Proxy) diag.Diagnostics {
	advice := ""
	switch {
	case proxy.Status == gaapapi.StatusCreateFailed:
		advice = "The service could not make it. Replace it: terraform apply -replace=ADDRESS."
	case proxy.Status == gaapapi.StatusIsolated, proxy.Status == gaapapi.StatusIsolating:
		advice = "The account is overdue. Pay within 24 hours, or the service destroys the proxy."
	case proxy.Domain == "" && (proxy.Status == gaapapi.StatusCreating || proxy.Status == gaapapi.StatusCloning):
		advice = "It has no domain and no addresses yet, and what uses them gets null. Plan again once it is RUNNING."
	case !proxy.Status.Known():
		advice = "The provider does not know this status and leaves the proxy as it is. Look at it in the console."
	default:
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(summaryStatus+": "+proxy.ID,
		fmt.Sprintf("Proxy %s (%s) is %s. %s", quote.Text(proxy.Name), proxy.ID, proxy.Status, advice))}
}
