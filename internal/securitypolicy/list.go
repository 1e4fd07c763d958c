package securitypolicy

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewListResource returns the list resource gaap_security_policy, for terraform query.
func NewListResource() list.ListResource {
	filter := func(words, example, other string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: words, Optional: true, Validators: []validator.String{
			providerdata.Matches(providerdata.ObjectID, "must be an id such as "+example), stringvalidator.ConflictsWith(path.MatchRoot(other)),
		}}
	}
	return object.NewList(kind(), object.Filters[gaapapi.SecurityPolicy, filters]{
		Description: "Lists the security policy of a proxy or a group, or without filters those of all proxies and groups, which takes a call for each group and each policy.",
		Attributes: map[string]schema.Attribute{
			"proxy_id": filter("Id of the proxy.", "link-a1b2c3d4", "group_id"),
			"group_id": filter("Id of the proxy group.", "lg-a1b2c3d4", "proxy_id"),
		},
		All: all,
	})
}

// filters is the configuration of a list block.
type filters struct {
	ProxyID types.String `tfsdk:"proxy_id"`
	GroupID types.String `tfsdk:"group_id"`
}

func all(ctx context.Context, c *gaapapi.Client, f filters) iter.Seq2[gaapapi.SecurityPolicy, error] {
	parent := gaapapi.ListenerParent{ProxyID: f.ProxyID.ValueString(), GroupID: f.GroupID.ValueString()}
	if parent.ID() == "" {
		return c.SecurityPolicies(ctx)
	}
	return func(yield func(gaapapi.SecurityPolicy, error) bool) {
		if p, err := c.SecurityPolicyOf(ctx, parent); err != nil || p.ID != "" {
			yield(p, err)
		}
	}
}
