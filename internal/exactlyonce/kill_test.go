package exactlyonce_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Terraform and the provider are killed when the proxy exists but no state was
// written. The next apply finds it.
func TestAccKilled_afterTheCommit(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultHang})
		run := s.begin("apply")
		s.called("CreateProxy", 1)
		run.Kill()
		s.end(run)
		if held := s.state(); len(held) != 0 {
			t.Fatalf("the state holds %+v", held)
		}
		made := s.only()

		s.unlock()
		s.later()
		s.wantWords(s.apply(), "GAAP proxy adopted", made)
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.sameToken(s.orders(2, 1))
		s.destroyed()
	})
}

// They are killed while the provider waits for the proxy: Terraform learns the
// id only at the end of the operation.
func TestAccKilled_duringTheWait(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		s := newStage(t, replay)
		s.configure(nil)
		s.inject(gaapmock.Fault{Action: "DescribeProxiesStatus", Kind: gaapmock.FaultHang})
		run := s.begin("apply")
		s.called("DescribeProxiesStatus", 1)
		run.Kill()
		s.end(run)
		made := s.only()

		s.unlock()
		s.later()
		s.wantWords(s.apply(), "GAAP proxy adopted", made)
		if id := s.settled(); id != made {
			t.Errorf("the state holds %s, not %s", id, made)
		}
		s.sameToken(s.orders(2, 1))
		s.destroyed()
	})
}

const lock = ".terraform.tfstate.lock.info"

// locked says whether a Terraform has the state locked, or had and was killed.
func (s *stage) locked() bool {
	s.t.Helper()
	_, err := os.Stat(filepath.Join(s.Dir, lock))
	if err != nil && !os.IsNotExist(err) {
		s.t.Fatal(err)
	}
	return err == nil
}

// unlock removes what a killed Terraform leaves locked, as a person would.
func (s *stage) unlock() {
	s.t.Helper()
	if err := os.Remove(filepath.Join(s.Dir, lock)); err != nil && !os.IsNotExist(err) {
		s.t.Fatal(err)
	}
}

// The service dies and comes back in the middle of one create.
func TestAccKilled_service(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fault gaapmock.Fault
		sent  int // sendings of CreateProxy, over both lives
	}{
		{"before the commit", gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultKillBefore}, 2},
		{"after the commit", gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultKillAfter}, 2},
		{"during the wait", gaapmock.Fault{Action: "DescribeProxiesStatus", Kind: gaapmock.FaultKillBefore}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
				s := newStage(t, replay)
				s.configure(nil)
				s.inject(c.fault)
				run := s.begin("apply")
				if code, err := s.mock.Wait(s.ctx); err != nil || code != 137 {
					t.Fatalf("the mock ended with %d, %v", code, err)
				}
				must(t, s.mock.Restart(s.ctx))
				s.ended(s.end(run), 0, "apply")
				s.settled()
				s.destroyed()
				// The journal did not outlive the mock; its log did.
				if sent := sendings(s.mock.Log()); len(sent) != c.sent || sent[0] != sent[len(sent)-1] {
					t.Errorf("CreateProxy was sent with the tokens %q, want one token %d times", sent, c.sent)
				}
			})
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
