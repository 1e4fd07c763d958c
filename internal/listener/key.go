package listener

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Transport is the protocol below that of a listener: no two listeners of a parent
// have one port of it.
func Transport(protocol string) string {
	if protocol == gaapapi.UDP {
		return gaapapi.UDP
	}
	return gaapapi.TCP
}

// Words are the natural key of a listener: the port that it has.
func Words(transport string, port int64, parent gaapapi.ListenerParent) string {
	return fmt.Sprintf("%s port %d of %s", transport, port, parent.ID())
}

// PlanKey refuses two listeners of one configuration at one port.
func PlanKey[M any](p *object.Plan[M], transport string, port int64, parent gaapapi.ListenerParent) {
	words := Words(transport, port, parent)
	p.PlanKey(words, path.Root("port"), words)
}

// Key is the natural key of a new listener.
func Key[L any](
	c *gaapapi.Client, all *gaapapi.Listeners[L], of gaapapi.ListenersOf, port int64, portOf func(L) int64, lacks func(L) []string, send func(context.Context) (string, error),
) object.Key[L] {
	var none L
	return object.Key[L]{
		Words: Words(Transport(of.Protocol), port, of.Parent),
		FirstLook: func(ctx context.Context) (L, error) {
			seen, err := all.Recent(ctx, of, object.SameLook)
			for _, l := range seen.All {
				if portOf(l) == port {
					return l, nil
				}
			}
			return none, err
		},
		Holder: func(ctx context.Context) (L, error) {
			l, err := all.At(ctx, of, port)
			if wire.ClassOf(err) == wire.Gone {
				return none, nil
			}
			return l, err
		},
		OtherHolder: func(ctx context.Context) (string, error) { return otherHolder(ctx, c, of, port) },
		Lacks:       lacks,
		Send:        send,
		TakenCode:   "InvalidParameterValue.DuplicatedListenerPort",
		Scope:       of.Parent.ID(),
	}
}

// otherHolder is the listener of another protocol that has a port, in words; empty if
// there is none.
func otherHolder(ctx context.Context, c *gaapapi.Client, of gaapapi.ListenersOf, port int64) (string, error) {
	if of.Protocol == gaapapi.UDP {
		return "", nil
	}
	for _, protocol := range []string{gaapapi.TCP, gaapapi.HTTP, gaapapi.HTTPS} {
		other := gaapapi.ListenersOf{Parent: of.Parent, Protocol: protocol}
		id, name, err := "", "", error(nil)
		switch protocol {
		case of.Protocol:
			continue
		case gaapapi.TCP:
			var l gaapapi.Listener
			l, err = c.Layer4.At(ctx, other, port)
			id, name = l.ID, l.Name
		default:
			var l gaapapi.HTTPListener
			l, err = c.Layer7.At(ctx, other, port)
			id, name = l.ID, l.Name
		}
		if err == nil {
			return fmt.Sprintf("%s listener %s (%s)", protocol, quote.Text(name), id), nil
		}
		if wire.ClassOf(err) != wire.Gone {
			return "", err
		}
	}
	return "", nil
}
