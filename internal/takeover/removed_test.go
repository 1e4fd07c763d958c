package takeover_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// A proxy can be taken over by forgetting and importing it, as a hundred can.
// The way back is the same.
func TestAccRemoved_exampleAndBack(t *testing.T) {
	s := newStage(t, 8)
	edge, web, api := s.add(gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "edge"}), s.add(gaapmock.Proxy{ID: "link-b1b2c3d4", Name: "fleet-web"}), s.add(gaapmock.Proxy{ID: "link-c1b2c3d4", Name: "fleet-api"})
	s.inState(source{resource: "edge", proxy: edge}, source{resource: "fleet", key: "web", proxy: web}, source{resource: "fleet", key: "api", proxy: api})
	s.copied("import/main.tf")
	s.terraform(0, "init")
	s.says(0, "plan", "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy")
	s.terraform(0, "apply", "-auto-approve")
	ids := map[string]string{"gaap_proxy.edge": edge.ID, `gaap_proxy.fleet["web"]`: web.ID, `gaap_proxy.fleet["api"]`: api.ID}
	s.settled(ids)
	s.withoutOfficialState()

	s.copied("back/main.tf")
	s.terraform(0, "init")
	s.says(0, "plan", "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy")
	s.terraform(0, "apply", "-auto-approve")
	back := map[string]string{}
	for address, id := range ids {
		back["tencentcloud_"+address] = id
	}
	s.settled(back)
	all, err := s.mock.Proxies(s.ctx)
	must(t, err)
	if !slices.ContainsFunc(all, func(p gaapmock.Proxy) bool { return p.ID == edge.ID }) || len(all) != 3 {
		t.Errorf("the proxies are %+v", all)
	}
}

func (s *stage) withoutOfficialState() {
	s.t.Helper()
	if strings.Contains(s.get(workbench.StateFile), "tencentcloudstack") {
		s.t.Error("the state still refers to the other provider")
	}
}

// A provider that cannot be installed any more is in the way of a move, but not
// of forgetting and importing.
func TestAccForgotten_withoutOfficial(t *testing.T) {
	s := newStage(t, 5)
	p := s.add(gaapmock.Proxy{Name: "test"})
	must(t, s.Write("resource \"gaap_proxy\" \"test\" {\n"+argumentsOf(p)+"}\n"))
	s.writeState(source{resource: "test", proxy: p, provider: "gone.example.com/tencentcloudstack/tencentcloud"})
	s.says(1, "init", "Failed to query available provider packages", "gone.example.com/tencentcloudstack/tencentcloud")
	s.sh("-c", "terraform state rm tencentcloud_gaap_proxy.test")
	s.terraform(0, "init")
	s.terraform(0, "import", "gaap_proxy.test", p.ID)
	s.settled(map[string]string{"gaap_proxy.test": p.ID})
}
