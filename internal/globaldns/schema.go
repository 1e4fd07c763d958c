package globaldns

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// countryForm is what the code of a country looks like. An example has seven digits.
var countryForm = regexp.MustCompile(`^[0-9]{6,7}$`)

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A DNS record of a unified domain: clients from some countries get one of some proxies. Only the Chinese site has unified domains, for accounts that it has opened them for.",
		Attributes: map[string]schema.Attribute{
			"domain_id": schema.StringAttribute{
				MarkdownDescription: "Id of the unified domain, a `gaap_global_domain`. A change replaces the record.",
				Required:            true,
				Validators:          []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as dm-a1b2c3d4")},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"proxy_id_list": texts("Ids of the proxies, at least one.", providerdata.Matches(providerdata.ObjectID, "must be an id such as link-a1b2c3d4")),
			"nation_country_inner_codes": texts("Codes of the countries, at least one; the data source `gaap_country_area_mapping` lists them. A country can be in one record of a domain.",
				providerdata.Matches(countryForm, "must be the code of a country such as 101001")),
			"id": schema.StringAttribute{
				MarkdownDescription: "Id of the record: that of the domain and the service's number, such as `dm-a1b2c3d4#12756`.",
				Computed:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"status": schema.StringAttribute{MarkdownDescription: "Status of the record, such as `RUNNING`, or `EMPTY` when none of its proxies is there any more.", Computed: true},
		},
		Blocks: map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "record", "run")},
	}
}

func texts(description string, form validator.String) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description, ElementType: types.StringType, Required: true,
		Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(form)},
	}
}
