package group_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Filters select together.
func TestList_filters(t *testing.T) {
	l := acctest.NewLister(t, "gaap_proxy_group", gaapmock.Options{Groups: []gaapmock.Group{
		{ID: "lg-a", RealServerRegion: "Shanghai", ProjectID: 1204, Tags: map[string]string{"team": "net"}},
		{ID: "lg-b", RealServerRegion: "Hongkong", PackageType: "Accelerator", Tags: map[string]string{"team": "net"}},
		{ID: "lg-c", RealServerRegion: "Shanghai", Status: gaapmock.StatusDestroying},
	}})
	l.Configure()
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    string
	}{
		"none":    {nil, "a b"},
		"project": {map[string]cty.Value{"project_id": cty.NumberIntVal(1204)}, "a"},
		"region":  {map[string]cty.Value{"realserver_region": cty.StringVal("Hongkong")}, "b"},
		"package": {map[string]cty.Value{"package_type": cty.StringVal("Thunder")}, "a"},
		"tags":    {map[string]cty.Value{"tags": cty.MapVal(map[string]cty.Value{"team": cty.StringVal("net")})}, "a b"},
		"both":    {map[string]cty.Value{"project_id": cty.NumberIntVal(0), "realserver_region": cty.StringVal("Shanghai")}, ""},
	} {
		var got []string
		for _, result := range l.List(c.filters, false, 100, 0) {
			_, id, _ := strings.Cut(result.Name, " (lg-")
			got = append(got, strings.TrimSuffix(id, ")"))
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v are listed, want %s", name, got, c.want)
		}
	}
	for _, result := range l.List(nil, true, 100, 0) {
		if len(result.Said) > 0 || result.Text("realserver_region") == "" || result.Text("status") != "RUNNING" || result.Text("package_type") != "" {
			t.Errorf("listed is %+v", result)
		}
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := acctest.NewLister(t, "gaap_proxy_group", gaapmock.Options{Groups: []gaapmock.Group{}})
	l.CheckFailure("DescribeProxyGroupList", 100, "Cannot list GAAP proxy groups", func() { l.Mock.AddGroup(gaapmock.Group{}) })
}
