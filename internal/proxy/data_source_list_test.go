package proxy_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const listing = "data.gaap_proxies.test"

// lists is a step that reads gaap_proxies with arguments, and wants these ids
// in this order.
func (x *test) lists(arguments string, ids ...string) resource.TestStep {
	checks := []resource.TestCheckFunc{
		resource.TestCheckResourceAttr(listing, "ids.#", fmt.Sprint(len(ids))),
		resource.TestCheckResourceAttr(listing, "proxies.#", fmt.Sprint(len(ids))),
	}
	for i, id := range ids {
		checks = append(checks,
			resource.TestCheckResourceAttr(listing, fmt.Sprintf("ids.%d", i), id),
			resource.TestCheckResourceAttr(listing, fmt.Sprintf("proxies.%d.id", i), id))
	}
	return resource.TestStep{
		Config: x.Config("data \"gaap_proxies\" \"test\" {\n  " + arguments + "\n}\n"),
		Check:  resource.ComposeAggregateTestCheckFunc(checks...),
	}
}

// doesNotList is such a step that must fail with the phrases.
func (x *test) doesNotList(arguments string, phrases ...string) resource.TestStep {
	step := x.lists(arguments)
	step.ExpectError = says(phrases...)
	return step
}

// account fills an account: the oldest proxy first.
func (x *test) account() {
	other := full()
	other.CreateTime = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, p := range []gaapmock.Proxy{
		other,
		{ID: "link-asia", Name: "asia-1", AccessRegion: "Korea", Tags: map[string]string{"team": "network"}},
		{ID: "link-six", Name: "six", AccessRegion: "Beijing", IPAddressVersion: "IPv6", Tags: map[string]string{"team": "data", "env": "prod"}},
		{ID: "link-europe", Name: "europe-1", RealServerRegion: "Europe"},
		{ID: "link-going", Name: "asia-2", Status: gaapmock.StatusDestroying},
	} {
		if i > 0 {
			p.CreateTime = other.CreateTime.Add(time.Duration(i) * time.Hour)
		}
		x.Mock.AddProxy(p)
	}
}

func TestAccProxies(t *testing.T) {
	const edge, asia, six, europe = "link-a1b2c3d4", "link-asia", "link-six", "link-europe"
	filter := func(name, value string) string {
		return `"Filters":[{"Name":"` + name + `","Values":["` + value + `"]}],`
	}
	for name, c := range map[string]struct {
		arguments string
		sent      string // beside Offset and Limit
		ids       []string
	}{
		"all":           {``, ``, []string{edge, asia, six, europe}},
		"all projects":  {`project_id = -1`, ``, []string{edge, asia, six, europe}},
		"project 0":     {`project_id = 0`, filter("ProjectId", "0"), []string{asia, six, europe}},
		"project":       {`project_id = 1204`, filter("ProjectId", "1204"), []string{edge}},
		"access region": {`access_region = "Korea"`, filter("AccessRegion", "Korea"), []string{asia}},
		"origin region": {`realserver_region = "Europe"`, filter("RealServerRegion", "Europe"), []string{europe}},
		"group":         {`group_id = "lg-demo0001"`, filter("GroupId", "lg-demo0001"), []string{edge}},
		"IP version":    {`ip_address_version = "IPv6"`, filter("IPAddressVersion", "IPv6"), []string{six}},
		"package":       {`package_type = "Accelerator"`, filter("PackageType", "Accelerator"), []string{edge}},
		"independent":   {`independent = true`, `"Independent":1,`, []string{asia, six, europe}},
		"in a group":    {`independent = false`, `"Independent":0,`, []string{edge}},
		"one tag":       {`tags = { team = "network" }`, `"TagSet":[{"TagKey":"team","TagValue":"network"}],`, []string{edge, asia}},
		"all tags":      {`tags = { team = "network", env = "prod" }`, `"TagSet":[{"TagKey":"env","TagValue":"prod"}],`, []string{edge}},
		"six tags":      {`tags = { team = "network", env = "prod", a = "1", b = "1", c = "1", d = "1" }`, `"TagSet":[{"TagKey":"a","TagValue":"1"}],`, nil},
		"name":          {`name = "asia-1"`, ``, []string{asia}},
		"part of names": {`name_regex = "-1$"`, ``, []string{asia, europe}},
		"none":          {`name = "nobody"`, ``, nil},
		"several":       {"project_id = 0\n  tags = { env = \"prod\" }\n  name_regex = \"^s\"", filter("ProjectId", "0") + `"TagSet":[{"TagKey":"env","TagValue":"prod"}],`, []string{six}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.account()
			x.alone(x.lists(c.arguments, c.ids...))
			x.CheckCalls(t, "DescribeProxies", `{`+c.sent+`"Offset":0,"Limit":100}`)
		})
	}
}

// Everything is shown of each proxy that gaap_proxy shows.
func TestAccProxies_attributes(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.AddProxy(full())
	step := x.lists(``, "link-a1b2c3d4")
	step.Check = resource.ComposeAggregateTestCheckFunc(step.Check, shows(listing, "proxies.0.", shown))
	x.alone(step)
}

// All pages are read, in as few calls as there are.
func TestAccProxies_pages(t *testing.T) {
	x := newTest(t, gaapmock.Options{MaxProxies: -1})
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var ids []string
	for i := range 230 {
		ids = append(ids, x.Mock.AddProxy(gaapmock.Proxy{CreateTime: start.Add(time.Duration(i) * time.Minute)}))
	}
	x.alone(x.lists(``, ids...))
	x.CheckCalls(t, "DescribeProxies", `{"Offset":0,"Limit":100}`, `{"Offset":100,"Limit":100}`, `{"Offset":200,"Limit":100}`)
}

func TestAccProxies_refuses(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.account()
	x.alone(
		x.doesNotList(`project_id = -2`, `project_id = -2`, "at least -1"),
		x.doesNotList(`access_region = "Hong Kong"`, `access_region = "Hong Kong"`, "must be a region id such as Hongkong"),
		x.doesNotList(`group_id = "group"`, `group_id = "group"`, "must be an id such as lg-a1b2c3d4"),
		x.doesNotList(`ip_address_version = "IPv5"`, `ip_address_version = "IPv5"`, "IPv6"),
		x.doesNotList(`package_type = "Gold"`, `package_type = "Gold"`, "Thunder"),
		x.doesNotList(`tags = {}`, `tags = {}`, "at least 1"),
		x.doesNotList(`tags = { a = null }`, "Null Map Value", `tags = { a = null }`),
		x.doesNotList("name = \"a\"\n  name_regex = \"b\"", "name_regex"),
		x.doesNotList(`name_regex = "("`, "Invalid regular expression", `name_regex = "("`, "missing closing )"),
		before(x.doesNotList(`project_id = 99`, "Cannot list GAAP proxies", `project_id = 99`, "Listing proxies: DescribeProxies failed",
			"Code: InvalidParameterValue.ProjectIdNotBelong", "RequestId:", "one of its projects"), func() {
			if calls := x.Mock.Calls(""); len(calls) > 0 {
				t.Errorf("%s was called although the arguments are wrong", calls[0].Action)
			}
			x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "InvalidParameterValue.ProjectIdNotBelong"})
		}),
	)
}
