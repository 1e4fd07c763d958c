package proxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// lister lists in the words of Terraform's protocol, which all versions of the
// CLI do not speak.
type lister struct {
	*acctest.Environment

	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

func newLister(t *testing.T) *lister {
	t.Helper()
	t.Parallel()
	l := &lister{Environment: acctest.New(t, gaapmock.Options{MaxProxies: -1}), t: t}
	var err error
	if l.server, err = l.Factories()["gaap"](); err != nil {
		t.Fatal(err)
	}
	if l.schema, err = l.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *lister) configure() {
	l.t.Helper()
	resp, err := l.server.ConfigureProvider(l.t.Context(), &tfprotov6.ConfigureProviderRequest{Config: l.object(l.schema.Provider, map[string]tftypes.Value{
		"endpoint": tftypes.NewValue(tftypes.String, l.URL), "secret_id": tftypes.NewValue(tftypes.String, l.Key.SecretID),
		"secret_key": tftypes.NewValue(tftypes.String, l.Key.SecretKey), "security_token": tftypes.NewValue(tftypes.String, l.Key.Token),
	})})
	if err != nil || len(resp.Diagnostics) > 0 {
		l.t.Fatal(err, resp.Diagnostics)
	}
}

// object is a value of a schema in which all that is not named is null.
func (l *lister) object(schema *tfprotov6.Schema, values map[string]tftypes.Value) *tfprotov6.DynamicValue {
	l.t.Helper()
	value, err := tfprotov6.NewDynamicValue(schema.ValueType(), acctest.Object(schema.ValueType(), values))
	if err != nil {
		l.t.Fatal(err)
	}
	return &value
}

// list returns what is listed until the stream ends, at most as many as stop.
func (l *lister) list(filters map[string]tftypes.Value, include bool, limit int64, stop int) []tfprotov6.ListResourceResult {
	l.t.Helper()
	stream, err := l.server.(tfprotov6.ListResourceServer).ListResource(l.t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: "gaap_proxy", Config: l.object(l.schema.ListResourceSchemas["gaap_proxy"], filters), IncludeResource: include, Limit: limit,
	})
	if err != nil {
		l.t.Fatal(err)
	}
	var results []tfprotov6.ListResourceResult
	for result := range stream.Results {
		if results = append(results, result); len(results) == stop {
			break
		}
	}
	return results
}

func stringOf(text string) tftypes.Value { return tftypes.NewValue(tftypes.String, text) }

