package globaldomain_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// One life: create, an empty plan, changes in place, import, drift,
// replacement, gone.
func TestAccGlobalDomain_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		id := ""
		same := func(s *terraform.State) error {
			now := s.RootModule().Resources[address].Primary.ID
			if id != "" && id != now {
				return fmt.Errorf("the domain is %s, not %s any more", now, id)
			}
			id = now
			return nil
		}
		config := func(changes arguments) string {
			all := arguments{"tags": `{ team = "net" }`}
			maps.Copy(all, changes)
			return e.Config(block("test", all))
		}
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		changes := arguments{"alias": `"app"`, "project_id": "1204", "default_value": `"a.example.com;b.example.com"`, "enable": "false", "tags": `{ team = "edge", env = "prod" }`}
		return []resource.TestStep{
			{Config: config(nil), Check: same},
			{Config: config(changes), Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate)},
			{Config: config(changes), ConfigPlanChecks: will(plancheck.ResourceActionNoop)},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{
				PreConfig: func() {
					e.Mock.UpdateGlobalDomain(id, func(d *gaapmock.GlobalDomain) {
						d.Alias, d.Tags, d.ProjectID, d.DefaultValue, d.Status = "drifted", nil, 0, "203.0.113.7", gaapmock.StatusRunning
					})
				},
				Config: config(changes), Check: same, ConfigPlanChecks: will(plancheck.ResourceActionUpdate),
			},
			{PreConfig: func() { e.Mock.RemoveGlobalDomain(id) }, RefreshState: true, ExpectNonEmptyPlan: true},
			{Config: config(nil), Check: func(s *terraform.State) error { id = ""; return same(s) }},
			{Config: config(nil), Destroy: true},
		}
	})
}

// What the service decides is shown, and a change sends what changes, with the
// project as it is.
func TestAccGlobalDomain_changes(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"alias": ""})
		s.Apply(plain)
		s.RequireWrites(`CreateGlobalDomain {"DefaultValue":"203.0.113.5","ProjectId":0}`)
		d, o := s.RequireOne(), s.State().Object(address)
		if o.Text("full_domain") != d.FullDomain || o.Text("type") != "IP" || o.Text("status") != "RUNNING" || o.Text("ban_status") != "RECOVER" || o.Text("create_time") == "" || o.Text("alias") != "" {
			t.Errorf("the state is %+v", o)
		}
		for _, c := range []struct {
			changes arguments
			sends   []string
		}{
			{arguments{"alias": `"www"`}, []string{`ModifyGlobalDomainAttribute {"Alias":"www","DomainId":"ID","ProjectId":0}`}},
			{arguments{"alias": ""}, []string{`ModifyGlobalDomainAttribute {"Alias":"","DomainId":"ID","ProjectId":0}`}},
			{arguments{"default_value": `"a.example.com"`, "alias": ""}, []string{`ModifyGlobalDomainAttribute {"DefaultValue":"a.example.com","DomainId":"ID","ProjectId":0}`}},
			{arguments{"default_value": `"A.Example.com"`, "alias": ""}, nil},
			{arguments{"default_value": `"a.example.com"`, "alias": "", "project_id": "1204"}, []string{`ModifyGlobalDomainAttribute {"DomainId":"ID","ProjectId":1204}`}},
			{arguments{"default_value": `"a.example.com"`, "alias": "", "project_id": "1204", "enable": "false"}, []string{disableCall}},
			{arguments{"default_value": `"a.example.com"`, "alias": "", "project_id": "1204", "tags": `{ a = "1" }`}, []string{
				enableCall, `ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:domain/ID"}`,
			}},
		} {
			s.write(c.changes)
			s.Apply(plain)
			s.RequireWrites(c.sends...)
			s.RequireOne()
		}
		if s.ID() != d.ID {
			t.Errorf("the state has %s, not %s any more", s.ID(), d.ID)
		}
		s.Apply(destroys)
		s.RequireWrites(disableCall, deleteCall)
		s.RequireNothingLeft()
	})
}

// Every argument is found when it drifts, and is brought back.
func TestAccGlobalDomain_drift(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*gaapmock.GlobalDomain){
		"alias":   func(d *gaapmock.GlobalDomain) { d.Alias = "x" },
		"value":   func(d *gaapmock.GlobalDomain) { d.DefaultValue = "x.example.com" },
		"project": func(d *gaapmock.GlobalDomain) { d.ProjectID = 1204 },
		"tags":    func(d *gaapmock.GlobalDomain) { d.Tags["owner"] = "ops" },
		"closed":  func(d *gaapmock.GlobalDomain) { d.Status = gaapmock.StatusClosed },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(arguments{"tags": `{ team = "net" }`})
				s.Apply(plain)
				before := s.Only()
				s.Mock.UpdateGlobalDomain(before.ID, change)
				s.Apply(plain)
				after := s.RequireOne()
				if after.Alias != before.Alias || after.DefaultValue != before.DefaultValue || after.ProjectID != 0 || len(after.Tags) != 1 || after.Status != gaapmock.StatusRunning {
					t.Errorf("the domain is %+v", after)
				}
			})
		})
	}
}

// What somebody else has done to the project of a domain is not undone by a change of
// something else, as ignore_changes says.
func TestAccGlobalDomain_ignored(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		ignoring := func(alias string) arguments {
			return arguments{"alias": alias, "lifecycle": "{\n    ignore_changes = [project_id]\n  }"}
		}
		s.write(ignoring(`"one"`))
		s.Apply(plain)
		s.Mock.UpdateGlobalDomain(s.ID(), func(d *gaapmock.GlobalDomain) { d.ProjectID = 1204 })
		s.write(ignoring(`"two"`))
		s.Apply(plain)
		if d := s.RequireOne(); d.ProjectID != 1204 || d.Alias != "two" {
			t.Errorf("the domain is %+v", d)
		}
	})
}

// A domain is open or closed as enable says, however the service begins, and one on
// its way is waited for.
func TestAccGlobalDomain_enable(t *testing.T) {
	t.Parallel()
	for _, start := range []gaapmock.DomainStart{gaapmock.DomainOpen, gaapmock.DomainOpening, gaapmock.DomainClosed} {
		for _, enable := range []string{"true", "false"} {
			t.Run(fmt.Sprint(start, enable), func(t *testing.T) {
				t.Parallel()
				inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{Start: start, RepeatedRefused: true}}, func(s *session) {
					s.write(arguments{"enable": enable})
					s.Apply(plain)
					want := map[string]string{"true": gaapmock.StatusRunning, "false": gaapmock.StatusClosed}[enable]
					if d := s.RequireOne(); d.Status != want {
						t.Errorf("the domain is %+v", d)
					}
					for _, passing := range []string{gaapmock.StatusOpening, gaapmock.StatusClosing} {
						s.Mock.UpdateGlobalDomain(s.ID(), func(d *gaapmock.GlobalDomain) { d.Status = passing })
						if plan, same := s.MustPlan(plain), (passing == gaapmock.StatusOpening) == (enable == "true"); plan.Empty() != same {
							t.Errorf("a plan while it is %s, with enable = %s: %s", passing, enable, plan)
						}
					}
				})
			})
		}
	}
}

// A domain that Tencent Cloud has banned is a warning of each refresh.
func TestAccGlobalDomain_banned(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Mock.UpdateGlobalDomain(s.ID(), func(d *gaapmock.GlobalDomain) { d.BanStatus = "BANNED" })
		s.MustPlan(plain, "GAAP unified domain needs attention: "+s.ID(), "its ban_status is BANNED", "in a ticket")
	})
}
