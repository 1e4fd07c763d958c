package tfcore

import (
	"errors"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"
)

// texts are the errors' texts; each error has to have a path.
func texts(t *testing.T, problems []error) []string {
	t.Helper()
	var all []string
	for _, err := range problems {
		var at cty.PathError
		if !errors.As(err, &at) {
			t.Errorf("%v is a %T", err, err)
		}
		all = append(all, err.Error())
	}
	return all
}

func TestPlannedErrors(t *testing.T) {
	hidden, secret, hiddenPair := argument("s"), argument("wo"), argument("s")
	hidden.Sensitive, hiddenPair.Sensitive, secret.WriteOnly = true, true, true
	flat := schemaOf(argument("a"), computed("c"), either("e"))
	sensitive := schemaOf(hidden)
	single := schemaOf(nestedIn(modeSingle, argument("o"), pairFields...))
	inList := schemaOf(nestedIn(nestedList, argument("o"), pairFields...))
	inSet := schemaOf(nestedIn(nestedSet, argument("o"), pairFields...))
	inMap := schemaOf(nestedIn(nestedMap, argument("o"), pairFields...))
	list, set, keyed := blocksIn(nestedList, "b", pairFields...), blocksIn(nestedSet, "b", pairFields...), blocksIn(nestedMap, "b", pairFields...)
	block, group := blocksIn(modeSingle, "b", pairFields...), blocksIn(modeGroup, "b", pairFields...)
	at := func(key string, v cty.Value) cty.Value { return cty.MapVal(map[string]cty.Value{key: v}) }
	null := func(s *tfprotov6.Schema) cty.Value { return cty.NullVal(ImpliedType(s)) }
	unknownPair := cty.UnknownVal(pairType)
	for name, c := range map[string]struct {
		schema                 *tfprotov6.Schema
		prior, config, planned cty.Value
		want                   []string
	}{
		"as configured": {flat, null(flat), values("a", "x", "c", nil, "e", nil), values("a", "x", "c", someText, "e", "chosen"), nil},
		"prior kept":    {flat, values("a", "X", "c", "1", "e", "E"), values("a", "x", "c", nil, "e", "e"), values("a", "X", "c", "2", "e", "E"), nil},
		"changed, new": {
			flat, null(flat), values("a", "x", "c", nil, "e", "e"), values("a", "y", "c", nil, "e", someText),
			[]string{
				`.a: planned value cty.StringVal("y") does not match config value cty.StringVal("x")`,
				`.e: planned value cty.UnknownVal(cty.String) does not match config value cty.StringVal("e")`,
			},
		},
		"changed": {
			flat, values("a", "w", "c", nil, "e", nil), values("a", "x", "c", nil, "e", nil), values("a", "y", "c", nil, "e", nil),
			[]string{`.a: planned value cty.StringVal("y") does not match config value cty.StringVal("x") nor prior value cty.StringVal("w")`},
		},
		"left out": {
			flat, null(flat), values("a", "x", "c", nil, "e", nil), values("a", nil, "c", nil, "e", nil),
			[]string{`.a: planned value cty.NullVal(cty.String) does not match config value cty.StringVal("x")`},
		},
		"not computed, and not the prior value either": {
			flat, values("a", "b", "c", nil, "e", nil), values("a", nil, "c", nil, "e", nil), values("a", "b", "c", nil, "e", nil),
			[]string{`.a: planned value cty.StringVal("b") for a non-computed attribute`},
		},
		"unknown, not computed": {
			flat, null(flat), values("a", nil, "c", nil, "e", nil), values("a", someText, "c", nil, "e", nil),
			[]string{`.a: planned value cty.UnknownVal(cty.String) for a non-computed attribute`},
		},
		"unknown as configured, with less known of it": {
			flat, null(flat), values("a", someText.RefineNotNull(), "c", nil, "e", nil), values("a", someText, "c", nil, "e", nil), nil,
		},
		"known, for unknown": {
			flat, null(flat), values("a", someText, "c", nil, "e", nil), values("a", "x", "c", nil, "e", nil),
			[]string{`.a: planned value cty.StringVal("x") does not match config value cty.UnknownVal(cty.String)`},
		},
		"nothing": {
			flat, null(flat), values("a", "x", "c", nil, "e", nil), null(flat),
			[]string{`: planned for absence but config wants existence`},
		},
		"something": {
			flat, null(flat), null(flat), values("a", "x", "c", nil, "e", nil),
			[]string{`: planned for existence but config wants absence`},
		},
		"the end":              {flat, values("a", "x", "c", "1", "e", nil), null(flat), null(flat), nil},
		"sensitive, new":       {sensitive, null(sensitive), values("s", "x"), values("s", "y"), []string{`.s: sensitive planned value does not match config value`}},
		"sensitive, changed":   {sensitive, values("s", "w"), values("s", "x"), values("s", "y"), []string{`.s: sensitive planned value does not match config value nor prior value`}},
		"sensitive, unset":     {sensitive, values("s", "w"), values("s", nil), values("s", "w"), []string{`.s: sensitive planned value for a non-computed attribute`}},
		"write-only":           {schemaOf(secret), values("wo", nil), values("wo", "x"), values("wo", nil), nil},
		"write-only, returned": {schemaOf(secret), values("wo", nil), values("wo", "x"), values("wo", "x"), []string{`.wo: planned value for write-only attribute is not null`}},

		"single":              {single, null(single), values("o", pair("x", nil)), values("o", pair("x", someText)), nil},
		"single, prior kept":  {single, values("o", pair("X", "1")), values("o", pair("x", nil)), values("o", pair("X", "2")), nil},
		"single, changed":     {single, values("o", pair("w", "1")), values("o", pair("x", nil)), values("o", pair("y", nil)), []string{`.o.a: planned value cty.StringVal("y") does not match config value cty.StringVal("x") nor prior value cty.StringVal("w")`}},
		"single, left out":    {single, null(single), values("o", pair("x", nil)), values("o", cty.NullVal(pairType)), []string{`.o: planned for absence but config wants existence`}},
		"single, unknown":     {single, null(single), values("o", pair("x", nil)), values("o", unknownPair), []string{`.o: planned unknown for configured value`}},
		"single, unset":       {single, null(single), values("o", cty.NullVal(pairType)), values("o", pair("x", nil)), []string{`.o: planned value cty.ObjectVal(map[string]cty.Value{"a":cty.StringVal("x"), "c":cty.NullVal(cty.String)}) for a non-computed attribute`}},
		"list":                {inList, null(inList), values("o", listOf(pair("x", nil))), values("o", listOf(pair("x", "1"))), nil},
		"list, changed":       {inList, null(inList), values("o", listOf(pair("x", nil))), values("o", listOf(pair("y", "1"))), []string{`.o[0].a: planned value cty.StringVal("y") does not match config value cty.StringVal("x")`}},
		"list, longer":        {inList, null(inList), values("o", listOf(pair("x", nil))), values("o", listOf(pair("x", nil), pair("y", nil))), []string{`.o: count in plan (cty.NumberIntVal(2)) disagrees with count in config (cty.NumberIntVal(1))`}},
		"list, unknown":       {inList, null(inList), values("o", listOf(pair("x", nil))), values("o", listOf(unknownPair)), []string{`.o[0].a: planned value cty.UnknownVal(cty.String) does not match config value cty.StringVal("x")`}},
		"map":                 {inMap, null(inMap), values("o", at("k", pair("x", nil))), values("o", at("k", pair("x", "1"))), nil},
		"map, changed":        {inMap, null(inMap), values("o", at("k", pair("x", nil))), values("o", at("k", pair("y", nil))), []string{`.o.k.a: planned value cty.StringVal("y") does not match config value cty.StringVal("x")`}},
		"map, another key":    {inMap, null(inMap), values("o", at("k", pair("x", nil))), values("o", at("l", pair("x", nil))), []string{`.o: map key "l" from plan is not present in config`, `.o: map key "k" from config is not present in plan`}},
		"set, not compared":   {inSet, null(inSet), values("o", setOf(pair("x", nil))), values("o", setOf(pair("y", nil))), nil},
		"set, longer":         {inSet, null(inSet), values("o", setOf(pair("x", nil))), values("o", setOf(pair("x", nil), pair("y", nil))), []string{`.o: count in plan (cty.NumberIntVal(2)) disagrees with count in config (cty.NumberIntVal(1))`}},
		"set, may be shorter": {inSet, null(inSet), values("o", setOf(pair("x", nil))), values("o", setOf(pair("x", "1"), pair("x", someText))), nil},

		"blocks":                 {list, null(list), values("b", listOf(pair("x", nil))), values("b", listOf(pair("x", "1"))), nil},
		"blocks, changed":        {list, null(list), values("b", listOf(pair("x", nil))), values("b", listOf(pair("y", "1"))), []string{`.b[0].a: planned value cty.StringVal("y") does not match config value cty.StringVal("x")`}},
		"blocks, fewer":          {list, null(list), values("b", listOf(pair("x", nil))), values("b", cty.ListValEmpty(pairType)), []string{`.b: block count in plan (0) disagrees with count in config (1)`}},
		"blocks, null":           {list, null(list), values("b", listOf(pair("x", nil))), values("b", cty.NullVal(cty.List(pairType))), []string{`.b: attribute representing a list of nested blocks must be empty to indicate no blocks, not null`}},
		"blocks, unknown":        {list, null(list), values("b", listOf(pair("x", nil))), values("b", cty.UnknownVal(cty.List(pairType))), []string{`.b: attribute representing nested block must not be unknown itself; set nested attribute values to unknown instead`}},
		"blocks, unknown one":    {list, null(list), values("b", listOf(pair("x", nil))), values("b", listOf(unknownPair)), []string{`.b[0]: element representing nested block must not be unknown itself; set nested attribute values to unknown instead`}},
		"dynamic blocks":         {list, null(list), values("b", cty.UnknownVal(cty.List(pairType))), values("b", cty.UnknownVal(cty.List(pairType))), nil},
		"dynamic blocks, known":  {list, null(list), values("b", cty.UnknownVal(cty.List(pairType))), values("b", cty.ListValEmpty(pairType)), []string{`.b: planned value cty.ListValEmpty(cty.Object(map[string]cty.Type{"a":cty.String, "c":cty.String})) for unknown dynamic block`}},
		"block map":              {keyed, values("b", at("k", pair("w", "1"))), values("b", at("k", pair("x", nil))), values("b", at("k", pair("w", "2"))), nil},
		"block map, changed":     {keyed, null(keyed), values("b", at("k", pair("x", nil))), values("b", at("k", pair("y", nil))), []string{`.b["k"].a: planned value cty.StringVal("y") does not match config value cty.StringVal("x")`}},
		"block map, another key": {keyed, null(keyed), values("b", at("k", pair("x", nil))), values("b", at("l", pair("x", nil))), []string{`.b["l"]: block key "l" from plan is not present in config`, `.b: block key "k" from config is not present in plan`}},
		"block set":              {set, null(set), values("b", setOf(pair("x", nil))), values("b", setOf(pair("y", nil), pair("z", nil))), nil},
		"block set, unknown one": {set, null(set), values("b", setOf(pair("x", nil))), values("b", setOf(unknownPair)), []string{`.b[(not yet known)]: element representing nested block must not be unknown itself; set nested attribute values to unknown instead`}},
		"single block":           {block, null(block), values("b", pair("x", nil)), values("b", pair("x", someText)), nil},
		"single block, unset":    {block, null(block), values("b", cty.NullVal(pairType)), values("b", pair("x", nil)), []string{`.b: planned for existence but config wants absence`}},
		"group block, left out":  {group, null(group), values("b", pair(nil, nil)), values("b", cty.NullVal(pairType)), []string{`.b: planned for absence but config wants existence`}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := texts(t, PlannedErrors(c.schema, c.prior, c.config, c.planned)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestPlannedErrors_none(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		schema := shape{writeOnly: true, simpleSets: true}.drawSchema(t)
		prior, config := drawPrior(t, schema), drawConfig(t, schema, false)
		planned := drawPlan(t, schema, config, Proposed(schema, prior, config))
		for _, err := range PlannedErrors(schema, prior, config, planned) {
			t.Errorf("%v\nprior   %#v\nconfig  %#v\nplanned %#v", err, prior, config, planned)
		}
	})
}

// What a broken provider plans is told, however broken it is.
func TestPlannedErrors_anything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		schema := anything.drawSchema(t)
		prior, config := drawPrior(t, schema), drawConfig(t, schema, true)
		planned := drawMutation(t, drawPlan(t, schema, config, Proposed(schema, prior, config)), 8)
		PlannedErrors(schema, prior, config, planned)
		CompatibleErrors(schema, planned, drawMutation(t, planned, 8))
		WriteOnlyPaths(schema, planned)
	})
}
