package takeover_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/workbench"
)

// source is an object of the provider that proxies are moved from.
type source struct {
	resource string
	key      any // of for_each or count
	proxy    gaapmock.Proxy
	changes  map[string]any // to the attributes; a nil value takes one out
	provider string         // default: official
	kind     string         // default: tencentcloud_gaap_proxy
	version  int            // of the schema
}

// attributes are as that provider writes them.
func (o source) attributes() map[string]any {
	all := map[string]any{
		"id": o.proxy.ID, "name": o.proxy.Name, "project_id": o.proxy.ProjectID, "bandwidth": 10, "concurrent": 2,
		"access_region": "Hongkong", "realserver_region": "Shanghai", "enable": o.proxy.Status != gaapmock.StatusClosed,
		"tags": o.proxy.Tags, "network_type": "normal", "create_time": "2024-10-10 14:42:00 +0800 CST", "status": "RUNNING",
		"domain": o.proxy.ID + ".gaapqcloud.com", "ip": "192.0.2.1", "scalable": true, "support_protocols": []string{"TCP", "UDP"}, "forward_ip": "192.0.2.2;",
	}
	maps.Copy(all, o.changes)
	maps.DeleteFunc(all, func(name string, value any) bool { return value == nil && name != "tags" })
	return all
}

// inState writes a state that holds the objects, and installs its providers.
func (s *stage) inState(objects ...source) {
	s.t.Helper()
	type group struct{ kind, name, provider string }
	instances := map[group][]any{}
	for _, o := range objects {
		provider, kind := official, "tencentcloud_gaap_proxy"
		if o.provider != "" {
			provider = o.provider
		}
		if o.kind != "" {
			kind = o.kind
		}
		instance := map[string]any{
			"schema_version": o.version, "attributes": o.attributes(), "sensitive_attributes": []any{}, "private": "bnVsbA==",
		}
		if o.key != nil {
			instance["index_key"] = o.key
		}
		at := group{kind, o.resource, provider}
		instances[at] = append(instances[at], instance)
	}
	var resources []any
	for at, list := range instances {
		resources = append(resources, map[string]any{
			"mode": "managed", "type": at.kind, "name": at.name, "provider": fmt.Sprintf("provider[%q]", at.provider), "instances": list,
		})
	}
	text, err := json.Marshal(map[string]any{
		"version": 4, "terraform_version": "1.5.0", "serial": 7, "lineage": "5b6c2bfe-9c3e-4a43-9d40-2b1c6a4e8f01", "outputs": map[string]any{}, "resources": resources,
	})
	must(s.t, err)
	s.put(workbench.StateFile, string(text))
	s.terraform(0, "init")
}

// withoutOfficial demands that the provider moved from is not needed any more.
func (s *stage) withoutOfficial() {
	s.t.Helper()
	if strings.Contains(s.get(workbench.StateFile), "tencentcloudstack") {
		s.t.Error("the state still refers to the other provider")
	}
	s.says(0, "providers", gaapSource)
	if strings.Contains(s.output, "tencentcloudstack") {
		s.t.Errorf("the other provider is still required:\n%s", s.output)
	}
}

// argumentsOf is the body of a resource of either provider.
func argumentsOf(p gaapmock.Proxy) string {
	text := fmt.Sprintf("  name = %q\n  access_region = \"Hongkong\"\n  realserver_region = \"Shanghai\"\n  bandwidth = 10\n  concurrent = 2\n", p.Name)
	if p.Status == gaapmock.StatusClosed {
		text += "  enable = false\n"
	}
	if p.ProjectID != 0 {
		text += fmt.Sprintf("  project_id = %d\n", p.ProjectID)
	}
	for key, value := range p.Tags {
		text += fmt.Sprintf("  tags = { %s = %q }\n", key, value)
	}
	return text
}

