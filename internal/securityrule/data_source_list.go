package securityrule

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewListDataSource returns the data source gaap_security_rules.
func NewListDataSource() datasource.DataSource {
	argument := func(words string, rules ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: words, Optional: true, Validators: rules}
	}
	return object.NewListDataSource(kind(), object.Search[gaapapi.SecurityRule, search]{
		Type:        "_security_rules",
		Field:       "rules",
		Description: "Lists the rules of a security policy, by their ids.",
		Arguments: map[string]schema.Attribute{
			"policy_id": schema.StringAttribute{MarkdownDescription: "Id of the policy.", Required: true, Validators: []validator.String{policyID()}},
			"rule_id":   argument("Id of the rule.", providerdata.Matches(providerdata.ObjectID, "must be the id of a security rule such as sr-a1b2c3d4")),
			"cidr_ip":   argument("Address or network of the rules, however it is written.", network{}),
			"action":    argument("Action of the rules: `ACCEPT` or `DROP`.", providerdata.OneOf("ACCEPT", "DROP")),
			"name":      argument("Name of the rules, exactly.", stringvalidator.LengthAtLeast(1)),
			"protocol":  argument("Protocol of the rules: `TCP`, `UDP` or `ALL`.", providerdata.OneOf("TCP", "UDP", gaapapi.Everything)),
			"port":      argument("Ports of the rules, in any order, or `ALL`.", ports{}),
		},
		Find: find,
	})
}

// search are the arguments of gaap_security_rules.
type search struct {
	PolicyID types.String `tfsdk:"policy_id"`
	RuleID   types.String `tfsdk:"rule_id"`
	Source   types.String `tfsdk:"cidr_ip"`
	Action   types.String `tfsdk:"action"`
	Name     types.String `tfsdk:"name"`
	Protocol types.String `tfsdk:"protocol"`
	Ports    types.String `tfsdk:"port"`
}

// find lists the rules, sorted: the service promises no order.
func find(ctx context.Context, client *gaapapi.Client, s search) ([]gaapapi.SecurityRule, diag.Diagnostic) {
	p, err := client.DescribeSecurityPolicy(ctx, s.PolicyID.ValueString())
	if err != nil {
		return nil, diagnostics.About("security rule", "policy_id").Error("Cannot list GAAP security rules", "Listing security rules", err)
	}
	found := slices.DeleteFunc(p.Rules, func(r gaapapi.SecurityRule) bool { return !s.matches(r) })
	slices.SortFunc(found, func(a, b gaapapi.SecurityRule) int { return cmp.Compare(a.ID, b.ID) })
	return found, nil
}

func (s search) matches(r gaapapi.SecurityRule) bool {
	is := func(wanted types.String, shown string, plain func(string) string) bool {
		return wanted.IsNull() || plain(wanted.ValueString()) == plain(shown)
	}
	same := func(text string) string { return text }
	return is(s.RuleID, r.ID, same) && is(s.Source, r.Source, gaapapi.CanonicalSource) && is(s.Action, r.Action, same) && is(s.Name, r.Name, same) &&
		is(s.Protocol, r.Protocol, same) && is(s.Ports, r.Ports, gaapapi.CanonicalPorts)
}
