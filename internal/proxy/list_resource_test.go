package proxy_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

func newLister(t *testing.T) *acctest.Lister {
	t.Helper()
	return acctest.NewLister(t, "gaap_proxy", gaapmock.Options{MaxProxies: -1})
}

// Filters select together; a proxy that is being destroyed is not listed.
func TestList_filters(t *testing.T) {
	l := newLister(t)
	l.Configure()
	for name, p := range map[string]gaapmock.Proxy{
		"plain": {}, "project": {ProjectID: 1204}, "korea": {AccessRegion: "Korea"}, "group": {GroupID: "lg-xxxx", RealServerRegion: "Hongkong"},
		"red": {Tags: map[string]string{"colour": "red", "size": "l"}}, "blue": {Tags: map[string]string{"colour": "blue", "size": "l"}},
		"going": {Status: gaapmock.StatusDestroying}, "failed": {Status: gaapmock.StatusCreateFailed},
	} {
		p.ID, p.Name = "link-"+name, name
		l.Mock.AddProxy(p)
	}
	large := cty.MapVal(map[string]cty.Value{"size": cty.StringVal("l")})
	largeAndRed := cty.MapVal(map[string]cty.Value{"size": cty.StringVal("l"), "colour": cty.StringVal("red")})
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    string
	}{
		"none":            {nil, "plain project korea group red blue failed"},
		"default project": {map[string]cty.Value{"project_id": cty.NumberIntVal(0)}, "plain korea group red blue failed"},
		"project":         {map[string]cty.Value{"project_id": cty.NumberIntVal(1204)}, "project"},
		"access region":   {map[string]cty.Value{"access_region": cty.StringVal("Korea")}, "korea"},
		"origin region":   {map[string]cty.Value{"realserver_region": cty.StringVal("Hongkong")}, "group"},
		"group":           {map[string]cty.Value{"group_id": cty.StringVal("lg-xxxx")}, "group"},
		"tag":             {map[string]cty.Value{"tags": large}, "red blue"},
		"tags":            {map[string]cty.Value{"tags": largeAndRed}, "red"},
		"all at once":     {map[string]cty.Value{"access_region": cty.StringVal("Korea"), "tags": large}, ""},
	} {
		got := map[string]bool{}
		for _, result := range l.List(c.filters, false, 100, 0) {
			if len(result.Said) > 0 || !result.Value.IsNull() {
				t.Errorf("%s: the result is %+v", name, result)
			}
			listed, id, _ := strings.Cut(result.Name, " ")
			if got[listed] = true; id != "(link-"+listed+")" {
				t.Errorf("%s: the name is %q", name, result.Name)
			}
		}
		want := strings.Fields(c.want)
		for _, proxy := range want {
			if !got[proxy] {
				t.Errorf("%s: %s is not listed", name, proxy)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %v are listed, want %v", name, got, want)
		}
	}
}

// A name takes one line of a terminal, and is not changed where it is data.
func TestList_displayName(t *testing.T) {
	l := newLister(t)
	l.Configure()
	const name = "道 \"x\" ${y}\n\x1b[2J\u202e"
	l.Mock.AddProxy(gaapmock.Proxy{ID: "link-a1", Name: name})
	results := l.List(nil, true, 100, 0)
	if want := "道 \"x\" ${y}\ufffd\ufffd[2J\ufffd (link-a1)"; len(results) != 1 || results[0].Name != want {
		t.Fatalf("the results are %+v, want one called %q", results, want)
	}
	if listed := results[0].Text("name"); listed != name {
		t.Errorf("the name is %q", listed)
	}
}

// A page has a hundred proxies, and no more pages are read than are looked at.
func TestList_pages(t *testing.T) {
	l := newLister(t)
	l.Configure()
	for range 250 {
		l.Mock.AddProxy(gaapmock.Proxy{})
	}
	for name, c := range map[string]struct {
		limit             int64
		stop, want, calls int
	}{
		"all":                         {1000, 0, 250, 3},
		"a page":                      {100, 0, 100, 1},
		"a little more":               {101, 0, 101, 2},
		"one":                         {1, 0, 1, 1},
		"Terraform wants no more":     {1000, 7, 7, 1},
		"no limit, says the protocol": {0, 0, 250, 3},
	} {
		l.Mock.ResetJournal()
		got := len(l.List(nil, false, c.limit, c.stop))
		if calls := len(l.Mock.Calls("")); got != c.want || calls != c.calls {
			t.Errorf("%s: %d proxies in %d calls, want %d in %d", name, got, calls, c.want, c.calls)
		}
	}
}

// What is listed with its attributes has all that a refresh shows.
func TestList_includeResource(t *testing.T) {
	l := newLister(t)
	l.Configure()
	id := l.Mock.AddProxy(gaapmock.Proxy{
		Name: "edge", ProjectID: 1204, BillingType: 1, Tags: map[string]string{"a": "b"}, Status: gaapmock.StatusClosed, PolicyID: "sp-1",
	})
	results := l.List(nil, true, 100, 0)
	if len(results) != 1 || len(results[0].Said) > 0 {
		t.Fatalf("the results are %+v", results)
	}
	refreshed, said := l.Server.Read(t.Context(), "gaap_proxy", &tfcore.Object{Value: l.Object(map[string]cty.Value{
		"id": cty.StringVal(id), "enable": cty.True, "force_destroy": cty.False,
	})})
	if len(said) > 0 || !results[0].Value.RawEquals(refreshed.Value) {
		t.Errorf("%s: listed is\n%#v\na refresh shows\n%#v", tfcore.Render(said), results[0].Value, refreshed.Value)
	}
	if !results[0].Identity.RawEquals(refreshed.Identity) {
		t.Error("the identities differ")
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := newLister(t)
	l.CheckFailure("DescribeProxies", 100, "Cannot list GAAP proxies", func() { l.Mock.AddProxy(gaapmock.Proxy{}) })
}

// What the service lists in another order is the same in what is listed.
func TestList_orderOfLists(t *testing.T) {
	l := newLister(t)
	l.Configure()
	id := l.Mock.AddProxy(gaapmock.Proxy{Name: "test", IPList: []string{"203.0.113.1", "203.0.113.2"}, ForwardIP: "198.51.100.1;198.51.100.2;"})
	first := l.List(nil, true, 100, 1)
	l.Mock.UpdateProxy(id, func(p *gaapmock.Proxy) {
		p.IPList, p.ForwardIP = []string{"203.0.113.2", "203.0.113.1"}, "198.51.100.2;198.51.100.1;"
		slices.Reverse(p.SupportProtocols)
	})
	l.Clock.Advance(time.Minute)
	second := l.List(nil, true, 100, 1)
	if len(first) != 1 || len(second) != 1 || first[0].Value.IsNull() || !first[0].Value.RawEquals(second[0].Value) || len(l.Mock.Calls("DescribeProxies")) != 2 {
		t.Errorf("listed are\n%#v\n%#v", first, second)
	}
}
