package object

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"
)

var (
	bindingForm = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "ip": tftypes.String}}
	objectForm  = tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"name": tftypes.String, "status": tftypes.String, "part": bindingForm, "set": tftypes.Set{ElementType: bindingForm},
	}}
)

func drawText(t *rapid.T) tftypes.Value {
	return rapid.SampledFrom([]tftypes.Value{
		tftypes.NewValue(tftypes.String, "a"), tftypes.NewValue(tftypes.String, "b"), tftypes.NewValue(tftypes.String, nil),
		tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
	}).Draw(t, "text")
}

func drawPart(t *rapid.T) tftypes.Value {
	return tftypes.NewValue(bindingForm, map[string]tftypes.Value{"id": drawText(t), "ip": drawText(t)})
}

func drawObject(t *rapid.T) tftypes.Value {
	var parts []tftypes.Value
	for range rapid.IntRange(0, 2).Draw(t, "parts") {
		parts = append(parts, drawPart(t))
	}
	return tftypes.NewValue(objectForm, map[string]tftypes.Value{
		"name": drawText(t), "status": drawText(t), "part": drawPart(t), "set": tftypes.NewValue(objectForm.AttributeTypes["set"], parts),
	})
}

func known(t *rapid.T, value tftypes.Value) tftypes.Value {
	value, err := withoutUnknowns(value)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// Whatever a state is made of, nothing in it is unknown, and what is known stays.
func TestSettled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := drawObject(t)
		result := known(t, value)
		if !result.IsFullyKnown() {
			t.Fatalf("%s has unknown parts", result)
		}
		if value.IsFullyKnown() && !result.Equal(value) {
			t.Fatalf("%s became %s", value, result)
		}
	})
}

// An apply ends with all that the plan knows, by name, and with what is shown of
// the rest.
func TestPlanned(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plan, shown := drawObject(t), known(t, drawObject(t))
		result := mergePlanned(plan, shown)
		if !result.IsFullyKnown() {
			t.Fatalf("%s has unknown parts", result)
		}
		parts, wanted, seen := partsOf(result), partsOf(plan), partsOf(shown)
		for _, name := range []string{"name", "status", "set"} {
			want := wanted[name]
			if !want.IsFullyKnown() {
				want = seen[name]
			}
			if !parts[name].Equal(want) {
				t.Errorf("%s is %s, want %s", name, parts[name], want)
			}
		}
		inner, innerPlan, innerShown := partsOf(parts["part"]), partsOf(wanted["part"]), partsOf(seen["part"])
		for name, want := range innerPlan {
			if !want.IsKnown() {
				want = innerShown[name]
			}
			if !inner[name].Equal(want) {
				t.Errorf("part.%s is %s, want %s", name, inner[name], want)
			}
		}
	})
}

// What the service decides is kept; what the configuration sets, or leaves open
// itself, is as it was planned.
func TestKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plan, config, state := partsOf(drawObject(t)), partsOf(drawObject(t)), partsOf(known(t, drawObject(t)))
		result := partsOf(keepComputed(tftypes.NewValue(objectForm, plan), tftypes.NewValue(objectForm, config), tftypes.NewValue(objectForm, state),
			func(name string) bool { return name != "name" }))
		for _, name := range []string{"name", "status"} {
			want := plan[name]
			if name == "status" && !plan[name].IsKnown() && config[name].IsNull() {
				want = state[name]
			}
			if !result[name].Equal(want) {
				t.Errorf("%s is %s, want %s", name, result[name], want)
			}
		}
	})
}