// Filters select together; a proxy that is being destroyed is not listed.
func TestList_filters(t *testing.T) {
	l := newLister(t)
	l.configure()
	for name, p := range map[string]gaapmock.Proxy{
		"plain": {}, "project": {ProjectID: 1204}, "korea": {AccessRegion: "Korea"}, "group": {GroupID: "lg-xxxx", RealServerRegion: "Hongkong"},
		"red": {Tags: map[string]string{"colour": "red", "size": "l"}}, "blue": {Tags: map[string]string{"colour": "blue", "size": "l"}},
		"going": {Status: gaapmock.StatusDestroying}, "failed": {Status: gaapmock.StatusCreateFailed},
	} {
		p.ID, p.Name = "link-"+name, name
		l.Mock.AddProxy(p)
	}
	tags := func(pairs ...string) tftypes.Value {
		all := map[string]tftypes.Value{}
		for i := 0; i < len(pairs); i += 2 {
			all[pairs[i]] = stringOf(pairs[i+1])
		}
		return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, all)
	}
	for name, c := range map[string]struct {
		filters map[string]tftypes.Value
		want    string
	}{
		"none":            {nil, "plain project korea group red blue failed"},
		"default project": {map[string]tftypes.Value{"project_id": tftypes.NewValue(tftypes.Number, 0)}, "plain korea group red blue failed"},
		"project":         {map[string]tftypes.Value{"project_id": tftypes.NewValue(tftypes.Number, 1204)}, "project"},
		"access region":   {map[string]tftypes.Value{"access_region": stringOf("Korea")}, "korea"},
		"origin region":   {map[string]tftypes.Value{"realserver_region": stringOf("Hongkong")}, "group"},
		"group":           {map[string]tftypes.Value{"group_id": stringOf("lg-xxxx")}, "group"},
		"tag":             {map[string]tftypes.Value{"tags": tags("size", "l")}, "red blue"},
		"tags":            {map[string]tftypes.Value{"tags": tags("size", "l", "colour", "red")}, "red"},
		"all at once":     {map[string]tftypes.Value{"access_region": stringOf("Korea"), "tags": tags("size", "l")}, ""},
	} {
		got := map[string]bool{}
		for _, result := range l.list(c.filters, false, 100, 0) {
			if len(result.Diagnostics) > 0 || result.Resource != nil {
				t.Errorf("%s: the result is %+v", name, result)
			}
			listed, id, _ := strings.Cut(result.DisplayName, " ")
			if got[listed] = true; id != "(link-"+listed+")" {
				t.Errorf("%s: the name is %q", name, result.DisplayName)
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
	l.configure()
	const name = "道 \"x\" ${y}\n\x1b[2J\u202e"
	l.Mock.AddProxy(gaapmock.Proxy{ID: "link-a1", Name: name})
	results := l.list(nil, true, 100, 0)
	if want := "道 \"x\" ${y}\ufffd\ufffd[2J\ufffd (link-a1)"; len(results) != 1 || results[0].DisplayName != want {
		t.Fatalf("the results are %+v, want one called %q", results, want)
	}
	of := l.schema.ResourceSchemas["gaap_proxy"].ValueType()
	listed, err := results[0].Resource.Unmarshal(of)
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := listed.As(&attributes); err != nil || !attributes["name"].Equal(stringOf(name)) {
		t.Errorf("%v: the name is %s", err, attributes["name"])
	}
}

// A page has a hundred proxies, and no more pages are read than are looked at.
func TestList_pages(t *testing.T) {
	l := newLister(t)
	l.configure()
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
		got := len(l.list(nil, false, c.limit, c.stop))
		if calls := len(l.Mock.Calls("")); got != c.want || calls != c.calls {
			t.Errorf("%s: %d proxies in %d calls, want %d in %d", name, got, calls, c.want, c.calls)
		}
	}
}

// What is listed with its attributes has all that a refresh shows.
func TestList_includeResource(t *testing.T) {
	l := newLister(t)
	l.configure()
	id := l.Mock.AddProxy(gaapmock.Proxy{
		Name: "edge", ProjectID: 1204, BillingType: 1, Tags: map[string]string{"a": "b"}, Status: gaapmock.StatusClosed, PolicyID: "sp-1",
	})
	results := l.list(nil, true, 100, 0)
	if len(results) != 1 || len(results[0].Diagnostics) > 0 {
		t.Fatalf("the results are %+v", results)
	}
	of := l.schema.ResourceSchemas["gaap_proxy"]
	seed := l.object(of, map[string]tftypes.Value{
		"id": stringOf(id), "enable": tftypes.NewValue(tftypes.Bool, true), "force_destroy": tftypes.NewValue(tftypes.Bool, false),
	})
	read, err := l.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "gaap_proxy", CurrentState: seed})
	if err != nil {
		t.Fatal(err)
	}
	listed, err := results[0].Resource.Unmarshal(of.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	refreshed, err := read.NewState.Unmarshal(of.ValueType())
	if err != nil || !listed.Equal(refreshed) {
		t.Errorf("%v: listed is\n%s\na refresh shows\n%s", err, listed, refreshed)
	}
	if fmt.Sprint(*results[0].Identity.IdentityData) != fmt.Sprint(*read.NewIdentity.IdentityData) {
		t.Error("the identities differ")
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := newLister(t)
	if results := l.list(nil, false, 100, 0); len(results) != 1 || results[0].Diagnostics[0].Summary != "Provider is not configured" {
		t.Errorf("without a configuration the results are %+v", results)
	}
	l.configure()
	for range 150 {
		l.Mock.AddProxy(gaapmock.Proxy{})
	}
	l.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 1})
	results := l.list(nil, false, 1000, 0)
	last := results[len(results)-1]
	if len(results) != 101 || len(last.Diagnostics) != 1 {
		t.Fatalf("there are %d results, the last is %+v", len(results), last)
	}
	if d := last.Diagnostics[0]; d.Severity != tfprotov6.DiagnosticSeverityError || d.Summary != "Cannot list GAAP proxies" || !strings.Contains(d.Detail, "UnauthorizedOperation") {
		t.Errorf("the error is %s: %s", d.Summary, d.Detail)
	}
}
