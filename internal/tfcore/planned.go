package tfcore

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// PlannedErrors tells where a planned state breaks the rules of Terraform ("Provider produced invalid plan"). A
// provider plans what the configuration says, or the prior value in its place where both mean the same. It chooses the
// values of computed attributes that the configuration leaves null, known or unknown, and plans as many nested objects
// as the configuration has.
//
// Each error is a cty.PathError with the words of the CLI, in the order of the schema. As with the CLI, what is inside
// of sets is not compared, since nothing tells which of their objects belong together.
func PlannedErrors(schema *tfprotov6.Schema, prior, config, planned cty.Value) []error {
	var found problems
	plannedBlock(&found, nil, members(schema), prior, config, planned)
	return found
}

// problems collects errors.
type problems []error

func (p *problems) add(path cty.Path, format string, args ...any) {
	*p = append(*p, path.NewErrorf(format, args...))
}

func plannedBlock(found *problems, path cty.Path, all []member, prior, config, planned cty.Value) {
	if presence(found, path, config, planned) {
		plannedObject(found, path, all, prior, config, planned)
	}
}

// presence tells whether there is something to compare.
func presence(found *problems, path cty.Path, config, planned cty.Value) bool {
	switch {
	case planned.IsNull() && !config.IsNull():
		found.add(path, "planned for absence but config wants existence")
	case config.IsNull() && !planned.IsNull():
		found.add(path, "planned for existence but config wants absence")
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
	// Unknown objects of a set may turn out to be equal, so that its length is a range.
	plannedCount, configCount := planned.Length(), config.Length()
	fits := plannedCount.Equals(configCount)
	if m.nesting == nestedSet {
		fits = plannedCount.Range().Includes(configCount)
	}
	if (fits.IsKnown() && fits.False()) || (!fits.IsKnown() && m.nesting != nestedSet) {
		found.add(path, "count in plan (%#v) disagrees with count in config (%#v)", plannedCount, configCount)
		return
	}
	if m.nesting == nestedSet {
		return
	}
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
	missing(found, path, "map key", config, planned)
}

// missing finds the keys of the configuration that the plan has not.
func missing(found *problems, path cty.Path, what string, config, planned cty.Value) {
	for key := range config.Elements() {
		if key.Type() == cty.String && !has(planned, key) {
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
	if m.nesting == nestedMap {
		missing(found, path, "block key", config, planned)
	}
}

func count(collection cty.Value) int {
	if collection.IsNull() {
		return 0
	}
	return collection.LengthInt()
}
