package e2e

import (
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A proxy can be taken over by forgetting and importing it, as a hundred can.
// The way back is the same.
func TestAccRemoved_exampleAndBack(t *testing.T) {
	s := newTakeover(t, 8)
	edge, web, api := s.Add(gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "edge"}), s.Add(gaapmock.Proxy{ID: "link-b1b2c3d4", Name: "fleet-web"}), s.Add(gaapmock.Proxy{ID: "link-c1b2c3d4", Name: "fleet-api"})
	s.inState(source{resource: "edge", proxy: edge}, source{resource: "fleet", key: "web", proxy: web}, source{resource: "fleet", key: "api", proxy: api})
	s.Copied(examples + "import/main.tf")
	s.Says(0, "apply -auto-approve", "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy")
	ids := map[string]string{"gaap_proxy.edge": edge.ID, `gaap_proxy.fleet["web"]`: web.ID, `gaap_proxy.fleet["api"]`: api.ID}
	s.requireTakenOver(ids)
	s.withoutOfficial()

	s.Copied(examples + "back/main.tf")
	s.Says(0, "apply -auto-approve", "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy")
	back := map[string]string{}
	for address, id := range ids {
		back["tencentcloud_"+address] = id
	}
	s.requireTakenOver(back)
	all := s.Proxies()
	if !slices.ContainsFunc(all, func(p gaapmock.Proxy) bool { return p.ID == edge.ID }) || len(all) != 3 {
		t.Errorf("the proxies are %+v", all)
	}
}

// A provider that cannot be installed any more is in the way of a move, but not
// of forgetting and importing.
func TestAccForgotten_withoutOfficial(t *testing.T) {
	s := newTakeover(t, 5)
	p := s.Add(gaapmock.Proxy{Name: "test"})
	s.Write("resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(p) + "}\n")
	s.inState(source{resource: "test", proxy: p, provider: "gone.example.com/tencentcloudstack/tencentcloud"})
	s.Says(1, "init", "Failed to query available provider packages", "gone.example.com/tencentcloudstack/tencentcloud")
	s.Says(0, "state rm tencentcloud_gaap_proxy.test")
	s.Says(0, "init")
	s.Says(0, "import gaap_proxy.test "+p.ID)
	s.requireTakenOver(map[string]string{"gaap_proxy.test": p.ID})
}
