package tagwalk

import (
	"context"
	"maps"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

type tags = map[string]string

// The keys are few, so that they meet. The last two are those of others.
var keys = []string{"a", "b", "c", "owner", "org:d"}

func isIgnored(key string) bool { return key == "owner" || strings.HasPrefix(key, "org:") }

func some(t *rapid.T, label string, from []string) tags {
	return rapid.MapOfN(rapid.SampledFrom(from), rapid.SampledFrom([]string{"1", "2"}), 0, len(from)).Draw(t, label)
}

func draw(t *rapid.T) configuration {
	c := configuration{Ignores: rapid.Bool().Draw(t, "ignores")}
	allowed := keys
	if c.Ignores {
		allowed = keys[:3]
	}
	if rapid.IntRange(0, 3).Draw(t, "own") > 0 {
		c.Own = some(t, "tags", allowed)
	}
	if rapid.IntRange(0, 3).Draw(t, "defaults") > 0 {
		c.Defaults = some(t, "default_tags", allowed)
		if c.Late = rapid.IntRange(0, 3).Draw(t, "late") == 0; c.Late {
			c.Defaults["late"] = rapid.SampledFrom([]string{"1", "2"}).Draw(t, "late value")
		}
	}
	return c
}

// faults are those that an apply gets over.
var faults = []gaapmock.FaultKind{
	gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultThrottle, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore, gaapmock.FaultCutBody, gaapmock.FaultEmpty,
}

func TestWalk(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		w := newWorld(ctx, t)
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			c := draw(t)
			want := maps.Clone(c.Defaults)
			if want == nil {
				want = tags{}
			}
			maps.Copy(want, c.Own)
			if w.exists() {
				w.meanwhile(c)
				_, before := w.actual()
				for key, value := range before {
					if c.Ignores && isIgnored(key) {
						want[key] = value
					}
				}
			}
			w.step(c)
			if _, got := w.actual(); !maps.Equal(got, want) {
				t.Fatalf("the object has %v, want %v", got, want)
			}
			w.verify(c)
		}
	})
}

// step applies a configuration while calls fail, and once more if it has to.
func (s *subject) step(c configuration) {
	if rapid.IntRange(0, 2).Draw(s.t, "fault") == 0 {
		s.mock.Inject(gaapmock.Fault{
			Action: rapid.SampledFrom([]string{"ModifyResourceTags", "CreateTag"}).Draw(s.t, "action"), Kind: rapid.SampledFrom(faults).Draw(s.t, "kind"),
		})
	}
	refuses := s.exists() && rapid.IntRange(0, 5).Draw(s.t, "refuses") == 0
	if refuses {
		s.mock.Inject(gaapmock.Fault{Action: "ModifyResourceTags", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
	}
	refreshes := rapid.IntRange(0, 3).Draw(s.t, "refreshes") > 0
	problem := s.apply(c, refreshes)
	s.mock.ClearFaults()
	if problem != "" && !refuses {
		s.t.Fatal(problem)
	}
	if problem != "" || !refreshes {
		if problem := s.apply(c, true); problem != "" {
			s.t.Fatal(problem)
		}
	}
}

// meanwhile lets others tag the object, and the user import it or refresh alone.
func (s *subject) meanwhile(c configuration) {
	id, _ := s.actual()
	added, removed := some(s.t, "added", keys), some(s.t, "removed", keys)
	s.kind.retag(s.mock, id, func(all tags) {
		maps.Copy(all, added)
		maps.DeleteFunc(all, func(key, _ string) bool { _, gone := removed[key]; return gone })
	})
	time.Sleep(time.Minute) // longer than reads lag
	switch known := s.hcl(c, 0); rapid.IntRange(0, 9).Draw(s.t, "meanwhile") {
	case 0:
		check(s.workspace.Forget(s.kind.address))
		s.requireSilent(known, s.workspace.Import(s.ctx, known, s.kind.address, id))
	case 1:
		s.requireSilent(known, s.workspace.Refresh(s.ctx, known))
	}
}
