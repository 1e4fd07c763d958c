package e2e

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const (
	official   = "registry.terraform.io/tencentcloudstack/tencentcloud"
	onOpenTofu = "registry.opentofu.org/tencentcloudstack/tencentcloud" // what OpenTofu makes of it in a state
	otherHost  = "mirror.example.com/tencentcloudstack/tencentcloud"

	examples = "../../examples/moving-over/"
)

// takeover is a stage for proxies that exist.
type takeover struct{ *stage.Stage }

// newTakeover starts a mock without limits. A CLI that is older than a version
// 1.x skips the test.
func newTakeover(t *testing.T, minor int) takeover {
	t.Helper()
	t.Parallel()
	s := takeover{build.New(t, "-max-proxies", "-1", "-create-time", "1s")}
	s.Needs(minor)
	return s
}

// requireTakenOver demands that a second plan is empty, that the state has the
// proxies, by address, and that nothing was written to the service.
func (s takeover) requireTakenOver(ids map[string]string) {
	s.T.Helper()
	s.Says(0, "plan -detailed-exitcode", "No changes.")
	objects := s.State()
	if len(objects) != len(ids) {
		s.T.Errorf("there are %d objects in the state, want %d", len(objects), len(ids))
	}
	for _, object := range objects {
		if object.ID() != ids[object.Address] {
			s.T.Errorf("%s has the id %q, want %q", object.Address, object.ID(), ids[object.Address])
		}
		if token := object.Values["client_token"]; token != nil {
			s.T.Errorf("%s has the token %v, want none", object.Address, token)
		}
	}
	s.nothingWritten()
}

func (s takeover) nothingWritten() {
	s.T.Helper()
	for _, call := range s.Calls("") {
		if call.Write || call.Code != "" {
			s.T.Errorf("%s was called, and answered with %q: %s", call.Action, call.Code, call.Body)
		}
	}
}

// withoutOfficial demands that nothing in the state is the other provider's.
func (s takeover) withoutOfficial() {
	s.T.Helper()
	if strings.Contains(s.Get(stage.StateFile), "tencentcloudstack") {
		s.T.Error("the state still refers to the other provider")
	}
}
