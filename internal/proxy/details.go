package proxy

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// details are what only data sources show of a proxy.
func details() map[string]object.Detail[gaapapi.Proxy] {
	text := func(words string, of func(gaapapi.Proxy) types.String) object.Detail[gaapapi.Proxy] {
		return object.Detail[gaapapi.Proxy]{Attribute: providerdata.Text(words), Value: func(p gaapapi.Proxy) attr.Value { return of(p) }}
	}
	flag := func(words string, of func(gaapapi.Proxy) bool) object.Detail[gaapapi.Proxy] {
		return object.Detail[gaapapi.Proxy]{Attribute: providerdata.Flag(words), Value: func(p gaapapi.Proxy) attr.Value { return types.BoolValue(of(p)) }}
	}
	number := func(words string, of func(gaapapi.Proxy) int64) object.Detail[gaapapi.Proxy] {
		return object.Detail[gaapapi.Proxy]{Attribute: providerdata.Number(words), Value: func(p gaapapi.Proxy) attr.Value { return types.Int64Value(of(p)) }}
	}
	return map[string]object.Detail[gaapapi.Proxy]{
		"access_region_name":     text("Name of `access_region`.", func(p gaapapi.Proxy) types.String { return object.Text(p.AccessRegionName) }),
		"realserver_region_name": text("Name of `realserver_region`.", func(p gaapapi.Proxy) types.String { return object.Text(p.RealServerRegionName) }),
		"modify_config_time":     text("When bandwidth, connections or billing were changed last, in RFC 3339; null if never.", func(p gaapapi.Proxy) types.String { return object.Time(p.ModifyConfigTime) }),
		"security_supported":     flag("Whether the proxy can have a security policy.", func(p gaapapi.Proxy) bool { return p.SecuritySupported }),
		"tls_choice_supported":   flag("Whether versions and ciphers of TLS can be chosen for its HTTPS listeners.", func(p gaapapi.Proxy) bool { return p.TLSChoiceSupported }),
		"in_ban_blacklist":       flag("Whether the proxy is on the list of those that may not be used again.", func(p gaapapi.Proxy) bool { return p.InBanBlacklist }),
		"auto_scale":             flag("Whether the service changes its size by itself.", func(p gaapapi.Proxy) bool { return p.AutoScale }),
		"proxy_type":             number("Type of the proxy: `100` Thunder, `103` one of Microsoft.", func(p gaapapi.Proxy) int64 { return p.Type }),
		"feature_bitmap":         number("What the proxy supports: a bit for each feature, as in `gaap_access_regions`.", func(p gaapapi.Proxy) int64 { return p.Features }),
		"client_ip_methods": {
			Attribute: schema.ListAttribute{
				MarkdownDescription: "How its TCP listeners can tell origins the address of a client: `0` by TOA, `1` by Proxy Protocol.",
				ElementType:         types.Int64Type, Computed: true,
			},
			Value: func(p gaapapi.Proxy) attr.Value {
				methods := make([]attr.Value, 0, len(p.ClientIPMethods))
				for _, method := range p.ClientIPMethods {
					methods = append(methods, types.Int64Value(method))
				}
				return types.ListValueMust(types.Int64Type, methods)
			},
		},
	}
}
