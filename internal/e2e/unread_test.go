package e2e

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// unknown is a provider block that cannot make calls while this is planned.
const unknown = "resource \"terraform_data\" \"region\" {\n  input = \"ap-hongkong\"\n}\nprovider \"gaap\" {\n  region = terraform_data.region.output\n}\n"

// A proxy that could not be read is not imported: of an object of which only
// the id is known, the plan would be a replacement.
func TestAccImport_providerIsUnknown(t *testing.T) {
	s := newTakeover(t, 5)
	p := s.Add(gaapmock.Proxy{Name: "test"})
	block := "resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(p) + "}\nimport {\n  to = gaap_proxy.test\n  id = \"" + p.ID + "\"\n}\n"
	s.Write(unknown + block)
	s.Says(1, "plan", "Provider is not configured", "only known after apply", "-target")
	s.Says(0, "apply -auto-approve -target=terraform_data.region", "1 added, 0 changed, 0 destroyed.")
	s.Says(0, "apply -auto-approve", "1 imported, 0 added, 0 changed, 0 destroyed.")
	s.nothingWritten()
}

// What a state of the other provider lacks does not replace a proxy that was
// not read since it was moved, whatever the configuration sets; if it is not
// what the proxy has, the next plan says so.
func TestAccMoved_unread(t *testing.T) {
	s := newTakeover(t, 8)
	p := s.Add(gaapmock.Proxy{Name: "test", GroupID: "lg-xxxx", AccessRegion: "SouthChina", RealServerRegion: "Hongkong"})
	s.inState(source{resource: "test", proxy: p, changes: map[string]any{"network_type": nil, "realserver_region": nil, "access_region": "SouthChina"}})
	body := strings.NewReplacer("Shanghai", "Hongkong", `access_region = "Hongkong"`, `access_region = "SouthChina"`).Replace(argumentsOf(p)) +
		"  group_id = \"lg-xxxx\"\n  network_type = \"normal\"\n  ip_address_version = \"IPv4\"\n  package_type = \"Thunder\"\n"
	blocks := "moved {\n  from = tencentcloud_gaap_proxy.test\n  to = gaap_proxy.test\n}\nresource \"gaap_proxy\" \"test\" {\n" + body + "}\n"
	s.Write(unknown + blocks)
	s.Says(0, "plan", "GAAP proxy was not refreshed", "Plan: 1 to add, 1 to change, 0 to destroy.")
	s.Write(blocks)
	s.Says(0, "plan -refresh=false", "Plan: 0 to add, 1 to change, 0 to destroy.")
	s.Says(0, "apply -auto-approve -refresh=false", "0 added, 1 changed, 0 destroyed.")
	s.requireTakenOver(map[string]string{"gaap_proxy.test": p.ID})

	s.Write(strings.Replace(blocks, `"IPv4"`, `"IPv6"`, 1))
	s.Says(0, "plan", "forces replacement")
}
