package globaldomain_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// fill makes three domains.
func fill(mock *gaapmock.Server) {
	at := func(hour int) time.Time { return time.Date(2026, 1, 1, hour, 0, 0, 0, time.UTC) }
	mock.AddGlobalDomain(gaapmock.GlobalDomain{ID: "dm-b", Alias: "www", CreateTime: at(2), Tags: map[string]string{"team": "net", "env": "prod"}})
	mock.AddGlobalDomain(gaapmock.GlobalDomain{ID: "dm-a", ProjectID: 1204, CreateTime: at(1), DefaultValue: "a.example.com", Status: gaapmock.StatusClosed, Tags: map[string]string{"team": "net"}})
	mock.AddGlobalDomain(gaapmock.GlobalDomain{ID: "dm-c", CreateTime: at(3)})
}

// Filters select together.
func TestList_filters(t *testing.T) {
	l := acctest.NewLister(t, "gaap_global_domain", gaapmock.Options{})
	fill(l.Mock)
	l.Configure()
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    string
	}{
		"none":    {nil, "a b c"},
		"project": {map[string]cty.Value{"project_id": cty.NumberIntVal(1204)}, "a"},
		"tags":    {map[string]cty.Value{"tags": cty.MapVal(map[string]cty.Value{"team": cty.StringVal("net")})}, "a b"},
		"both":    {map[string]cty.Value{"project_id": cty.NumberIntVal(0), "tags": cty.MapVal(map[string]cty.Value{"team": cty.StringVal("net")})}, "b"},
	} {
		var got []string
		for _, result := range l.List(c.filters, false, 100, 0) {
			_, id, _ := strings.Cut(result.Name, " (dm-")
			got = append(got, strings.TrimSuffix(id, ")"))
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v are listed, want %s", name, got, c.want)
		}
	}
	for _, result := range l.List(nil, true, 100, 0) {
		if len(result.Said) > 0 || result.Text("full_domain") == "" || result.Text("status") == "" || result.Text("default_value") == "" {
			t.Errorf("listed is %+v", result)
		}
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := acctest.NewLister(t, "gaap_global_domain", gaapmock.Options{})
	l.CheckFailure("DescribeGlobalDomains", 100, "Cannot list GAAP unified domains", func() { l.Mock.AddGlobalDomain(gaapmock.GlobalDomain{}) })
}

func lists(arguments, sends string, shows map[string]string) acctest.DataSource {
	return acctest.DataSource{
		Type: "gaap_global_domains", Arguments: arguments, Shows: shows,
		Action: "DescribeGlobalDomains", Sends: `{"Offset":0,"Limit":100,` + sends + `}`,
	}
}

func TestAccGlobalDomains(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	fill(env.Mock)
	acctest.DataSources{
		"all": lists(``, `"ProjectId":-1`, map[string]string{
			"ids.#": "3", "ids.0": "dm-a", "ids.1": "dm-b", "ids.2": "dm-c", "domains.0.project_id": "1204", "domains.0.type": "DOMAIN", "domains.0.default_value": "a.example.com",
			"domains.0.enable": "false", "domains.0.status": "CLOSED", "domains.1.id": "dm-b", "domains.1.alias": "www", "domains.1.enable": "true", "domains.1.status": "RUNNING", "domains.1.type": "IP",
			"domains.1.full_domain": "gd-b.gaapqcloud.com.cn", "domains.1.create_time": "2026-01-01T02:00:00Z", "domains.1.proxy_count": "0", "domains.1.ban_status": "RECOVER",
			"domains.1.tags.%": "2", "domains.1.tags.team": "net",
		}),
		"project":  lists(`project_id = 1204`, `"ProjectId":1204`, map[string]string{"ids.#": "1", "ids.0": "dm-a"}),
		"all tags": lists(`tags = { team = "net", env = "prod" }`, `"ProjectId":-1,"TagSet":[{"TagKey":"env","TagValue":"prod"}]`, map[string]string{"ids.#": "1", "ids.0": "dm-b"}),
	}.Run(t, env)
	acctest.DataSources{
		"project": {Type: "gaap_global_domains", Arguments: `project_id = -2`, Fails: []string{`project_id = -2`, "at least -1"}},
		"refused": {
			Type: "gaap_global_domains", Action: "DescribeGlobalDomains", Fault: "UnauthorizedOperation",
			Fails: []string{"Cannot list GAAP unified domains", "Listing unified domains: DescribeGlobalDomains failed", "CAM policy"},
		},
	}.Run(t, acctest.New(t, gaapmock.Options{}))
	acctest.DataSources{"elsewhere": {Type: "gaap_global_domains", Fails: []string{"Cannot list GAAP unified domains", "Only the Chinese site"}}}.Run(t, acctest.New(t, gaapmock.Options{International: true}))
}
