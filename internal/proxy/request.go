package proxy

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// createInput returns the CreateProxy request for a configuration. The plan
// adds the defaults; a computed argument that the configuration leaves out is
// not sent. known is false while some of it is only known after apply.
func createInput(config, plan *model) (in gaapapi.CreateProxyInput, known bool) {
	known = !plan.TagsAll.IsUnknown()
	text := func(value types.String) string {
		known = known && !value.IsUnknown()
		return value.ValueString()
	}
	number := func(value types.Int64) int64 {
		known = known && !value.IsUnknown()
		return value.ValueInt64()
	}
	in = gaapapi.CreateProxyInput{
		ProjectID:        number(plan.ProjectID),
		Name:             text(config.Name),
		AccessRegion:     text(config.AccessRegion),
		RealServerRegion: text(config.RealServerRegion),
		Bandwidth:        number(config.Bandwidth),
		Concurrent:       number(config.Concurrent),
		GroupID:          text(config.GroupID),
		Tags:             object.TagsOf(plan.TagsAll),
		ClonedProxyID:    text(config.ClonedProxyID),
		IPAddressVersion: text(config.IPAddressVersion),
		NetworkType:      text(config.NetworkType),
		PackageType:      text(config.PackageType),
	}
	if billing := number(config.BillingType); !config.BillingType.IsNull() {
		in.BillingType = &billing
	}
	return in, known
}

// asProxy returns what a state tells of the arguments of a proxy.
func (m *model) asProxy() gaapapi.Proxy {
	return gaapapi.Proxy{
		ID:               m.ID.ValueString(),
		Name:             m.Name.ValueString(),
		ProjectID:        m.ProjectID.ValueInt64(),
		AccessRegion:     m.AccessRegion.ValueString(),
		RealServerRegion: m.RealServerRegion.ValueString(),
		Bandwidth:        m.Bandwidth.ValueInt64(),
		Concurrent:       m.Concurrent.ValueInt64(),
		GroupID:          m.GroupID.ValueString(),
		Tags:             object.TagsOf(m.TagsAll),
		BillingType:      m.BillingType.ValueInt64(),
		IPAddressVersion: m.IPAddressVersion.ValueString(),
		NetworkType:      m.NetworkType.ValueString(),
		PackageType:      m.PackageType.ValueString(),
	}
}
