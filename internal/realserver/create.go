package realserver

import (
	"context"
	"net/netip"
	"slices"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// create adds an origin. Its natural key is the address.
func create(ctx context.Context, c *change) (string, error) {
	in := gaapapi.RealServerInput{
		ProjectID: c.Plan.ProjectID.ValueInt64(), Address: c.Plan.address(), Name: c.Plan.Name.ValueString(), Tags: c.PlannedTags(),
	}
	refused := false
	return c.CreateByKey(ctx, object.Key[gaapapi.RealServer]{
		Words: "the address " + quote.Text(in.Address),
		Holder: func(ctx context.Context) (gaapapi.RealServer, error) {
			var found []gaapapi.RealServer
			var err error
			if refused { // it must be there, perhaps written in another way
				found, err = withAddress(ctx, c.Client, gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects, Address: in.Address})
			} else {
				found, err = c.Client.RealServersByAddress(ctx, in.Address)
			}
			if err != nil || len(found) == 0 {
				return gaapapi.RealServer{}, err
			}
			return found[0], nil
		},
		Lacks: func(r gaapapi.RealServer) []string { return lacks(c.Plan, r) },
		Send: func(ctx context.Context) (string, error) {
			id, err := c.Client.AddRealServer(ctx, in)
			refused = wire.CodeOf(err) == taken
			return id, err
		},
		TakenCode: taken,
		Scope:     addresses,
		FirstWay:  "Somebody else manages it, and it is only to be bound: look it up with the data source gaap_realservers, in the place of this resource.",
	})
}

// taken is the code that says that an origin of the account has an address.
const taken = "InvalidParameterValue.DuplicateRS"

// withAddress finds the origins of a query, which may have an address. The service
// looks for a text: one that is written in another way, as only a domain or an
// IPv6 address can be, is found by going through the list.
func withAddress(ctx context.Context, c *gaapapi.Client, query gaapapi.RealServerQuery) ([]gaapapi.RealServer, error) {
	address := query.Address
	found, err := wire.Collect(c.RealServers(ctx, query))
	if ip, notIP := netip.ParseAddr(address); err != nil || len(found) > 0 || address == "" || notIP == nil && ip.Is4() {
		return found, err
	}
	query.Address = ""
	all, err := wire.Collect(c.RealServers(ctx, query))
	return slices.DeleteFunc(all, func(r gaapapi.RealServer) bool { return !gaapapi.SameAddress(r.Address, address) }), err
}
