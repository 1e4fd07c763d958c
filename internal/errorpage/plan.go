package errorpage

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan decides what replaces a page, and refuses two pages for one code.
func plan(_ context.Context, p *object.Plan[model]) {
	if p.State != nil {
		planReplacement(p)
	}
	m := p.Plan
	if m.ListenerID.IsUnknown() || m.Domain.IsUnknown() {
		return
	}
	listener, domain := m.ListenerID.ValueString(), m.Domain.ValueString()
	for _, code := range m.codes() {
		words := fmt.Sprintf("the error page for code %d of %s of %s", code, domain, listener)
		p.PlanKey(fmt.Sprintf("%d %s %s", code, domain, listener), path.Root("error_codes"), words)
	}
}

// planReplacement: there is no call that changes a page. No headers are no headers,
// however that is written, and a domain that this run renames takes its pages along.
func planReplacement(p *object.Plan[model]) {
	plan, state := p.Plan, p.State
	for _, part := range []struct {
		name            string
		planned, stored attr.Value
	}{
		{"listener_id", plan.ListenerID, state.ListenerID},
		{"error_codes", plan.ErrorCodes, state.ErrorCodes},
		{"body", plan.Body, state.Body},
		{"new_error_code", plan.NewErrorCode, state.NewErrorCode},
		{"clear_headers", plan.ClearHeaders, state.ClearHeaders},
		{"set_headers", plan.SetHeaders, state.SetHeaders},
		{"repeated_headers", plan.RepeatedHeaders, state.RepeatedHeaders},
	} {
		if same := part.planned.Equal(part.stored) || isNone(part.planned) && isNone(part.stored); !same {
			p.Replace.Append(path.Root(part.name))
		}
	}
	renamed := object.IsRenamed(p.Data, state.ListenerID.ValueString(), state.Domain.ValueString(), plan.Domain.ValueString())
	if !plan.Domain.Equal(state.Domain) && !renamed {
		p.Replace.Append(path.Root("domain"))
	}
}
