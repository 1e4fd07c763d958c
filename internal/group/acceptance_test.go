package group_test

import (
	"fmt"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func TestAccProxyGroups(t *testing.T) {
	t.Parallel()
	groups := []gaapmock.Group{
		{ID: "lg-2", Name: "edge", RealServerRegion: "Shanghai", ProjectID: 1204, Tags: map[string]string{"team": "network", "env": "prod"}},
		{ID: "lg-1", RealServerRegion: "Hongkong", IPAddressVersion: "IPv6", PackageType: "Accelerator", Tags: map[string]string{"team": "network"}},
	}
	for name, c := range map[string]struct {
		arguments, sent string
		shows           map[string]string
	}{
		"all": {``, `"ProjectId":-1`, map[string]string{
			"ids.#": "2", "ids.0": "lg-1", "ids.1": "lg-2", "groups.0.http3_supported": "false", "groups.0.tags.%": "1",
			"groups.1.id": "lg-2", "groups.1.name": "edge", "groups.1.project_id": "1204", "groups.1.domain": "lg-2.gaapqcloud.com", "groups.1.realserver_region": "Shanghai",
			"groups.1.status": "RUNNING", "groups.1.tags.%": "2", "groups.1.tags.team": "network", "groups.1.version": "3.0",
			"groups.1.create_time": "2025-01-01T00:00:00Z", "groups.1.http3_supported": "true",
		}},
		"all projects": {`project_id = -1`, `"ProjectId":-1`, map[string]string{"ids.#": "2"}},
		"project":      {`project_id = 1204`, `"ProjectId":1204`, map[string]string{"ids.#": "1", "ids.0": "lg-2"}},
		"region":       {`realserver_region = "Hongkong"`, `"ProjectId":-1,"Filters":[{"Name":"RealServerRegion","Values":["Hongkong"]}]`, map[string]string{"ids.#": "1", "ids.0": "lg-1"}},
		"package":      {`package_type = "Accelerator"`, `"ProjectId":-1,"Filters":[{"Name":"PackageType","Values":["Accelerator"]}]`, map[string]string{"ids.#": "1", "ids.0": "lg-1"}},
		"all tags":     {`tags = { team = "network", env = "prod" }`, `"ProjectId":-1,"TagSet":[{"TagKey":"env","TagValue":"prod"}]`, map[string]string{"ids.#": "1", "ids.0": "lg-2"}},
		"none":         {`project_id = 0` + "\n" + `tags = { env = "prod" }`, `"ProjectId":0,"TagSet":[{"TagKey":"env","TagValue":"prod"}]`, map[string]string{"ids.#": "0", "groups.#": "0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{Groups: groups})
			acctest.DataSource{Type: "gaap_proxy_groups", Arguments: c.arguments, Shows: c.shows}.Run(t, env)
			env.CheckCalls(t, "DescribeProxyGroupList", `{"Offset":0,"Limit":100,`+c.sent+`}`)
		})
	}
}

func TestAccProxyGroups_pages(t *testing.T) {
	t.Parallel()
	var groups []gaapmock.Group
	for i := range 130 {
		groups = append(groups, gaapmock.Group{ID: fmt.Sprintf("lg-%03d", i), RealServerRegion: "Shanghai"})
	}
	env := acctest.New(t, gaapmock.Options{Groups: groups})
	acctest.DataSource{Type: "gaap_proxy_groups", Shows: map[string]string{"ids.#": "130", "ids.129": "lg-129"}}.Run(t, env)
	env.CheckCalls(t, "DescribeProxyGroupList", `{"Offset":0,"Limit":100,"ProjectId":-1}`, `{"Offset":100,"Limit":100,"ProjectId":-1}`)
}

func TestAccProxyGroups_fails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments, code string
		fails           []string
	}{
		"project": {`project_id = -2`, "", []string{`project_id = -2`, "at least -1"}},
		"package": {`package_type = "CrossBorder"`, "", []string{`package_type = "CrossBorder"`, "Accelerator"}},
		"refused": {``, "UnauthorizedOperation", []string{
			"Cannot list GAAP proxy groups", "Listing proxy groups: DescribeProxyGroupList failed", "Code: UnauthorizedOperation", "RequestId:", "CAM policy",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := acctest.New(t, gaapmock.Options{})
			if c.code != "" {
				env.Mock.Inject(gaapmock.Fault{Action: "DescribeProxyGroupList", Kind: gaapmock.FaultError, Code: c.code})
			}
			acctest.DataSource{Type: "gaap_proxy_groups", Arguments: c.arguments, Fails: c.fails}.Run(t, env)
		})
	}
}
