package securityrule

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_security_rule in configuration, plan or state.
type model struct {
	object.Core

	PolicyID types.String `tfsdk:"policy_id"`
	Source   types.String `tfsdk:"cidr_ip"`
	Action   types.String `tfsdk:"action"`
	Name     types.String `tfsdk:"name"`
	Protocol types.String `tfsdk:"protocol"`
	Ports    types.String `tfsdk:"port"`
}

// input is what the rule says, as it is written.
func (m *model) input() gaapapi.SecurityRuleInput {
	return gaapapi.SecurityRuleInput{
		Source: m.Source.ValueString(), Action: m.Action.ValueString(), Name: m.Name.ValueString(), Protocol: m.Protocol.ValueString(), Ports: m.Ports.ValueString(),
	}
}

// says are the words for the rule.
func (m *model) says() string { return words(m.input()) }

// words are one text for all ways to write a rule: its action, and what it is about.
func words(in gaapapi.SecurityRuleInput) string { return in.Action + " " + about(in) }

// about are the connections that a rule is about.
func about(in gaapapi.SecurityRuleInput) string {
	return fmt.Sprintf("%s %s from %s", in.Protocol, gaapapi.CanonicalPorts(in.Ports), gaapapi.CanonicalSource(in.Source))
}

// fromAPI fills the model with what the service shows. Source and ports stay as they are
// written, if they are the same.
func (m *model) fromAPI(r gaapapi.SecurityRule) {
	m.PolicyID = types.StringValue(r.PolicyID)
	if gaapapi.CanonicalSource(m.Source.ValueString()) != gaapapi.CanonicalSource(r.Source) {
		m.Source = types.StringValue(r.Source)
	}
	if gaapapi.CanonicalPorts(m.Ports.ValueString()) != gaapapi.CanonicalPorts(r.Ports) {
		m.Ports = types.StringValue(r.Ports)
	}
	m.Action, m.Name, m.Protocol = types.StringValue(r.Action), types.StringValue(r.Name), types.StringValue(r.Protocol)
}

// lacks says in what a rule is not what is planned.
func lacks(plan *model, r gaapapi.SecurityRule) []string {
	shown := *plan
	shown.fromAPI(r)
	return object.DifferingParts(object.Differs, []object.Part{
		{"cidr_ip", plan.Source, shown.Source},
		{"action", plan.Action, shown.Action},
		{"name", plan.Name, shown.Name},
		{"protocol", plan.Protocol, shown.Protocol},
		{"port", plan.Ports, shown.Ports},
	})
}
