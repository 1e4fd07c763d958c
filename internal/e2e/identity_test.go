package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// The identity is in the state as soon as the id is, in states that did not
// have it from the next refresh or change on, and it names what to import.
func TestAccIdentity(t *testing.T) {
	s := newTakeover(t, 12)
	config := "resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(gaapmock.Proxy{Name: "test"}) + "  timeouts {\n    create = \"3s\"\n  }\n}\n"
	renamed := strings.Replace(config, `"test"`+"\n", `"renamed"`+"\n", 1)
	s.Write(config)
	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	s.Says(1, "apply -auto-approve", "GAAP proxy is not ready")
	id := s.Proxies()[0].ID
	wanted := func(after string) {
		t.Helper()
		if all := s.State(); len(all) != 1 || all[0].Identity["id"] != id {
			t.Errorf("after %s the state is %+v, want the identity %q", after, all, id)
		}
	}
	wanted("a create that failed")

	s.Patch(id, "status", gaapmock.StatusRunning)
	s.Says(0, "untaint gaap_proxy.test")
	s.forgetIdentity()
	s.Says(0, "apply -auto-approve -refresh-only")
	wanted("a refresh")

	s.forgetIdentity()
	s.Write(renamed)
	s.Says(0, "apply -auto-approve -refresh=false", "1 changed")
	wanted("a change")

	imported := func(id string) string {
		return fmt.Sprintf("import {\n  to = gaap_proxy.test\n  identity = {\n    id = %q\n  }\n}\n", id)
	}
	s.Remove(stage.StateFile)
	s.Write(imported(id) + renamed)
	s.Says(0, "apply -auto-approve", "1 imported, 0 added, 1 changed, 0 destroyed.") // the timeouts are not in an imported state
	wanted("an import")
	s.Says(0, "plan -detailed-exitcode", "No changes.")

	s.Remove(stage.StateFile)
	s.Write(imported("edge") + config)
	s.Says(1, "plan", "Invalid import id", `"edge" is not the id of a proxy`)
	s.Write(imported("link-missing0") + config)
	s.Says(1, "plan", "No GAAP proxy to import", "link-missing0 does not exist")
}

// forgetIdentity makes the state one of a version without identities.
func (s takeover) forgetIdentity() {
	s.T.Helper()
	var state map[string]any
	must(s.T, json.Unmarshal([]byte(s.Get(stage.StateFile)), &state))
	for _, resource := range state["resources"].([]any) {
		for _, instance := range resource.(map[string]any)["instances"].([]any) {
			delete(instance.(map[string]any), "identity")
			delete(instance.(map[string]any), "identity_schema_version")
		}
	}
	text, err := json.Marshal(state)
	must(s.T, err)
	s.Put(stage.StateFile, string(text))
}
