package httpheader

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan refuses what the service would refuse, and a second resource for the
// headers of a rule.
func plan(ctx context.Context, p *object.Plan[model]) {
	stored := types.SetNull(headers.Type)
	if p.State != nil {
		stored = p.State.Headers
	}
	var client *gaapapi.Client
	if p.CanCall {
		client = p.Data.Client
	}
	headers.CheckNames(ctx, client, p.Plan.Headers, stored, path.Root("headers"), p.Diags)
	if p.Plan.RuleID.IsUnknown() {
		return
	}
	at, rule := path.Root("rule_id"), p.Plan.RuleID.ValueString()
	p.PlanKey(rule, at, place(rule))
	headers.PlanSetter(p.Data, rule, headers.ByResource, at, p.Diags)
}

// place is the natural key of a header list, in words.
func place(ruleID string) string { return "the place for headers of rule " + ruleID }
