package tfcore

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// String says what a plan does, for a test that fails.
func (p *Plan) String() string {
	var b strings.Builder
	for _, c := range p.changes {
		if c.Action == NoOp {
			continue
		}
		fmt.Fprintf(&b, "%s will be %sd%s\n", c.Instance.Addr, c.Action, strings.TrimSuffix(" (deposed "+c.Deposed+")", " (deposed )"))
		c.describe(&b)
	}
	for _, name := range slices.Sorted(maps.Keys(p.outputs)) {
		if o := p.outputs[name]; !o.before.RawEquals(o.after) {
			fmt.Fprintf(&b, "output %s: %#v -> %#v\n", name, o.before, o.after)
		}
	}
	return b.String()
}

// describe writes the attributes that change.
func (c *Change) describe(b *strings.Builder) {
	if c.Before.IsNull() || c.After.IsNull() {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(c.After.Type().AttributeTypes())) {
		before, after := c.Before.GetAttr(name), c.After.GetAttr(name)
		if !before.RawEquals(after) {
			replaces := ""
			if slices.ContainsFunc(c.ReplacePaths, func(path cty.Path) bool { return FormatPath(path) == "."+name }) {
				replaces = " # forces replacement"
			}
			fmt.Fprintf(b, "    %s: %#v -> %#v%s\n", name, before, after, replaces)
		}
	}
}
