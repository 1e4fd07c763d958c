package tfcore

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/zclconf/go-cty/cty"
)

// Action is what a plan does to one object.
type Action string

// The actions, in the CLI's words.
const (
	NoOp              Action = "no-op"
	Create            Action = "create"
	Read              Action = "read"
	Update            Action = "update"
	DestroyThenCreate Action = "delete-create"
	CreateThenDestroy Action = "create-delete"
	Delete            Action = "delete"
	Forget            Action = "forget"
)

// replaces tells whether an object is destroyed and another one is made.
func (a Action) replaces() bool { return a == DestroyThenCreate || a == CreateThenDestroy }

// Change is what a plan does to one object.
type Change struct {
	Instance      Instance
	Deposed       string // key of a deposed object
	Action        Action
	Before, After cty.Value
	Private       []byte
	Identity      cty.Value // planned; cty.NilVal: none
	ReplacePaths  []cty.Path
	Importing     string // id that is imported

	block    *resourceBlock // nil if there is none any more
	provider string
}

// Plan is a saved plan.
type Plan struct {
	config  *config
	options Options
	prior   *State // as the plan has read it
	first   createsFirst
	mu      sync.Mutex
	changes []*Change
	outputs map[string]outputChange
}

type outputChange struct{ before, after cty.Value }

// Changes are all changes, no-op ones included, in the order of their addresses.
func (p *Plan) Changes() []*Change { return p.changes }

// Change is that of a current object, nil if there is none.
func (p *Plan) Change(addr string) *Change {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.changes {
		if c.Instance.Addr == addr && c.Deposed == "" {
			return c
		}
	}
	return nil
}

// Empty tells whether there is nothing to do.
func (p *Plan) Empty() bool {
	for _, c := range p.changes {
		if c.Action != NoOp {
			return false
		}
	}
	for _, o := range p.outputs {
		if !o.before.RawEquals(o.after) {
			return false
		}
	}
	return true
}

func (p *Plan) add(c *Change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.changes = append(p.changes, c)
}

// plan walks a plan; it is nil if something is wrong. A destruction is planned
// in two walks: the first reads, and plans all as if it stayed.
func (w *Workspace) plan(ctx context.Context, c *config, options Options, said *log) *Plan {
	prior := w.State().clone()
	if options.Destroy && !options.NoRefresh {
		normal := options
		normal.Destroy = false
		refreshed := w.planWalk(ctx, c, normal, prior, said)
		if refreshed == nil {
			return nil
		}
		prior, options.NoRefresh = refreshed.prior, true
	}
	return w.planWalk(ctx, c, options, prior, said)
}

func (w *Workspace) planWalk(ctx context.Context, c *config, options Options, prior *State, said *log) *Plan {
	r := w.begin(ctx, c, said, options, prior)
	defer r.end()
	r.move()
	p := &Plan{
		config: c, options: options, prior: prior, first: c.createsFirst(), outputs: map[string]outputChange{},
	}
	nodes := slices.Concat(r.valueNodes(), r.providerNodes())
	if options.Destroy {
		r.publish()
		nodes = append(nodes, r.destroyNodes(p)...)
	} else {
		nodes = slices.Concat(nodes, r.each(func(b *resourceBlock) *node { return r.planNode(p, b) }), r.orphanNodes(p), r.outputNodes(p))
	}
	r.walk(r.targeted(nodes))
	if r.stopping.Load() {
		r.fail("", "Operation cancelled", "The plan was interrupted.")
	}
	if said.said().HasErrors() || r.dead.Load() {
		return nil
	}
	slices.SortFunc(p.changes, func(a, b *Change) int {
		return strings.Compare(a.Instance.Addr+a.Deposed, b.Instance.Addr+b.Deposed)
	})
	return p
}

// planNode plans all instances of a block.
func (r *run) planNode(p *Plan, b *resourceBlock) *node {
	n := &node{key: b.addr}
	s, schema, ok := r.schema(b)
	if !ok {
		n.run = func(context.Context) ([]*node, bool) { return nil, false }
		return n
	}
	n.deps = append(r.depsOf(b), providerKey(b.provider))
	var instances []Instance
	n.run = func(context.Context) ([]*node, bool) {
		var ok bool
		if instances, ok = r.expand(b); !ok {
			return nil, false
		}
		var children []*node
		wanted := map[string]bool{}
		for _, i := range instances {
			wanted[i.Addr] = true
			children = append(children, &node{key: "plan:" + i.Addr, run: func(ctx context.Context) ([]*node, bool) {
				return nil, r.planInstance(ctx, p, b, i)
			}})
		}
		for _, i := range r.state.Instances() {
			if i.Block == b.addr {
				children = append(children, r.leftovers(p, i, b, !wanted[i.Addr])...)
			}
		}
		return children, true
	}
	n.done = func() {
		r.scope.set(b.addr, collected(b, instances, s.TypeOf(schema), func(i Instance) cty.Value {
			if c := p.Change(i.Addr); c != nil && c.Action != Delete {
				return c.After
			}
			if o := r.state.Object(i.Addr); o != nil { // a data source that was read
				return o.Value
			}
			return cty.NilVal
		}))
	}
	return n
}

