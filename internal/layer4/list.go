package layer4

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
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

// NewListResource returns the list resource gaap_layer4_listener, for terraform query.
func NewListResource() list.ListResource {
	return object.NewList(kind(), object.Filters[gaapapi.Listener, search]{
		Description: "Lists the TCP and UDP listeners of a proxy or a group that match all filters.",
		Attributes: map[string]schema.Attribute{
			"proxy_id": schema.StringAttribute{
				MarkdownDescription: "Id of the proxy. Either this or `group_id` is required.", Optional: true,
				Validators: append(parentOf("link-a1b2c3d4"), stringvalidator.ExactlyOneOf(path.MatchRoot("proxy_id"), path.MatchRoot("group_id"))),
			},
			"group_id": schema.StringAttribute{MarkdownDescription: "Id of the proxy group.", Optional: true, Validators: parentOf("lg-a1b2c3d4")},
			"protocol": schema.StringAttribute{
				MarkdownDescription: "`TCP` or `UDP`; both by default.", Optional: true, Validators: []validator.String{providerdata.OneOf("TCP", "UDP")},
			},
			"port": schema.Int64Attribute{MarkdownDescription: "Port of the listeners.", Optional: true, Validators: []validator.Int64{int64validator.Between(1, 65535)}},
			"name": schema.StringAttribute{MarkdownDescription: "Name of the listeners, exactly.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
		},
		All: func(ctx context.Context, c *gaapapi.Client, s search) iter.Seq2[gaapapi.Listener, error] {
			return s.all(ctx, c)
		},
	})
}

func parentOf(example string) []validator.String {
	return []validator.String{providerdata.Matches(providerdata.ObjectID, "must be an id such as "+example)}
}

// search is what listeners are looked for by, in a list block and in the data source.
type search struct {
	ProxyID  types.String `tfsdk:"proxy_id"`
	GroupID  types.String `tfsdk:"group_id"`
	Protocol types.String `tfsdk:"protocol"`
	Port     types.Int64  `tfsdk:"port"`
	Name     types.String `tfsdk:"name"`
}

// all are the listeners that match, of one protocol after the other.
func (s search) all(ctx context.Context, c *gaapapi.Client) iter.Seq2[gaapapi.Listener, error] {
	parent := gaapapi.ListenerParent{ProxyID: s.ProxyID.ValueString(), GroupID: s.GroupID.ValueString()}
	return func(yield func(gaapapi.Listener, error) bool) {
		for _, protocol := range []string{gaapapi.TCP, gaapapi.UDP} {
			if p := s.Protocol.ValueString(); p != "" && p != protocol {
				continue
			}
			found, err := c.Layer4.All(ctx, gaapapi.ListenersOf{Parent: parent, Protocol: protocol})
			if err != nil {
				yield(gaapapi.Listener{}, err)
				return
			}
			for _, l := range found {
				if s.matches(l) && !yield(l, nil) {
					return
				}
			}
		}
	}
}

func (s search) matches(l gaapapi.Listener) bool {
	return (s.Port.IsNull() || s.Port.ValueInt64() == l.Port) && (s.Name.IsNull() || s.Name.ValueString() == l.Name)
}
