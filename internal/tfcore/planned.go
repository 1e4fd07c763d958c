package tfcore

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// PlannedErrors tells where a planned state breaks the rules of Terraform ("Provider produced invalid plan"). A
// provider plans what the configuration says, or the prior value in its place where both mean the same. It chooses the
// values of computed attributes that the configuration leaves null, known or unknown, and plans as many nested objects
// as the configuration has.
//
// Each error is a cty.PathError in the order of the schema. Its text is what the CLI writes after the address of the
// resource, the path included. As with the CLI, what is inside of sets is not compared, since nothing tells which of
// their objects belong together.
func PlannedErrors(schema *tfprotov6.Schema, prior, config, planned cty.Value) []error {
	var found problems
	plannedBlock(&found, nil, members(schema), prior, config, planned)
	return found
}

// problems collects errors.
type problems []error

func (p *problems) add(path cty.Path, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if where := FormatPath(path); where != "" {
		text = where + ": " + text
	}
	*p = append(*p, path.NewError(errors.New(text)))
}

func plannedBlock(found *problems, path cty.Path, all []member, prior, config, planned cty.Value) {
	if presence(found, path, config, planned) {
		plannedObject(found, path, all, prior, config, planned)
	}
}

// presence tells whether there is something to compare.
func presence(found *problems, path cty.Path, config, planned cty.Value) bool {
	root := ""
	if len(path) == 0 {
		root = ": " // as there is no path to end with it
	}
	switch {
	case planned.IsNull() && !config.IsNull():
		found.add(path, "%splanned for absence but config wants existence", root)
	case config.IsNull() && !planned.IsNull():
		found.add(path, "%splanned for existence but config wants absence", root)
	}
	return !planned.IsNull() && !config.IsNull()
}

func plannedObject(found *problems, path cty.Path, all []member, prior, config, planned cty.Value) {
	for _, m := range all {
		check := plannedAttribute
		if m.block {
			check = plannedBlocks
		}
		check(found, path.GetAttr(m.name), m, attr(prior, m.name), attr(config, m.name), attr(planned, m.name))
	}
}

func plannedAttribute(found *problems, path cty.Path, m member, prior, config, planned cty.Value) {
	switch {
	case m.writeOnly && planned.IsNull():
	case m.writeOnly:
		found.add(path, "planned value for write-only attribute is not null")
	case same(planned, config):
	case same(planned, prior) && !prior.IsNull() && !config.IsNull():
	case m.computed && (!m.optional || config.IsNull()):
	case config.IsNull() && m.sensitive:
		found.add(path, "sensitive planned value for a non-computed attribute")
	case config.IsNull():
		found.add(path, "planned value %#v for a non-computed attribute", planned)
	case m.nesting != nestedNot:
		plannedNested(found, path, m, prior, config, planned)
	case prior.IsNull() && m.sensitive:
		found.add(path, "sensitive planned value does not match config value")
	case prior.IsNull():
		found.add(path, "planned value %#v does not match config value %#v", planned, config)
	case m.sensitive:
		found.add(path, "sensitive planned value does not match config value nor prior value")
	default:
		found.add(path, "planned value %#v does not match config value %#v nor prior value %#v", planned, config, prior)
	}
}

// plannedNested compares the objects of a nested attribute that the configuration sets.
func plannedNested(found *problems, path cty.Path, m member, prior, config, planned cty.Value) {
	if !presence(found, path, config, planned) {
		return
	}
	if !planned.IsKnown() {
		found.add(path, "planned unknown for configured value")
		return
	}
	if m.single() {
		plannedObject(found, path, m.members, prior, config, planned)
		return
	}
	before, after := config.Length(), planned.Length()
	differ := !after.RawEquals(before)
	if m.nesting == nestedSet {
		// Unknown objects may turn out to be equal, so that the length is a range.
		fits := after.Range().Includes(before)
		differ = fits.IsKnown() && fits.False()
	}
	switch {
	case differ:
		found.add(path, "count in plan (%#v) disagrees with count in config (%#v)", after, before)
	case m.nesting != nestedSet:
		plannedNestedElements(found, path, m, prior, config, planned)
	}
}

// plannedNestedElements compares lists by index and maps by key.
func plannedNestedElements(found *problems, path cty.Path, m member, prior, config, planned cty.Value) {
	for key, object := range planned.Elements() {
		step := path.Index(key)
		if m.nesting == nestedMap {
			step = path.GetAttr(key.AsString()) // so the CLI writes it, unlike the keys of blocks
			if !has(config, key) {
				found.add(path, "map key %q from plan is not present in config", key.AsString())
				continue
			}
		}
		plannedObject(found, step, m.members, element(prior, key), element(config, key), object)
	}
	missing(found, path, m, "map key", config, planned)
}

// missing finds the keys of a map that are in the configuration and not in the plan.
func missing(found *problems, path cty.Path, m member, what string, config, planned cty.Value) {
	for key := range config.Elements() {
		if m.nesting == nestedMap && !has(planned, key) {
			found.add(path, what+" %q from config is not present in plan", key.AsString())
		}
	}
}

// plannedBlocks compares the blocks of one type. A provider can neither add nor remove any.
func plannedBlocks(found *problems, path cty.Path, m member, prior, config, planned cty.Value) {
	switch {
	case planned.RawEquals(config):
	case !config.IsKnown():
		found.add(path, "planned value %#v for unknown dynamic block", planned)
	case !planned.IsKnown():
		found.add(path, "attribute representing nested block must not be unknown itself; set nested attribute values to unknown instead")
	case m.single():
		plannedBlock(found, path, m.members, prior, config, planned)
	case planned.IsNull():
		found.add(path, "attribute representing a %s of nested blocks must be empty to indicate no blocks, not null", strings.ToLower(m.nesting.String()))
	case m.nesting != nestedSet && planned.LengthInt() != count(config):
		found.add(path, "block count in plan (%d) disagrees with count in config (%d)", planned.LengthInt(), count(config))
	default:
		plannedElements(found, path, m, prior, config, planned)
	}
}

func plannedElements(found *problems, path cty.Path, m member, prior, config, planned cty.Value) {
	for key, object := range planned.Elements() {
		step := path.Index(key)
		switch {
		case !object.IsKnown():
			found.add(step, "element representing nested block must not be unknown itself; set nested attribute values to unknown instead")
		case m.nesting == nestedSet:
		case !has(config, key):
			found.add(step, "block key %q from plan is not present in config", key.AsString())
		default:
			plannedBlock(found, step, m.members, element(prior, key), element(config, key), object)
		}
	}
	missing(found, path, m, "block key", config, planned)
}

func count(collection cty.Value) int {
	if collection.IsNull() {
		return 0
	}
	return collection.LengthInt()
}
