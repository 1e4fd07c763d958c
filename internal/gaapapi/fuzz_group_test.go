package gaapapi_test

import (
	"context"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const askedGroup = "lg-a1b2c3d4"

// FuzzGroups is about what comes of answers about groups.
func FuzzGroups(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		if id, err := c.CreateProxyGroup(ctx, groupInput()); err == nil {
			_, _ = c.DescribeProxyGroup(ctx, id)
			_, _ = c.ProxyGroupsNow(ctx)
			_ = c.CloseProxyGroup(ctx, id)
			_ = c.DeleteProxyGroup(ctx, id, true)
		}
	})
	for _, answer := range []string{
		`"ProxyGroupDetail":{"GroupId":"` + askedGroup + `","Status":-7,"CreateTime":-1,"RealServerRegionInfo":{"RegionId":"Shanghai"}},"TotalCount":0,"ProxySet":[]`,
		`"ProxyGroupDetail":null,"TotalCount":1,"ProxyGroupList":[null,{"GroupId":"` + askedGroup + `","Status":"x\u0007"}]`,
		`"TotalCount":9223372036854775807,"ProxyGroupList":[{"GroupId":"` + askedGroup + `","CreateTime":18446744073709551615}]`,
		`"GroupId":"` + askedGroup + `"`,
		`"InvalidStatusInstanceSet":["x"],"OperationFailedInstanceSet":[]`,
		`"Error":{"Code":"FailedOperation","Message":"The group is not found."}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	check := func(t *testing.T, g gaapapi.ProxyGroup) {
		t.Helper()
		if !idShape.MatchString(g.ID) || !textShape(g.Status+g.IPAddressVersion+g.PackageType) || !utf8.ValidString(g.Name+g.Domain) || g.CreateTime.Year() > 9999 {
			t.Errorf("the group is %+v", g)
		}
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		for _, read := range []func(context.Context, string) (gaapapi.ProxyGroup, error){client.DescribeProxyGroup, client.RefreshProxyGroup} {
			got, err := read(t.Context(), askedGroup)
			if checkOutcome(t, err, broken, "Describe"); err == nil {
				check(t, got)
			}
		}
		all, err := client.ProxyGroupsNow(t.Context())
		checkOutcome(t, err, broken, groupsAction)
		for _, g := range all {
			check(t, g)
		}
		id, err := client.CreateProxyGroup(t.Context(), groupInput())
		if checkOutcome(t, err, broken, "CreateProxyGroup"); (err == nil) != idShape.MatchString(id) {
			t.Errorf("%q, %v", id, err)
		}
		checkOutcome(t, client.DeleteProxyGroup(t.Context(), askedGroup, false), broken, "DeleteProxyGroup")
		err = client.CloseProxyGroup(t.Context(), askedGroup)
		if refused, ok := errors.AsType[*wire.RefusedError](err); !ok || !textShape(refused.Error()) {
			checkOutcome(t, err, broken, "")
		}
	})
}
