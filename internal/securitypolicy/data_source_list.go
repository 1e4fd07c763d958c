package securitypolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// NewListDataSource returns the data source gaap_security_policies.
func NewListDataSource() datasource.DataSource {
	return object.NewListDataSource(kind(), object.Search[gaapapi.SecurityPolicy, search]{
		Type:        "_security_policies",
		Field:       "policies",
		Description: "Lists a security policy by its id, or that of a proxy or a group, if there is one.",
		Arguments: map[string]schema.Attribute{
			"id":       argument("Id of the policy. Exactly one of this, `proxy_id` and `group_id` is required.", "sp-a1b2c3d4", stringvalidator.ExactlyOneOf(path.MatchRoot("proxy_id"), path.MatchRoot("group_id"))),
			"proxy_id": argument("Id of the proxy.", "link-a1b2c3d4"),
			"group_id": argument("Id of the proxy group.", "lg-a1b2c3d4"),
		},
		Find: find,
	})
}

func argument(words, example string, more ...validator.String) schema.StringAttribute {
	form := providerdata.Matches(providerdata.ObjectID, "must be an id such as "+example)
	return schema.StringAttribute{MarkdownDescription: words, Optional: true, Validators: append([]validator.String{form}, more...)}
}

// search are the arguments of gaap_security_policies.
type search struct {
	ID      types.String `tfsdk:"id"`
	ProxyID types.String `tfsdk:"proxy_id"`
	GroupID types.String `tfsdk:"group_id"`
}

func find(ctx context.Context, client *gaapapi.Client, s search) ([]gaapapi.SecurityPolicy, diag.Diagnostic) {
	var found []gaapapi.SecurityPolicy
	var err error
	if id := s.ID.ValueString(); id != "" {
		found, err = byID(ctx, client, id)
	} else {
		found, err = wire.Collect(all(ctx, client, filters{s.ProxyID, s.GroupID}))
	}
	if err != nil {
		return nil, diagnostics.About("security policy", "id", "proxy_id", "group_id").Error("Cannot list GAAP security policies", "Listing security policies", err)
	}
	return found, nil
}

func byID(ctx context.Context, client *gaapapi.Client, id string) ([]gaapapi.SecurityPolicy, error) {
	p, err := client.DescribeSecurityPolicy(ctx, id)
	if err == nil && p.Parent.ID() == "" {
		p.Parent.GroupID, err = client.GroupOfPolicy(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	return []gaapapi.SecurityPolicy{p}, nil
}
