package httpheader

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_custom_header in configuration, plan or state.
type model struct {
	object.Core

	RuleID  types.String `tfsdk:"rule_id"`
	Headers types.Set    `tfsdk:"headers"`
}

// headerList is what the service shows: the headers of a rule.
type headerList struct {
	RuleID  string
	Headers []gaapapi.Header
}

// fromAPI fills the model with what the service shows.
func (m *model) fromAPI(l headerList) {
	m.RuleID = types.StringValue(l.RuleID)
	m.Headers = headers.Set(l.Headers, m.Headers)
}

// plannedHeaders are the headers that a model asks for.
func (m *model) plannedHeaders() []gaapapi.Header { return headers.Of(m.Headers) }

// lacks says in what the headers of a rule are not what is planned.
func lacks(plan *model, l headerList) []string {
	return headers.Differences(plan.plannedHeaders(), l.Headers)
}
