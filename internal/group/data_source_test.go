package group_test

import (
	"fmt"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func lists(arguments, sends string, shows map[string]string) acctest.DataSource {
	return acctest.DataSource{
		Type: "gaap_proxy_groups", Arguments: arguments, Shows: shows,
		Action: "DescribeProxyGroupList", Sends: `{"Offset":0,"Limit":100,` + sends + `}`,
	}
}

func TestAccProxyGroups(t *testing.T) {
	t.Parallel()
	env := grouped(t)
	none, first, second := map[string]string{"ids.#": "0", "groups.#": "0"}, map[string]string{"ids.#": "1", "ids.0": "lg-1"}, map[string]string{"ids.#": "1", "ids.0": "lg-2"}
	acctest.DataSources{
		"all": lists(``, `"ProjectId":-1`, map[string]string{
			"ids.#": "2", "ids.0": "lg-1", "ids.1": "lg-2", "groups.0.http3_supported": "false", "groups.0.tags.%": "1",
			"groups.0.members.#": "0", "groups.1.members.#": "1", "groups.1.members.0.id": "link-member00", "groups.1.members.0.access_region": "Hongkong", "groups.1.members.0.status": "RUNNING",
			"groups.1.id": "lg-2", "groups.1.name": "edge", "groups.1.project_id": "1204", "groups.1.domain": "lg-2.gaapqcloud.com", "groups.1.realserver_region": "Shanghai",
			"groups.1.status": "RUNNING", "groups.1.tags.%": "2", "groups.1.tags.team": "network", "groups.1.version": "3.0",
			"groups.1.create_time": "2025-01-01T00:00:00Z", "groups.1.http3_supported": "true",
		}),
		"all projects": lists(`project_id = -1`, `"ProjectId":-1`, map[string]string{"ids.#": "2"}),
		"project":      lists(`project_id = 1204`, `"ProjectId":1204`, second),
		"region":       lists(`realserver_region = "Hongkong"`, `"ProjectId":-1,"Filters":[{"Name":"RealServerRegion","Values":["Hongkong"]}]`, first),
		"package":      lists(`package_type = "Accelerator"`, `"ProjectId":-1,"Filters":[{"Name":"PackageType","Values":["Accelerator"]}]`, first),
		"all tags":     lists(`tags = { team = "network", env = "prod" }`, `"ProjectId":-1,"TagSet":[{"TagKey":"env","TagValue":"prod"}]`, second),
		"none":         lists("project_id = 0\ntags = { env = \"prod\" }", `"ProjectId":0,"TagSet":[{"TagKey":"env","TagValue":"prod"}]`, none),
	}.Run(t, env)
}

// grouped is a mock with two groups, of which one has a proxy; another proxy has no
// group.
func grouped(t *testing.T) *acctest.Environment {
	t.Helper()
	env := acctest.New(t, gaapmock.Options{Groups: []gaapmock.Group{
		{ID: "lg-2", Name: "edge", RealServerRegion: "Shanghai", ProjectID: 1204, Tags: map[string]string{"team": "network", "env": "prod"}},
		{ID: "lg-1", RealServerRegion: "Hongkong", IPAddressVersion: "IPv6", PackageType: "Accelerator", Tags: map[string]string{"team": "network"}},
	}})
	env.Mock.AddProxy(gaapmock.Proxy{ID: "link-member00", GroupID: "lg-2", ProjectID: 1204})
	env.Mock.AddProxy(gaapmock.Proxy{})
	return env
}

// The proxies of one group are asked for by its id, those of several together.
func TestAccProxyGroups_members(t *testing.T) {
	t.Parallel()
	env := grouped(t)
	acctest.DataSources{"one": {
		Type: "gaap_proxy_groups", Arguments: `project_id = 1204`, Shows: map[string]string{"groups.0.members.0.bandwidth": "10"},
		Action: "DescribeProxies", Sends: `{"Offset":0,"Limit":100,"Filters":[{"Name":"GroupId","Values":["lg-2"]}],"Independent":0}`,
	}, "all": {
		Type: "gaap_proxy_groups", Shows: map[string]string{"groups.1.members.0.name": "link-member00"},
		Action: "DescribeProxies", Sends: `{"Offset":0,"Limit":100,"Independent":0}`,
	}}.Run(t, env)
	acctest.DataSources{"refused": {
		Type: "gaap_proxy_groups", Action: "DescribeProxies", Fault: "UnauthorizedOperation", Fails: []string{"Cannot list GAAP proxy groups", "CAM policy"},
	}}.Run(t, grouped(t))
}

func TestAccProxyGroups_pages(t *testing.T) {
	t.Parallel()
	var groups []gaapmock.Group
	for i := range 130 {
		groups = append(groups, gaapmock.Group{ID: fmt.Sprintf("lg-%03d", i), RealServerRegion: "Shanghai"})
	}
	env := acctest.New(t, gaapmock.Options{Groups: groups})
	acctest.DataSources{"all": {Type: "gaap_proxy_groups", Shows: map[string]string{"ids.#": "130", "ids.129": "lg-129"}}}.Run(t, env)
	env.CheckCalls(t, "DescribeProxyGroupList", `{"Offset":0,"Limit":100,"ProjectId":-1}`, `{"Offset":100,"Limit":100,"ProjectId":-1}`)
}

func TestAccProxyGroups_fails(t *testing.T) {
	t.Parallel()
	fails := func(arguments, fault string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_proxy_groups", Arguments: arguments, Action: "DescribeProxyGroupList", Fault: fault, Fails: phrases}
	}
	acctest.DataSources{
		"project": fails(`project_id = -2`, "", `project_id = -2`, "at least -1"),
		"package": fails(`package_type = "CrossBorder"`, "", `package_type = "CrossBorder"`, "Accelerator"),
		"refused": fails(``, "UnauthorizedOperation",
			"Cannot list GAAP proxy groups", "Listing proxy groups: DescribeProxyGroupList failed", "Code: UnauthorizedOperation", "RequestId:", "CAM policy"),
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}
