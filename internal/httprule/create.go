package httprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/binding"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// Assumption: lrtt can be changed to, and not be made with: the documents know it
// for changes only. A new rule begins with another scheduler.
const (
	lrtt       = "lrtt"
	beforeLRTT = "rr"
)

// create makes a rule. Its natural key is the path.
func create(ctx context.Context, c *change) (string, error) {
	m, ordered := c.Plan, *c.Plan
	if m.Scheduler.ValueString() == lrtt {
		ordered.Scheduler = types.StringValue(beforeLRTT)
	}
	in := gaapapi.RuleInput{
		RuleSettings: settings(&ordered, nil), ListenerID: m.ListenerID.ValueString(), Domain: m.Domain.ValueString(), RealServerType: m.RealServerType.ValueString(),
	}
	in.Check = new(checkOf(&ordered, nil, gaapapi.RuleCheck{}))
	return c.CreateByKey(ctx, object.Key[seen]{
		Words: m.where(),
		Look: func(ctx context.Context) (seen, error) {
			recent, err := c.Client.RecentDomains(ctx, in.ListenerID, object.SameLook)
			return m.in(recent.All, err)
		},
		Holder: func(ctx context.Context) (seen, error) {
			all, err := c.Client.DomainsNow(ctx, in.ListenerID)
			return m.in(all, err)
		},
		Lacks: func(s seen) []string {
			if s.Scheduler == beforeLRTT {
				return lacks(&ordered, s.Rule)
			}
			return lacks(m, s.Rule)
		},
		Send:      func(ctx context.Context) (string, error) { return c.Client.CreateRule(ctx, in) },
		TakenCode: "FailedOperation.RuleAlreadyExisted",
		Scope:     in.ListenerID,
	})
}

// complete gives a new rule what it is not made with.
func complete(ctx context.Context, c *change) error {
	m := c.Plan
	if to := m.Scheduler.ValueString(); to == lrtt {
		if err := modify(ctx, c, gaapapi.RuleSettings{Scheduler: &to}); err != nil {
			return err
		}
	}
	if len(binding.Of(m.RealServers)) > 0 || c.Adopted {
		if err := bind(ctx, c); err != nil {
			return err
		}
	}
	if len(m.Headers.Elements()) > 0 || c.Adopted && m.wantsHeaders() {
		return setHeaders(ctx, c)
	}
	return nil
}
