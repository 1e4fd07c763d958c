package group

import (
	"context"
	"fmt"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// create makes a group, which has neither a ClientToken nor a natural key.
func create(ctx context.Context, c *change) (string, error) {
	o := order{c, input(c)}
	return c.CreateByOrder(ctx, object.Order[gaapapi.ProxyGroup]{
		Key:   c.Plan.key(),
		List:  c.Client.ProxyGroupsNow,
		Lacks: o.lacks,
		IsEqual: func(ctx context.Context, found gaapapi.ProxyGroup) (bool, error) {
			whole, err := c.Client.DescribeProxyGroup(ctx, found.ID)
			if wire.ClassOf(err) == wire.Gone {
				return false, nil
			}
			return err == nil && len(o.lacksDetails(whole)) == 0, err
		},
		Send: func(ctx context.Context) (string, error) {
			if err := c.CreateTags(ctx, o.in.Tags); err != nil {
				return "", err
			}
			return c.Client.CreateProxyGroup(ctx, o.in)
		},
		StopAtOlder: o.stopAtOlder,
		IsMeant: func(found gaapapi.ProxyGroup) bool {
			return found.Name == o.in.Name && gaapapi.SameRegion(found.RealServerRegion, o.in.RealServerRegion)
		},
	})
}

// input is what is ordered. What the configuration leaves to the service is not sent.
func input(c *change) gaapapi.ProxyGroupInput {
	access, _ := accessOf(c.Plan.AccessRegions)
	return gaapapi.ProxyGroupInput{
		ProjectID: c.Plan.ProjectID.ValueInt64(), Name: c.Plan.Name.ValueString(), RealServerRegion: c.Plan.RealServerRegion.ValueString(),
		IPAddressVersion: c.Config.IPAddressVersion.ValueString(), PackageType: c.Config.PackageType.ValueString(),
		Tags: c.PlannedTags(), Access: access,
	}
}

// lacks says in what a group of a list is not what is ordered. Tags beyond those
// that are ordered do not count: others put them on.
func (o order) lacks(g gaapapi.ProxyGroup) []string {
	var found []string
	if g.Status == gaapapi.GroupDestroying {
		found = append(found, "it is being destroyed")
	}
	if g.Name != o.in.Name {
		found = append(found, fmt.Sprintf("its name is %s, not %s", quote.Text(g.Name), quote.Text(o.in.Name)))
	}
	if g.ProjectID != o.in.ProjectID {
		found = append(found, fmt.Sprintf("its project is %d, not %d", g.ProjectID, o.in.ProjectID))
	}
	if !gaapapi.SameRegion(g.RealServerRegion, o.in.RealServerRegion) {
		found = append(found, fmt.Sprintf("its origin region is %s, not %s", quote.Text(g.RealServerRegion), o.in.RealServerRegion))
	}
	return append(found, gaapapi.LackingTags(o.in.Tags, g.Tags)...)
}

// lacksDetails says it of what lists do not show. Proxies beyond those that are
// ordered do not count.
func (o order) lacksDetails(g gaapapi.ProxyGroup) []string {
	var found []string
	if o.in.IPAddressVersion != "" && g.IPAddressVersion != o.in.IPAddressVersion {
		found = append(found, fmt.Sprintf("its IP version is %s, not %s", g.IPAddressVersion, o.in.IPAddressVersion))
	}
	if o.in.PackageType != "" && g.PackageType != o.in.PackageType {
		found = append(found, fmt.Sprintf("its package type is %s, not %s", g.PackageType, o.in.PackageType))
	}
	return append(found, lacksAccess(o.in.Access, g.Members)...)
}

// complete opens or closes a new group as enable says. One that was adopted may be
// closed already, and loses tags that nobody asked for.
func complete(ctx context.Context, c *change) error {
	if enable := c.Plan.Enable.ValueBool(); enable != (c.ReadyStatus == gaapapi.GroupRunning) {
		if err := setEnabled(ctx, c, enable); err != nil {
			return err
		}
	}
	if c.Adopted {
		return c.ReplaceTags(ctx)
	}
	return nil
}

// lacksAfterCreate says in what a new group is not what was asked for.
func lacksAfterCreate(c *change, g gaapapi.ProxyGroup) []string {
	if enabled, known := enabledBy(g.Status); known && enabled != c.Plan.Enable.ValueBool() {
		return []string{"the group is " + g.Status}
	}
	o := order{c, input(c)}
	found := append(o.lacks(g), o.lacksDetails(g)...)
	return append(found, object.ForeignTags("group", g.Tags, o.in.Tags)...)
}
