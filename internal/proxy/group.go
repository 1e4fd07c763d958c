package proxy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	summaryNoGroup     = "Proxy group does not exist"
	summaryGroupRegion = "Origin region is not that of the group"
)

// lookUpGroup completes the order of a proxy in a group by what the group
// decides: the origin region, and IP version and package if they are left out.
// The region is checked here since the service may ignore another one, and make
// a proxy that leads elsewhere.
func lookUpGroup(ctx context.Context, client *gaapapi.Client, in gaapapi.CreateProxyInput) (gaapapi.CreateProxyInput, diag.Diagnostic) {
	group, err := client.ProxyGroupDetail(ctx, in.GroupID)
	if err != nil {
		return in, groupDiagnostic(fmt.Sprintf("Looking up group %s of proxy %q", in.GroupID, in.Name), err)
	}
	if in.RealServerRegion != "" && !gaapapi.SameRegion(in.RealServerRegion, group.RealServerRegion) {
		return in, diag.NewAttributeErrorDiagnostic(path.Root("realserver_region"), summaryGroupRegion, fmt.Sprintf(
			"All proxies of group %s lead to the origin region %s, so %q cannot lead to %s. Leave realserver_region out, set it to %[2]q, or name another group.",
			in.GroupID, group.RealServerRegion, in.Name, in.RealServerRegion))
	}
	in.RealServerRegion = group.RealServerRegion
	if in.IPAddressVersion == "" {
		in.IPAddressVersion = group.IPAddressVersion
	}
	if in.PackageType == "" {
		in.PackageType = group.PackageType
	}
	return in, nil
}

// groupDiagnostic is an error if there is no such group. That it cannot be
// looked up is no reason not to plan.
func groupDiagnostic(doing string, err error) diag.Diagnostic {
	if wire.ClassOf(err) != wire.Gone {
		return diagnostics.About("proxy group").Warning(summaryNoLookup, doing, err)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("group_id"), summaryNoGroup, fmt.Sprintf(
		"%s: the account has no such group, or the key may not see it. Check group_id; the data source gaap_proxy_groups lists the groups.\n\n%s.", doing, err))
}
