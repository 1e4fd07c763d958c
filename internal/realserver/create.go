package realserver

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// create adds an origin. Its natural key is the address.
func create(ctx context.Context, c *change) (string, error) {
	in := gaapapi.RealServerInput{
		ProjectID: c.Plan.ProjectID.ValueInt64(), Address: c.Plan.address(), Name: c.Plan.Name.ValueString(), Tags: c.Asked(),
	}
	return c.CreateByKey(ctx, object.Key[gaapapi.RealServer]{
		Words: "the address " + quote.Text(in.Address),
		Holder: func(ctx context.Context) (gaapapi.RealServer, error) {
			found, err := c.Client.RealServersByAddress(ctx, in.Address)
			if err != nil || len(found) == 0 {
				return gaapapi.RealServer{}, err
			}
			return found[0], nil
		},
		Lacks: func(r gaapapi.RealServer) []string { return lacks(c.Plan, nil, withoutTags(r)) },
		Send:  func(ctx context.Context) (string, error) { return c.Client.AddRealServer(ctx, in) },
		Taken: "InvalidParameterValue.DuplicateRS",
		Scope: addresses,
		Way:   "Somebody else manages it, and it is only to be bound: look it up with the data source gaap_realservers, in the place of this resource.",
	})
}

// withoutTags: tags prove nothing, and are brought to the plan.
func withoutTags(r gaapapi.RealServer) gaapapi.RealServer {
	r.Tags = nil
	return r
}
