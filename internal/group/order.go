package group

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// order is a group to create, and what it is to be.
type order struct {
	*change

	in gaapapi.ProxyGroupInput
}

// stopAtOlder stops the order if an equal group may be what an interrupted run left.
func (o order) stopAtOlder(ctx context.Context, equal []gaapapi.ProxyGroup) error {
	return o.StopAtOlderEquals(ctx, equal, object.OlderEquals{WhyHarmless: o.whyHarmless, DestroyedKey: destroyedKey(o.Plan), NameArgument: "name", CostsNote: ": its proxies are billed, too"})
}

// whyHarmless looks closer at a group. It reports whether it is equal, and why it does
// not stop the order all the same, "" if it does.
func (o order) whyHarmless(ctx context.Context, id string) (equal bool, words string, err error) {
	whole, err := o.Client.DescribeProxyGroup(ctx, id)
	if wire.ClassOf(err) == wire.Gone {
		return false, "", nil
	}
	if err != nil || len(o.lacks(whole)) > 0 || len(o.lacksDetails(whole)) > 0 {
		return false, "", err
	}
	used := len(whole.Members) > len(o.in.Access)
	if !used {
		used, err = o.Client.GroupHasListeners(ctx, id)
	}
	if used {
		return true, "is in use", nil
	}
	return true, "", err
}

// destroyedKey is by what a run knows that it destroys a group like one that is ordered.
func destroyedKey(m *model) string { return "proxy group " + m.key() }
