package badinput

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"
)

// plain is a configuration in which nothing is wrong.
func plain() map[string]tftypes.Value {
	return map[string]tftypes.Value{
		"name": text("edge"), "access_region": text("Hongkong"), "realserver_region": text("Shanghai"),
		"bandwidth": number(int64(10)), "concurrent": number(int64(2)),
	}
}

// Every argument is drawn, so that a new one cannot be forgotten.
func TestProxyArguments(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		known := proxyArguments()
		block := newServer(t).schema.ResourceSchemas[proxyType].Block
		for _, attribute := range block.Attributes {
			if _, ok := known[attribute.Name]; !ok && (attribute.Required || attribute.Optional) {
				t.Errorf("no values are drawn for %s", attribute.Name)
			}
		}
		for _, nested := range block.BlockTypes {
			if _, ok := known[nested.TypeName]; !ok {
				t.Errorf("no values are drawn for %s", nested.TypeName)
			}
		}
	})
}

// One bad value among good ones is refused where it stands, and nothing is sent.
func TestProxy_oneBad(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		known := proxyArguments()
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(name string) bool { return len(known[name].bad) == 0 })
		name := rapid.SampledFrom(names).Draw(t, "argument")
		config := plain()
		config[name] = rapid.SampledFrom(known[name].bad).Draw(t, "value")

		s := configured(t)
		s.mock.ResetJournal()
		problems := errorsOf(s.validate(s.proxyObject(config)))
		if len(problems) == 0 {
			t.Fatalf("%s = %s is accepted", name, config[name])
		}
		for _, problem := range problems {
			if at(problem) != name {
				t.Errorf("%s is wrong, but the errors are\n%s", name, render(problems))
			}
		}
		if sent := s.mock.Calls(""); len(sent) > 0 {
			t.Errorf("%s was sent", sent[0].Action)
		}
	})
}

// Whatever the arguments are, nothing panics, and what is sent is valid. What
// the plan accepts can be applied, and the next plan is empty.
func TestProxy_anything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := configured(t)
		null := tftypes.NewValue(s.schema.ResourceSchemas[proxyType].ValueType(), nil)
		config := s.proxyObject(drawArguments(t, s))
		defer s.checkCalls()
		if refused(s.validate(config)) {
			return
		}
		planned := s.plan(null, config)
		if refused(planned.Diagnostics) || !config.IsFullyKnown() {
			return
		}
		applied := s.apply(null, config, planned.PlannedState)
		if refused(applied.Diagnostics) {
			if len(s.mock.Proxies()) > 0 && s.unpack(applied.NewState).IsNull() {
				t.Fatalf("a proxy was made and lost from sight:\n%s", render(applied.Diagnostics))
			}
			return
		}
		state := s.unpack(s.read(s.unpack(applied.NewState)).NewState)
		if again := s.unpack(s.plan(state, config).PlannedState); !again.Equal(state) {
			differences, _ := again.Diff(state)
			t.Fatalf("the second plan is not empty: %s", differences)
		}
		s.start() // a provider that has made the proxy itself would keep it
		s.accepted(s.apply(state, null, s.pack(null)).Diagnostics)
		if left := s.mock.Proxies(); len(left) > 0 {
			t.Fatalf("%s is left", left[0].ID)
		}
	})
}

// drawArguments draws a value for each argument: null, unknown, good or bad.
// Mostly they are such that something is left to plan.
func drawArguments(t *rapid.T, s *server) map[string]tftypes.Value {
	config := plain()
	kinds := s.schema.ResourceSchemas[proxyType].ValueType().(tftypes.Object).AttributeTypes
	for name, known := range sorted(proxyArguments()) {
		switch kind := rapid.IntRange(0, 40).Draw(t, name); {
		case kind < 12: // as it is
		case kind == 12:
			config[name] = tftypes.NewValue(kinds[name], nil)
		case kind == 13 && name != "timeouts": // a block is never unknown as a whole
			config[name] = tftypes.NewValue(kinds[name], tftypes.UnknownValue)
		case kind == 14 && len(known.bad) > 0:
			config[name] = rapid.SampledFrom(known.bad).Draw(t, "bad")
		case kind == 15 && name == "name":
			config[name] = text(texts(1, 30).Draw(t, "text"))
		default:
			config[name] = rapid.SampledFrom(known.good).Draw(t, "good")
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "alone") > 0 { // most proxies are no clones and in no group
		delete(config, "cloned_proxy_id")
		delete(config, "group_id")
	} else if !config["group_id"].IsNull() {
		delete(config, "project_id") // it is the group's, which the plan does not look at
	}
	return config
}

func sorted[V any](m map[string]V) func(yield func(string, V) bool) {
	return func(yield func(string, V) bool) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}
