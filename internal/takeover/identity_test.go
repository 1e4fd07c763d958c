package takeover_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// identity is that of the only object in the state.
func (s *stage) identity() string {
	s.t.Helper()
	var state struct {
		Resources []struct {
			Instances []struct{ Identity map[string]string }
		}
	}
	must(s.t, json.Unmarshal([]byte(s.get(workbench.StateFile)), &state))
	if len(state.Resources) != 1 || len(state.Resources[0].Instances) != 1 {
		s.t.Fatalf("the state is %+v", state)
	}
	return state.Resources[0].Instances[0].Identity["id"]
}

// The identity is in the state as soon as the id is, in states that did not
// have it from the next refresh or change on, and it names what to import.
func TestAccIdentity(t *testing.T) {
	s := newStage(t, 12)
	config := "resource \"gaap_proxy\" \"test\" {\n" + argumentsOf(gaapmock.Proxy{Name: "test"}) + "  timeouts {\n    create = \"3s\"\n  }\n}\n"
	must(t, s.Write(config))
	must(t, s.mock.Inject(s.ctx, gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck}))
	s.says(1, "apply -auto-approve", "GAAP proxy is not ready")
	all, err := s.mock.Proxies(s.ctx)
	must(t, err)
	id := all[0].ID
	wanted := func(after string) {
		t.Helper()
		if got := s.identity(); got != id {
			t.Errorf("after %s the identity is %q, want %q", after, got, id)
		}
	}
	wanted("a create that failed")

	must(t, s.mock.PatchProxy(s.ctx, id, map[string]any{"status": gaapmock.StatusRunning}))
	s.terraform(0, "untaint", "gaap_proxy.test")
	s.forgetIdentity()
	s.terraform(0, "apply", "-auto-approve", "-refresh-only")
	wanted("a refresh")

	s.forgetIdentity()
	must(t, s.Write(strings.Replace(config, `"test"`+"\n", `"renamed"`+"\n", 1)))
	s.says(0, "apply -auto-approve -refresh=false", "1 changed")
	wanted("a change")

	must(t, os.Remove(filepath.Join(s.Dir, workbench.StateFile)))
	must(t, s.Write("import {\n  to = gaap_proxy.test\n  identity = {\n    id = \""+id+"\"\n  }\n}\n"+strings.Replace(config, `"test"`+"\n", `"renamed"`+"\n", 1)))
	s.says(0, "apply -auto-approve", "1 imported, 0 added, 1 changed, 0 destroyed.") // the timeouts are not in an imported state
	wanted("an import")
	s.says(0, "plan -detailed-exitcode", "No changes.")

	must(t, os.Remove(filepath.Join(s.Dir, workbench.StateFile)))
	must(t, s.Write("import {\n  to = gaap_proxy.test\n  identity = {\n    id = \"edge\"\n  }\n}\n"+config))
	s.says(1, "plan", "Invalid import id", `"edge" is not the id of a proxy`)
	must(t, s.Write("import {\n  to = gaap_proxy.test\n  identity = {\n    id = \"link-missing0\"\n  }\n}\n"+config))
	s.says(1, "plan", "No GAAP proxy to import", "link-missing0 does not exist")
}

// forgetIdentity makes the state one of a version without identities.
func (s *stage) forgetIdentity() {
	s.t.Helper()
	var state map[string]any
	must(s.t, json.Unmarshal([]byte(s.get(workbench.StateFile)), &state))
	for _, resource := range state["resources"].([]any) {
		for _, instance := range resource.(map[string]any)["instances"].([]any) {
			delete(instance.(map[string]any), "identity")
			delete(instance.(map[string]any), "identity_schema_version")
		}
	}
	text, err := json.Marshal(state)
	must(s.t, err)
	s.put(workbench.StateFile, string(text))
}
