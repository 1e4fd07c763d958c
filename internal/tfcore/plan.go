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
	r.walk(r.onlyTargeted(nodes))
	if r.stopping.Load() {
		r.fail("", "Operation cancelled", "The plan was interrupted.")
	}
	if said.unique().HasErrors() || r.dead.Load() {
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
			if r.leftOut(i) {
				continue
			}
			children = append(children, &node{key: "plan:" + i.Addr, run: func(ctx context.Context) ([]*node, bool) {
				return nil, r.planInstance(ctx, p, b, i)
			}})
		}
		for _, i := range r.state.Instances() {
			if i.Block == b.addr && !r.leftOut(i) {
				children = append(children, r.leftovers(p, i, b, !wanted[i.Addr])...)
			}
		}
		return children, true
	}
	n.done = func() {
		r.scope.set(b.addr, blockValue(b, instances, s.TypeOf(schema), func(i Instance) cty.Value {
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
