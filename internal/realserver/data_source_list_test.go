package realserver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// origins is a gaap_realservers that sends this beside project, Offset and Limit,
// and shows these ids in this order.
func origins(arguments, sends string, ids ...string) acctest.DataSource {
	shows := map[string]string{"ids.#": fmt.Sprint(len(ids)), "realservers.#": fmt.Sprint(len(ids))}
	for i, id := range ids {
		shows[fmt.Sprintf("ids.%d", i)] = id
		shows[fmt.Sprintf("realservers.%d.id", i)] = id
	}
	if !strings.Contains(sends, "ProjectId") {
		sends += `"ProjectId":-1,`
	}
	return acctest.DataSource{
		Type: "gaap_realservers", Arguments: arguments, Action: "DescribeRealServers", Sends: `{` + sends + `"Offset":0,"Limit":50}`, Shows: shows,
	}
}

func TestAccRealServers(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	for _, r := range []gaapmock.RealServer{
		{ID: "rs-b", Name: "web", Address: "1.1.1.1"},
		{ID: "rs-a", Name: "web", Address: "1.1.1.10", ProjectID: 1204, Tags: map[string]string{"team": "net", "env": "prod"}},
		{ID: "rs-c", Name: "web-2", Address: "2001:db8::1", Tags: map[string]string{"team": "net"}},
		{ID: "rs-d", Name: "named", Address: "www.example.com"},
		{ID: "rs-e", Name: "part", Address: "www.example.com.cn"},
	} {
		env.Mock.AddRealServer(r)
	}
	search := func(text string) string { return `"SearchValue":"` + text + `",` }
	tag := func(key, value string) string {
		return `"TagSet":[{"TagKey":"` + key + `","TagValue":"` + value + `"}],`
	}
	acctest.DataSources{
		"all":          origins(``, ``, "rs-a", "rs-b", "rs-c", "rs-d", "rs-e"),
		"all projects": origins(`project_id = -1`, ``, "rs-a", "rs-b", "rs-c", "rs-d", "rs-e"),
		"project":      origins(`project_id = 1204`, `"ProjectId":1204,`, "rs-a"),
		"project 0":    origins(`project_id = 0`, `"ProjectId":0,`, "rs-b", "rs-c", "rs-d", "rs-e"),
		"ip":           origins(`ip = "1.1.1.1"`, search("1.1.1.1"), "rs-b"),
		"no ip":        origins(`ip = "1.1.1.2"`, search("1.1.1.2")),
		"IPv6":         origins(`ip = "2001:DB8:0::1"`, search("2001:db8::1"), "rs-c"),
		"domain":       origins(`domain = "www.Example.com"`, search("www.example.com"), "rs-d"),
		"name":         origins(`name = "web"`, `"Filters":[{"Name":"RealServerName","Values":["web"]}],`, "rs-a", "rs-b"),
		"tag":          origins(`tags = { team = "net" }`, tag("team", "net"), "rs-a", "rs-c"),
		"tags":         origins(`tags = { team = "net", env = "prod" }`, tag("env", "prod"), "rs-a"),
		"several":      origins("name = \"web\"\n  project_id = 1204", `"Filters":[{"Name":"RealServerName","Values":["web"]}],"ProjectId":1204,`, "rs-a"),
	}.Run(t, env)
}

// A domain that the service writes in another case is found by going through the
// list.
func TestAccRealServers_otherCase(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	env.Mock.AddRealServer(gaapmock.RealServer{ID: "rs-a", Address: "WWW.example.com"})
	env.Mock.AddRealServer(gaapmock.RealServer{ID: "rs-b", Address: "www.example.com.cn"})
	one := origins(`domain = "www.Example.com"`, ``, "rs-a")
	one.Sends = ""
	acctest.DataSources{"one": one}.Run(t, env)
	env.CheckCalls(t, "DescribeRealServers",
		`{"SearchValue":"www.example.com","ProjectId":-1,"Offset":0,"Limit":50}`, `{"ProjectId":-1,"Offset":0,"Limit":50}`)
}

// Everything is shown of each origin that gaap_realserver shows.
func TestAccRealServers_attributes(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	env.Mock.AddRealServer(gaapmock.RealServer{ID: "rs-a", Name: "web", Address: "192.0.2.1", ProjectID: 1204, Tags: map[string]string{"team": "net"}})
	env.Mock.AddRealServer(gaapmock.RealServer{ID: "rs-b", Name: "named", Address: "www.example.com"})
	all := origins(``, ``, "rs-a", "rs-b")
	for name, value := range map[string]string{
		"0.ip": "192.0.2.1", "0.domain": "", "0.name": "web", "0.project_id": "1204", "0.tags.team": "net", "0.tags.%": "1",
		"1.ip": "", "1.domain": "www.example.com", "1.name": "named", "1.project_id": "0", "1.tags.%": "0",
	} {
		all.Shows["realservers."+name] = value
	}
	acctest.DataSources{"all": all}.Run(t, env)
}

// All pages are read, in as few calls as there are.
func TestAccRealServers_pages(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	var ids []string
	for i := range 120 {
		ids = append(ids, env.Mock.AddRealServer(gaapmock.RealServer{ID: fmt.Sprintf("rs-%03d", i)}))
	}
	all := origins(``, ``, ids...)
	all.Sends = ""
	acctest.DataSources{"all": all}.Run(t, env)
	env.CheckCalls(t, "DescribeRealServers", `{"ProjectId":-1,"Offset":0,"Limit":50}`, `{"ProjectId":-1,"Offset":50,"Limit":50}`, `{"ProjectId":-1,"Offset":100,"Limit":50}`)
}

func TestAccRealServers_refuses(t *testing.T) {
	t.Parallel()
	fails := func(arguments string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_realservers", Arguments: arguments, Fails: phrases}
	}
	env := acctest.New(t, gaapmock.Options{})
	acctest.DataSources{
		"project":      fails(`project_id = -2`, `project_id = -2`, "at least -1"),
		"ip":           fails(`ip = "1.1.1"`, `ip = "1.1.1"`, "must be an IPv4 or IPv6 address"),
		"two":          fails("ip = \"1.1.1.1\"\n  domain = \"a.b\"", "domain"),
		"empty domain": fails(`domain = ""`, `domain = ""`, "at least 1"),
		"empty name":   fails(`name = ""`, `name = ""`, "at least 1"),
		"no tags":      fails(`tags = {}`, `tags = {}`, "at least 1"),
		"null tag":     fails(`tags = { a = null }`, "Null Map Value", `tags = { a = null }`),
	}.Run(t, env)
	if calls := env.Mock.Calls(""); len(calls) > 0 {
		t.Errorf("%s was called although the arguments are wrong", calls[0].Action)
	}
}

func TestAccRealServers_error(t *testing.T) {
	t.Parallel()
	acctest.DataSources{"project": {
		Type: "gaap_realservers", Arguments: `project_id = 99`, Action: "DescribeRealServers", Fault: "InvalidParameterValue.ProjectIdNotBelong",
		Fails: []string{
			"Cannot list GAAP origins", `project_id = 99`, "Listing origins: DescribeRealServers failed",
			"Code: InvalidParameterValue.ProjectIdNotBelong", "RequestId:", "one of its projects",
		},
	}}.Run(t, acctest.New(t, gaapmock.Options{}))
}
