package e2e

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// Whatever version of the other provider wrote the state, a move changes
// nothing. The other provider needs no key, and is not needed after it.
func TestAccMoved(t *testing.T) {
	s := newTakeover(t, 8)
	s.Env = append(s.Env, "STAND_IN_HAS_NO_KEY=1")
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
		objects[i].proxy = s.Add(o.proxy)
		ids["gaap_proxy."+o.resource] = objects[i].proxy.ID
		config += fmt.Sprintf("resource \"gaap_proxy\" %q {\n%s}\nmoved {\n  from = tencentcloud_gaap_proxy.%s\n  to = gaap_proxy.%s\n}\n",
			o.resource, argumentsOf(o.proxy), o.resource, o.resource)
	}
	s.inState(objects...)
	s.Write(config)
	s.Says(0, "apply -auto-approve", "Plan: 0 to add, 0 to change, 0 to destroy.", "tencentcloud_gaap_proxy.today has moved to gaap_proxy.today", "0 added, 0 changed, 0 destroyed.")
	s.requireTakenOver(ids)
	s.withoutOfficial()
	s.Says(0, "providers", stage.Source)
	if strings.Contains(s.Output, "tencentcloudstack") {
		t.Errorf("the other provider is still required:\n%s", s.Output)
	}
}

// The files of the guide move one proxy and a fleet, and the script writes the
// same blocks. One instance after the other, OpenTofu calls ours the provider of
// those that come later.
func TestAccMoved_example(t *testing.T) {
	s := newTakeover(t, 8)
	objects := []source{
		{resource: "edge", proxy: s.Add(gaapmock.Proxy{Name: "edge"})},
		{resource: "fleet", key: "web", proxy: s.Add(gaapmock.Proxy{Name: "fleet-web"})},
		{resource: "fleet", key: "api", proxy: s.Add(gaapmock.Proxy{Name: "fleet-api"})},
	}
	s.inState(objects...)
	config, moves, _ := strings.Cut(read(t, examples+"moved/main.tf"), "moved {")
	s.Put("main.tf", config)
	written, err := s.Shell(s.Ctx, read(t, examples+"moved.sh"))
	must(t, err)
	if by := strings.Fields("moved {" + moves); !slices.Equal(strings.Fields(written), by) {
		t.Errorf("the script writes\n%s, the guide has %q", written, by)
	}
	s.Put("moved.tf", written)
	s.Says(0, "apply -auto-approve -parallelism=1", "Plan: 0 to add, 0 to change, 0 to destroy.", "0 added, 0 changed, 0 destroyed.")
	s.requireTakenOver(map[string]string{
		"gaap_proxy.edge": objects[0].proxy.ID, `gaap_proxy.fleet["web"]`: objects[1].proxy.ID, `gaap_proxy.fleet["api"]`: objects[2].proxy.ID,
	})
}

// The script writes a block for each resource of a kind that moves, one for all of
// its instances, and none for others.
func TestAccMoved_script(t *testing.T) {
	s := newTakeover(t, 8)
	s.inState(
		source{resource: "api", kind: "tencentcloud_gaap_http_rule", key: 0}, source{resource: "api", kind: "tencentcloud_gaap_http_rule", key: 1},
		source{resource: "x", kind: "tencentcloud_gaap_domain_error_page"}, source{resource: "x", kind: "tencentcloud_vpc"},
	)
	written, err := s.Shell(s.Ctx, read(t, examples+"moved.sh"))
	must(t, err)
	var want []string
	for _, address := range []string{"gaap_domain_error_page.x", "gaap_http_rule.api"} {
		want = append(want, "moved", "{", "from", "=", "tencentcloud_"+address, "to", "=", address, "}")
	}
	if !slices.Equal(strings.Fields(written), want) {
		t.Errorf("the script writes\n%s, want %q", written, want)
	}
}

