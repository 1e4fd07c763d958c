package securityrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// validate refuses ports without a protocol that has some.
//
// Assumption: the service does, too, as the official provider says before it asks.
func validate(config *model, diags *diag.Diagnostics) {
	some := config.Ports.ValueString() != "" && config.Ports.ValueString() != gaapapi.Everything
	if some && (config.Protocol.IsNull() || config.Protocol.ValueString() == gaapapi.Everything) {
		diags.AddAttributeError(path.Root("port"), "Ports without a protocol", `port needs protocol = "TCP" or "UDP". Set it, or take port out.`)
	}
}

// plan leaves source and ports as they are written in the state if they are the same,
// and refuses two rules of a policy that say the same.
func plan(_ context.Context, p *object.Plan[model]) {
	m := p.Plan
	for _, value := range []attr.Value{m.PolicyID, m.Source, m.Action, m.Protocol, m.Ports} {
		if value.IsUnknown() {
			return
		}
	}
	if p.State != nil && gaapapi.CanonicalSource(m.Source.ValueString()) == gaapapi.CanonicalSource(p.State.Source.ValueString()) {
		m.Source = p.State.Source
	}
	if p.State != nil && gaapapi.CanonicalPorts(m.Ports.ValueString()) == gaapapi.CanonicalPorts(p.State.Ports.ValueString()) {
		m.Ports = p.State.Ports
	}
	words := keyOf(m)
	p.PlanKey(words, path.Root("cidr_ip"), words)
}

// keyOf are the words for the natural key of a rule.
func keyOf(m *model) string { return "the rule " + m.says() + " of " + m.PolicyID.ValueString() }
