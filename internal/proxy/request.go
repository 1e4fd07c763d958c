package proxy

import (
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// createInput returns the CreateProxy request for a configuration. The plan
// adds the defaults; a computed argument that the configuration leaves out is
// not sent. known is false while some of it is only known after apply.
func createInput(config, plan model) (in gaapapi.CreateProxyInput, known bool) {
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
		Tags:             tagsOf(plan.TagsAll),
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

// mismatches compares what was asked for with what the service shows, and
// names each argument that differs. cloned_proxy_id is never shown.
func mismatches(in gaapapi.CreateProxyInput, p gaapapi.Proxy) []string {
	var found []string
	compare := func(attribute string, want, got any) {
		if want != got {
			found = append(found, fmt.Sprintf("%s is %v, not %v", attribute, got, want))
		}
	}
	chosen := func(attribute, want, got string) {
		if want != "" {
			compare(attribute, want, got)
		}
	}
	compare("name", in.Name, p.Name)
	compare("project_id", in.ProjectID, p.ProjectID)
	compare("access_region", in.AccessRegion, p.AccessRegion)
	chosen("realserver_region", in.RealServerRegion, p.RealServerRegion)
	compare("bandwidth", in.Bandwidth, p.Bandwidth)
	compare("concurrent", in.Concurrent, p.Concurrent)
	compare("group_id", in.GroupID, p.GroupID)
	if !maps.Equal(in.Tags, p.Tags) {
		found = append(found, fmt.Sprintf("tags are %v, not %v", p.Tags, in.Tags))
	}
	if in.BillingType != nil {
		compare("billing_type", *in.BillingType, p.BillingType)
	}
	chosen("ip_address_version", in.IPAddressVersion, p.IPAddressVersion)
	chosen("network_type", in.NetworkType, p.NetworkType)
	chosen("package_type", in.PackageType, p.PackageType)
	return found
}
