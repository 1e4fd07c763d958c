package badinput

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Every argument is drawn, so that a new one cannot be forgotten.
func TestResourceArguments(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		for typ, schema := range newServer(ctx, t).Schemas.Resources {
			known := resources[typ].arguments()
			for _, attribute := range schema.Block.Attributes {
				if _, ok := known[attribute.Name]; !ok && (attribute.Required || attribute.Optional) {
					t.Errorf("no values are drawn for %s of %s", attribute.Name, typ)
				}
			}
			for _, nested := range schema.Block.BlockTypes {
				if _, ok := known[nested.TypeName]; !ok {
					t.Errorf("no values are drawn for %s of %s", nested.TypeName, typ)
				}
			}
		}
	})
}

// One bad value among good ones is refused where it stands, and nothing is sent.
func TestResource_oneBad(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		typ, r := drawResource(t)
		known := r.arguments()
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(name string) bool { return len(known[name].bad) == 0 })
		name := rapid.SampledFrom(names).Draw(t, "argument")
		config := r.plain()
		config[name] = rapid.SampledFrom(known[name].bad).Draw(t, "value")

		s := configured(ctx, t)
		s.mock.ResetJournal()
		problems := errorsOf(s.ValidateResource(ctx, typ, s.object(typ, config)))
		if len(problems) == 0 {
			t.Fatalf("%s = %#v is accepted", name, config[name])
		}
		for _, problem := range problems {
			if !about(problem, name, s.secret(typ, name)) {
				t.Errorf("%s is wrong, but the errors are\n%s", name, tfcore.Render(problems))
			}
		}
		if sent := s.mock.Calls(""); len(sent) > 0 {
			t.Errorf("%s was sent", sent[0].Action)
		}
	})
}

// about reports whether an error points at an argument. At a secret none may
// point, as Terraform prints the lines that it is about: its text has the name.
func about(problem *tfprotov6.Diagnostic, name string, secret bool) bool {
	if secret {
		return at(problem) == "" && strings.Contains(problem.Summary+problem.Detail, strings.TrimSuffix(name, "_wo"))
	}
	return at(problem) == name
}

// secret reports whether an argument is one that Terraform does not show.
func (s *server) secret(typ, name string) bool {
	for _, attribute := range s.Schemas.Resources[typ].Block.Attributes {
		if attribute.Name == name {
			return attribute.Sensitive || attribute.WriteOnly
		}
	}
	return false
}

// Whatever the arguments are, nothing panics, and what is sent is valid. What
// the plan accepts can be applied, and the next plan is empty.
func TestResource_anything(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		typ, r := drawResource(t)
		s := configured(ctx, t)
		if r.around != nil {
			r.around(s.mock)
		}
		config := s.object(typ, drawArguments(t, s, typ))
		defer s.checkCalls()
		if isRefused(s.ValidateResource(ctx, typ, config)) {
			return
		}
		planned, said := s.Plan(ctx, typ, nil, config)
		if isRefused(said) || !config.IsWhollyKnown() {
			return
		}
		made, said := s.Apply(ctx, typ, planned, config)
		if isRefused(said) {
			if len(r.there(s.mock)) > 0 && made == nil {
				t.Fatalf("an object was made and lost from sight:\n%s", tfcore.Render(said))
			}
			return
		}
		s.start()
		state, said := s.Read(ctx, typ, made)
		s.requireAccepted(said)
		again, said := s.Plan(ctx, typ, state, config)
		s.requireAccepted(said)
		if !again.After.RawEquals(state.Value) {
			t.Fatalf("the second plan is not empty: %#v becomes %#v", state.Value, again.After)
		}
		_, said = s.Destroy(ctx, typ, state)
		s.requireAccepted(said)
		if left := r.there(s.mock); len(left) > 0 {
			t.Fatalf("%s is left", left[0])
		}
	})
}

// blocks are arguments that are written as blocks.
var blocks = map[string]bool{"realserver_bind_set": true, "headers": true}

// drawArguments draws a value for each argument: null, unknown, good or bad.
// Mostly they are such that something is left to plan.
func drawArguments(t *rapid.T, s *server, typ string) map[string]cty.Value {
	config := resources[typ].plain()
	kinds := s.TypeOf(s.Schemas.Resources[typ]).AttributeTypes()
	for name, known := range sorted(resources[typ].arguments()) {
		switch kind := rapid.IntRange(0, 40).Draw(t, name); {
		case kind < 12: // as it is
		case kind == 12 && !blocks[name]: // of blocks there are none
			config[name] = cty.NullVal(kinds[name])
		case kind == 13 && name != "timeouts" && !blocks[name]: // a block is never unknown as a whole
			config[name] = cty.UnknownVal(kinds[name])
		case kind == 14 && len(known.bad) > 0:
			config[name] = rapid.SampledFrom(known.bad).Draw(t, "bad")
		case kind == 15 && name == "name":
			config[name] = cty.StringVal(texts(1, 30).Draw(t, "text"))
		default:
			config[name] = rapid.SampledFrom(known.good).Draw(t, "good")
		}
	}
	resources[typ].fit(t, config)
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
