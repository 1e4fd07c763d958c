package layer4

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// NewRealServersDataSource returns the data source gaap_listener_realservers.
func NewRealServersDataSource() datasource.DataSource {
	return binding.NewDataSource(origins, binding.Lookup{
		Type: "_listener_realservers", Key: "listener_id", Example: "listener-a1b2c3d4",
		Description: "Shows the origins that a TCP or UDP listener has, with their health, and those that it may have, by their ids.",
		Find: func(ctx context.Context, c *gaapapi.Client, id string) (gaapapi.BoundAndBindable, error) {
			return c.DescribeListenerRealServers(ctx, id)
		},
	})
}
