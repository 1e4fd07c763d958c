package proxy_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// lists is a gaap_proxies that sends this beside Offset and Limit, and shows
// these ids in this order.
func lists(arguments, sends string, ids ...string) acctest.DataSource {
	shows := map[string]string{"ids.#": fmt.Sprint(len(ids)), "proxies.#": fmt.Sprint(len(ids))}
	for i, id := range ids {
		shows[fmt.Sprintf("ids.%d", i)] = id
		shows[fmt.Sprintf("proxies.%d.id", i)] = id
	}
	return acctest.DataSource{
		Type: "gaap_proxies", Arguments: arguments, Action: "DescribeProxies", Sends: `{` + sends + `"Offset":0,"Limit":100}`, Shows: shows,
	}
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
	x := newTest(t, gaapmock.Options{})
	x.account()
	acctest.DataSources{
		"all":           lists(``, ``, edge, asia, six, europe),
		"all projects":  lists(`project_id = -1`, ``, edge, asia, six, europe),
		"project 0":     lists(`project_id = 0`, filter("ProjectId", "0"), asia, six, europe),
		"project":       lists(`project_id = 1204`, filter("ProjectId", "1204"), edge),
		"access region": lists(`access_region = "Korea"`, filter("AccessRegion", "Korea"), asia),
		"origin region": lists(`realserver_region = "Europe"`, filter("RealServerRegion", "Europe"), europe),
		"group":         lists(`group_id = "lg-demo0001"`, filter("GroupId", "lg-demo0001"), edge),
		"IP version":    lists(`ip_address_version = "IPv6"`, filter("IPAddressVersion", "IPv6"), six),
		"package":       lists(`package_type = "Accelerator"`, filter("PackageType", "Accelerator"), edge),
		"independent":   lists(`independent = true`, `"Independent":1,`, asia, six, europe),
		"in a group":    lists(`independent = false`, `"Independent":0,`, edge),
		"one tag":       lists(`tags = { team = "network" }`, `"TagSet":[{"TagKey":"team","TagValue":"network"}],`, edge, asia),
		"all tags":      lists(`tags = { team = "network", env = "prod" }`, `"TagSet":[{"TagKey":"env","TagValue":"prod"}],`, edge),
		"six tags":      lists(`tags = { team = "network", env = "prod", a = "1", b = "1", c = "1", d = "1" }`, `"TagSet":[{"TagKey":"a","TagValue":"1"}],`),
		"name":          lists(`name = "asia-1"`, ``, asia),
		"part of names": lists(`name_regex = "-1$"`, ``, asia, europe),
		"none":          lists(`name = "nobody"`, ``),
		"ids":           lists(`ids = ["`+six+`", "`+edge+`"]`, ``, six, edge),
		"ids and name":  lists("ids = [\""+asia+"\"]\n  name = \"asia-1\"", ``, asia),
		"several":       lists("project_id = 0\n  tags = { env = \"prod\" }\n  name_regex = \"^s\"", filter("ProjectId", "0")+`"TagSet":[{"TagKey":"env","TagValue":"prod"}],`, six),
	}.Run(t, x.Environment)
}

// Everything is shown of each proxy that gaap_proxy shows.
func TestAccProxies_attributes(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.AddProxy(full())
	all := lists(``, ``, "link-a1b2c3d4")
	for name, value := range shownAndDetails() {
		all.Shows["proxies.0."+name] = value
	}
	acctest.DataSources{"all": all}.Run(t, x.Environment)
}

// All pages are read, in as few calls as there are.
func TestAccProxies_pages(t *testing.T) {
	x := newTest(t, gaapmock.Options{MaxProxies: -1})
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var ids []string
	for i := range 230 {
		ids = append(ids, x.Mock.AddProxy(gaapmock.Proxy{CreateTime: start.Add(time.Duration(i) * time.Minute)}))
	}
	all := lists(``, ``, ids...)
	all.Sends = ""
	acctest.DataSources{"all": all}.Run(t, x.Environment)
	x.CheckCalls(t, "DescribeProxies", `{"Offset":0,"Limit":100}`, `{"Offset":100,"Limit":100}`, `{"Offset":200,"Limit":100}`)
}

func TestAccProxies_refuses(t *testing.T) {
	fails := func(arguments string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_proxies", Arguments: arguments, Fails: phrases}
	}
	x := newTest(t, gaapmock.Options{})
	acctest.DataSources{
		"no ids":        fails(`ids = []`, "ids", "at least 1"),
		"an id twice":   fails(`ids = ["link-a", "link-a"]`, "ids", "duplicate"),
		"no id":         fails(`ids = ["edge"]`, "ids", "link-a1b2c3d4"),
		"null id":       fails(`ids = [null]`, "ids"),
		"project":       fails(`project_id = -2`, `project_id = -2`, "at least -1"),
		"access region": fails(`access_region = "Hong Kong"`, `access_region = "Hong Kong"`, "must be a region id such as Hongkong"),
		"group":         fails(`group_id = "group"`, `group_id = "group"`, "must be an id such as lg-a1b2c3d4"),
		"IP version":    fails(`ip_address_version = "IPv5"`, `ip_address_version = "IPv5"`, "IPv6"),
		"package":       fails(`package_type = "Gold"`, `package_type = "Gold"`, "Thunder"),
		"no tags":       fails(`tags = {}`, `tags = {}`, "at least 1"),
		"null tag":      fails(`tags = { a = null }`, "Null Map Value", `tags = { a = null }`),
		"two names":     fails("name = \"a\"\n  name_regex = \"b\"", "name_regex"),
		"regex":         fails(`name_regex = "("`, "Invalid regular expression", `name_regex = "("`, "missing closing )"),
	}.Run(t, x.Environment)
	if calls := x.Mock.Calls(""); len(calls) > 0 {
		t.Errorf("%s was called although the arguments are wrong", calls[0].Action)
	}
}

func TestAccProxies_error(t *testing.T) {
	acctest.DataSources{"project": {
		Type: "gaap_proxies", Arguments: `project_id = 99`, Action: "DescribeProxies", Fault: "InvalidParameterValue.ProjectIdNotBelong",
		Fails: []string{
			"Cannot list GAAP proxies", `project_id = 99`, "Listing proxies: DescribeProxies failed",
			"Code: InvalidParameterValue.ProjectIdNotBelong", "RequestId:", "one of its projects",
		},
	}}.Run(t, newTest(t, gaapmock.Options{}).Environment)
}

// An id that is not found is an error that names it, also if it is there but
// about to be gone, or does not match the other arguments.
func TestAccProxies_idNotFound(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.account()
	none := func(arguments, id string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_proxies", Arguments: arguments, Fails: []string{"No such GAAP proxy", "with data.gaap_proxies.test", "has the id", id}}
	}
	acctest.DataSources{
		"unknown":     none(`ids = ["link-asia", "link-unknown"]`, "link-unknown"),
		"going":       none(`ids = ["link-going"]`, "link-going"),
		"other group": none("ids = [\"link-asia\"]\n  group_id = \"lg-demo0001\"", "link-asia"),
	}.Run(t, x.Environment)
}
