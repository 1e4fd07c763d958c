package gaapapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

func groupInput() gaapapi.ProxyGroupInput {
	return gaapapi.ProxyGroupInput{
		Name: "edge", RealServerRegion: "Shanghai", IPAddressVersion: "IPv4", PackageType: "Thunder", Tags: map[string]string{"team": "net"},
		Access: []gaapapi.Access{{Region: "Guangzhou", Bandwidth: 10, Concurrent: 2, NetworkType: "normal"}},
	}
}

// becomes waits until a group has a status, "" for gone.
func (s *service) becomes(id, status string) gaapapi.ProxyGroup {
	s.T.Helper()
	for range 100 {
		group, err := s.client.DescribeProxyGroup(s.T.Context(), id)
		if wire.ClassOf(err) == wire.Gone && status == "" {
			return group
		}
		if err != nil {
			s.T.Fatal(err)
		}
		if group.Status == status {
			return group
		}
		time.Sleep(time.Second)
	}
	s.T.Fatalf("%s does not become %q", id, status)
	return gaapapi.ProxyGroup{}
}

// A group is made with its proxies, read, changed, closed, opened and deleted, and
// an id that does not exist is known, whatever the service says of it.
func TestProxyGroup_life(t *testing.T) {
	t.Parallel()
	for _, options := range []gaapmock.GroupOptions{
		{}, {Unknown: gaapmock.UnknownFailed, ClosedNumber: 7}, {Unknown: gaapmock.UnknownNull, DeletedAtOnce: true},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, ctx := newService(t, gaapmock.Options{Group: options}), t.Context()
			id, err := s.client.CreateProxyGroup(ctx, groupInput())
			if err != nil {
				t.Fatal(err)
			}
			s.becomes(id, gaapapi.GroupCreating)
			s.becomes(id, gaapapi.GroupChanging)
			group := s.becomes(id, gaapapi.GroupRunning)
			if len(group.Members) != 1 || group.Members[0].AccessRegion != "Guangzhou" || group.Domain != "" || group.PackageType != "Thunder" || group.Tags["team"] != "net" {
				t.Errorf("%+v", group)
			}
			for _, err := range []error{
				s.client.RenameProxyGroup(ctx, id, "edge-2"), s.client.MoveProxyGroup(ctx, id, 1204),
				s.client.ModifyTags(ctx, gaapapi.TaggedProxyGroup, id, map[string]string{"a": "1"}, []string{"team"}),
				s.client.CloseProxyGroup(ctx, id), s.client.CloseProxyGroup(ctx, id), // the second finds all on their way
			} {
				if err != nil {
					t.Error(err)
				}
			}
			if group := s.becomes(id, gaapapi.GroupClosed); group.Name != "edge-2" || group.ProjectID != 1204 || group.Tags["a"] != "1" || len(group.Tags) != 1 {
				t.Errorf("%+v", group)
			}
			if err := s.client.OpenProxyGroup(ctx, id); err != nil {
				t.Error(err)
			}
			s.becomes(id, gaapapi.GroupRunning)
			if err := s.client.DeleteProxyGroup(ctx, id, false); wire.ClassOf(err) != wire.Busy {
				t.Errorf("with a proxy: %v", err)
			}
			if err := s.client.DeleteProxyGroup(ctx, id, true); err != nil {
				t.Error(err)
			}
			s.becomes(id, "")
			for _, err := range []error{
				s.client.DeleteProxyGroup(ctx, id, true), s.client.RenameProxyGroup(ctx, id, "x"), s.client.OpenProxyGroup(ctx, id),
			} {
				if wire.ClassOf(err) != wire.Gone {
					t.Errorf("%v is not gone", err)
				}
			}
		})
	}
}

