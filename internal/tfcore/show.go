package tfcore

import (
	"encoding/json"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/zclconf/go-cty/cty"
)

// JSON is what terraform show -json says of a plan, as far as checks look at it.
func (p *Plan) JSON() *tfjson.Plan {
	shown := &tfjson.Plan{FormatVersion: "1.2", TerraformVersion: version, OutputChanges: map[string]*tfjson.Change{}}
	for _, c := range p.changes {
		shown.ResourceChanges = append(shown.ResourceChanges, c.json())
	}
	for name, o := range p.outputs {
		shown.OutputChanges[name] = &tfjson.Change{
			Actions: outputActions(o), Before: known(o.before), After: known(o.after), AfterUnknown: unknown(o.after), BeforeSensitive: false, AfterSensitive: false,
		}
	}
	return shown
}

func (c *Change) json() *tfjson.ResourceChange {
	i := c.Instance
	shown := &tfjson.ResourceChange{
		Address: i.Addr, Mode: mode(i), Type: i.Type, Name: i.Name, Index: index(i), ProviderName: source(c.provider), DeposedKey: c.Deposed,
		Change: &tfjson.Change{
			Actions: actions[c.Action], Before: known(c.Before), After: known(c.After), AfterUnknown: unknown(c.After),
			BeforeSensitive: map[string]any{}, AfterSensitive: map[string]any{},
		},
	}
	if c.Action == NoOp || c.After.IsNull() || c.After.IsWhollyKnown() {
		shown.Change.AfterUnknown = map[string]any{}
	}
	for _, path := range c.ReplacePaths {
		shown.Change.ReplacePaths = append(shown.Change.ReplacePaths, pathJSON(path))
	}
	if c.Importing != "" {
		shown.Change.Importing = &tfjson.Importing{ID: c.Importing}
	}
	return shown
}

var actions = map[Action]tfjson.Actions{
	NoOp: {tfjson.ActionNoop}, Create: {tfjson.ActionCreate}, Read: {tfjson.ActionRead}, Update: {tfjson.ActionUpdate}, Delete: {tfjson.ActionDelete},
	DestroyThenCreate: {tfjson.ActionDelete, tfjson.ActionCreate}, CreateThenDestroy: {tfjson.ActionCreate, tfjson.ActionDelete}, Forget: {tfjson.ActionForget},
}

func outputActions(o outputChange) tfjson.Actions {
	switch {
	case o.before.RawEquals(o.after):
		return actions[NoOp]
	case o.before.IsNull():
		return actions[Create]
	case o.after.IsKnown() && o.after.IsNull():
		return actions[Delete]
	}
	return actions[Update]
}

func mode(i Instance) tfjson.ResourceMode {
	if i.Data {
		return tfjson.DataResourceMode
	}
	return tfjson.ManagedResourceMode
}

func index(i Instance) any {
	switch {
	case i.Key == cty.NilVal:
		return nil
	case i.Key.Type() == cty.String:
		return i.Key.AsString()
	}
	return json.Number(i.Key.AsBigFloat().Text('f', -1))
}

// known is a value in the words of encoding/json. What is unknown in an object
// or a map is left out, in a list it is null.
func known(v cty.Value) any {
	switch typ := v.Type(); {
	case v.IsNull() || !v.IsKnown():
		return nil
	case typ.IsObjectType(), typ.IsMapType():
		all := map[string]any{}
		for name, element := range v.AsValueMap() {
			if element.IsKnown() {
				all[name] = known(element)
			}
		}
		return all
	case typ.IsListType(), typ.IsTupleType(), typ.IsSetType():
		all := []any{}
		for _, element := range v.Elements() {
			all = append(all, known(element))
		}
		return all
	case typ == cty.Number:
		return json.Number(v.AsBigFloat().Text('f', -1))
	case typ == cty.Bool:
		return v.True()
	}
	return v.AsString()
}

// unknown says what of a value is not known: true, or the parts of it.
func unknown(v cty.Value) any {
	switch typ := v.Type(); {
	case !v.IsKnown():
		return true
	case v.IsNull():
		return false
	case typ.IsObjectType(), typ.IsMapType():
		all := map[string]any{}
		for key, element := range v.AsValueMap() {
			if part := unknown(element); part != false {
				all[key] = part
			}
		}
		return all
	case typ.IsListType(), typ.IsTupleType(), typ.IsSetType():
		all := []any{}
		for _, element := range v.Elements() {
			all = append(all, unknown(element))
		}
		return all
	}
	return false
}

func pathJSON(path cty.Path) (all []any) {
	for _, step := range path {
		switch step := step.(type) {
		case cty.GetAttrStep:
			all = append(all, step.Name)
		case cty.IndexStep:
			all = append(all, known(step.Key))
		}
	}
	return all
}

// JSON is what terraform show -json says of a state.
func (s *State) JSON() *tfjson.State {
	module := &tfjson.StateModule{}
	for _, i := range s.Instances() {
		for deposed, o := range i.Deposed {
			module.Resources = append(module.Resources, stateResource(i, o, deposed))
		}
		if i.Current != nil {
			module.Resources = append(module.Resources, stateResource(i, i.Current, ""))
		}
	}
	outputs := map[string]*tfjson.StateOutput{}
	for name, value := range s.allOutputs() {
		outputs[name] = &tfjson.StateOutput{Value: known(value)}
	}
	return &tfjson.State{FormatVersion: "1.0", TerraformVersion: version, Values: &tfjson.StateValues{Outputs: outputs, RootModule: module}}
}

func stateResource(i Instance, o *Object, deposed string) *tfjson.StateResource {
	values, _ := known(o.Value).(map[string]any)
	return &tfjson.StateResource{
		Address: i.Addr, Mode: mode(i), Type: i.Type, Name: i.Name, Index: index(i), ProviderName: source(o.Provider),
		SchemaVersion: uint64(max(0, o.SchemaVersion)), AttributeValues: values, DependsOn: o.Dependencies, Tainted: o.Tainted, DeposedKey: deposed,
	}
}
