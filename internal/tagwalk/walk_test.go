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

func ignored(key string) bool { return key == "owner" || strings.HasPrefix(key, "org:") }

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
					if c.Ignores && ignored(key) {
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
func (w *world) step(c configuration) {
	if rapid.IntRange(0, 2).Draw(w.t, "fault") == 0 {
		w.mock.Inject(gaapmock.Fault{
			Action: rapid.SampledFrom([]string{"ModifyResourceTags", "CreateTag"}).Draw(w.t, "action"), Kind: rapid.SampledFrom(faults).Draw(w.t, "kind"),
		})
	}
	refuses := w.exists() && rapid.IntRange(0, 5).Draw(w.t, "refuses") == 0
	if refuses {
		w.mock.Inject(gaapmock.Fault{Action: "ModifyResourceTags", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
	}
	refreshes := rapid.IntRange(0, 3).Draw(w.t, "refreshes") > 0
	problem := w.apply(c, refreshes)
	w.mock.ClearFaults()
	if problem != "" && !refuses {
		w.t.Fatal(problem)
	}
	if problem != "" || !refreshes {
		if problem := w.apply(c, true); problem != "" {
			w.t.Fatal(problem)
		}
	}
}

// meanwhile lets others tag the object, and the user import it or refresh alone.
func (w *world) meanwhile(c configuration) {
	id, _ := w.actual()
	added, removed := some(w.t, "added", keys), some(w.t, "removed", keys)
	w.kind.retag(w.mock, id, func(all tags) {
		maps.Copy(all, added)
		maps.DeleteFunc(all, func(key, _ string) bool { _, gone := removed[key]; return gone })
	})
	time.Sleep(time.Minute) // longer than reads lag
	switch known := w.hcl(c, 0); rapid.IntRange(0, 9).Draw(w.t, "meanwhile") {
	case 0:
		check(w.workspace.Forget(w.kind.address))
		w.silent(known, w.workspace.Import(w.ctx, known, w.kind.address, id))
	case 1:
		w.silent(known, w.workspace.Refresh(w.ctx, known))
	}
}
