package e2e

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A saved plan does not undo what somebody else was allowed to change.
func TestAccUpdate_changedElsewhere(t *testing.T) {
	t.Parallel()
	s := build.New(t, "-speed", "50")
	block := func(concurrent string) string {
		return "resource \"gaap_proxy\" \"test\" {\n  name = \"test\"\n  access_region = \"Hongkong\"\n  realserver_region = \"Shanghai\"\n  bandwidth = 10\n  concurrent = " + concurrent +
			"\n  lifecycle {\n    ignore_changes = [bandwidth, name]\n  }\n}\n"
	}
	s.Write(block("2"))
	s.Says(0, "apply -auto-approve", "1 added, 0 changed, 0 destroyed.")
	s.Write(block("5"))
	s.Says(0, "plan -out p", "Plan: 0 to add, 1 to change, 0 to destroy.")
	id := s.Proxies()[0].ID
	s.Patch(id, "bandwidth", 50)
	s.Patch(id, "name", "theirs")
	s.Says(0, "apply p", "0 added, 1 changed, 0 destroyed.")
	if p := s.Proxies()[0]; p.Bandwidth != 50 || p.Name != "theirs" || p.Concurrent != 5 {
		t.Errorf("the service has %+v", p)
	}
	calls := s.Calls("ModifyProxyConfiguration")
	if len(calls) != 1 || strings.Contains(string(calls[0].Body), `"Bandwidth"`) || !strings.Contains(string(calls[0].Body), `"BillingType":0`) {
		t.Errorf("the calls are %+v", calls)
	}
	s.Says(0, "plan -detailed-exitcode", "No changes.")
}

// A clone that is imported with the configuration that made it stays.
func TestAccImport_clone(t *testing.T) {
	s := newTakeover(t, 5)
	source, clone := s.Add(gaapmock.Proxy{Name: "source"}), s.Add(gaapmock.Proxy{Name: "test"})
	s.Write("resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(clone) + "  cloned_proxy_id = \"" + source.ID + "\"\n}\nimport {\n  to = gaap_proxy.test\n  id = \"" + clone.ID + "\"\n}\n")
	s.Says(0, "plan", "Plan: 1 to import, 0 to add, 1 to change, 0 to destroy.")
	s.Says(0, "apply -auto-approve", "1 imported, 0 added, 1 changed, 0 destroyed.")
	s.requireTakenOver(map[string]string{"gaap_proxy.test": clone.ID})
}
