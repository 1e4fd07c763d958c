package gaapapi

import (
	"fmt"
	"maps"
)

// Differences describes each parameter in which a proxy is not what was asked
// for. What the request leaves to the service cannot differ: in a group, the
// origin region is the group's. Nor can ClonedProxyId, which is not shown.
func (in CreateProxyInput) Differences(p Proxy) []string {
	var found []string
	compare := func(parameter string, want, got any) {
		if want != got {
			found = append(found, printable(fmt.Sprintf("%s is %v, not %v", parameter, got, want), maxMessage))
		}
	}
	ifAsked := func(parameter, want, got string) {
		if want != "" {
			compare(parameter, want, got)
		}
	}
	compare("ProxyName", in.Name, p.Name)
	compare("ProjectId", in.ProjectID, p.ProjectID)
	compare("AccessRegion", in.AccessRegion, p.AccessRegion)
	if in.GroupID == "" {
		ifAsked("RealServerRegion", in.RealServerRegion, p.RealServerRegion)
	}
	compare("Bandwidth", in.Bandwidth, p.Bandwidth)
	compare("Concurrent", in.Concurrent, p.Concurrent)
	compare("GroupId", in.GroupID, p.GroupID)
	if !maps.Equal(in.Tags, p.Tags) {
		found = append(found, printable(fmt.Sprintf("TagSet is %v, not %v", p.Tags, in.Tags), maxMessage))
	}
	if in.BillingType != nil {
		compare("BillingType", *in.BillingType, p.BillingType)
	}
	ifAsked("IPAddressVersion", in.IPAddressVersion, p.IPAddressVersion)
	ifAsked("NetworkType", in.NetworkType, p.NetworkType)
	ifAsked("PackageType", in.PackageType, p.PackageType)
	return found
}
