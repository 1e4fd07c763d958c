package httprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// NewRealServersDataSource returns the data source gaap_rule_realservers.
func NewRealServersDataSource() datasource.DataSource {
	return binding.NewDataSource(origins, binding.Lookup{
		Type: "_rule_realservers", Key: "rule_id", Example: "rule-a1b2c3d4",
		Description: "Shows the origins that a rule of an HTTP or HTTPS listener has, with their health, and those that it may have, by their ids.",
		Find: func(ctx context.Context, c *gaapapi.Client, id string) (gaapapi.BoundAndBindable, error) {
			return c.DescribeRuleRealServers(ctx, id)
		},
	})
}
