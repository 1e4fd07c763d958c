package tfcore

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

func with(v cty.Value, attribute string, value cty.Value) cty.Value {
	values := v.AsValueMap()
	values[attribute] = value
	return cty.ObjectVal(values)
}

func failed(string, cty.Value) (cty.Value, []*tfprotov6.Diagnostic) {
	return cty.NullVal(dataType), []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: "It failed"}}
}

// says demands an error with a phrase, none if it is empty.
func says(t *testing.T, said Diagnostics, phrase string) {
	t.Helper()
	text := strings.Join(strings.Fields(said.Render("")), " ")
	if said.HasErrors() != (phrase != "") || !strings.Contains(text, phrase) {
		t.Errorf("want %q in: %s", phrase, text)
	}
}

// A provider that breaks a rule of the protocol is told so, as by Terraform.
func TestRules(t *testing.T) {
	t.Parallel()
	other := cty.StringVal("other")
	for name, c := range map[string]struct {
		planned func(plans int, v cty.Value) cty.Value
		applied func(v cty.Value) cty.Value
		says    string
	}{
		"kept": {nil, nil, ""},
		"invalid plan": {
			func(_ int, v cty.Value) cty.Value { return with(v, "input", other) }, nil,
			`Provider produced invalid plan with fake_thing.a, Provider "registry.terraform.io/hashicorp/fake" planned an invalid value for fake_thing.a`,
		},
		"final plan": {
			func(plans int, v cty.Value) cty.Value {
				return with(v, "id", cty.StringVal(fmt8(plans)))
			}, nil, "Provider produced inconsistent final plan",
		},
		"result": {
			func(_ int, v cty.Value) cty.Value { return with(v, "id", other) },
			func(v cty.Value) cty.Value { return with(v, "id", cty.StringVal("mine")) },
			`Provider produced inconsistent result after apply with fake_thing.a, When applying changes to fake_thing.a, provider "provider[\"registry.terraform.io/hashicorp/fake\"]" produced an unexpected new value: .id: was cty.StringVal("other"), but now cty.StringVal("mine").`,
		},
		"no result": {nil, func(cty.Value) cty.Value { return cty.NullVal(dataType) }, "Provider produced inconsistent result after apply"},
		"unknown":   {nil, func(v cty.Value) cty.Value { return with(v, "id", cty.UnknownVal(cty.String)) }, "Provider returned invalid result object after apply"},
	} {
		t.Run(name, func(t *testing.T) {
			playing(t, func(t *testing.T, f *fake, w *Workspace) {
				plans := 0
				if c.planned != nil {
					f.planned = func(_ string, v cty.Value) cty.Value {
						plans++
						return c.planned(plans, v)
					}
				}
				if c.applied != nil {
					f.applied = func(_ string, v cty.Value) (cty.Value, []*tfprotov6.Diagnostic) { return c.applied(v), nil }
				}
				says(t, w.PlanAndApply(t.Context(), thing("a", `"one"`), Options{}), c.says)
			})
		})
	}
}

// An address has the walks and processes that Terraform gives it: a validation,
// a plan, an apply, each with a provider of its own for each block.
func TestProcesses(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		config := "provider \"fake\" {}\nprovider \"fake\" {\n  alias = \"b\"\n}\n" + thing("a", `"one"`) + thing("b", `"two"`, "provider = fake.b")
		says(t, w.PlanAndApply(t.Context(), config, Options{}), "")
		starts := 0
		for _, call := range f.take() {
			if call == "start" {
				starts++
			}
		}
		if starts != 6 {
			t.Errorf("%d processes were started, want 2 for each of 3 walks", starts)
		}
		if got := w.State().Object("fake_thing.b").Provider; got != "fake.b" {
			t.Errorf("the provider of b is %s", got)
		}
	})
}

// calls are those of a kind, in their order.
func calls(all []string, kinds ...string) (some []string) {
	for _, call := range all {
		if kind, _, _ := strings.Cut(call, " "); slices.Contains(kinds, kind) {
			some = append(some, call)
		}
	}
	return some
}

func TestOptions(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		config := func(a string) string {
			return thing("a", a) + thing("b", `"b of ${fake_thing.a.input}"`) + thing("c", `"c"`, "lifecycle {", "ignore_changes = [input]", "}")
		}
		want := func(what string, said Diagnostics, wanted ...string) {
			t.Helper()
			says(t, said, "")
			got := calls(f.take(), "read", "make", "change", "destroy")
			slices.Sort(got)
			if !slices.Equal(got, wanted) {
				t.Errorf("%s: %q, want %q", what, got, wanted)
			}
		}
		apply := func(config string, options Options) Diagnostics { return w.PlanAndApply(t.Context(), config, options) }
		want("target with what it needs", apply(config(`"1"`), Options{Targets: []string{"fake_thing.b"}}), "make 1", "make b of 1")
		want("the rest", apply(config(`"1"`), Options{}), "make c", "read 1", "read b of 1")
		want("replace", apply(config(`"1"`), Options{Replace: []string{"fake_thing.c"}}), "destroy c", "make c", "read 1", "read b of 1", "read c")
		want("change, no refresh", apply(config(`"2"`), Options{NoRefresh: true}), "change 2", "change b of 2")
		changed := strings.Replace(config(`"2"`), `"c"
`, `"d"
`, 1)
		want("ignored", apply(changed, Options{NoRefresh: true}))
		want("destroy", apply(changed, Options{Destroy: true}), "destroy 2", "destroy b of 2", "destroy c", "read 2", "read b of 2", "read c")
	})
}

