package layer4

import (
	"context"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// sameLook is for how long creates that begin share a list of the parent.
const sameLook = 10 * time.Second

// create makes a listener. Its natural key is the port.
func create(ctx context.Context, c *change) (string, error) {
	m, of := c.Plan, c.Plan.of()
	in := gaapapi.ListenerInput{
		ListenersOf: of, ListenerSettings: settings(m, nil), Port: m.Port.ValueInt64(), RealServerType: m.RealServerType.ValueString(),
		ClientIPMethod: m.ClientIPMethod.ValueInt64Pointer(),
	}
	return c.CreateByKey(ctx, object.Key[gaapapi.Listener]{
		Words: m.where(),
		Look: func(ctx context.Context) (gaapapi.Listener, error) {
			seen, err := c.Client.Layer4.Recent(ctx, of, sameLook)
			for _, l := range seen.All {
				if l.Port == in.Port {
					return l, nil
				}
			}
			return gaapapi.Listener{}, err
		},
		Holder: func(ctx context.Context) (gaapapi.Listener, error) {
			l, err := c.Client.Layer4.At(ctx, of, in.Port)
			if wire.ClassOf(err) == wire.Gone {
				return gaapapi.Listener{}, nil
			}
			return l, err
		},
		Lacks: func(l gaapapi.Listener) []string { return lacks(m, l) },
		Send:  func(ctx context.Context) (string, error) { return c.Client.CreateListener(ctx, in) },
		Taken: "InvalidParameterValue.DuplicatedListenerPort",
		Scope: of.Parent.ID(),
	})
}

// complete binds the origins of a new listener.
func complete(ctx context.Context, c *change) error {
	if len(c.Plan.bindings()) == 0 && !c.Adopted {
		return nil
	}
	return bind(ctx, c)
}