// Whatever version of the other provider wrote the state, a move changes
// nothing, and the other provider is not needed after it.
func TestAccMoved(t *testing.T) {
	s := newStage(t, 8)
	objects := []source{
		{resource: "today", proxy: gaapmock.Proxy{Tags: map[string]string{"team": "net"}, ProjectID: 1204}},
		{resource: "bare", changes: map[string]any{"tags": nil}},
		{resource: "early", changes: map[string]any{"network_type": nil, "scalable": nil, "tags": map[string]string{}}},
		{resource: "later", changes: map[string]any{"something_new": []int{1}, "timeouts": map[string]any{"create": "5m"}}, version: 1},
		{resource: "little", changes: map[string]any{"project_id": nil, "enable": nil, "realserver_region": nil, "bandwidth": nil}},
		{resource: "old", changes: map[string]any{"name": "before", "enable": false, "tags": map[string]string{"gone": "1"}}},
		{resource: "closed", proxy: gaapmock.Proxy{Status: gaapmock.StatusClosed}},
		{resource: "mirrored", provider: otherHost},
	}
	config, ids := "", map[string]string{}
	for i, o := range objects {
		o.proxy.Name = o.resource
		objects[i].proxy = s.add(o.proxy)
		ids["gaap_proxy."+o.resource] = objects[i].proxy.ID
		config += fmt.Sprintf("resource \"gaap_proxy\" %q {\n%s}\nmoved {\n  from = tencentcloud_gaap_proxy.%s\n  to = gaap_proxy.%s\n}\n",
			o.resource, argumentsOf(o.proxy), o.resource, o.resource)
	}
	s.inState(objects...)
	must(t, s.Write(config))
	s.says(0, "plan", "Plan: 0 to add, 0 to change, 0 to destroy.", "tencentcloud_gaap_proxy.today has moved to gaap_proxy.today")
	s.says(0, "apply -auto-approve", "0 added, 0 changed, 0 destroyed.")
	s.settled(ids)
	s.withoutOfficial()
}

// The files of the guide move one proxy and a fleet, and the script writes the
// same blocks.
func TestAccMoved_example(t *testing.T) {
	s := newStage(t, 8)
	objects := []source{
		{resource: "edge", proxy: s.add(gaapmock.Proxy{Name: "edge"})},
		{resource: "fleet", key: "web", proxy: s.add(gaapmock.Proxy{Name: "fleet-web"})},
		{resource: "fleet", key: "api", proxy: s.add(gaapmock.Proxy{Name: "fleet-api"})},
	}
	s.inState(objects...)
	s.copied("moved/main.tf")
	config := s.get("main.tf")
	at := strings.Index(config, "moved {")
	must(t, s.Write("")) // before the other provider is required
	s.put("main.tf", config[:at])
	s.terraform(0, "init")
	s.put("moved.tf", s.script("moved.sh"))
	written := strings.Join(strings.Fields(s.get("moved.tf")), " ")
	if by := strings.Join(strings.Fields(config[at:]), " "); written != by {
		t.Errorf("the script writes %q, the guide has %q", written, by)
	}
	s.says(0, "plan", "Plan: 0 to add, 0 to change, 0 to destroy.")
	s.says(0, "apply -auto-approve", "0 added, 0 changed, 0 destroyed.")
	s.settled(map[string]string{
		"gaap_proxy.edge": objects[0].proxy.ID, `gaap_proxy.fleet["web"]`: objects[1].proxy.ID, `gaap_proxy.fleet["api"]`: objects[2].proxy.ID,
	})
}

// script runs a script of the guide in the folder and returns what it prints.
func (s *stage) script(name string) string {
	s.t.Helper()
	path, err := filepath.Abs(filepath.Join(examples, name))
	must(s.t, err)
	cmd := exec.CommandContext(s.ctx, "sh", path)
	cmd.Dir, cmd.Env = s.Dir, s.Environment()
	text, err := cmd.Output()
	must(s.t, err)
	return string(text)
}

