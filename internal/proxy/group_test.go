package proxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// lookups are what plans have asked since the journal began.
func (x *test) lookups() []string {
	var asked []string
	for _, call := range x.Mock.Journal() {
		switch call.Action {
		case "DescribeProxyGroupDetails", "DescribeAccessRegionsByDestRegion", "CheckProxyCreate":
			asked = append(asked, call.Action+" "+parameters(call))
		}
	}
	return asked
}

// checkAsked checks the lookups since the journal began, each with how often it was
// sent, and no other. Then the journal begins anew.
func (x *test) checkAsked(want map[string]int) error {
	defer x.forget()
	got := map[string]int{}
	for _, lookup := range x.lookups() {
		got[lookup]++
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		return fmt.Errorf("the lookups are %v, want %v", got, want)
	}
	return nil
}

const (
	askGroup    = `DescribeProxyGroupDetails {"GroupId":"lg-demo0001"}`
	askShanghai = `DescribeAccessRegionsByDestRegion {"DestRegion":"Shanghai","IPAddressVersion":"IPv4","PackageType":"Thunder"}`
)

// What does not fit the group is refused by the plan, where it stands, and
// nothing is made.
func TestAccProxy_groupRefused(t *testing.T) {
	t.Parallel()
	inGroup := func(changes arguments) arguments {
		all := arguments{"group_id": `"lg-demo0001"`, "realserver_region": ""}
		for name, value := range changes {
			all[name] = value
		}
		return all
	}
	for name, c := range map[string]struct {
		changes arguments
		says    []string
	}{
		"origin region": {
			inGroup(arguments{"realserver_region": `"Hongkong"`}),
			[]string{
				"Origin region is not that of the group", `realserver_region = "Hongkong"`, "All proxies of group lg-demo0001 lead to the origin region Shanghai",
				`so "test" cannot lead to Hongkong`, `set it to "Shanghai"`,
			},
		},
		"no such group": {
			inGroup(arguments{"group_id": `"lg-none"`}),
			[]string{
				"Proxy group does not exist", `group_id = "lg-none"`, `Looking up group lg-none of proxy "test": the account has no such group`,
				"Check group_id", "gaap_proxy_groups lists the groups", "DescribeProxyGroupDetails failed: ResourceNotFound: ", "(RequestId ",
			},
		},
		"no such group, with a region": {
			inGroup(arguments{"group_id": `"lg-none"`, "realserver_region": `"Shanghai"`}),
			[]string{"Proxy group does not exist", `group_id = "lg-none"`},
		},
		"access region": {
			inGroup(arguments{"access_region": `"Taipei"`}), []string{"Regions are not available", `access_region = "Taipei"`, "does not reach the origin region Shanghai"},
		},
		"bandwidth": {
			inGroup(arguments{"bandwidth": "15"}), []string{"Bandwidth is not available", "bandwidth = 15", "From Hongkong to Shanghai", "10, 20, 50"},
		},
		"concurrency": {
			inGroup(arguments{"concurrent": "3"}), []string{"Concurrency is not available", "concurrent = 3", "From Hongkong to Shanghai", "2, 5, 10"},
		},
		"ip version of the group": {
			inGroup(arguments{"group_id": `"lg-six"`}), []string{"Regions are not available", `access_region = "Hongkong"`, "does not reach the origin region Shanghai"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Groups: append(gaapmock.DefaultGroups(), gaapmock.Group{ID: "lg-six", RealServerRegion: "Shanghai", IPAddressVersion: "IPv6"})})
			step := x.fails(c.changes, c.says...)
			step.PlanOnly = true
			x.run(step)
			if made := len(x.Mock.Calls("CreateProxy")); made > 0 {
				t.Errorf("CreateProxy was called %d times", made)
			}
		})
	}
}

