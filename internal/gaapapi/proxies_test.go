package gaapapi_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"testing"
	"testing/synctest"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// everything selects all proxies of the account.
func everything() gaapapi.ProxyQuery {
	return gaapapi.ProxyQuery{ProxyFilter: gaapapi.ProxyFilter{ProjectID: gaapapi.AllProjects}}
}

// collect reads a sequence to its end.
func collect(t *testing.T, s *service, query gaapapi.ProxyQuery) map[string]gaapapi.Proxy {
	t.Helper()
	found := map[string]gaapapi.Proxy{}
	for proxy, err := range s.client.Proxies(t.Context(), query) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := found[proxy.ID]; twice {
			t.Errorf("%s comes twice", proxy.ID)
		}
		found[proxy.ID] = proxy
	}
	return found
}

// Each filter is sent as the service wants it; of several tags one is sent, for
// the service takes them as alternatives, and the others are looked at here.
func TestProxies_filters(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	filter := func(f gaapapi.ProxyFilter) gaapapi.ProxyQuery { return gaapapi.ProxyQuery{ProxyFilter: f} }
	project := func(id string) string { return `{"Name":"ProjectId","Values":["` + id + `"]}` }
	one := func(name, value string) string { return `{"Name":"` + name + `","Values":["` + value + `"]}` }
	all := everything()
	for name, c := range map[string]struct {
		query gaapapi.ProxyQuery
		sent  string // beside Offset and Limit
		found []string
	}{
		"everything":      {all, ``, []string{"link-plain", "link-other", "link-tag12", "link-tag10"}},
		"default project": {filter(gaapapi.ProxyFilter{}), `"Filters":[` + project("0") + `],`, []string{"link-plain", "link-tag12", "link-tag10"}},
		"all filters": {
			filter(gaapapi.ProxyFilter{ProjectID: 1204, AccessRegion: "Beijing", RealServerRegion: "Korea", GroupID: "lg-demo0001", IPAddressVersion: "IPv6", PackageType: "Accelerator"}),
			`"Filters":[` + project("1204") + `,` + one("AccessRegion", "Beijing") + `,` + one("RealServerRegion", "Korea") + `,` + one("GroupId", "lg-demo0001") + `,` +
				one("IPAddressVersion", "IPv6") + `,` + one("PackageType", "Accelerator") + `],`,
			[]string{"link-other"},
		},
		"independent": {gaapapi.ProxyQuery{ProxyFilter: all.ProxyFilter, Independent: &yes}, `"Independent":1,`, []string{"link-plain", "link-tag12", "link-tag10"}},
		"in a group":  {gaapapi.ProxyQuery{ProxyFilter: all.ProxyFilter, Independent: &no}, `"Independent":0,`, []string{"link-other"}},
		"one tag": {
			gaapapi.ProxyQuery{ProxyFilter: all.ProxyFilter, Tags: map[string]string{"a": "1"}},
			`"TagSet":[{"TagKey":"a","TagValue":"1"}],`,
			[]string{"link-tag12", "link-tag10"},
		},
		"two tags": {
			gaapapi.ProxyQuery{ProxyFilter: all.ProxyFilter, Tags: map[string]string{"b": "2", "a": "1"}},
			`"TagSet":[{"TagKey":"a","TagValue":"1"}],`,
			[]string{"link-tag12"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.AddProxy(gaapmock.Proxy{ID: "link-plain"})
				s.AddProxy(gaapmock.Proxy{ID: "link-tag12", Tags: map[string]string{"a": "1", "b": "2"}})
				s.AddProxy(gaapmock.Proxy{ID: "link-tag10", Tags: map[string]string{"a": "1", "b": "0"}})
				s.AddProxy(gaapmock.Proxy{
					ID: "link-other", ProjectID: 1204, AccessRegion: "Beijing", RealServerRegion: "Korea",
					GroupID: "lg-demo0001", IPAddressVersion: "IPv6", PackageType: "Accelerator",
				})
				found := collect(t, s, c.query)
				for _, id := range c.found {
					if _, ok := found[id]; !ok {
						t.Errorf("%s is not found", id)
					}
				}
				if len(found) != len(c.found) {
					t.Errorf("%d are found, want %q", len(found), c.found)
				}
				s.CheckBodies("DescribeProxies", `{`+c.sent+`"Offset":0,"Limit":100}`)
			})
		})
	}
}

// Pages are read when they are needed.
func TestProxies_lazy(t *testing.T) {
	t.Parallel()
	for wanted, calls := range map[int]int{0: 0, 1: 1, 100: 1, 101: 2, 130: 2, 999: 2} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{MaxProxies: -1})
			s.addProxies(130)
			got := 0
			if wanted > 0 {
				for _, err := range s.client.Proxies(t.Context(), everything()) {
					if err != nil {
						t.Fatal(err)
					}
					if got++; got == wanted {
						break
					}
				}
			}
			if want := min(wanted, 130); got != want || len(s.Journal()) != calls {
				t.Errorf("%d proxies in %d calls, want %d in %d", got, len(s.Journal()), want, calls)
			}
		})
	}
}

var totalCount = regexp.MustCompile(`"TotalCount":\d+`)

// liar puts another TotalCount into each answer.
type liar struct {
	http.RoundTripper

	says int
}

func (l liar) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := l.RoundTripper.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(totalCount.ReplaceAll(body, fmt.Appendf(nil, `"TotalCount":%d`, l.says))))
	return resp, err
}

// A wrong TotalCount neither hides proxies nor keeps the reading going.
func TestProxies_wrongTotal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ there, says, calls int }{
		{130, 0, 2}, {130, 100, 2}, {130, 100000, 3}, {0, 7, 1}, {40, 41, 2}, {200, 200, 3},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{MaxProxies: -1})
			s.client = s.newClient(func(config *wire.Config) { config.Transport = liar{s, c.says} })
			s.addProxies(c.there)
			found := collect(t, s, everything())
			if calls := len(s.Journal()); len(found) != c.there || calls != c.calls {
				t.Errorf("%d of %d proxies in %d calls, want %d calls, if TotalCount is %d", len(found), c.there, calls, c.calls, c.says)
			}
		})
	}
}

// What moves to a page that was read already, since another one vanished, is
// found in a second look; a list that shrinks for good comes to an end.
func TestProxies_shrinking(t *testing.T) {
	t.Parallel()
	for name, times := range map[string]int{"once": 1, "for good": 190} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{MaxProxies: -1})
			ids := s.addProxies(190)
			calls := 0
			s.OnCall(func(string) {
				if calls++; calls > 1 && calls <= times+1 {
					s.RemoveProxy(ids[len(ids)-calls])
				}
			})
			found := collect(t, s, everything())
			if len(found) < 189 || calls > 6 {
				t.Errorf("%s: %d proxies in %d calls", name, len(found), calls)
			}
		})
	}
}

// A page that fails ends the sequence with its error.
func TestProxies_fails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		s.addProxies(250)
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 1})
		count, failures := 0, 0
		for _, err := range s.client.Proxies(t.Context(), everything()) {
			if count++; err != nil {
				failures++
				if wire.CodeOf(err) != "UnauthorizedOperation" {
					t.Error(err)
				}
			}
		}
		if count != 101 || failures != 1 {
			t.Errorf("%d steps with %d errors, want 101 with 1", count, failures)
		}
		s.CheckNoFaults()
	})
}