// A target may be one instance of a block; the others are neither read nor planned.
func TestTargetInstance(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		apply := func(count int, targets ...string) []string {
			t.Helper()
			says(t, w.PlanAndApply(t.Context(), thing("a", `"a${count.index}"`, fmt.Sprint("count = ", count)), Options{Targets: targets}), "")
			return calls(f.take(), "read", "make", "destroy")
		}
		for _, c := range []struct {
			count   int
			targets []string
			want    string
		}{
			{3, []string{"fake_thing.a[1]"}, "make a1"},
			{3, []string{"fake_thing.a[1]", "fake_thing.a[2]"}, "read a1,make a2"},
			{3, []string{"fake_thing.a"}, "read a1,read a2,make a0"},
			{1, []string{"fake_thing.a[2]"}, "read a2,destroy a2"},
			{1, nil, "read a0,read a1,destroy a1"},
		} {
			if got := strings.Join(apply(c.count, c.targets...), ","); got != c.want {
				t.Errorf("%d with targets %q: %s, want %s", c.count, c.targets, got, c.want)
			}
		}
	})
}

// A new object comes before the end of the old one, and what depends on it in
// between; if the new one cannot be made, the old one stays.
func TestCreateBeforeDestroy(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		config := func(n string) string {
			return thing("a", `"a`+n+`"`, `triggers_replace = "`+n+`"`) +
				thing("b", `"b of ${fake_thing.a.id}"`, "lifecycle {", "create_before_destroy = true", "}")
		}
		says(t, w.PlanAndApply(t.Context(), config("1"), Options{}), "")
		f.take()
		f.applied = failed
		says(t, w.PlanAndApply(t.Context(), config("2"), Options{}), "It failed")
		if got := w.State().Instances(); len(got) != 2 || name(got[0].Current.Value) != "a1" || len(got[0].Deposed) > 0 {
			t.Errorf("the state is %+v", got)
		}
		f.take()
		f.applied = nil
		says(t, w.PlanAndApply(t.Context(), config("2"), Options{}), "")
		if got := calls(f.take(), "make", "change", "destroy"); len(got) != 3 || got[0] != "make a2" || got[2] != "destroy a1" {
			t.Errorf("the calls are %q", got)
		}
	})
}

// Private data goes where Terraform hands it to: that of a Create that fails is
// seen by Read, but not by the Delete of an ordinary replacement.
func TestPrivate(t *testing.T) {
	playing(t, func(t *testing.T, f *fake, w *Workspace) {
		f.applied = func(_ string, v cty.Value) (cty.Value, []*tfprotov6.Diagnostic) {
			_, problems := failed("", v)
			return v, problems
		}
		says(t, w.PlanAndApply(t.Context(), thing("a", `"a"`), Options{}), "It failed")
		if o := w.State().Object("fake_thing.a"); o == nil || !o.Tainted || string(o.Private) != "made" {
			t.Fatalf("the state holds %+v", o)
		}
		seen := map[string]string{}
		f.applied, f.private = nil, func(call string, private []byte) { seen[call] = string(private) }
		says(t, w.PlanAndApply(t.Context(), thing("a", `"a"`), Options{}), "")
		if seen["read"] != "made" || seen["destroy"] != "" {
			t.Errorf("private data was seen by %q", seen)
		}
	})
}

// No more operations run at once than there are slots.
func TestParallelism(t *testing.T) {
	t.Parallel()
	for _, slots := range []int{1, 10} {
		t.Run(fmt.Sprint(slots), func(t *testing.T) {
			playing(t, func(t *testing.T, f *fake, w *Workspace) {
				w.Parallelism = slots
				says(t, w.PlanAndApply(t.Context(), thing("a", `"a"`, "count = 30"), Options{}), "")
				if f.most != slots {
					t.Errorf("%d operations ran at once, want %d", f.most, slots)
				}
			})
		})
	}
}

// The order is arbitrary, and a seed repeats it.
func TestOrder(t *testing.T) {
	t.Parallel()
	orders := map[string]int{}
	for seed := range uint64(10) {
		for range 2 {
			synctestOrder(t, seed, orders)
		}
	}
	for order, n := range orders {
		if n%2 != 0 {
			t.Errorf("%s came up %d times", order, n)
		}
	}
	if len(orders) < 5 {
		t.Errorf("there were %d orders for 10 seeds", len(orders))
	}
}