// What cannot be moved is refused, and says why.
func TestAccMoved_refused(t *testing.T) {
	s := newStage(t, 8)
	for i, c := range []struct {
		source
		says []string
	}{
		{source{changes: map[string]any{"id": nil}}, []string{"Cannot move to gaap_proxy", `Its id is ""`, "removed block"}},
		{source{changes: map[string]any{"id": "ins-1/2"}}, []string{"Cannot move to gaap_proxy", `Its id is "ins-1/2"`}},
		{source{changes: map[string]any{"bandwidth": "much"}}, []string{"Cannot move to gaap_proxy", "bandwidth"}},
		{source{kind: "tencentcloud_gaap_proxy_group"}, []string{"Unable to Move Resource State", "tencentcloud_gaap_proxy_group"}},
		{source{provider: gaapSource}, []string{"Unable to Move Resource State"}},
	} {
		c.resource, c.proxy.ID = fmt.Sprintf("test%d", i), "link-a1b2c3d4"
		kind := "tencentcloud_gaap_proxy"
		if c.kind != "" {
			kind = c.kind
		}
		must(t, s.Write(fmt.Sprintf("resource \"gaap_proxy\" \"test\" {\n%s}\nmoved {\n  from = %s.%s\n  to = gaap_proxy.test\n}\n",
			argumentsOf(gaapmock.Proxy{Name: "test"}), kind, c.resource)))
		s.inState(c.source)
		s.says(1, "plan", c.says...)
	}
	s.nothingWritten()
}

// A moved proxy that is gone leaves the state with a warning, as any other.
func TestAccMoved_gone(t *testing.T) {
	s := newStage(t, 8)
	s.inState(source{resource: "test", proxy: gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "test"}})
	must(t, s.Write("resource \"gaap_proxy\" \"test\" {\n"+argumentsOf(gaapmock.Proxy{Name: "test"})+"}\nmoved {\n  from = tencentcloud_gaap_proxy.test\n  to = gaap_proxy.test\n}\n"))
	s.says(0, "plan", "GAAP proxy is gone", `Proxy "test" (link-a1b2c3d4) no longer exists`, "Plan: 1 to add, 0 to change, 0 to destroy.")
}

// Without a refresh, a change of a moved proxy does not replace it.
func TestAccMoved_withoutRefresh(t *testing.T) {
	s := newStage(t, 8)
	p := s.add(gaapmock.Proxy{Name: "test"})
	s.inState(source{resource: "test", proxy: p, changes: map[string]any{"network_type": nil}})
	must(t, s.Write("resource \"gaap_proxy\" \"test\" {\n"+argumentsOf(gaapmock.Proxy{Name: "renamed"})+"}\nmoved {\n  from = tencentcloud_gaap_proxy.test\n  to = gaap_proxy.test\n}\n"))
	s.says(0, "apply -auto-approve -refresh=false", "0 added, 1 changed, 0 destroyed.")
	s.says(0, "plan -detailed-exitcode", "No changes.")
	calls, err := s.mock.Calls(s.ctx, "ModifyProxiesAttribute")
	must(t, err)
	if all, err := s.mock.Proxies(s.ctx); err != nil || len(all) != 1 || all[0].Name != "renamed" || len(calls) != 1 {
		t.Errorf("%v: the proxies are %+v after %d calls", err, all, len(calls))
	}
}

// A proxy can be taken over by forgetting and importing it, as a hundred can.
// The way back is the same.
func TestAccRemoved_exampleAndBack(t *testing.T) {
	s := newStage(t, 8)
	edge, web, api := s.add(gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "edge"}), s.add(gaapmock.Proxy{ID: "link-b1b2c3d4", Name: "fleet-web"}), s.add(gaapmock.Proxy{ID: "link-c1b2c3d4", Name: "fleet-api"})
	s.inState(source{resource: "edge", proxy: edge}, source{resource: "fleet", key: "web", proxy: web}, source{resource: "fleet", key: "api", proxy: api})
	s.copied("import/main.tf")
	s.terraform(0, "init")
	s.says(0, "plan", "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy.", "tencentcloud_gaap_proxy.edge will no longer be managed by Terraform, but will not be destroyed")
	s.terraform(0, "apply", "-auto-approve")
	ids := map[string]string{"gaap_proxy.edge": edge.ID, `gaap_proxy.fleet["web"]`: web.ID, `gaap_proxy.fleet["api"]`: api.ID}
	s.settled(ids)
	s.withoutOfficialState()

	s.copied("back/main.tf")
	s.terraform(0, "init")
	s.says(0, "plan", "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy.", "gaap_proxy.edge will no longer be managed by Terraform, but will not be destroyed")
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
