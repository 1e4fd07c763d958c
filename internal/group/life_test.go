package group_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// One life: create, an empty plan, changes in place, import, drift,
// replacement, gone.
func TestAccProxyGroup_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the group is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		config := func(changes arguments) string {
			all := arguments{"access_regions": regions, "tags": `{ team = "net" }`, "force_destroy": "true"}
			for name, value := range changes {
				all[name] = value
			}
			return e.Config(block("test", all))
		}
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		changes := arguments{"name": `"renamed"`, "project_id": "1204", "enable": "false", "tags": `{ team = "edge", env = "prod" }`}
		return []resource.TestStep{
			{Config: config(nil), Check: same},
			{Config: config(changes), Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{Config: config(changes), ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"force_destroy", "access_regions"}},
			{
				PreConfig: func() {
					e.Mock.UpdateGroup(id, func(g *gaapmock.Group) { g.Name, g.Tags, g.ProjectID = "drifted", nil, 0 })
				},
				Config: config(changes), Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{
				Config: config(arguments{"realserver_region": `"Hongkong"`, "access_regions": ""}), ConfigPlanChecks: will(plancheck.ResourceActionReplace),
				Check: func(s *terraform.State) error { id = ""; return same(s) },
			},
			{PreConfig: func() { e.Mock.RemoveGroup(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: config(arguments{"access_regions": ""})},
			{Config: config(nil), Destroy: true},
		}
	})
}

// What the service chooses is read back, so that a second plan is empty, and later
// members that others make are no drift.
func TestAccProxyGroup_defaults(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.RequireWrites(`CreateProxyGroup {"GroupName":"edge","ProjectId":0,"RealServerRegion":"Shanghai"}`)
		g, o := s.RequireOne(), s.State().Object(address)
		if o.Text("ip_address_version") != "IPv4" || o.Text("package_type") != "Thunder" || o.Text("status") != "RUNNING" || o.Text("domain") != "" || o.Text("create_time") == "" {
			t.Errorf("the state is %+v", o)
		}
		s.Mock.AddProxy(gaapmock.Proxy{GroupID: g.ID})
		s.RequireOne()
		for name, value := range map[string]string{"ip_address_version": `"IPv6"`, "package_type": `"Accelerator"`, "access_regions": regions} {
			s.write(arguments{name: value})
			if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
				t.Errorf("another %s is no replacement", name)
			}
		}
		s.write(arguments{"realserver_region": `"shanghai"`})
		s.RequireEmptyPlan()
	})
}

// access_regions make proxies with the group. What is left out of them later changes
// nothing; an entry that is added or another size is another group.
func TestAccProxyGroup_access(t *testing.T) {
	t.Parallel()
	for _, options := range []gaapmock.GroupOptions{{}, {MembersNamed: true, ClosedNumber: 5, DeletedAtOnce: true}} {
		inSession(t, gaapmock.Options{Group: options}, func(s *session) {
			s.write(arguments{"access_regions": regions, "force_destroy": "true", "enable": "false"})
			s.Apply(plain)
			s.RequireWrites(`CreateProxyGroup {"AccessRegionSet":[{"AccessRegion":"Beijing","Bandwidth":20,"Concurrent":5,"NetworkType":"normal"},{"AccessRegion":"Guangzhou","Bandwidth":10,"Concurrent":2}],`+
				`"GroupName":"edge","ProjectId":0,"RealServerRegion":"Shanghai"}`, `CloseProxyGroup {"GroupId":"ID"}`)
			if g := s.RequireOne(); g.Status != gaapmock.StatusClosed || len(s.Mock.Proxies()) != 2 {
				t.Errorf("%+v", g)
			}
			s.write(arguments{"access_regions": `{ Guangzhou = { bandwidth = 10, concurrent = 2, network_type = "normal" } }`, "force_destroy": "true"})
			s.Apply(plain)
			s.RequireWrites(`OpenProxyGroup {"GroupId":"ID"}`)
			s.RequireOne()
			s.write(arguments{"access_regions": `{ Guangzhou = { bandwidth = 20, concurrent = 2 } }`, "force_destroy": "true"})
			if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
				t.Error("another size is no replacement")
			}
			s.write(arguments{"force_destroy": "true"})
			s.RequireEmptyPlan()
			s.Apply(destroys)
			s.nothingLeft()
		})
	}
}
