package globaldns_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// One life: create, an empty plan, changes in place, import, drift,
// replacement, gone.
func TestAccDNSRecord_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		stand(e)
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the record is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		changed := e.Config(block("test", arguments{"proxy_id_list": `["` + second + `", "` + third + `"]`, "nation_country_inner_codes": `["102001", "101001"]`}))
		elsewhere := e.Config(block("test", arguments{"domain_id": `"` + otherID + `"`}))
		return []resource.TestStep{
			{Config: e.Config(block("test", nil)), Check: same},
			{Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{Config: changed, ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{
				PreConfig: func() {
					e.Mock.UpdateDNSRecord(e.Mock.DNSRecords("")[0].ID, func(r *gaapmock.DNSRecord) { r.Countries, r.ProxyIDs = []string{"601001"}, []string{first} })
				},
				Config: changed, Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{Config: elsewhere, ConfigPlanChecks: will(plancheck.ResourceActionReplace), Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{PreConfig: func() { e.Mock.RemoveDNSRecord(e.Mock.DNSRecords("")[0].ID) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: elsewhere},
			{Config: elsewhere, Destroy: true},
		}
	})
}

// A change sends both lists: the one that does not change as it is now.
func TestAccDNSRecord_changes(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.RequireWrites(createCall)
		leads(t, s.RequireOne(), []string{"101001", "101002"}, []string{first})
		before := s.ID()
		s.write(arguments{"nation_country_inner_codes": `["101001"]`})
		s.Apply(plain)
		s.RequireWrites(modifyCall(`"101001"`, `"`+first+`"`))
		s.write(arguments{"nation_country_inner_codes": `["101001"]`, "proxy_id_list": `["` + second + `"]`})
		s.Apply(plain)
		s.RequireWrites(modifyCall(`"101001"`, `"`+second+`"`))
		leads(t, s.RequireOne(), []string{"101001"}, []string{second})
		if s.ID() != before || s.State().Object(address).Text("status") != "RUNNING" {
			t.Errorf("the state is %+v", s.State().Object(address))
		}
		s.Apply(destroys)
		s.RequireWrites(deleteCall)
		s.RequireNothingLeft()
	})
}

// What somebody else has done to one list is not undone by a change of the other, as
// ignore_changes says.
func TestAccDNSRecord_ignored(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		ignoring := func(codes string) arguments {
			return arguments{"nation_country_inner_codes": codes, "lifecycle": "{\n    ignore_changes = [proxy_id_list]\n  }"}
		}
		s.write(ignoring(`["101001"]`))
		s.Apply(plain)
		s.Mock.UpdateDNSRecord(s.Only().ID, func(r *gaapmock.DNSRecord) { r.ProxyIDs = []string{third, second} })
		s.write(ignoring(`["101002"]`))
		s.Apply(plain)
		leads(t, s.RequireOne(), []string{"101002"}, []string{second, third})
	})
}

// A record whose proxies are gone is told of, and given others.
func TestAccDNSRecord_empty(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Mock.RemoveProxy(first)
		s.MustPlan(plain, "GAAP DNS record needs attention: "+s.ID(), "is EMPTY", "Give it others: proxy_id_list")
		s.write(arguments{"proxy_id_list": `["` + second + `"]`})
		s.Apply(plain)
		leads(t, s.RequireOne(), []string{"101001", "101002"}, []string{second})
		s.Mock.RemoveProxy(second)
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// A domain, its records and their proxies come and go in one configuration, in the
// right order, also where the service demands it.
func TestAccDNSRecord_oneConfiguration(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.GlobalDomainOptions{
		"": {}, "strict": {RecordsBlock: true, UsedNotDestroyed: true, RepeatedRefused: true},
		"lag": {ReadLag: 10 * time.Second, RecordLag: 10 * time.Second, DomainIDsOnProxies: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.New(t, gaapmock.Options{GlobalDomain: options}).Session(t, func(s *acctest.Session) {
				s.Configure(`
					resource "gaap_proxy" "edge" {
						for_each          = toset(["Hongkong", "Korea"])
						name              = each.key
						access_region     = each.key
						realserver_region = "Shanghai"
						bandwidth         = 10
						concurrent        = 2
					}
					resource "gaap_global_domain" "www" {
						default_value = "www.example.com"
					}
					data "gaap_country_area_mapping" "asia" {
						geographical_zone_inner_code = "102000"
					}
					resource "gaap_global_domain_dns" "china" {
						domain_id                  = gaap_global_domain.www.id
						proxy_id_list              = [gaap_proxy.edge["Hongkong"].id]
						nation_country_inner_codes = ["101001", "101002", "101003", "101004"]
					}
					resource "gaap_global_domain_dns" "asia" {
						domain_id                  = gaap_global_domain.www.id
						proxy_id_list              = [for p in gaap_proxy.edge : p.id]
						nation_country_inner_codes = data.gaap_country_area_mapping.asia.codes
					}`)
				s.Apply(plain)
				s.Clock.Advance(time.Minute)
				s.Apply(tfcore.Options{}) // how many proxies the domain has shows
				s.RequireEmptyPlan()
				count, _ := s.State().Object("gaap_global_domain.www").Value.GetAttr("proxy_count").AsBigFloat().Int64()
				if count != 2 || len(s.Mock.DNSRecords("")) != 2 {
					t.Errorf("%d proxies, %+v", count, s.Mock.DNSRecords(""))
				}
				s.Apply(destroys)
				if left := len(s.Mock.GlobalDomains()) + len(s.Mock.DNSRecords("")); left > 0 {
					t.Errorf("%d are left", left)
				}
			})
		})
	}
}