// What cannot be moved is refused, and says why.
func TestAccMoved_refused(t *testing.T) {
	s := newTakeover(t, 8)
	for i, c := range []struct {
		source
		says []string
	}{
		{source{changes: map[string]any{"id": nil}}, []string{"Cannot move to gaap_proxy", `Its id is ""`, "removed block"}},
		{source{changes: map[string]any{"id": "ins-1/2"}}, []string{"Cannot move to gaap_proxy", `Its id is "ins-1/2"`}},
		{source{changes: map[string]any{"bandwidth": "much"}}, []string{"Cannot move to gaap_proxy", "bandwidth"}},
		{source{kind: "tencentcloud_gaap_proxy_group"}, []string{"Unable to Move Resource State", "tencentcloud_gaap_proxy_group"}},
	} {
		c.resource, c.proxy.ID = fmt.Sprintf("test%d", i), "link-a1b2c3d4"
		s.Write(fmt.Sprintf("resource \"gaap_proxy\" \"test\" {\n%s}\nmoved {\n  from = %s.%s\n  to = gaap_proxy.test\n}\n",
			argumentsOf(gaapmock.Proxy{Name: "test"}), cmp.Or(c.kind, "tencentcloud_gaap_proxy"), c.resource))
		s.inState(c.source)
		s.Says(1, "plan", c.says...)
	}
	s.nothingWritten()
}

// A moved proxy that is not found may be in another account: nobody has stored
// its own.
func TestAccMoved_gone(t *testing.T) {
	s := newTakeover(t, 8)
	s.inState(source{resource: "test", proxy: gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "test"}})
	s.Write("resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(gaapmock.Proxy{Name: "test"}) + "}\nmoved {\n  from = tencentcloud_gaap_proxy.test\n  to = gaap_proxy.test\n}\n")
	s.Says(1, "plan", "GAAP proxy is not found, and may belong to another account", `Proxy "test" (link-a1b2c3d4)`, "terraform state rm")
}

// Without a refresh, a change of a moved proxy does not replace it.
func TestAccMoved_withoutRefresh(t *testing.T) {
	s := newTakeover(t, 8)
	p := s.Add(gaapmock.Proxy{Name: "test"})
	s.inState(source{resource: "test", proxy: p, changes: map[string]any{"network_type": nil}})
	s.Write("resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(gaapmock.Proxy{Name: "renamed"}) + "}\nmoved {\n  from = tencentcloud_gaap_proxy.test\n  to = gaap_proxy.test\n}\n")
	s.Says(0, "apply -auto-approve -refresh=false", "0 added, 1 changed, 0 destroyed.")
	s.Says(0, "plan -detailed-exitcode", "No changes.")
	if all, calls := s.Proxies(), s.Calls("ModifyProxiesAttribute"); len(all) != 1 || all[0].Name != "renamed" || len(calls) != 1 {
		t.Errorf("the proxies are %+v after %+v", all, calls)
	}
}

// The guide's script renames the resources that move, and no other ones.
func TestRename(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	script, err := filepath.Abs(filepath.Join(examples, "rename.sh"))
	must(t, err)
	const before = `resource "tencentcloud_gaap_proxy" "edge" {}
resource "tencentcloud_gaap_proxy_group" "g" {}
resource "tencentcloud_gaap_http_rule" "api" {}
resource "tencentcloud_gaap_global_domain_dns" "d" {}
resource "tencentcloud_vpc" "v" {}
x = [tencentcloud_gaap_proxy.edge.id, "${tencentcloud_gaap_proxy.fleet["a"].ip}", data.tencentcloud_gaap_proxies.all]
`
	const want = `resource "gaap_proxy" "edge" {}
resource "gaap_proxy_group" "g" {}
resource "gaap_http_rule" "api" {}
resource "gaap_global_domain_dns" "d" {}
resource "tencentcloud_vpc" "v" {}
x = [gaap_proxy.edge.id, "${gaap_proxy.fleet["a"].ip}", data.tencentcloud_gaap_proxies.all]
`
	must(t, os.WriteFile(filepath.Join(dir, "main.tf"), []byte(before), 0o600))
	cmd := exec.CommandContext(t.Context(), "sh", script)
	cmd.Dir = dir
	must(t, cmd.Run())
	if got, err := os.ReadFile(filepath.Join(dir, "main.tf")); err != nil || string(got) != want {
		t.Errorf("%v: the script wrote\n%s", err, got)
	}
}
