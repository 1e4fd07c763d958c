package realserver_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const typ = "gaap_realserver"

// lister lists in the words of Terraform's protocol, which all versions of the
// CLI do not speak.
type lister struct {
	*acctest.Environment

	t      *testing.T
	server *tfcore.Server
}

func newLister(t *testing.T) *lister {
	t.Helper()
	t.Parallel()
	l := &lister{Environment: acctest.New(t, gaapmock.Options{}), t: t}
	var err error
	if l.server, err = tfcore.Start(t.Context(), l.Factories()["gaap"]); err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *lister) configure() {
	l.t.Helper()
	said := l.server.Configure(l.t.Context(), tfcore.ObjectOf(l.server.TypeOf(l.server.Schemas.Provider), map[string]cty.Value{
		"endpoint": cty.StringVal(l.URL), "secret_id": cty.StringVal(l.Key.SecretID),
		"secret_key": cty.StringVal(l.Key.SecretKey), "security_token": cty.StringVal(l.Key.Token),
	}))
	if len(said) > 0 {
		l.t.Fatal(tfcore.Render(said))
	}
}

// list returns what is listed until the stream ends, at most as many as stop.
func (l *lister) list(filters map[string]cty.Value, include bool, limit int64, stop int) (results []tfcore.Listed) {
	config := tfcore.ObjectOf(l.server.TypeOf(l.server.Schemas.ListResources[typ]), filters)
	for result := range l.server.List(l.t.Context(), typ, config, include, limit) {
		if results = append(results, result); len(results) == stop {
			break
		}
	}
	return results
}

// Filters select together.
func TestList_filters(t *testing.T) {
	l := newLister(t)
	l.configure()
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
		for _, result := range l.list(c.filters, false, 100, 0) {
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
	l.configure()
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
		got := len(l.list(nil, false, c.limit, c.stop))
		if calls := len(l.Mock.Calls("")); got != c.want || calls != c.calls {
			t.Errorf("%s: %d origins in %d calls, want %d in %d", name, got, calls, c.want, c.calls)
		}
	}
}

// What is listed with its attributes has all that a refresh shows.
func TestList_includeResource(t *testing.T) {
	l := newLister(t)
	l.configure()
	for i, address := range []string{"192.0.2.1", "2001:DB8::1", "www.example.com"} {
		id := l.Mock.AddRealServer(gaapmock.RealServer{Name: "edge", Address: address, ProjectID: 1204, Tags: map[string]string{"a": "b"}})
		results := l.list(nil, true, 100, 0)
		if len(results) != i+1 || len(results[i].Said) > 0 {
			t.Fatalf("the results are %+v", results)
		}
		refreshed, said := l.server.Read(t.Context(), typ, &tfcore.Object{Value: tfcore.ObjectOf(
			l.server.TypeOf(l.server.Schemas.Resources[typ]), map[string]cty.Value{"id": cty.StringVal(id), "project_id": cty.Zero})})
		at := slices.IndexFunc(results, func(r tfcore.Listed) bool { return r.Text("id") == id })
		if len(said) > 0 || at < 0 || !results[at].Value.RawEquals(refreshed.Value) || !results[at].Identity.RawEquals(refreshed.Identity) {
			t.Errorf("%s: listed is\n%+v\na refresh shows\n%#v", tfcore.Render(said), results, refreshed.Value)
		}
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := newLister(t)
	if results := l.list(nil, false, 100, 0); len(results) != 1 || results[0].Said[0].Summary != "Provider is not configured" {
		t.Errorf("without a configuration the results are %+v", results)
	}
	l.configure()
	for range 70 {
		l.Mock.AddRealServer(gaapmock.RealServer{})
	}
	l.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 1})
	results := l.list(nil, false, 1000, 0)
	last := results[len(results)-1]
	if len(results) != 51 || len(last.Said) != 1 {
		t.Fatalf("there are %d results, the last is %+v", len(results), last)
	}
	if d := last.Said[0]; d.Severity != tfprotov6.DiagnosticSeverityError || d.Summary != "Cannot list GAAP origins" || !strings.Contains(d.Detail, "UnauthorizedOperation") {
		t.Errorf("the error is %s: %s", d.Summary, d.Detail)
	}
}
