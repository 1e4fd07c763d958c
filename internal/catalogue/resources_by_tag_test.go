package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	byTag     = "gaap_resources_by_tag"
	tagAction = "DescribeResourcesByTag"
	teamNet   = "tag_key = \"team\"\ntag_value = \"net\"\n"
)

func TestAccResourcesByTag(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	tagged := map[string]string{"team": "net", "env": "prod"}
	proxies := []string{env.Mock.AddProxy(gaapmock.Proxy{Tags: tagged}), env.Mock.AddProxy(gaapmock.Proxy{Tags: tagged})}
	slices.Sort(proxies)
	group, origin := env.Mock.AddGroup(gaapmock.Group{Tags: tagged}), env.Mock.AddRealServer(gaapmock.RealServer{Tags: tagged})
	domain := env.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Tags: tagged})
	env.Mock.AddProxy(gaapmock.Proxy{Tags: map[string]string{"team": "web"}})
	acctest.DataSources{
		"all": {
			Type: byTag, Arguments: teamNet, Action: tagAction, Sends: `{"TagKey":"team","TagValue":"net"}`,
			Shows: map[string]string{
				"ids.#": "5", "ids.0": proxies[0], "ids.1": proxies[1], "ids.2": group, "ids.3": origin, "ids.4": domain, "resources.#": "5", "resource_type": "",
				"resources.0.id": proxies[0], "resources.0.resource_type": "Proxy", "resources.2.resource_type": "ProxyGroup",
				"resources.3.id": origin, "resources.3.resource_type": "RealServer", "resources.4.resource_type": "domain",
			},
		},
		"one type": {
			Type: byTag, Arguments: teamNet + `resource_type = "RealServer"`, Action: tagAction, Sends: `{"ResourceType":"RealServer","TagKey":"team","TagValue":"net"}`,
			Shows: map[string]string{"ids.#": "1", "ids.0": origin},
		},
		"none": {Type: byTag, Arguments: strings.Replace(teamNet, "net", "ops", 1), Action: tagAction, Sends: `{"TagKey":"team","TagValue":"ops"}`, Shows: map[string]string{"ids.#": "0", "resources.#": "0"}},
	}.Run(t, env)
}

func TestAccResourcesByTag_errors(t *testing.T) {
	t.Parallel()
	acctest.DataSources{
		"wrong type": {
			Type: byTag, Arguments: teamNet + `resource_type = "proxy"`, Fails: []string{"with data." + byTag + ".test", `resource_type = "proxy"`, "Proxy", "RealServer"},
		},
		"no key":   {Type: byTag, Arguments: "tag_key = \"\"\ntag_value = \"net\"", Fails: []string{`tag_key = ""`}},
		"no value": {Type: byTag, Arguments: "tag_key = \"team\"\ntag_value = \"\"", Fails: []string{`tag_value = ""`}},
		"refused": {
			Type: byTag, Arguments: strings.Replace(teamNet, "team", "crew", 1), Action: tagAction, Fault: "InvalidParameterValue",
			Fails: []string{"Cannot list GAAP resources by tag", "Listing what carries the tag", "crew", "DescribeResourcesByTag failed", "Code:", "RequestId:"},
		},
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}
