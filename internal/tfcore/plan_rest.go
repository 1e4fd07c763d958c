package tfcore

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// orphanNodes plan the objects of blocks that are gone from the configuration.
func (r *run) orphanNodes(p *Plan) (nodes []*node) {
	for _, i := range r.state.Instances() {
		if r.config.block(i.Block) == nil {
			nodes = append(nodes, r.leftovers(p, i, nil, true)...)
		}
	}
	return nodes
}

// leftovers plan what is to be destroyed of an instance: deposed objects, and
// the current one if the instance is gone from the configuration.
func (r *run) leftovers(p *Plan, i Instance, b *resourceBlock, current bool) (nodes []*node) {
	add := func(key string, o *Object) {
		nodes = append(nodes, &node{key: "leftover:" + i.Addr + key, deps: []string{providerKey(o.Provider)}, run: func(ctx context.Context) ([]*node, bool) {
			return nil, r.planDelete(ctx, p, i, b, key, o)
		}})
	}
	if current && i.Current != nil {
		add("", i.Current)
	}
	for _, key := range slices.Sorted(maps.Keys(i.Deposed)) {
		add(key, i.Deposed[key])
	}
	return nodes
}

// planDelete reads an object and plans its destruction, or that it is forgotten.
func (r *run) planDelete(ctx context.Context, p *Plan, i Instance, b *resourceBlock, deposed string, o *Object) bool {
	store := func(o *Object) {
		if deposed == "" {
			r.state.set(i, o)
		} else {
			r.state.setDeposed(i.Addr, deposed, o)
		}
	}
	if i.Data { // data sources are only forgotten
		store(nil)
		return true
	}
	s, ok := r.subject(i, b, o)
	if !ok {
		return false
	}
	s.provider = o.Provider
	if o, ok = s.readCurrent(ctx, o); !ok {
		return false
	}
	store(o)
	if o == nil {
		return true
	}
	if s.refuseIfPrevented() {
		return false
	}
	change := &Change{Instance: i, Deposed: deposed, Action: Forget, Before: o.Value, After: cty.NullVal(s.typ), provider: o.Provider}
	if !slices.ContainsFunc(r.config.removed, func(gone *removedBlock) bool { return gone.from == i.Block && !gone.destroy }) {
		if change, ok = s.ask(ctx, o, cty.NullVal(s.typ)); !ok {
			return false
		}
		change.Deposed, change.Action, change.provider = deposed, Delete, o.Provider
	}
	p.add(change)
	return true
}

// destroyNodes plan the destruction of all.
func (r *run) destroyNodes(p *Plan) (nodes []*node) {
	for _, i := range r.state.Instances() {
		nodes = append(nodes, r.leftovers(p, i, r.config.block(i.Block), true)...)
	}
	for name, value := range r.state.allOutputs() {
		p.outputs[name] = outputChange{value, cty.NullVal(cty.DynamicPseudoType)}
	}
	return nodes
}

// publish lets expressions refer to what the state holds: a destruction
// evaluates no resource block, and its provider blocks may refer to some.
func (r *run) publish() {
	for _, b := range r.config.resources {
		s, schema, ok := r.schema(b)
		if !ok {
			continue
		}
		var instances []Instance
		for _, i := range r.state.Instances() {
			if i.Block == b.addr && i.Current != nil {
				instances = append(instances, i)
			}
		}
		r.scope.set(b.addr, blockValue(b, instances, s.TypeOf(schema), func(i Instance) cty.Value { return i.Current.Value }))
	}
}

// planData reads a data source, or puts that off until all it needs is known.
func (r *run) planData(ctx context.Context, p *Plan, b *resourceBlock, i Instance) bool {
	s, ok := r.subject(i, b, nil)
	if !ok {
		return false
	}
	config, ok := r.evaluate(b, i)
	if !ok || !s.validateData(ctx, config) {
		return false
	}
	if !config.IsWhollyKnown() || r.pending(p, b) {
		change := &Change{Instance: i, Action: Read, Before: cty.NullVal(s.typ), block: b, provider: b.provider}
		change.After = expected(s.schema, config)
		p.add(change)
		return true
	}
	value, ok := s.readData(ctx, config)
	if ok {
		r.state.set(i, &Object{Value: value, Provider: b.provider, SchemaVersion: s.schema.Version, Dependencies: r.config.dependencies(b)})
	}
	return ok
}

