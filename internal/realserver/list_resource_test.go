package realserver_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const typ = "gaap_realserver"

func newLister(t *testing.T) *acctest.Lister {
	t.Helper()
	return acctest.NewLister(t, typ, gaapmock.Options{})
}

// Filters select together.
func TestList_filters(t *testing.T) {
	l := newLister(t)
	l.Configure()
	for id, r := range map[string]gaapmock.RealServer{
		"plain": {}, "project": {ProjectID: 1204}, "named": {Name: "edge"}, "both": {Name: "edge", ProjectID: 1204},
		"red": {Tags: map[string]string{"colour": "red", "size": "l"}}, "blue": {Tags: map[string]string{"colour": "blue", "size": "l"}}, "longer": {Name: "edge-2"},
	} {
		if r.ID = "rs-" + id; r.Name == "" {
			r.Name = "other"
		}
		l.Mock.AddRealServer(r)
	}
	large := cty.MapVal(map[string]cty.Value{"size": cty.StringVal("l")})
	largeAndRed := cty.MapVal(map[string]cty.Value{"size": cty.StringVal("l"), "colour": cty.StringVal("red")})
	edge, project := cty.StringVal("edge"), cty.NumberIntVal(1204)
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    string
	}{
		"none":            {nil, "blue both longer named plain project red"},
		"default project": {map[string]cty.Value{"project_id": cty.Zero}, "blue longer named plain red"},
		"project":         {map[string]cty.Value{"project_id": project}, "both project"},
		"name":            {map[string]cty.Value{"name": edge}, "both named"},
		"tag":             {map[string]cty.Value{"tags": large}, "blue red"},
		"tags":            {map[string]cty.Value{"tags": largeAndRed}, "red"},
		"two":             {map[string]cty.Value{"name": edge, "project_id": project}, "both"},
		"all at once":     {map[string]cty.Value{"name": edge, "project_id": project, "tags": large}, ""},
	} {
		var got []string
		for _, result := range l.List(c.filters, false, 100, 0) {
			if len(result.Said) > 0 || !result.Value.IsNull() {
				t.Errorf("%s: the result is %+v", name, result)
			}
			_, id, _ := strings.Cut(result.Name, " (rs-")
			got = append(got, strings.TrimSuffix(id, ")"))
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v are listed, want %s", name, got, c.want)
		}
	}
}

// A page has fifty origins, and no more pages are read than are looked at.
func TestList_pages(t *testing.T) {
	l := newLister(t)
	l.Configure()
	for range 120 {
		l.Mock.AddRealServer(gaapmock.RealServer{})
	}
	for name, c := range map[string]struct {
		limit             int64
		stop, want, calls int
	}{
		"all": {1000, 0, 120, 3}, "a page": {50, 0, 50, 1}, "a little more": {51, 0, 51, 2}, "one": {1, 0, 1, 1},
		"Terraform wants no more": {1000, 7, 7, 1}, "no limit, says the protocol": {0, 0, 120, 3},
	} {
		l.Mock.ResetJournal()
		got := len(l.List(nil, false, c.limit, c.stop))
		if calls := len(l.Mock.Calls("")); got != c.want || calls != c.calls {
			t.Errorf("%s: %d origins in %d calls, want %d in %d", name, got, calls, c.want, c.calls)
		}
	}
}

// What is listed with its attributes has all that a refresh shows.
func TestList_includeResource(t *testing.T) {
	l := newLister(t)
	l.Configure()
	for i, address := range []string{"192.0.2.1", "2001:DB8::1", "www.example.com"} {
		id := l.Mock.AddRealServer(gaapmock.RealServer{Name: "edge", Address: address, ProjectID: 1204, Tags: map[string]string{"a": "b"}})
		results := l.List(nil, true, 100, 0)
		if len(results) != i+1 || len(results[i].Said) > 0 {
			t.Fatalf("the results are %+v", results)
		}
		refreshed, said := l.Server.Read(t.Context(), typ, &tfcore.Object{Value: tfcore.ObjectOf(
			l.Server.TypeOf(l.Server.Schemas.Resources[typ]), map[string]cty.Value{"id": cty.StringVal(id), "project_id": cty.Zero})})
		at := slices.IndexFunc(results, func(r tfcore.Listed) bool { return r.Text("id") == id })
		if len(said) > 0 || at < 0 || !results[at].Value.RawEquals(refreshed.Value) || !results[at].Identity.RawEquals(refreshed.Identity) {
			t.Errorf("%s: listed is\n%+v\na refresh shows\n%#v", tfcore.Render(said), results, refreshed.Value)
		}
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := newLister(t)
	l.CheckFailure("DescribeRealServers", 50, "Cannot list GAAP origins", func() { l.Mock.AddRealServer(gaapmock.RealServer{}) })
}
