package gaapapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const groupAction = "DescribeProxyGroupDetails"

// All who ask for one group share one call, at the same time and later, though
// its first answer is lost.
func TestProxyGroupDetail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{Groups: []gaapmock.Group{
			{ID: "lg-1", RealServerRegion: "Shanghai"},
			{ID: "lg-2", RealServerRegion: "Hongkong", IPAddressVersion: "IPv6", PackageType: "Accelerator"},
		}})
		s.Latency = slowly(time.Second)
		s.Inject(gaapmock.Fault{Action: groupAction, Kind: gaapmock.FaultLostAfter})
		look := func(id string, want gaapapi.ProxyGroupDetail) {
			if got, err := s.client.ProxyGroupDetail(t.Context(), id); err != nil || got != want {
				t.Errorf("%s is %+v, %v, want %+v", id, got, err, want)
			}
		}
		shanghai := gaapapi.ProxyGroupDetail{RealServerRegion: "Shanghai", IPAddressVersion: "IPv4", PackageType: "Thunder"}
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() { look("lg-1", shanghai) })
		}
		group.Wait()
		look("lg-1", shanghai)
		look("lg-2", gaapapi.ProxyGroupDetail{RealServerRegion: "Hongkong", IPAddressVersion: "IPv6", PackageType: "Accelerator"})
		s.CheckBodies(groupAction, `{"GroupId":"lg-1"}`, `{"GroupId":"lg-1"}`, `{"GroupId":"lg-2"}`)
		s.CheckNoFaults()
	})
}

// A group that does not exist is looked for again when it is asked for again.
func TestProxyGroupDetail_unknown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		for range 2 {
			if _, err := s.client.ProxyGroupDetail(t.Context(), "lg-none"); wire.ClassOf(err) != wire.Gone {
				t.Errorf("the error is %v", err)
			}
		}
		s.CheckBodies(groupAction, `{"GroupId":"lg-none"}`, `{"GroupId":"lg-none"}`)
	})
}

// An answer that does not tell the origin region of this group is none.
func TestProxyGroupDetail_hostile(t *testing.T) {
	t.Parallel()
	const region = `"RealServerRegionInfo":{"RegionId":"Shanghai"}`
	for name, c := range map[string]struct{ detail, says string }{
		"empty":         {`{}`, `about group ""`},
		"another group": {`{"GroupId":"lg-other\u0007",` + region + `}`, `lg-other\a`},
		"no region":     {`{"GroupId":"lg-1"}`, "lacks the origin region"},
		"null region":   {`{"GroupId":"lg-1","RealServerRegionInfo":{"RegionId":null}}`, "lacks the origin region"},
		"empty region":  {`{"GroupId":"lg-1","RealServerRegionInfo":{"RegionId":""}}`, "lacks the origin region"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newStubClient(t, "", says(inEnvelope(`"ProxyGroupDetail":`+c.detail)))
			_, err := client.ProxyGroupDetail(t.Context(), "lg-1")
			checkFailure(t, err, groupAction, wire.CodeUnreadable, requestID, c.says)
		})
	}
}

// An answer without a group is one about a group that does not exist, if the list
// does not have it either.
func TestProxyGroupDetail_null(t *testing.T) {
	t.Parallel()
	for list, class := range map[string]wire.Class{`[]`: wire.Gone, `[{"GroupId":"lg-1"}]`: wire.Ambiguous} {
		client := newStubClient(t, "", says(inEnvelope(`"ProxyGroupDetail":null,"TotalCount":0,"ProxyGroupList":`+list)))
		if _, err := client.ProxyGroupDetail(t.Context(), "lg-1"); err == nil || wire.ClassOf(err) != class {
			t.Errorf("%s: %v", list, err)
		}
	}
}

// A list of groups ends, too, whatever the service says.
func TestProxyGroups_lies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		entry func(calls, n int) int
		total string
		says  string
		calls int
	}{
		"offset ignored": {func(_, n int) int { return n }, "250", "nothing new", 6},
		"no end":         {func(calls, n int) int { return 100*calls + n }, "0", "does not end after 50000", 501},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls := 0
			client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
				var entries []string
				for n := range 100 {
					entries = append(entries, fmt.Sprintf(`{"GroupId":"lg-%d"}`, c.entry(calls, n)))
				}
				calls++
				return says(inEnvelope(`"TotalCount":` + c.total + `,"ProxyGroupList":[` + strings.Join(entries, ",") + `]`))(req)
			}))
			var last error
			for _, err := range client.ProxyGroups(t.Context(), gaapapi.GroupQuery{}) {
				last = err
			}
			checkFailure(t, last, groupsAction, wire.CodeUnreadable, requestID, c.says)
			if calls != c.calls {
				t.Errorf("%d calls, want %d", calls, c.calls)
			}
		})
	}
}