// pending tells whether something will change that a data source refers to, or
// that its depends_on leads to.
func (r *run) pending(p *Plan, b *resourceBlock) bool {
	keys := r.depsOf(b)
	for _, key := range references(b.dependsOn) {
		if other := r.config.block(key); other != nil {
			keys = append(keys, r.config.dependencies(other)...)
		}
	}
	for _, key := range keys {
		other := r.config.block(key)
		if other != nil && !other.data && slices.ContainsFunc(p.changesOf(key), func(c *Change) bool { return c.Action != NoOp }) {
			return true
		}
	}
	return false
}

func (s subject) validateData(ctx context.Context, config cty.Value) bool {
	return !s.report(s.server.ValidateData(ctx, s.instance.Type, config))
}

// readData reads a data source and checks that the arguments stay what they are.
func (s subject) readData(ctx context.Context, config cty.Value) (cty.Value, bool) {
	value, diags := s.server.ReadData(ctx, s.instance.Type, config)
	if s.report(diags) {
		return cty.NilVal, false
	}
	if value.IsNull() || !value.IsWhollyKnown() {
		s.fail(s.instance.Addr, "Provider produced invalid object", "Provider %q produced a value for %s that is null or not wholly known.\n\n%s", address(s.provider), s.instance.Addr, providerBug)
		return cty.NilVal, false
	}
	return value, !s.providerBug(s.instance.Addr, "Provider produced invalid object", CompatibleErrors(s.schema, expected(s.schema, config), value),
		"Provider produced an object that does not fit the configuration: ")
}

// expected is what a data source may become: what is computed and not
// configured is unknown.
func expected(schema *tfprotov6.Schema, config cty.Value) cty.Value {
	values := config.AsValueMap()
	for _, a := range schema.Block.Attributes {
		if a.Computed && values[a.Name].IsNull() {
			values[a.Name] = cty.UnknownVal(values[a.Name].Type())
		}
	}
	return cty.ObjectVal(values)
}

// onlyTargeted leaves out what is neither a target nor needed by one.
func (r *run) onlyTargeted(nodes []*node) []*node {
	if len(r.options.Targets) == 0 {
		return nodes
	}
	byKey := map[string]*node{}
	for _, n := range nodes {
		byKey[n.key] = n
	}
	wanted := map[string]bool{}
	var want func(key string)
	want = func(key string) {
		if n := byKey[key]; n != nil && !wanted[key] {
			wanted[key] = true
			for _, dep := range n.deps {
				want(dep)
			}
		}
	}
	for _, n := range nodes {
		addr := strings.TrimPrefix(n.key, "leftover:")
		if slices.ContainsFunc(r.options.Targets, func(target string) bool {
			return addr == target || strings.HasPrefix(addr, target+"[") || strings.HasPrefix(target, addr+"[")
		}) {
			want(n.key)
		}
	}
	return slices.DeleteFunc(nodes, func(n *node) bool { return !wanted[n.key] })
}

// leftOut tells whether the targets mean other instances of its block only.
func (r *run) leftOut(i Instance) (others bool) {
	for _, target := range r.options.Targets {
		if target == i.Addr || target == i.Block {
			return false
		}
		others = others || strings.HasPrefix(target, i.Block+"[")
	}
	return others
}

// move follows moved blocks from one address to another of the same type.
func (r *run) move() {
	for _, m := range r.config.moved {
		for _, i := range r.state.Instances() {
			rest, ok := strings.CutPrefix(i.Addr, m.from)
			if !ok || rest != "" && !strings.HasPrefix(rest, "[") || r.state.Object(m.to+rest) != nil {
				continue
			}
			r.state.rename(i.Addr, instanceAt(m.to+rest))
		}
	}
}
