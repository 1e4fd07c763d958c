package securitypolicy

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_security_policy in configuration, plan or state.
type model struct {
	object.Core

	ProxyID types.String `tfsdk:"proxy_id"`
	GroupID types.String `tfsdk:"group_id"`
	Action  types.String `tfsdk:"action"`
	Enable  types.Bool   `tfsdk:"enable"`
	Status  types.String `tfsdk:"status"`
}

// parent is what the policy belongs to. In a state that somebody edited, it may be
// two things, of which the proxy counts.
func (m *model) parent() gaapapi.ListenerParent {
	if proxy := m.ProxyID.ValueString(); proxy != "" {
		return gaapapi.ListenerParent{ProxyID: proxy}
	}
	return gaapapi.ListenerParent{GroupID: m.GroupID.ValueString()}
}

// fromAPI fills the model with what the service shows. Which group a policy belongs to
// stays: the service does not say.
func (m *model) fromAPI(p gaapapi.SecurityPolicy) {
	if p.Parent != (gaapapi.ListenerParent{}) {
		m.ProxyID, m.GroupID = object.Text(p.Parent.ProxyID), object.Text(p.Parent.GroupID)
	}
	m.Action = types.StringValue(p.DefaultAction)
	m.Enable = types.BoolValue(isOpen(p))
	m.Status = types.StringValue(p.Status)
}

// lacks says in what a policy is not what is ordered. It is opened once it is there.
func lacks(plan *model, p gaapapi.SecurityPolicy) []string {
	if action := plan.Action.ValueString(); p.DefaultAction != action {
		return []string{fmt.Sprintf("its action is %s, not %s", p.DefaultAction, action)}
	}
	return nil
}

// lacksInTheEnd says in what a policy that is done is not what is planned.
func lacksInTheEnd(c *change, p gaapapi.SecurityPolicy) []string {
	found := lacks(c.Plan, p)
	if enable := c.Plan.Enable.ValueBool(); isOpen(p) != enable {
		found = append(found, fmt.Sprintf("enable is %t, not %t", isOpen(p), enable))
	}
	return found
}
