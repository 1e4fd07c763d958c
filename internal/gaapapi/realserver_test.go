package gaapapi_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// atOnce shows origins as soon as they are there.
var atOnce = gaapmock.RealServerOptions{ReadLag: -1}

// addRealServers fills the account with origins, and returns the addresses of their ids.
func (s *service) addRealServers(n int) map[string]string {
	addresses := map[string]string{}
	for i := range n {
		address := fmt.Sprintf("10.0.%d.%d", i/250, i%250)
		addresses[s.AddRealServer(gaapmock.RealServer{Name: fmt.Sprintf("origin-%d", i), Address: address})] = address
	}
	return addresses
}

func realServersOf(t *testing.T, s *service, query gaapapi.RealServerQuery) (ids []string) {
	t.Helper()
	for server, err := range s.client.RealServers(t.Context(), query) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, server.ID)
	}
	slices.Sort(ids)
	return ids
}

// An origin is added, read, renamed, tagged and removed, each with one call.
func TestRealServer_life(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		s.ignore("org:")
		in := gaapapi.RealServerInput{ProjectID: 1204, Address: "2001:db8::1", Name: "origin", Tags: map[string]string{"a": "1", "org:cost": "2"}}
		id, err := s.client.AddRealServer(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		check := func(name string, tags map[string]string) {
			t.Helper()
			for _, address := range []string{"2001:db8::1", ""} {
				got, err := s.client.DescribeRealServer(t.Context(), id, address)
				if err != nil || got.ID != id || got.Name != name || got.Address != in.Address || got.ProjectID != 1204 || !maps.Equal(got.Tags, tags) {
					t.Errorf("%+v, %v", got, err)
				}
			}
		}
		check("origin", map[string]string{"a": "1"})
		if err := s.client.ModifyRealServerName(t.Context(), id, "new"); err != nil {
			t.Error(err)
		}
		if err := s.client.ModifyTags(t.Context(), gaapapi.TaggedRealServer, id, map[string]string{"b": "2"}, []string{"a"}); err != nil {
			t.Error(err)
		}
		check("new", map[string]string{"b": "2"})
		if status, err := s.client.RealServersStatus(t.Context(), id); err != nil || status != (gaapapi.RealServerStatus{}) {
			t.Errorf("%+v, %v", status, err)
		}
		if err := s.client.RemoveRealServer(t.Context(), id); err != nil {
			t.Error(err)
		}
		if _, err := s.client.DescribeRealServer(t.Context(), id, in.Address); wire.ClassOf(err) != wire.Gone {
			t.Errorf("after removing it: %v", err)
		}
		if err := s.client.RemoveRealServer(t.Context(), id); wire.ClassOf(err) != wire.Gone {
			t.Errorf("removing it again: %v", err)
		}
		s.CheckBodies("AddRealServers", `{"ProjectId":1204,"RealServerIP":["2001:db8::1"],"RealServerName":"origin","TagSet":[{"TagKey":"a","TagValue":"1"},{"TagKey":"org:cost","TagValue":"2"}]}`)
		s.CheckBodies("ModifyRealServerName", `{"RealServerId":"`+id+`","RealServerName":"new"}`)
		s.CheckBodies("ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:realServer/`+id+`","ReplaceTags":[{"TagKey":"b","TagValue":"2"}],"DeleteTags":[{"TagKey":"a"}]}`)
	})
}

// What tells an origin is its whole address, in any writing of it.
func TestRealServersByAddress(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		ids := map[string]string{}
		for i := range 120 { // those that are found by a part of the address fill pages
			address := fmt.Sprintf("1.1.1.1%d", i)
			if i >= 100 {
				address = fmt.Sprintf("%d1.1.1.1", i-99)
			}
			ids[address] = s.AddRealServer(gaapmock.RealServer{Address: address})
		}
		for _, address := range []string{"1.1.1.1", "2001:db8::1", "example.com"} {
			ids[address] = s.AddRealServer(gaapmock.RealServer{Address: address})
		}
		for asked, want := range map[string]string{"1.1.1.1": "1.1.1.1", "1.1.1.12": "1.1.1.12", "2001:db8::1": "2001:db8::1", "example.com": "example.com", "1.1.1": "", "ample.com": ""} {
			found, err := s.client.RealServersByAddress(t.Context(), asked)
			if err != nil || len(found) > 1 || want == "" && len(found) > 0 || want != "" && (len(found) != 1 || found[0].ID != ids[want]) {
				t.Errorf("%s: %+v, %v", asked, found, err)
			}
		}
	})
}

func TestSameAddress(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]bool{
		{"1.1.1.1", "1.1.1.1"}: true, {"1.1.1.1", "1.1.1.10"}: false, {"2001:DB8:0::1", "2001:db8::1"}: true,
		{"Example.com", "example.COM"}: true, {"example.com", "www.example.com"}: false, {"", "1.1.1.1"}: false,
	} {
		if got := gaapapi.SameAddress(pair[0], pair[1]); got != want {
			t.Errorf("%q: %v", pair, got)
		}
	}
}

// A lost answer is not followed by a second order; the address tells what was made.
func TestAddRealServer_lost(t *testing.T) {
	t.Parallel()
	for kind, made := range map[gaapmock.FaultKind]int{gaapmock.FaultLostAfter: 1, gaapmock.FaultLostBefore: 0} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{RealServer: atOnce})
			s.Inject(gaapmock.Fault{Action: "AddRealServers", Kind: kind})
			_, err := s.client.AddRealServer(t.Context(), gaapapi.RealServerInput{Address: "1.1.1.1", Name: "n"})
			if api := errorOf(t, err); wire.ClassOf(err) != wire.Ambiguous || !api.MaybeDone || api.Resent || api.Attempts != 1 {
				t.Errorf("%s: %+v", kind, api)
			}
			if found, err := s.client.RealServersByAddress(t.Context(), "1.1.1.1"); err != nil || len(found) != made {
				t.Errorf("%s: %+v, %v", kind, found, err)
			}
			if n := len(s.Calls("AddRealServers")); n > 1 {
				t.Errorf("%s: sent %d times", kind, n)
			}
			s.CheckNoFaults()
		})
	}
}

// What a lost removal has done is no error, and what is bound is busy.
func TestRemoveRealServer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		id := s.AddRealServer(gaapmock.RealServer{})
		s.Inject(gaapmock.Fault{Action: "RemoveRealServers", Kind: gaapmock.FaultLostAfter})
		if err := s.client.RemoveRealServer(t.Context(), id); err != nil || len(s.Calls("RemoveRealServers")) != 2 {
			t.Errorf("%v after %d calls", err, len(s.Calls("RemoveRealServers")))
		}
		proxy := s.AddProxy(gaapmock.Proxy{})
		bound := s.AddRealServer(gaapmock.RealServer{})
		s.AddListener(gaapmock.Listener{ProxyID: proxy, RealServers: []gaapmock.Binding{{ID: bound, Port: 80}}})
		err := s.client.RemoveRealServer(t.Context(), bound)
		if wire.CodeOf(err) != "FailedOperation.RealServerAlreadyBound" || wire.ClassOf(err) != wire.Busy {
			t.Errorf("%v is %s", err, wire.ClassOf(err))
		}
		if status, err := s.client.RealServersStatus(t.Context(), bound); err != nil || status != (gaapapi.RealServerStatus{Bound: true, ProxyID: proxy}) {
			t.Errorf("%+v, %v", status, err)
		}
	})
}

// Origins that are looked for by their addresses at the same moment are looked for in
// the account's list, unless it has more pages than there are of them.
func TestRealServersByAddress_together(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		account int
		want    []int // calls of one who looks, of four, and of four once more
	}{
		"few":           {4, []int{1, 1, 1}},
		"several pages": {140, []int{1, 3, 3}},
		"many":          {1500, []int{1, 5, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{RealServer: atOnce, RatePerSecond: -1})
				addresses := s.addRealServers(c.account)
				ids := slices.Sorted(maps.Keys(addresses))[:4]
				for i, n := range []int{1, 4, 4} {
					s.ResetJournal()
					for id, err := range allAtOnce(t.Context(), ids[:n], func(ctx context.Context, id string) error {
						found, err := s.client.RealServersByAddress(ctx, addresses[id])
						if err == nil && (len(found) != 1 || found[0].ID != id) {
							t.Errorf("%s: %+v", id, found)
						}
						return err
					}) {
						if err != nil {
							t.Errorf("%s: %v", id, err)
						}
					}
					if got := len(s.Journal()); got != c.want[i] {
						t.Errorf("%d who look take %d calls, want %d", n, got, c.want[i])
					}
				}
			})
		})
	}
}

// All origins of an account cost a call for each fifty, few of many one for each.
func TestRefreshRealServer_calls(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ account, state, parallelism, most int }{
		"one":                 {1, 1, 10, 1},
		"fifty":               {50, 50, 10, 1},
		"all of 500":          {500, 500, 10, 10},
		"all of 1000":         {1000, 1000, 10, 20},
		"all of 1500":         {1500, 1500, 10, 30 + 15},
		"one at a time":       {500, 500, 1, 10 + 5},
		"one of 1500":         {1500, 1, 10, 2},
		"ten of 1500":         {1500, 10, 10, 11},
		"a third of 300":      {300, 100, 10, 6},
		"few, one at a time":  {1500, 5, 1, 6},
		"most, one at a time": {1000, 900, 1, 20 + 10},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{RealServer: atOnce, RatePerSecond: -1})
				s.Latency = slowly(20 * time.Millisecond)
				addresses := s.addRealServers(c.account)
				ids := slices.Sorted(maps.Keys(addresses))[:c.state]
				work := make(chan string)
				var group sync.WaitGroup
				for range c.parallelism {
					group.Go(func() {
						for id := range work {
							if got, err := s.client.RefreshRealServer(t.Context(), id, addresses[id]); err != nil || got.ID != id || got.Address != addresses[id] {
								t.Errorf("%s: %+v, %v", id, got, err)
							}
						}
					})
				}
				for _, id := range ids {
					work <- id
				}
				close(work)
				group.Wait()
				if n := len(s.Journal()); n > c.most {
					t.Errorf("%d calls, want %d at most", n, c.most)
				}
			})
		})
	}
}

// A write of this process makes later reads fresh, those of other kinds do not.
func TestRefreshRealServer_written(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		addresses := s.addRealServers(3)
		ids := slices.Sorted(maps.Keys(addresses))
		read := func(want string) {
			t.Helper()
			if got, err := s.client.RefreshRealServer(t.Context(), ids[0], addresses[ids[0]]); err != nil || got.Name != want {
				t.Errorf("%+v, %v, want %s", got, err, want)
			}
		}
		before := s.RealServers()[0].Name
		if server, _ := s.RealServer(ids[0]); server.Name != "" {
			before = server.Name
		}
		read(before)
		s.UpdateRealServer(ids[0], func(r *gaapmock.RealServer) { r.Name = "elsewhere" })
		if err := s.client.CreateTags(t.Context(), map[string]string{"a": "b"}); err != nil {
			t.Fatal(err)
		}
		_ = s.client.ModifyProxiesAttribute(t.Context(), s.AddProxy(gaapmock.Proxy{}), "other")
		read(before)
		if err := s.client.ModifyRealServerName(t.Context(), ids[1], "new"); err != nil {
			t.Fatal(err)
		}
		read("elsewhere")
	})
}

// An address that does not find an origin does not make it gone: the service is
// asked for the id, and then for the whole list.
func TestDescribeRealServer_hint(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options gaapmock.RealServerOptions
		address string
		removed bool
		calls   []string
	}{
		"wrong":                   {atOnce, "9.9.9.9", false, []string{"DescribeRealServers", "DescribeRealServersStatus", "DescribeRealServers", "DescribeRealServers"}},
		"another's":               {atOnce, "10.0.0.1", false, []string{"DescribeRealServers", "DescribeRealServersStatus", "DescribeRealServers", "DescribeRealServers"}},
		"none":                    {atOnce, "", false, []string{"DescribeRealServersStatus", "DescribeRealServers", "DescribeRealServers"}},
		"gone":                    {atOnce, "10.0.0.0", true, []string{"DescribeRealServers", "DescribeRealServersStatus"}},
		"gone, without a hint":    {atOnce, "", true, []string{"DescribeRealServersStatus"}},
		"gone, and left out":      {gaapmock.RealServerOptions{ReadLag: -1, UnknownIgnored: true}, "", true, []string{"DescribeRealServersStatus"}},
		"right, so no other call": {atOnce, "10.0.0.0", false, []string{"DescribeRealServers"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{RealServer: c.options})
				addresses := s.addRealServers(60)
				var id string
				for one, address := range addresses {
					if address == "10.0.0.0" {
						id = one
					}
				}
				if c.removed {
					s.RemoveRealServer(id)
				}
				got, err := s.client.DescribeRealServer(t.Context(), id, c.address)
				if c.removed && wire.ClassOf(err) != wire.Gone || !c.removed && (err != nil || got.ID != id) {
					t.Errorf("%+v, %v", got, err)
				}
				var calls []string
				for _, call := range s.Journal() {
					calls = append(calls, call.Action)
				}
				if !slices.Equal(calls, c.calls) {
					t.Errorf("the calls are %q, want %q", calls, c.calls)
				}
			})
		})
	}
}

func TestRealServers_query(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		s.ignore("org:")
		web := s.AddRealServer(gaapmock.RealServer{Name: "web", Address: "1.1.1.1", Tags: map[string]string{"a": "1", "org:b": "2"}})
		web2 := s.AddRealServer(gaapmock.RealServer{Name: "web-2", Address: "1.1.1.12", ProjectID: 1204, Tags: map[string]string{"a": "1"}})
		all := []string{web, web2}
		slices.Sort(all)
		for name, c := range map[string]struct {
			query gaapapi.RealServerQuery
			want  []string
		}{
			"all":             {gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects}, all},
			"default project": {gaapapi.RealServerQuery{}, []string{web}},
			"project":         {gaapapi.RealServerQuery{ProjectID: 1204}, []string{web2}},
			"name":            {gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects, Name: "web"}, []string{web}},
			"address":         {gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects, Address: "1.1.1.1"}, []string{web}},
			"tags":            {gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects, Tags: map[string]string{"a": "1"}}, all},
			"two tags":        {gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects, Tags: map[string]string{"a": "1", "org:b": "2"}}, []string{web}},
			"none":            {gaapapi.RealServerQuery{ProjectID: gaapapi.AllProjects, Name: "we"}, nil},
		} {
			if got := realServersOf(t, s, c.query); !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
	})
}
