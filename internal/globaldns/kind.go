package globaldns

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_global_domain_dns.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.DNSRecord]
	step   = object.Step[gaapapi.DNSRecord]
)

// kind is what makes a DNS record different from other objects: the service has a
// number for it, which no answer to an order names, and finds it by its domain.
func kind() object.Kind[model, gaapapi.DNSRecord] {
	return object.Kind[model, gaapapi.DNSRecord]{
		Type:     "_global_domain_dns",
		Noun:     "DNS record",
		ID:       object.ID{Form: providerdata.DNSRecordID, Example: "dm-a1b2c3d4#12756", Prefix: "dm-"},
		Schema:   resourceSchema,
		Statuses: statuses,
		PollFast: true,
		Parents:  []string{"domain_id"},
		Moves:    []object.Move{{Type: "tencentcloud_gaap_global_domain_dns", Arguments: []string{"domain_id", "proxy_id_list", "nation_country_inner_codes"}}},

		Label:   func(m *model) string { return strings.Join(m.countries(), ", ") },
		Facts:   facts,
		FromAPI: (*model).fromAPI,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.DNSRecord, error) {
			domainID, number := keyOf(m.ID)
			return c.RefreshDNSRecord(ctx, domainID, number)
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.DNSRecord, error) {
			domainID, number := keyOf(m.ID)
			return c.DescribeDNSRecord(ctx, domainID, number)
		},

		Plan:          plan,
		KeepsComputed: func(_, state *model) bool { return state.Status.ValueString() == gaapapi.DNSRecordRunning },
		Create:        create,
		Lacks:         func(c *change, r gaapapi.DNSRecord) []string { return lacks(c.Plan, r) },
		Steps:         func(c *change) []step { return []step{modify(c)} },
		Scopes:        func(m *model) []string { return []string{m.DomainID.ValueString()} },
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			_, number := keyOf(m.ID)
			return c.DeleteDNSRecord(ctx, number)
		},
		Holders: func(context.Context, *gaapapi.Client, *model) string {
			return "It has been asked to for half a minute, and nothing is known that keeps the record."
		},
	}
}

// statuses are what the service's numbers mean. A record that has lost its proxies
// takes changes as one that runs does.
var statuses = object.Statuses{
	gaapapi.DNSRecordRunning:   {Phase: object.Ready},
	gaapapi.DNSRecordEmpty:     {Phase: object.Off, Advice: "None of its proxies is there any more, so its countries go to the default value of the domain. Give it others: proxy_id_list."},
	gaapapi.DNSRecordCreating:  {Phase: object.Working},
	gaapapi.DNSRecordModifying: {Phase: object.Working},
	gaapapi.DNSRecordDeleting:  {Phase: object.Leaving, Means: "it is being deleted outside of Terraform"},
}

func facts(r gaapapi.DNSRecord) object.Facts {
	if r.Number == 0 {
		return object.Facts{}
	}
	return object.Facts{ID: r.ID(), Name: strings.Join(r.Countries, ", "), Status: r.Status}
}