// Each call sends what the documented examples send, and nothing else.
func TestProxyGroup_bodies(t *testing.T) {
	t.Parallel()
	create := func(in gaapapi.ProxyGroupInput) func(context.Context, *gaapapi.Client) error {
		return func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.CreateProxyGroup(ctx, in)
			return err
		}
	}
	for name, c := range map[string]struct {
		action string
		call   func(context.Context, *gaapapi.Client) error
		want   string
	}{
		"create": {"CreateProxyGroup", create(groupInput()), `{"ProjectId":0,"GroupName":"edge","RealServerRegion":"Shanghai","AccessRegionSet":[{"AccessRegion":"Guangzhou","Bandwidth":10,"Concurrent":2,"NetworkType":"normal"}],"IPAddressVersion":"IPv4","PackageType":"Thunder","TagSet":[{"TagKey":"team","TagValue":"net"}]}`},
		"empty":  {"CreateProxyGroup", create(gaapapi.ProxyGroupInput{Name: "edge", RealServerRegion: "Shanghai", ProjectID: 1204}), `{"ProjectId":1204,"GroupName":"edge","RealServerRegion":"Shanghai"}`},
		"rename": {"ModifyProxyGroupAttribute", func(ctx context.Context, c *gaapapi.Client) error { return c.RenameProxyGroup(ctx, "lg-1", "x") }, `{"GroupId":"lg-1","GroupName":"x"}`},
		"move":   {"ModifyProxyGroupAttribute", func(ctx context.Context, c *gaapapi.Client) error { return c.MoveProxyGroup(ctx, "lg-1", 0) }, `{"GroupId":"lg-1","ProjectId":0}`},
		"delete": {"DeleteProxyGroup", func(ctx context.Context, c *gaapapi.Client) error { return c.DeleteProxyGroup(ctx, "lg-1", false) }, `{"GroupId":"lg-1","Force":0}`},
		"force":  {"DeleteProxyGroup", func(ctx context.Context, c *gaapapi.Client) error { return c.DeleteProxyGroup(ctx, "lg-1", true) }, `{"GroupId":"lg-1","Force":1}`},
		"close":  {"CloseProxyGroup", func(ctx context.Context, c *gaapapi.Client) error { return c.CloseProxyGroup(ctx, "lg-1") }, `{"GroupId":"lg-1"}`},
		"open":   {"OpenProxyGroup", func(ctx context.Context, c *gaapapi.Client) error { return c.OpenProxyGroup(ctx, "lg-1") }, `{"GroupId":"lg-1"}`},
		"tags": {"ModifyResourceTags", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyTags(ctx, gaapapi.TaggedProxyGroup, "lg-1", map[string]string{"a": "1"}, nil)
		}, `{"Resource":"qcs::gaap::uin/:proxyGroup/lg-1","ReplaceTags":[{"TagKey":"a","TagValue":"1"}]}`},
		"listeners": {"DescribeHTTPSListeners", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.GroupHasListeners(ctx, "lg-1")
			return err
		}, `{"GroupId":"lg-1","Limit":1}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.AddGroup(gaapmock.Group{ID: "lg-1"})
				if err := c.call(t.Context(), s.client); err != nil {
					t.Error(err)
				}
				s.CheckBodies(c.action, c.want)
			})
		})
	}
}

// A proxy that cannot be closed now is named; one that is there already is no
// reason to complain.
func TestProxyGroup_refused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.AddGroup(gaapmock.Group{ID: "lg-1"})
		s.AddProxy(gaapmock.Proxy{GroupID: "lg-1", Status: gaapmock.StatusClosed})
		busy := s.AddProxy(gaapmock.Proxy{GroupID: "lg-1", Status: gaapmock.StatusAdjusting})
		refused, ok := errors.AsType[*wire.RefusedError](s.client.CloseProxyGroup(t.Context(), "lg-1"))
		if !ok || refused.ID != busy || !refused.InvalidStatus || refused.RequestID == "" {
			t.Errorf("%+v", refused)
		}
	})
	client := newStubClient(t, "", says(inEnvelope(`"InvalidStatusInstanceSet":[],"OperationFailedInstanceSet":["link-1"]`)))
	if refused, ok := errors.AsType[*wire.RefusedError](client.OpenProxyGroup(t.Context(), "lg-1")); !ok || refused.ID != "link-1" || refused.InvalidStatus {
		t.Errorf("%+v", refused)
	}
	client = newStubClient(t, "", says(inEnvelope(`"X":1`)))
	checkFailure(t, client.OpenProxyGroup(t.Context(), "lg-1"), "OpenProxyGroup", wire.CodeUnreadable, requestID, "what became of the proxies")
}

// An order whose answer is lost is not sent again.
func TestProxyGroup_lost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultForeign} {
			s.ResetJournal()
			s.Inject(gaapmock.Fault{Action: "CreateProxyGroup", Kind: kind})
			id, err := s.client.CreateProxyGroup(t.Context(), groupInput())
			if id != "" || wire.ClassOf(err) != wire.Ambiguous || len(s.Calls("CreateProxyGroup")) != 1 {
				t.Errorf("%s: %q, %v", kind, id, err)
			}
		}
	})
}

// A refresh of all groups reads the list once, until something is written; a list
// that is late says nothing of a group that the details show.
func TestRefreshProxyGroup(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		for _, id := range []string{"lg-1", "lg-2", "lg-3"} {
			s.AddGroup(gaapmock.Group{ID: id, Status: gaapmock.StatusClosed})
		}
		read := func(id, want string) {
			if got, err := s.client.RefreshProxyGroup(t.Context(), id); err != nil || got.ID != id || got.Status != want {
				t.Errorf("%+v, %v", got, err)
			}
		}
		read("lg-1", gaapapi.GroupClosed)
		read("lg-2", gaapapi.GroupClosed)
		if lists, all := len(s.Calls(groupsAction)), len(s.Calls("")); lists != 1 || all != 5 {
			t.Errorf("%d calls, %d of them lists", all, lists)
		}
		s.AddGroup(gaapmock.Group{ID: "lg-4"})
		read("lg-4", gaapapi.GroupRunning)
		if err := s.client.RenameProxyGroup(t.Context(), "lg-3", "x"); err != nil {
			t.Error(err)
		}
		s.UpdateGroup("lg-1", func(g *gaapmock.Group) { g.Status = gaapmock.StatusRunning })
		read("lg-1", gaapapi.GroupRunning)
	})
	for number, want := range map[string]string{"0": "RUNNING", "7": "STATUS_7"} {
		client := newStubClient(t, "", says(inEnvelope(`"ProxyGroupDetail":{"GroupId":"lg-1","Status":`+number+`,"RealServerRegionInfo":{"RegionId":"Shanghai"}},"TotalCount":0`)))
		if got, err := client.DescribeProxyGroup(t.Context(), "lg-1"); err != nil || got.Status != want {
			t.Errorf("%s: %+v, %v", number, got, err)
		}
	}
}
