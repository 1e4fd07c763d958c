package listener

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	list "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// Search is what listeners are looked for by, in a list block and in a data source.
type Search struct {
	ProxyID  types.String `tfsdk:"proxy_id"`
	GroupID  types.String `tfsdk:"group_id"`
	Protocol types.String `tfsdk:"protocol"`
	Port     types.Int64  `tfsdk:"port"`
	Name     types.String `tfsdk:"name"`
	ID       types.String `tfsdk:"listener_id"`
}

// searchWords describe the arguments of a search.
func searchWords(protocols []string) map[string]string {
	return map[string]string{
		"proxy_id": "Id of the proxy. Either this or `group_id` is required.",
		"group_id": "Id of the proxy group.",
		"protocol": "`" + strings.Join(protocols, "` or `") + "`; both by default.",
		"port":     "Port of the listeners.",
		"name":     "Name of the listeners, exactly. Several can have the same one.",

		"listener_id": "Id of the one listener to list.",
	}
}

// searchRules check the arguments of a search that are texts.
func searchRules(protocols []string) map[string][]validator.String {
	id := func(example string) validator.String {
		return providerdata.Matches(providerdata.ObjectID, "must be an id such as "+example)
	}
	return map[string][]validator.String{
		"proxy_id": {id("link-a1b2c3d4"), stringvalidator.ExactlyOneOf(path.MatchRoot("proxy_id"), path.MatchRoot("group_id"))},
		"group_id": {id("lg-a1b2c3d4")},
		"protocol": {providerdata.OneOf(protocols...)},
		"name":     {stringvalidator.LengthAtLeast(1)},

		"listener_id": {id("listener-a1b2c3d4")},
	}
}

var anyPort = []validator.Int64{int64validator.Between(1, 65535)}

// ListFilters are the arguments of a list block.
func ListFilters(protocols ...string) map[string]list.Attribute {
	words := searchWords(protocols)
	all := map[string]list.Attribute{"port": list.Int64Attribute{MarkdownDescription: words["port"], Optional: true, Validators: anyPort}}
	for name, rules := range searchRules(protocols) {
		all[name] = list.StringAttribute{MarkdownDescription: words[name], Optional: true, Validators: rules}
	}
	return all
}

// Arguments are those of a data source.
func Arguments(protocols ...string) map[string]datasource.Attribute {
	words := searchWords(protocols)
	all := map[string]datasource.Attribute{"port": datasource.Int64Attribute{MarkdownDescription: words["port"], Optional: true, Validators: anyPort}}
	for name, rules := range searchRules(protocols) {
		all[name] = datasource.StringAttribute{MarkdownDescription: words[name], Optional: true, Validators: rules}
	}
	return all
}

// All are the listeners that match, of one protocol after the other.
func All[L any](
	ctx context.Context, listeners *gaapapi.Listeners[L], s Search, protocols []string, facts func(L) (id, name string, port int64),
) iter.Seq2[L, error] {
	return func(yield func(L, error) bool) {
		for _, protocol := range protocols {
			if p := s.Protocol.ValueString(); p != "" && p != protocol {
				continue
			}
			found, err := listeners.All(ctx, Of(s.ProxyID, s.GroupID, types.StringValue(protocol)))
			if err != nil {
				var none L
				yield(none, err)
				return
			}
			for l := range slices.Values(found) {
				if s.matches(facts(l)) && !yield(l, nil) {
					return
				}
			}
		}
	}
}

func (s Search) matches(id, name string, port int64) bool {
	return (s.Port.IsNull() || s.Port.ValueInt64() == port) &&
		(s.Name.IsNull() || s.Name.ValueString() == name) && (s.ID.IsNull() || s.ID.ValueString() == id)
}
