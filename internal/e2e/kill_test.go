package e2e

import (
	"regexp"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// hanging starts an apply whose first call of an action is never answered.
func hanging(t *testing.T, replay gaapmock.ReplayMode, action string) (*oneProxy, *stage.Command) {
	t.Helper()
	s := newOneProxy(t, replay)
	s.configure(nil)
	s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultHang})
	run := s.Begin("apply", "-auto-approve")
	s.Called(action, 1)
	return s, run
}

// applyWithAdopt demands that the next apply takes over what the killed one has made,
// if the configuration says that it is meant.
func applyWithAdopt(s *oneProxy) {
	s.T.Helper()
	made := s.only()
	s.later()
	s.Write("provider \"gaap\" {\n  adopt = [\"" + made + "\"]\n}\n" + acctest.Block("test", nil))
	s.apply("GAAP proxy adopted: " + made)
	s.configure(nil)
	s.requireProxy(made)
	s.orders(1, 1)
	s.requireDestroyed()
}

// applyPasted demands that the next apply names what the killed one has made and
// makes nothing, and that the command which it prints takes that over.
func applyPasted(s *oneProxy) {
	s.T.Helper()
	made := s.only()
	s.later()
	s.Says(0, "plan", "Warning: Equal GAAP proxy exists: "+made)
	s.Says(1, "apply -auto-approve", "Error: Equal GAAP proxy exists", made+", RUNNING")
	command := regexp.MustCompile(`GAAP_ADOPT=\S+ terraform apply`).FindString(s.Output)
	said, err := s.Shell(s.Ctx, command+" -auto-approve")
	must(s.T, err)
	if !strings.Contains(said, "GAAP proxy adopted: "+made) {
		s.T.Errorf("%s says\n%s", command, said)
	}
	s.requireProxy(made)
	s.orders(1, 1)
	s.requireDestroyed()
}

// lock is what a killed Terraform leaves; only a person can remove it.
const lock = ".terraform.tfstate.lock.info"

// Terraform and the provider are killed when the proxy exists but no state was
// written. The next apply finds it, and makes no second one.
func TestAccKilled_afterTheCommit(t *testing.T) {
	acctest.InBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s, run := hanging(t, replay, "CreateProxy")
		run.Kill()
		s.Wait(run)
		if held := s.State(); len(held) != 0 {
			t.Fatalf("the state holds %+v", held)
		}
		s.Remove(lock)
		applyPasted(s)
	})
}

// They are killed while the provider waits for the proxy: Terraform learns the
// id only at the end of the operation.
func TestAccKilled_duringTheWait(t *testing.T) {
	acctest.InBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s, run := hanging(t, replay, "DescribeProxiesStatus")
		run.Kill()
		s.Wait(run)
		s.Remove(lock)
		applyWithAdopt(s)
	})
}

// The service dies and comes back in the middle of one create. Only after the
// commit does it know the token that it gets again.
func TestAccKilled_service(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault  gaapmock.Fault
		replay gaapmock.ReplayMode
		sent   int // sendings of CreateProxy, over both lives
	}{
		"before the commit":     {gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultKillBefore}, gaapmock.ReplayDuplicated, 2},
		"after it, duplicated":  {gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultKillAfter}, gaapmock.ReplayDuplicated, 2},
		"after it, the same id": {gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultKillAfter}, gaapmock.ReplayFirstID, 2},
		"during the wait":       {gaapmock.Fault{Action: "DescribeProxiesStatus", Kind: gaapmock.FaultKillBefore}, gaapmock.ReplayDuplicated, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newOneProxy(t, c.replay)
			s.configure(nil)
			s.Inject(c.fault)
			run := s.Begin("apply", "-auto-approve")
			if code, err := s.Mock.Wait(s.Ctx); err != nil || code != 137 {
				t.Fatalf("the mock ended with %d, %v", code, err)
			}
			must(t, s.Mock.Restart(s.Ctx))
			s.End(run, 0)
			s.requireSettled()
			s.requireDestroyed()
			// The journal did not outlive the mock; its log did.
			if sent := sendings(s.Mock.Log()); len(sent) != c.sent || sent[0] != sent[len(sent)-1] {
				t.Errorf("CreateProxy was sent with the tokens %q, want one token %d times", sent, c.sent)
			}
		})
	}
}

// sendings are the beginnings of the tokens of all CreateProxy calls in a log.
func sendings(log string) []string {
	var tokens []string
	for line := range strings.Lines(log) {
		_, rest, ok := strings.Cut(line, " CreateProxy ")
		if _, token, found := strings.Cut(rest, "token="); ok && found {
			tokens = append(tokens, strings.Fields(token)[0])
		}
	}
	return tokens
}
