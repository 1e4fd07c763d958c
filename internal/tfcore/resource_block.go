package tfcore

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// newResource reads the meta-arguments of a resource or data block.
func newResource(block *hcl.Block) (*resourceBlock, hcl.Diagnostics) {
	r := &resourceBlock{data: block.Type == "data", typ: block.Labels[0], name: block.Labels[1], block: block}
	r.addr = r.typ + "." + r.name
	if r.data {
		r.addr = "data." + r.addr
	}
	schema := attributes("count", "for_each", "depends_on", "provider")
	schema.Blocks = []hcl.BlockHeaderSchema{{Type: "lifecycle"}}
	content, rest, diags := block.Body.PartialContent(schema)
	r.body, r.count, r.forEach = rest, expression(content, "count"), expression(content, "for_each")
	r.provider, _, _ = strings.Cut(r.typ, "_")
	if provider := expression(content, "provider"); provider != nil {
		traversal, more := hcl.AbsTraversalForExpr(provider)
		diags = append(diags, more...)
		r.provider = strings.Join(names(traversal), ".")
	}
	deps, more := traversals(expression(content, "depends_on"))
	r.dependsOn, diags = deps, append(diags, more...)
	for _, inner := range content.Blocks {
		diags = append(diags, r.lifecycle.read(inner.Body)...)
	}
	return r, diags
}

func (l *lifecycle) read(body hcl.Body) hcl.Diagnostics {
	content, _, diags := body.PartialContent(attributes("create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by"))
	l.createBeforeDestroy = isTrue(expression(content, "create_before_destroy"))
	l.preventDestroy = isTrue(expression(content, "prevent_destroy"))
	if triggers := expression(content, "replace_triggered_by"); triggers != nil {
		elements, more := hcl.ExprList(triggers)
		l.triggers, diags = elements, append(diags, more...)
	}
	ignore := expression(content, "ignore_changes")
	if ignore == nil {
		return diags
	}
	if hcl.ExprAsKeyword(ignore) == "all" {
		l.ignoreAll = true
		return diags
	}
	elements, more := hcl.ExprList(ignore)
	diags = append(diags, more...)
	for _, element := range elements {
		traversal, more := hcl.RelTraversalForExpr(element)
		l.ignore, diags = append(l.ignore, traversal), append(diags, more...)
	}
	return diags
}

// isTrue and isFalse look at a literal.
func isTrue(e hcl.Expression) bool { return literal(e, cty.True) }

func isFalse(e hcl.Expression) bool { return literal(e, cty.False) }

func literal(e hcl.Expression, want cty.Value) bool {
	if e == nil {
		return false
	}
	v, diags := e.Value(nil)
	return !diags.HasErrors() && v.RawEquals(want)
}

// names are the names and keys of a traversal; numbers are left out.
func names(t hcl.Traversal) (all []string) {
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			all = append(all, step.Name)
		case hcl.TraverseAttr:
			all = append(all, step.Name)
		case hcl.TraverseIndex:
			if step.Key.Type() == cty.String {
				all = append(all, step.Key.AsString())
			}
		}
	}
	return all
}
