package layer4

import (
	"context"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
)

// create makes a listener. Its natural key is the port.
func create(ctx context.Context, c *change) (string, error) {
	m, of := c.Plan, c.Plan.of()
	in := gaapapi.ListenerInput{
		ListenersOf: of, ListenerSettings: settings(m, nil), Port: m.Port.ValueInt64(), RealServerType: m.RealServerType.ValueString(),
		ClientIPMethod: m.ClientIPMethod.ValueInt64Pointer(),
	}
	return c.CreateByKey(ctx, listener.Key(c.Client, c.Client.Layer4, of, in.Port, func(l gaapapi.Listener) int64 { return l.Port },
		func(l gaapapi.Listener) []string { return lacks(m, l) },
		func(ctx context.Context) (string, error) { return c.Client.CreateListener(ctx, in) }))
}

// complete binds the origins of a new listener.
func complete(ctx context.Context, c *change) error {
	if len(c.Plan.bindings()) == 0 && !c.Adopted {
		return nil
	}
	return bind(ctx, c)
}
