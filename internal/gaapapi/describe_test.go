package gaapapi_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// A proxy is only gone when two actions say so, in whichever words.
func TestDescribeProxy_gone(t *testing.T) {
	t.Parallel()
	for _, list := range []gaapmock.UnknownMode{gaapmock.UnknownOmitted, gaapmock.UnknownNotFound} {
		for _, detail := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownCannotAccess} {
			t.Run(string(list+" "+detail), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{UnknownInList: list, UnknownInDetail: detail})
					p, err := s.client.DescribeProxy(t.Context(), "link-a1b2c3d4")
					if wire.ClassOf(err) != wire.Gone || p.ID != "" {
						t.Errorf("%+v, %v, want an error of class gone", p, err)
					}
					if counts := s.Counts(); counts["DescribeProxies"] == 0 || counts["DescribeProxyDetail"] == 0 {
						t.Errorf("the calls are %v, want a second look", counts)
					}
				})
			})
		}
	}
}

// That a proxy may not be accessed is an error, unless no list shows it.
func TestDescribeProxy_noAccess(t *testing.T) {
	t.Parallel()
	const code = "FailedOperation.ResourceCanNotAccess"
	for name, c := range map[string]struct {
		status string // what DescribeProxiesStatus answers, empty for the proxy
		want   wire.Class
	}{
		"there": {"", wire.Final}, "not told": {"UnauthorizedOperation", wire.Final}, "not accessed": {code, wire.Final}, "unknown": {"ResourceNotFound", wire.Gone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				id := s.AddProxy(gaapmock.Proxy{})
				s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultStaleRead})
				s.Inject(gaapmock.Fault{Action: "DescribeProxyDetail", Kind: gaapmock.FaultError, Code: code})
				if c.status != "" {
					s.Inject(gaapmock.Fault{Action: "DescribeProxiesStatus", Kind: gaapmock.FaultError, Code: c.status})
				}
				_, err := s.client.DescribeProxy(t.Context(), id)
				if wire.ClassOf(err) != c.want || c.want == wire.Final && wire.CodeOf(err) != code {
					t.Errorf("the error is %v", err)
				}
				s.CheckNoFaults()
			})
		})
	}
}

// A list that is behind does not make a proxy disappear.
func TestDescribeProxy_secondLook(t *testing.T) {
	t.Parallel()
	for _, list := range []gaapmock.UnknownMode{gaapmock.UnknownOmitted, gaapmock.UnknownNotFound} {
		t.Run(string(list), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{UnknownInList: list})
				id := s.AddProxy(gaapmock.Proxy{Name: "mine"})
				s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultStaleRead})
				p, err := s.client.DescribeProxy(t.Context(), id)
				if err != nil || p.ID != id || p.Name != "mine" {
					t.Errorf("%+v, %v", p, err)
				}
				s.CheckNoFaults()
			})
		})
	}
}

// What is not about the proxy's existence is no sign that it is gone.
func TestDescribeProxy_otherError(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"DescribeProxies", "DescribeProxyDetail"} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
				if _, err := s.client.DescribeProxy(t.Context(), "link-a1b2c3d4"); wire.CodeOf(err) != "UnauthorizedOperation" {
					t.Errorf("the error is %v", err)
				}
				s.CheckNoFaults()
			})
		})
	}
}

func TestDescribeProxyStatus_unknown(t *testing.T) {
	t.Parallel()
	for _, mode := range []gaapmock.UnknownMode{gaapmock.UnknownOmitted, gaapmock.UnknownNotFound} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{UnknownInStatus: mode})
			err := s.ask(t.Context(), "link-a1b2c3d4")
			if api := errorOf(t, err); wire.ClassOf(err) != wire.Gone || api.RequestID != s.Journal()[0].RequestID {
				t.Errorf("%s: %+v, want an error of class gone with its RequestId", mode, api)
			}
		})
	}
}

