package binding

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// MustSend reports whether the origins of a plan are to be sent; before is the
// scheduler of the state. Weights count with wrr only; those of another scheduler
// are stored, but the service may not have them.
func MustSend(plan types.Set, scheduler string, state types.Set, before string) bool {
	planned, stored := byKey(plan), byKey(state)
	if len(planned) != len(stored) {
		return true
	}
	weighs, weighed := scheduler == weighted, before == weighted
	for key, b := range planned {
		was, there := stored[key]
		if !there || !b.FailoverRole.Equal(was.FailoverRole) {
			return true
		}
		if weighs && (!b.Weight.Equal(was.Weight) || !weighed && b.Weight.ValueInt64() != 1) {
			return true
		}
	}
	return false
}

// Requests are the origins of a plan as they are bound, with their addresses.
func Requests(ctx context.Context, client *gaapapi.Client, plan types.Set, scheduler string) ([]gaapapi.RealServerBinding, error) {
	var all []gaapapi.RealServerBinding
	for _, b := range Of(plan) {
		address, err := addressOf(ctx, client, b)
		if err != nil {
			return nil, err
		}
		to := gaapapi.RealServerBinding{ID: b.ID.ValueString(), Address: address, Port: b.Port.ValueInt64(), Role: b.FailoverRole.ValueString()}
		if scheduler == weighted {
			to.Weight = b.Weight.ValueInt64Pointer()
		}
		all = append(all, to)
	}
	return all, nil
}

// addressOf is the address that an origin is bound with.
func addressOf(ctx context.Context, client *gaapapi.Client, b Binding) (string, error) {
	if ip := b.IP.ValueString(); ip != "" {
		return ip, nil
	}
	address, err := client.RealServerAddress(ctx, b.ID.ValueString())
	if err != nil {
		return "", fmt.Errorf("looking up the address of origin %s: %w", b.ID.ValueString(), err)
	}
	return address, nil
}
