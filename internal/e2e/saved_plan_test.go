package e2e

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A proxy that was not ready in time can be kept with terraform untaint, and a
// plan in a file is applied as it was shown.
func TestAccUntaintAndPlanFile(t *testing.T) {
	t.Parallel()
	s := newOneProxy(t, gaapmock.ReplayDuplicated)
	slow := acctest.Arguments{"timeouts": "{\n    create = \"3s\"\n  }"}
	s.configure(slow)
	s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultStuck})
	s.Says(1, "apply -auto-approve", "GAAP proxy is not ready", "was last seen CREATING", "terraform untaint")
	id := s.only()
	s.holds(id, true)
	s.recover(id)
	s.Says(0, "untaint "+acctest.Address)
	s.requireProxy(id)

	slow["name"] = `"renamed"`
	s.configure(slow)
	s.Says(2, "plan -detailed-exitcode -out=plan.bin")
	s.Says(0, "apply plan.bin")
	if p, calls := s.Proxies()[0], s.Calls("ModifyProxiesAttribute"); p.ID != id || p.Name != "renamed" || len(calls) != 1 {
		t.Errorf("the proxy is %+v after %+v", p, calls)
	}
	s.Says(0, "destroy -auto-approve")
	if left := s.Proxies(); len(left) != 0 {
		t.Errorf("left are %+v", left)
	}
	s.requireDestroyed(id)
}
