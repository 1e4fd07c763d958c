package globaldns

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

const codesAttribute = "nation_country_inner_codes"

// plan refuses codes that are none of countries, and two records of a domain for one
// country.
func plan(ctx context.Context, p *object.Plan[model]) {
	m, known := p.Plan, []string(nil)
	if p.State != nil {
		known = p.State.countries()
	}
	added := slices.DeleteFunc(m.countries(), func(code string) bool { return slices.Contains(known, code) })
	if len(added) > 0 && p.CanCall {
		p.Diags.Append(checkCountries(ctx, p, added)...)
	}
	if m.DomainID.IsUnknown() {
		return
	}
	for _, code := range m.countries() {
		words := "the country " + code + " of " + m.DomainID.ValueString()
		p.PlanKey(words, path.Root(codesAttribute), words)
	}
}

// checkCountries refuses codes that the service does not list. What cannot be looked
// up is left to the service.
func checkCountries(ctx context.Context, p *object.Plan[model], codes []string) (diags diag.Diagnostics) {
	areas, err := p.Data.Client.CountryAreas(ctx)
	if err != nil {
		return diag.Diagnostics{diagnostics.About("DNS record").Warning("Cannot check the countries of a GAAP DNS record", "Looking up the codes of countries", err)}
	}
	for _, code := range codes {
		if slices.ContainsFunc(areas, func(area gaapapi.CountryArea) bool { return area.Code == code }) {
			continue
		}
		diags.AddAttributeError(path.Root(codesAttribute).AtSetValue(types.StringValue(code)), "Not a country code", unlistedCode(code, areas))
	}
	return diags
}

// unlistedCode is what a code is instead of that of a country.
//
// Assumption: a record takes countries only. Which ones a zone or a continent would
// stand for, and how it would read back, is not documented.
func unlistedCode(code string, areas []gaapapi.CountryArea) string {
	name := ""
	var within []string
	for _, area := range areas {
		switch code {
		case area.ZoneCode:
			name, within = area.ZoneName, append(within, area.Code)
		case area.ContinentCode:
			name, within = area.ContinentName, append(within, area.Code)
		}
	}
	if len(within) == 0 {
		return code + " is not among the codes that the service lists. The data source gaap_country_area_mapping shows all of them."
	}
	return fmt.Sprintf("%s is the code of %s, and a record takes those of countries. There it has these: %s.", code, quote.Text(name), listOf(within))
}