// The plan of two proxies of a group looks the group up once, and so does the
// apply; whether they name its region makes no difference. Afterwards the state
// has what the group decides.
func TestAccProxy_groupLookups(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := func(bandwidth string) string {
		return x.Config(block("test", arguments{"group_id": `"lg-demo0001"`, "realserver_region": "", "bandwidth": bandwidth}) +
			block("other", arguments{"group_id": `"lg-demo0001"`, "name": `"other"`}))
	}
	once := acctest.PlanCheck{Address: address, Check: func(_, unknown map[string]any) error {
		if unknown["realserver_region"] != true {
			return fmt.Errorf("realserver_region is known before the service has said it")
		}
		return x.checkAsked(map[string]int{askGroup: 1, askShanghai: 1})
	}}
	none := func(*terraform.State) error { return x.checkAsked(map[string]int{}) }
	x.run(
		resource.TestStep{
			Config: config("10"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				once, plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate),
			}},
			Check: resource.ComposeAggregateTestCheckFunc(
				attributes(map[string]string{"realserver_region": "Shanghai"}),
				func(*terraform.State) error { return x.checkAsked(map[string]int{askGroup: 1, askShanghai: 1}) },
			),
		},
		withPlan(resource.TestStep{Config: config("10"), Check: none}, plancheck.ResourceActionNoop),
		withPlan(resource.TestStep{Config: config("20"), Check: func(*terraform.State) error {
			return x.checkAsked(map[string]int{askShanghai: 1})
		}}, plancheck.ResourceActionUpdate, acctest.PlanCheck{Address: address, Check: func(map[string]any, map[string]any) error { return x.checkAsked(map[string]int{askShanghai: 1}) }}),
		resource.TestStep{Config: config("15"), PlanOnly: true, ExpectError: says("Bandwidth is not available", "bandwidth = 15", "From Hongkong to Shanghai")},
	)
}

// A proxy that moves to another group is checked as the new proxy that it is
// going to be: the size is one that the old group's region does not have.
func TestAccProxy_otherGroup(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	to := arguments{"group_id": `"lg-demo0001"`, "realserver_region": "", "bandwidth": "2000"}
	x.run(
		x.apply(arguments{"group_id": `"lg-xxxx"`, "realserver_region": ""}, attributes(map[string]string{"realserver_region": "Hongkong"})),
		x.fails(arguments{"group_id": `"lg-xxxx"`, "realserver_region": "", "bandwidth": "2000"}, "Bandwidth is not available", "From Hongkong to Hongkong"),
		withPlan(x.apply(to, attributes(map[string]string{"realserver_region": "Shanghai"})), plancheck.ResourceActionDestroyBeforeCreate),
	)
}

// A group that is only known after apply is looked up before the proxy is made.
func TestAccProxy_groupUnknown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.needsTerraformData()
	config := func(name, region string) resource.TestStep {
		step := resource.TestStep{Config: x.Config("resource \"terraform_data\" \"" + name + "\" {\n  input = \"lg-demo0001\"\n}\n" +
			block("test", arguments{"group_id": "terraform_data." + name + ".output", "realserver_region": region}))}
		return withPlan(step, plancheck.ResourceActionCreate, acctest.PlanCheck{Address: address, Check: func(map[string]any, map[string]any) error {
			return x.checkAsked(map[string]int{})
		}})
	}
	wrong, right := config("wrong", `"Hongkong"`), config("right", "")
	wrong.ExpectError = says("Origin region is not that of the group", "Shanghai")
	right.PreConfig = func() {
		if err := x.checkAsked(map[string]int{askGroup: 1}); err != nil {
			t.Error(err)
		}
	}
	right.Check = resource.ComposeAggregateTestCheckFunc(x.sameProxy(), func(*terraform.State) error {
		return x.checkAsked(map[string]int{askGroup: 1, askShanghai: 1})
	})
	x.run(wrong, right)
}

// A lookup of the group that fails is no reason not to plan; it is not asked
// what cannot be known without it.
func TestAccProxy_failingGroupLookup(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxyGroupDetails", Kind: gaapmock.FaultError, Code: "FailedOperation", Times: -1})
	x.run(x.apply(seed, x.Warned("Cannot check the regions of a GAAP proxy", `Looking up group lg-xxxx of proxy "test"`, "DescribeProxyGroupDetails failed", "FailedOperation"),
		func(*terraform.State) error {
			for _, lookup := range x.lookups() {
				if !strings.HasPrefix(lookup, "DescribeProxyGroupDetails") {
					return fmt.Errorf("%s was sent", lookup)
				}
			}
			return nil
		}))
}
