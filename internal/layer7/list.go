package layer7

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// NewListResource returns the list resource gaap_layer7_listener, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.HTTPListener, listener.Search]{
		Description: "Lists the HTTP and HTTPS listeners of a proxy or a group that match all filters.",
		Attributes:  listener.ListFilters(protocols...),
		All:         all,
	})
}

func all(ctx context.Context, c *gaapapi.Client, s listener.Search) iter.Seq2[gaapapi.HTTPListener, error] {
	return listener.All(ctx, c.Layer7, s, protocols, func(l gaapapi.HTTPListener) (id, name string, port int64) { return l.ID, l.Name, l.Port })
}
