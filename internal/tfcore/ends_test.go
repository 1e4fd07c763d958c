package tfcore

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
)

func synctestOrder(t *testing.T, seed uint64, orders map[string]int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := &fake{dataResource: &dataResource{}}
		w := &Workspace{Providers: map[string]Factory{"fake": f.factory}, Choose: Seeded(seed)}
		says(t, w.PlanAndApply(t.Context(), thing("a", `"n${count.index}"`, "count = 6"), Options{}), "")
		orders[strings.Join(f.take(), ", ")]++
	})
}

// A kill leaves the state as it was at that moment; what was under way is lost,
// and what had not begun never does.
func TestKill(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		w.Parallelism = 1
		made := 0
		f.during = func(string, string) {
			if made++; made == 2 {
				w.Kill()
			}
		}
		config := thing("a", `"n${count.index}"`, "count = 3")
		w.PlanAndApply(t.Context(), config, Options{})
		if n := len(w.State().Instances()); n != 1 || made != 2 {
			t.Errorf("%d objects are in the state, %d were begun", n, made)
		}
		f.during = nil
		says(t, w.PlanAndApply(t.Context(), config, Options{}), "")
		if n := len(w.State().Instances()); n != 3 {
			t.Errorf("%d objects are in the state", n)
		}
	})
}

// Ctrl-C lets what is under way end, and stores it.
func TestInterrupt(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		w.Parallelism = 1
		f.during = func(string, string) { w.Interrupt(t.Context()) }
		said := w.PlanAndApply(t.Context(), thing("a", `"n${count.index}"`, "count = 3"), Options{})
		says(t, said, "execution halted")
		if n := len(w.State().Instances()); n != 1 {
			t.Errorf("%d objects are in the state", n)
		}
	})
}

// Diagnostics name the object and show the line.
func TestRender(t *testing.T) {
	playing(t, func(t *testing.T, _ *fake, w *Workspace) {
		config := "resource \"fake_thing\" \"a\" {\n  input = \"x\"\n  wrong = 1\n}\n"
		_, said := w.Plan(t.Context(), config, Options{})
		want := "\nError: Unsupported argument\n\n  with fake_thing.a,\n  on terraform_plugin_test.tf line 3, in resource \"fake_thing\" \"a\":\n   3:   wrong = 1\n\nAn argument named \"wrong\" is not expected here.\n"
		if got := said.Render(config); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		for text, phrase := range map[string]string{
			thing("a", "nothing.here"):                                       "Reference to undeclared resource",
			thing("a", `"x"`) + thing("a", `"y"`):                            "Duplicate resource",
			thing("a", `"x"`, "count = fake_thing.b.id") + thing("b", `"y"`): "Invalid count or for_each argument",
			`resource "fake_other" "a" {}`:                                   "Invalid resource type",
			"variable \"v\" {}\n" + thing("a", "var.v"):                      "No value for required variable",
			"resource {": "Unclosed configuration block",
			thing("a", `"x"`, "lifecycle {", "prevent_destroy = true", "}"): "",
		} {
			_, said := w.Plan(t.Context(), text, Options{})
			if got := fmt.Sprint(said); (phrase == "") != (len(said) == 0) || !strings.Contains(got, phrase) {
				t.Errorf("%s\nis %s, want %q", text, got, phrase)
			}
		}
	})
}
