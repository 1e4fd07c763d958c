package gaapapi_test

import (
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Each tag is made once, however many want it; one that exists is no error.
func TestCreateTags(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{KnownTags: []gaapmock.Tag{{Key: "old", Value: "1"}}})
		s.Latency = slowly(1e9)
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				if err := s.client.CreateTags(t.Context(), map[string]string{"old": "1", "new": "2"}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		s.CheckBodies("CreateTag", `{"TagKey":"new","TagValue":"2"}`, `{"TagKey":"old","TagValue":"1"}`)
		in := input()
		in.Tags = map[string]string{"old": "1", "new": "2"}
		if _, err := s.client.CreateProxy(t.Context(), in, "t"); err != nil {
			t.Error(err)
		}
		if err := s.client.CreateTags(t.Context(), nil); err != nil || len(s.Calls("CreateTag")) != 2 {
			t.Errorf("no tags: %v, %d calls", err, len(s.Calls("CreateTag")))
		}
	})
}

// A tag whose answer was lost is there when the call is sent again.
func TestCreateTags_faults(t *testing.T) {
	t.Parallel()
	for _, kind := range []gaapmock.FaultKind{
		gaapmock.FaultLostAfter, gaapmock.FaultLostBefore, gaapmock.FaultCutBody, gaapmock.FaultHTML, gaapmock.FaultEmpty,
		gaapmock.FaultThrottle, gaapmock.FaultKillAfter, gaapmock.FaultErrorAfterCommit,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}})
				s.Inject(gaapmock.Fault{Action: "CreateTag", Kind: kind})
				if err := s.client.CreateTags(t.Context(), map[string]string{"a": "1"}); err != nil {
					t.Error(err)
				}
				s.CheckNoFaults()
				if n := len(s.Calls("CreateTag")); n != 2 {
					t.Errorf("%d calls, want 2", n)
				}
			})
		})
	}
}

// A failure names the tag, and is not kept.
func TestCreateTags_fails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Action: "CreateTag", Kind: gaapmock.FaultError, Code: "LimitExceeded.TagValue"})
		err := s.client.CreateTags(t.Context(), map[string]string{"a": "1"})
		if api := errorOf(t, err); api.Code != "LimitExceeded.TagValue" || !strings.Contains(err.Error(), "making the tag a: ") {
			t.Error(err)
		}
		if err := s.client.CreateTags(t.Context(), map[string]string{"a": "1"}); err != nil {
			t.Error(err)
		}
	})
}

// Tags that are ignored are in no group; it is found by them all the same.
func TestIgnoreTag_groups(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{Groups: []gaapmock.Group{
			{ID: "lg-1", RealServerRegion: "Shanghai", Tags: map[string]string{"a": "1", "org:cost": "2"}},
			{ID: "lg-2", RealServerRegion: "Shanghai", Tags: map[string]string{"a": "1", "org:cost": "3"}},
		}})
		s.ignore("org:")
		found := groupsOf(t, s, gaapapi.GroupQuery{ProjectID: gaapapi.AllProjects, Tags: map[string]string{"a": "1", "org:cost": "2"}})
		if len(found) != 1 || found[0].ID != "lg-1" || !maps.Equal(found[0].Tags, map[string]string{"a": "1"}) {
			t.Errorf("%+v", found)
		}
	})
}

// Tags that are ignored are in no proxy, however it is read.
func TestIgnoreTag(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.ignore("org:")
		in := input()
		in.Tags = map[string]string{"a": "1"}
		id := s.AddProxy(gaapmock.Proxy{Name: in.Name, Bandwidth: in.Bandwidth, Concurrent: in.Concurrent, Tags: map[string]string{"a": "1", "org:cost": "2"}})
		check := func(how string, p gaapapi.Proxy, err error) {
			if err != nil || p.ID != id || !maps.Equal(p.Tags, in.Tags) || len(in.Differences(p)) > 0 {
				t.Errorf("%s: %v, %+v differs in %q", how, err, p, in.Differences(p))
			}
		}
		p, err := s.client.DescribeProxy(t.Context(), id)
		check("read", p, err)
		p, err = s.client.RefreshProxy(t.Context(), id)
		check("refresh", p, err)
		all, err := s.client.ListProxies(t.Context(), gaapapi.ProxyFilter{})
		if len(all) != 1 {
			t.Fatalf("%d proxies", len(all))
		}
		check("list", all[0], err)
		found := 0 // those who look for a tag of others find the proxy by it
		for p, err := range s.client.Proxies(t.Context(), gaapapi.ProxyQuery{Tags: map[string]string{"a": "1", "org:cost": "2"}}) {
			found++
			check("query", p, err)
		}
		if found != 1 {
			t.Errorf("%d proxies are found", found)
		}
		s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultError, Code: "ResourceNotFound"})
		p, err = s.client.DescribeProxy(t.Context(), id)
		check("detail", p, err)
		if len(s.Calls("DescribeProxyDetail")) != 1 {
			t.Error("DescribeProxyDetail was not asked")
		}
	})
}
