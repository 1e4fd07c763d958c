package errorpage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_domain_error_page in configuration, plan or state.
type model struct {
	object.Core

	ListenerID      types.String `tfsdk:"listener_id"`
	Domain          types.String `tfsdk:"domain"`
	ErrorCodes      types.Set    `tfsdk:"error_codes"`
	Body            types.String `tfsdk:"body"`
	NewErrorCode    types.Int64  `tfsdk:"new_error_code"`
	ClearHeaders    types.Set    `tfsdk:"clear_headers"`
	SetHeaders      types.Map    `tfsdk:"set_headers"`
	RepeatedHeaders types.Map    `tfsdk:"repeated_headers"`
	Status          types.String `tfsdk:"status"`
}

// fromAPI fills the model with what the service shows.
func (m *model) fromAPI(p gaapapi.ErrorPage) {
	m.ListenerID, m.Domain, m.Body = types.StringValue(p.ListenerID), types.StringValue(p.Domain), types.StringValue(p.Body)
	codes := make([]attr.Value, 0, len(p.ErrorCodes))
	for _, code := range slices.Compact(slices.Sorted(slices.Values(p.ErrorCodes))) {
		codes = append(codes, types.Int64Value(code))
	}
	m.ErrorCodes = types.SetValueMust(types.Int64Type, codes)
	m.NewErrorCode = types.Int64PointerValue(p.NewErrorCode)
	m.ClearHeaders = orNone(object.TextSet(p.ClearHeaders), m.ClearHeaders, types.SetNull(types.StringType))
	m.headersFromAPI(p.SetHeaders)
	m.Status = types.StringValue(statusOf(p))
}

// plannedPage is the page that a model asks for. What is not known is left out.
func (m *model) plannedPage() gaapapi.ErrorPage {
	return gaapapi.ErrorPage{
		ListenerID: m.ListenerID.ValueString(), Domain: m.Domain.ValueString(), ErrorCodes: m.codes(), NewErrorCode: m.NewErrorCode.ValueInt64Pointer(),
		ClearHeaders: texts(m.ClearHeaders.Elements()), SetHeaders: m.headers(), Body: m.Body.ValueString(),
	}
}

// codes are the error codes of a model, sorted.
func (m *model) codes() []int64 {
	var all []int64
	for _, element := range m.ErrorCodes.Elements() {
		if code, ok := element.(types.Int64); ok && !code.IsUnknown() {
			all = append(all, code.ValueInt64())
		}
	}
	slices.Sort(all)
	return all
}

// texts are the texts of a set, sorted.
func texts(elements []attr.Value) []string {
	var all []string
	for _, element := range elements {
		if text, ok := element.(types.String); ok && !text.IsUnknown() {
			all = append(all, text.ValueString())
		}
	}
	slices.Sort(all)
	return all
}

func (m *model) label() string { return displayName(m.Domain.ValueString(), m.codes()) }

// displayName is how texts name a page.
func displayName(domain string, codes []int64) string { return domain + ": " + words(codes) }

func words(codes []int64) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(codes)), ", "), "[]")
}

// lacks says in what a page is not what is planned. Texts of pages and values of
// headers are not quoted: they may be long, or secret.
func lacks(plan *model, p gaapapi.ErrorPage) []string {
	asked := plan.plannedPage()
	var found []string
	if !slices.Equal(asked.ErrorCodes, p.ErrorCodes) {
		found = append(found, fmt.Sprintf("it is for the codes %s, not %s", words(p.ErrorCodes), words(asked.ErrorCodes)))
	}
	if asked.Body != p.Body {
		found = append(found, "its body is different")
	}
	if shown := types.Int64PointerValue(p.NewErrorCode); !plan.NewErrorCode.Equal(shown) {
		found = append(found, fmt.Sprintf("its new_error_code is %s, not %s", shown, plan.NewErrorCode))
	}
	if !slices.Equal(asked.ClearHeaders, p.ClearHeaders) {
		found = append(found, fmt.Sprintf("its clear_headers are %q, not %q", p.ClearHeaders, asked.ClearHeaders))
	}
	return append(found, headers.Differences(asked.SetHeaders, p.SetHeaders)...)
}
