package badinput

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// plain is a configuration in which nothing is wrong.
func plain() map[string]cty.Value {
	return map[string]cty.Value{
		"name": cty.StringVal("edge"), "access_region": cty.StringVal("Hongkong"), "realserver_region": cty.StringVal("Shanghai"),
		"bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2),
	}
}

// Every argument is drawn, so that a new one cannot be forgotten.
func TestProxyArguments(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		known := proxyArguments()
		block := newServer(ctx, t).Schemas.Resources[proxyType].Block
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
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		known := proxyArguments()
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(name string) bool { return len(known[name].bad) == 0 })
		name := rapid.SampledFrom(names).Draw(t, "argument")
		config := plain()
		config[name] = rapid.SampledFrom(known[name].bad).Draw(t, "value")

		s := configured(ctx, t)
		s.mock.ResetJournal()
		problems := errorsOf(s.ValidateResource(ctx, proxyType, s.proxyObject(config)))
		if len(problems) == 0 {
			t.Fatalf("%s = %#v is accepted", name, config[name])
		}
		for _, problem := range problems {
			if at(problem) != name {
				t.Errorf("%s is wrong, but the errors are\n%s", name, tfcore.Render(problems))
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
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		s := configured(ctx, t)
		config := s.proxyObject(drawArguments(t, s))
		defer s.checkCalls()
		if refused(s.ValidateResource(ctx, proxyType, config)) {
			return
		}
		planned, said := s.Plan(ctx, proxyType, nil, config)
		if refused(said) || !config.IsWhollyKnown() {
			return
		}
		made, said := s.Apply(ctx, proxyType, planned, config)
		if refused(said) {
			if len(s.mock.Proxies()) > 0 && made == nil {
				t.Fatalf("a proxy was made and lost from sight:\n%s", tfcore.Render(said))
			}
			return
		}
		s.start()
		state, said := s.Read(ctx, proxyType, made)
		s.accepted(said)
		again, said := s.Plan(ctx, proxyType, state, config)
		s.accepted(said)
		if !again.After.RawEquals(state.Value) {
			t.Fatalf("the second plan is not empty: %#v becomes %#v", state.Value, again.After)
		}
		_, said = s.Destroy(ctx, proxyType, state)
		s.accepted(said)
		if left := s.mock.Proxies(); len(left) > 0 {
			t.Fatalf("%s is left", left[0].ID)
		}
	})
}

// drawArguments draws a value for each argument: null, unknown, good or bad.
// Mostly they are such that something is left to plan.
func drawArguments(t *rapid.T, s *server) map[string]cty.Value {
	config := plain()
	kinds := s.TypeOf(s.Schemas.Resources[proxyType]).AttributeTypes()
	for name, known := range sorted(proxyArguments()) {
		switch kind := rapid.IntRange(0, 40).Draw(t, name); {
		case kind < 12: // as it is
		case kind == 12:
			config[name] = cty.NullVal(kinds[name])
		case kind == 13 && name != "timeouts": // a block is never unknown as a whole
			config[name] = cty.UnknownVal(kinds[name])
		case kind == 14 && len(known.bad) > 0:
			config[name] = rapid.SampledFrom(known.bad).Draw(t, "bad")
		case kind == 15 && name == "name":
			config[name] = cty.StringVal(texts(1, 30).Draw(t, "text"))
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
