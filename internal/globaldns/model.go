package globaldns

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// model is a gaap_global_domain_dns in configuration, plan or state.
type model struct {
	object.Core

	DomainID  types.String `tfsdk:"domain_id"`
	ProxyIDs  types.Set    `tfsdk:"proxy_id_list"`
	Countries types.Set    `tfsdk:"nation_country_inner_codes"`
	Status    types.String `tfsdk:"status"`
}

// keyOf is what an id is made of.
func keyOf(id types.String) (domainID string, number uint64) {
	parts := providerdata.DNSRecordID.FindStringSubmatch(id.ValueString())
	if parts == nil {
		return "", 0
	}
	number, _ = strconv.ParseUint(parts[2], 10, 64) // at most 19 digits
	return parts[1], number
}

// countries and proxies are sorted, so that requests are the same each time.
func (m *model) countries() []string { return slices.Sorted(slices.Values(object.Texts(m.Countries))) }

func (m *model) proxies() []string { return slices.Sorted(slices.Values(object.Texts(m.ProxyIDs))) }

// fromAPI fills the model with what the service shows. What the service does not show
// stays: timeouts.
func (m *model) fromAPI(r gaapapi.DNSRecord) {
	m.DomainID = types.StringValue(r.DomainID)
	m.ProxyIDs = object.TextSet(r.ProxyIDs)
	m.Countries = object.TextSet(r.Countries)
	m.Status = types.StringValue(r.Status)
}

// lacks says in what a record is not what is planned.
func lacks(m *model, r gaapapi.DNSRecord) []string {
	var found []string
	if !slices.Equal(r.Countries, m.countries()) {
		found = append(found, fmt.Sprintf("its countries are %s, not %s", listOf(r.Countries), listOf(m.countries())))
	}
	if !slices.Equal(r.ProxyIDs, m.proxies()) {
		found = append(found, fmt.Sprintf("its proxies are %s, not %s", listOf(r.ProxyIDs), listOf(m.proxies())))
	}
	return found
}

func listOf(all []string) string {
	if len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}

// among returns a record of a domain that has one of some countries, the zero value
// for none. But for is the number of one that may have them.
func among(all []gaapapi.DNSRecord, countries []string, butFor uint64) gaapapi.DNSRecord {
	for _, r := range all {
		if r.Number != butFor && slices.ContainsFunc(r.Countries, func(code string) bool { return slices.Contains(countries, code) }) {
			return r
		}
	}
	return gaapapi.DNSRecord{}
}