// A list of many pages is read to its end, with the filters on every page.
func TestListProxies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		start := time.Now()
		for i := range 250 {
			s.AddProxy(gaapmock.Proxy{
				ID: fmt.Sprintf("link-%08d", i), ProjectID: 1204, AccessRegion: "Korea", RealServerRegion: "Japan", GroupID: "lg-demo0001",
				IPAddressVersion: "IPv4", PackageType: "Accelerator", CreateTime: start.Add(time.Duration(i-1000) * time.Second),
			})
		}
		for _, other := range []gaapmock.Proxy{
			{ProjectID: 0, AccessRegion: "Korea", RealServerRegion: "Japan", GroupID: "lg-demo0001", PackageType: "Accelerator"},
			{ProjectID: 1204, AccessRegion: "Japan", RealServerRegion: "Japan", GroupID: "lg-demo0001", PackageType: "Accelerator"},
			{ProjectID: 1204, AccessRegion: "Korea", RealServerRegion: "Korea", GroupID: "lg-demo0001", PackageType: "Accelerator"},
			{ProjectID: 1204, AccessRegion: "Korea", RealServerRegion: "Japan", PackageType: "Accelerator"},
			{ProjectID: 1204, AccessRegion: "Korea", RealServerRegion: "Japan", GroupID: "lg-demo0001"},
			{ProjectID: 1204, AccessRegion: "Korea", RealServerRegion: "Japan", GroupID: "lg-demo0001", PackageType: "Accelerator", IPAddressVersion: "IPv6"},
		} {
			s.AddProxy(other)
		}
		all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{
			ProjectID: 1204, AccessRegion: "Korea", RealServerRegion: "Japan", GroupID: "lg-demo0001", IPAddressVersion: "IPv4", PackageType: "Accelerator",
		})
		if err != nil || len(all) != 250 {
			t.Fatalf("%d proxies, %v, want 250", len(all), err)
		}
		for i, p := range all {
			if want := fmt.Sprintf("link-%08d", 249-i); p.ID != want {
				t.Fatalf("proxy %d is %s, want %s, the newest first", i, p.ID, want)
			}
		}
		filters := `"Filters":[{"Name":"ProjectId","Values":["1204"]},{"Name":"AccessRegion","Values":["Korea"]},{"Name":"RealServerRegion","Values":["Japan"]},` +
			`{"Name":"GroupId","Values":["lg-demo0001"]},{"Name":"IPAddressVersion","Values":["IPv4"]},{"Name":"PackageType","Values":["Accelerator"]}]`
		s.CheckBodies("DescribeProxies",
			`{`+filters+`,"Offset":0,"Limit":100}`, `{`+filters+`,"Offset":100,"Limit":100}`, `{`+filters+`,"Offset":200,"Limit":100}`)
	})
}

// A list that ends with a full page ends, and an empty one too.
func TestListProxies_edges(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 99, 100, 101, 200} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{MaxProxies: -1})
			for range n {
				s.AddProxy(gaapmock.Proxy{})
			}
			all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{})
			if err != nil || len(all) != n {
				t.Errorf("%d proxies, %v, want %d", len(all), err, n)
			}
		})
	}
}

// A proxy that is made while the pages are read moves the others down by one:
// none is listed twice.
func TestListProxies_growing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		for range 150 {
			s.AddProxy(gaapmock.Proxy{})
		}
		s.OnCall(func(string) {
			s.OnCall(func(string) {
				s.OnCall(nil)
				s.AddProxy(gaapmock.Proxy{})
			})
		})
		all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, p := range all {
			if seen[p.ID] {
				t.Errorf("%s is listed twice", p.ID)
			}
			seen[p.ID] = true
		}
		if len(seen) < 150 {
			t.Errorf("%d proxies are listed, want all 150 that were there", len(seen))
		}
	})
}

// A page that fails fails the list: half a list is none.
func TestListProxies_error(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{MaxProxies: -1})
		for range 150 {
			s.AddProxy(gaapmock.Proxy{})
		}
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "FailedOperation", Skip: 1})
		if all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{}); wire.CodeOf(err) != "FailedOperation" || all != nil {
			t.Errorf("%d proxies, %v", len(all), err)
		}
	})
}

func TestHasListeners(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{"TCP", "UDP", "HTTP", "HTTPS", ""} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			id := s.AddProxy(gaapmock.Proxy{})
			if protocol != "" {
				s.AddListener(gaapmock.Listener{ProxyID: id, Protocol: protocol})
			}
			used, err := s.client.HasListeners(t.Context(), id)
			if err != nil || used != (protocol != "") {
				t.Errorf("listener %q: %v, %v", protocol, used, err)
			}
		})
	}
}

// A listener that cannot be asked for is no listener that is not there.
func TestHasListeners_error(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{"TCP", "UDP", "HTTP", "HTTPS"} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			id := s.AddProxy(gaapmock.Proxy{})
			s.Inject(gaapmock.Fault{Action: "Describe" + protocol + "Listeners", Kind: gaapmock.FaultError, Code: "FailedOperation"})
			if used, err := s.client.HasListeners(t.Context(), id); wire.CodeOf(err) != "FailedOperation" || used {
				t.Errorf("%s: %v, %v", protocol, used, err)
			}
		})
	}
}
