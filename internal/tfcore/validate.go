package tfcore

import (
	"context"

	"github.com/zclconf/go-cty/cty"
)

// validateNode validates a block once, whatever its instances: what other
// objects show is not known.
func (r *run) validateNode(b *resourceBlock) *node {
	n := &node{key: b.addr, deps: r.depsOf(b)}
	n.run = func(ctx context.Context) ([]*node, bool) {
		s, ok := r.subject(Instance{Addr: b.addr, Block: b.addr, Type: b.typ, Name: b.name, Data: b.data}, b, nil)
		if !ok {
			return nil, false
		}
		shown := cty.UnknownVal(s.typ)
		if b.count != nil || b.forEach != nil {
			shown = cty.DynamicVal
		}
		r.scope.set(b.addr, shown)
		config, diags := decode(b.body, s.server.form(s.schema), r.scope.context(map[string]cty.Value{
			"count": cty.ObjectVal(map[string]cty.Value{"index": cty.UnknownVal(cty.Number)}),
			"each":  cty.ObjectVal(map[string]cty.Value{"key": cty.UnknownVal(cty.String), "value": cty.DynamicVal}),
		}))
		if r.language(b.addr, diags) {
			return nil, false
		}
		if b.data {
			return nil, s.validateData(ctx, config)
		}
		return nil, s.validate(ctx, config)
	}
	return n
}
