package securityrule

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// policyID checks the id of a policy.
func policyID() validator.String {
	return providerdata.Matches(providerdata.ObjectID, "must be the id of a security policy such as sp-a1b2c3d4")
}

// NewListResource returns the list resource gaap_security_rule, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.SecurityRule, filters]{
		Description: "Lists the rules of a security policy.",
		Attributes: map[string]schema.Attribute{
			"policy_id": schema.StringAttribute{MarkdownDescription: "Id of the policy.", Required: true, Validators: []validator.String{policyID()}},
		},
		All: func(ctx context.Context, c *gaapapi.Client, f filters) iter.Seq2[gaapapi.SecurityRule, error] {
			return func(yield func(gaapapi.SecurityRule, error) bool) {
				p, err := c.DescribeSecurityPolicy(ctx, f.PolicyID.ValueString())
				if err != nil {
					yield(gaapapi.SecurityRule{}, err)
				}
				for _, r := range p.Rules {
					if !yield(r, nil) {
						return
					}
				}
			}
		},
	})
}

// filters is the configuration of a list block.
type filters struct {
	PolicyID types.String `tfsdk:"policy_id"`
}
