package layer4

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListDataSource returns the data source gaap_layer4_listeners.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.Listener, listener.Search]{
		Type:        "_layer4_listeners",
		Field:       "listeners",
		Description: "Lists the TCP and UDP listeners of a proxy or a group, with their origins, by protocol and port.",
		Arguments:   listener.Arguments(protocols...),
		Find:        find,
	})
}

// find lists the listeners, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, s listener.Search) ([]gaapapi.Listener, diag.Diagnostic) {
	found, err := wire.Collect(all(ctx, client, s))
	if err != nil {
		return nil, diagnostics.About("listener", "proxy_id", "group_id").Error("Cannot list GAAP listeners", "Listing listeners", err)
	}
	slices.SortFunc(found, func(a, b gaapapi.Listener) int {
		return cmp.Or(cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.Port, b.Port))
	})
	return found, nil
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"name":                "Name of the listener.",
	"protocol":            "`TCP` or `UDP`.",
	"port":                "Port where traffic enters.",
	"realserver_type":     "What the addresses of its origins are: `IP` or `DOMAIN`.",
	"proxy_id":            "Id of the proxy, if it belongs to one.",
	"group_id":            "Id of the proxy group, if it belongs to one.",
	"client_ip_method":    "How a TCP listener tells origins the address of a client: `0` by TOA, `1` by Proxy Protocol.",
	"scheduler":           "How traffic is spread over the origins: `rr`, `wrr`, `lc` or `lrtt`.",
	"failover_switch":     "Whether origins are masters and slaves.",
	"health_check":        "Whether origins are checked.",
	"interval":            "Seconds between two checks.",
	"connect_timeout":     "Seconds until a check fails.",
	"healthy_threshold":   "Successful checks after which an origin is healthy.",
	"unhealthy_threshold": "Failed checks after which an origin is unhealthy.",
	"check_type":          "How a UDP listener checks: `PORT` or `PING`.",
	"check_port":          "Port of the origins that is checked.",
	"context_type":        "What is sent and expected.",
	"send_context":        "Text that a check sends.",
	"recv_context":        "Text that a check expects.",
	"realserver_bind_set": "Origins that get the traffic, by their ids. `gaap_listener_realservers` shows the health of each.",
}