// depsOf are the keys that the values of a block depend on.
func (r *run) depsOf(b *resourceBlock) []string {
	s, schema, ok := r.schema(b)
	if !ok {
		return nil
	}
	all := slices.Concat(variables(b.body, s.form(schema)), variablesOf(b.count, b.forEach), b.dependsOn)
	for _, trigger := range b.lifecycle.triggers {
		all = append(all, trigger.Variables()...)
	}
	return references(all)
}

// expand lists the instances that count or for_each make.
func (r *run) expand(b *resourceBlock) ([]Instance, bool) {
	one := Instance{Addr: b.addr, Block: b.addr, Type: b.typ, Name: b.name, Data: b.data}
	repeat := b.count
	if repeat == nil {
		repeat = b.forEach
	}
	if repeat == nil {
		return []Instance{one}, true
	}
	value, diags := repeat.Value(r.scope.context(nil))
	if r.language(b.addr, diags) {
		return nil, false
	}
	if !value.IsKnown() || value.IsNull() {
		r.add(Diagnostic{
			Error: true, Summary: "Invalid count or for_each argument", Addr: b.addr, Subject: repeat.Range().Ptr(),
			Detail: "The value depends on resource attributes that cannot be determined until apply, so Terraform cannot predict how many instances will be created.",
		})
		return nil, false
	}
	var all []Instance
	for _, key := range keysOf(b, value) {
		i := one
		i.Key, i.Addr = key, b.addr+FormatPath(cty.Path{cty.IndexStep{Key: key}})
		all = append(all, i)
	}
	return all, true
}

// keysOf are the instance keys of a count, a map or a set.
func keysOf(b *resourceBlock, value cty.Value) (keys []cty.Value) {
	if b.count != nil {
		n, _ := value.AsBigFloat().Int64()
		for i := range n {
			keys = append(keys, cty.NumberIntVal(i))
		}
		return keys
	}
	for key := range value.Elements() {
		keys = append(keys, key)
	}
	return keys
}

// repetition are count and each, as an instance sees them.
func (r *run) repetition(b *resourceBlock, i Instance) map[string]cty.Value {
	switch {
	case b.count != nil:
		return map[string]cty.Value{"count": cty.ObjectVal(map[string]cty.Value{"index": i.Key})}
	case b.forEach != nil:
		value := i.Key
		switch all, diags := b.forEach.Value(r.scope.context(nil)); {
		case diags.HasErrors(), all.Type().IsSetType():
		case all.Type().IsObjectType():
			value = all.GetAttr(i.Key.AsString())
		default:
			value = all.Index(i.Key)
		}
		return map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{"key": i.Key, "value": value})}
	}
	return nil
}

// collected is what a reference to a block stands for: an object, or those of
// its instances.
func collected(b *resourceBlock, instances []Instance, typ cty.Type, of func(Instance) cty.Value) cty.Value {
	value := func(i Instance) cty.Value {
		if v := of(i); v != cty.NilVal {
			return v
		}
		return cty.UnknownVal(typ)
	}
	switch {
	case b.count != nil:
		var all []cty.Value
		for _, i := range instances {
			all = append(all, value(i))
		}
		return cty.TupleVal(all)
	case b.forEach != nil:
		all := map[string]cty.Value{}
		for _, i := range instances {
			all[i.Key.AsString()] = value(i)
		}
		return cty.ObjectVal(all)
	case len(instances) == 0:
		return cty.UnknownVal(typ)
	}
	return value(instances[0])
}

// outputNode evaluates an output and hands its value on.
func (r *run) outputNode(name string, store func(cty.Value)) *node {
	o := r.config.outputs[name]
	return &node{key: "output." + name, deps: references(append(variablesOf(o.value), o.dependsOn...)), run: func(context.Context) ([]*node, bool) {
		value, diags := o.value.Value(r.scope.context(nil))
		if r.language("", diags) {
			return nil, false
		}
		store(value)
		return nil, true
	}}
}

// outputNodes plan the outputs.
func (r *run) outputNodes(p *Plan) (nodes []*node) {
	before := r.state.allOutputs()
	for _, name := range slices.Sorted(maps.Keys(r.config.outputs)) {
		old, ok := before[name]
		if !ok {
			old = cty.NullVal(cty.DynamicPseudoType)
		}
		nodes = append(nodes, r.outputNode(name, func(value cty.Value) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.outputs[name] = outputChange{old, value}
		}))
	}
	for name, value := range before {
		if r.config.outputs[name] == nil {
			p.outputs[name] = outputChange{value, cty.NullVal(cty.DynamicPseudoType)}
		}
	}
	return nodes
}

// evaluate decodes the body of a block for one of its instances.
func (r *run) evaluate(b *resourceBlock, i Instance) (cty.Value, bool) {
	s, schema, ok := r.schema(b)
	if !ok {
		return cty.NilVal, false
	}
	value, diags := decode(b.body, s.form(schema), r.scope.context(r.repetition(b, i)))
	return value, !r.language(i.Addr, diags)
}
