package group_test

import (
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A group with a proxy and listeners of both layers is made and destroyed in one
// configuration, in the right order, and without force_destroy.
func TestAccProxyGroup_whole(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(s *session) {
		s.Configure(block("test", nil) +
			acctest.Block("test", arguments{"group_id": address + ".id", "realserver_region": ""}) +
			acctest.Resource("gaap_realserver", "test", arguments{"ip": `"192.0.2.1"`, "name": `"origin"`}) +
			acctest.Resource("gaap_layer4_listener", "test", arguments{
				"name": `"tcp"`, "group_id": address + ".id", "protocol": `"TCP"`, "port": "80", "realserver_type": `"IP"`, "depends_on": "[gaap_proxy.test]",
			}, "  realserver_bind_set {\n    id = gaap_realserver.test.id\n    ip = gaap_realserver.test.ip\n    port = 80\n  }\n") +
			acctest.Resource("gaap_layer7_listener", "test", arguments{
				"name": `"http"`, "group_id": address + ".id", "protocol": `"HTTP"`, "port": "81", "depends_on": "[gaap_proxy.test]",
			}))
		s.Apply(plain)
		g := s.RequireOne()
		if proxies, listeners := s.Mock.Proxies(), s.Mock.Listeners(g.ID); len(proxies) != 1 || proxies[0].GroupID != g.ID || len(listeners) != 2 {
			t.Errorf("%+v, %+v", proxies, listeners)
		}
		s.Apply(destroys)
		s.nothingLeft()
		var order []string
		for _, call := range s.Mock.Calls("") {
			if call.Write && call.Committed {
				order = append(order, call.Action)
			}
		}
		before := func(first, second string) {
			if i, j := slices.Index(order, first), slices.Index(order, second); i < 0 || j < i {
				t.Errorf("%s does not come before %s: %v", first, second, order)
			}
		}
		before("CreateProxyGroup", "CreateProxy")
		before("CreateProxyGroup", "CreateHTTPListener")
		before("DeleteListeners", "DestroyProxies")
		before("DestroyProxies", "DeleteProxyGroup")
	})
}

// A group waits for a proxy that this run destroys, though nothing says in which order.
func TestAccProxyGroup_memberGoes(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed, DestroyDuration: 3 * 60e9}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.ID()
		s.Configure(block("test", nil) + acctest.Block("test", arguments{"group_id": `"` + id + `"`, "realserver_region": ""}))
		s.Apply(plain)
		s.Apply(destroys)
		s.nothingLeft()
	})
}

// Proxies that stay in a group keep it, and the error names them; with force_destroy
// they go with it.
func TestAccProxyGroup_remaining(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		member := s.Mock.AddProxy(gaapmock.Proxy{GroupID: s.ID()})
		start := s.Clock.Now()
		s.Fails(destroys, "Cannot delete GAAP proxy group", member+" (Hongkong, RUNNING)", "force_destroy = true", "DeleteProxyGroupProxyRemained")
		if took := s.Clock.Now().Sub(start).Minutes(); took > 2 {
			t.Errorf("it took %v minutes", took)
		}
		s.write(arguments{"force_destroy": "true"})
		s.Mock.ResetJournal()
		s.Apply(plain)
		s.RequireWrites()
		s.Apply(destroys)
		s.RequireWrites(`DeleteProxyGroup {"Force":1,"GroupId":"ID"}`)
		s.nothingLeft()
	})
}

// A proxy that cannot be made is told soon, and does not keep a group from being
// destroyed.
func TestAccProxyGroup_memberFails(t *testing.T) {
	t.Parallel()
	for _, deleted := range []bool{false, true} {
		inSession(t, gaapmock.Options{Group: gaapmock.GroupOptions{ChangingDeleted: deleted}}, func(s *session) {
			s.write(arguments{"access_regions": regions, "force_destroy": "true"})
			s.OnSend(func(action string) {
				if proxies := s.Mock.Proxies(); action == "DescribeProxyGroupDetails" && len(proxies) > 0 && proxies[0].Status == gaapmock.StatusCreating {
					s.Mock.UpdateProxy(proxies[0].ID, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusCreateFailed })
					s.Mock.UpdateGroup(s.Mock.Groups()[0].ID, func(g *gaapmock.Group) { g.Status = gaapmock.StatusChanging })
				}
			})
			s.Fails(plain, "GAAP proxy group is not ready", "CHANGING, with a proxy that could not be made", "marked as tainted")
			s.OnSend(nil)
			if o := s.State().Object(address); o.Text("id") != s.Only().ID || !o.Tainted {
				t.Errorf("the state holds %+v", o)
			}
			s.MustPlan(plain, "GAAP proxy group needs attention")
			s.Apply(destroys)
			s.nothingLeft()
		})
	}
}
