package securitypolicy

import (
	"context"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// create makes a policy. Its natural key is what it belongs to.
func create(ctx context.Context, c *change) (string, error) {
	parent := c.Plan.parent()
	return c.CreateByKey(ctx, object.Key[gaapapi.SecurityPolicy]{
		Words: keyOf(parent),
		Holder: func(ctx context.Context) (gaapapi.SecurityPolicy, error) {
			return c.Client.SecurityPolicyOf(ctx, parent)
		},
		Lacks: func(p gaapapi.SecurityPolicy) []string { return lacks(c.Plan, p) },
		Send: func(ctx context.Context) (string, error) {
			return c.Client.CreateSecurityPolicy(ctx, parent, c.Plan.Action.ValueString())
		},
		TakenCode: "FailedOperation.ProxySecurityPolicyExisted",
		Scope:     parent.ID(),
	})
}

// steps are the calls of an update.
func steps(c *change) []step {
	doing := "Closing"
	if c.Plan.Enable.ValueBool() {
		doing = "Opening"
	}
	return []step{{
		Doing: doing, Needed: object.Changes(c.Plan.Enable, c.State.Enable),
		Do:    func(ctx context.Context) error { return swing(ctx, c) },
		Shows: func(p gaapapi.SecurityPolicy) bool { return isOpen(p) == c.Plan.Enable.ValueBool() }, NotYet: "the new status does not show yet",
	}}
}

// swing opens or closes a policy, as it is planned. A new one is closed, unless it was
// taken over.
func swing(ctx context.Context, c *change) error {
	target, send := gaapapi.PolicyOpen, c.Client.OpenSecurityPolicy
	if !c.Plan.Enable.ValueBool() {
		target, send = gaapapi.PolicyClosed, c.Client.CloseSecurityPolicy
	}
	if c.State == nil && c.ReadyStatus == target {
		return nil
	}
	return c.WriteUntil(ctx, target,
		func(ctx context.Context) error { return send(ctx, c.Plan.parent(), c.ID) },
		func(p gaapapi.SecurityPolicy) bool { return isOpen(p) == c.Plan.Enable.ValueBool() })
}

// remove closes a policy, and deletes it with its rules.
func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id := m.ID.ValueString()
	err := c.Polling(wire.PollFast).Watch(ctx, func(ctx context.Context) (bool, error) {
		p, err := c.DescribeSecurityPolicy(ctx, id)
		switch {
		case err != nil:
			return false, err
		case p.Status == gaapapi.PolicyClosed:
			return true, nil
		case p.Status != gaapapi.PolicyOpen:
			return false, nil
		}
		if err = c.CloseSecurityPolicy(ctx, p.Parent, id); wire.ClassOf(err) == wire.Busy && !object.IsParentDown(err) {
			err = nil // it is on its way
		}
		return false, err
	})
	if err != nil {
		return fmt.Errorf("closing it first: %w", err)
	}
	return c.DeleteSecurityPolicy(ctx, id)
}

// maxHolders is how many rules an error names.
const maxHolders = 10

// holders are the rules of a policy that is not deleted: the service may keep one
// that has some.
func holders(ctx context.Context, c *gaapapi.Client, m *model) string {
	p, err := c.DescribeSecurityPolicy(ctx, m.ID.ValueString())
	if err != nil || len(p.Rules) == 0 || p.Status != gaapapi.PolicyClosed {
		return ""
	}
	var ids []string
	for _, r := range p.Rules[:min(len(p.Rules), maxHolders)] {
		ids = append(ids, r.ID)
	}
	return "It has rules: " + strings.Join(ids, ", ") + ". Destroy them, and apply again."
}
