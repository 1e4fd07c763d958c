package tfcore

import (
	"context"
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// apply carries out a plan. The state file changes as objects do; a run that is
// killed leaves it as it is then.
func (w *Workspace) apply(ctx context.Context, p *Plan, said *log) {
	w.state = p.prior.clone()
	w.state.stored = w.Stored
	r := w.begin(ctx, p.config, said, p.options, w.state)
	defer r.end()
	a := &applying{run: r, plan: p, deposed: map[string]string{}}
	well := r.walk(a.nodes())
	if r.dead.Load() {
		return
	}
	if r.stopping.Load() && !well {
		r.fail("", "execution halted", "The operation was interrupted.")
	}
}

// applying is the walk of an apply.
type applying struct {
	*run

	plan    *Plan
	deposed map[string]string // by address: the object that a replacement has put aside
}

// nodes are those of the values, of the providers, and of each change.
func (a *applying) nodes() []*node {
	nodes := slices.Concat(a.valueNodes(), a.providerNodes(), a.changeNodes())
	if a.plan.options.Destroy {
		a.publish()
		for name := range a.plan.outputs {
			a.state.setOutput(name, cty.NilVal)
		}
		return nodes
	}
	for _, b := range a.config.resources {
		nodes = append(nodes, a.blockNode(b))
	}
	return append(nodes, a.outputNodes()...)
}

func applyKey(addr string) string { return "apply:" + addr }

func destroyKey(addr string) string { return "destroy:" + addr }

// changeNodes are one or two for each change: a replacement destroys and makes.
func (a *applying) changeNodes() (nodes []*node) {
	for _, c := range a.plan.changes {
		switch {
		case c.Action == NoOp: // the state of the plan has it, also if it was imported
		case c.Action == Forget:
			a.forget(c)
		case c.Action == Delete || c.Deposed != "":
			nodes = append(nodes, a.destroyNode(c, c.Deposed))
		case c.Action.replaces():
			nodes = append(nodes, a.replaceNodes(c)...)
		default:
			nodes = append(nodes, a.makeNode(c))
		}
	}
	return nodes
}

func (a *applying) forget(c *Change) {
	if c.Deposed != "" {
		a.state.setDeposed(c.Instance.Addr, c.Deposed, nil)
	} else {
		a.state.set(c.Instance, nil)
	}
}

// makeNode creates or updates an object, or reads a data source that was put off.
func (a *applying) makeNode(c *Change) *node {
	n := &node{key: applyKey(c.Instance.Addr), deps: append(a.depsOf(c.block), providerKey(c.provider))}
	if o := a.state.Object(c.Instance.Addr); o != nil {
		n.deps = append(n.deps, a.destroysOf(o.Dependencies)...)
	}
	n.run = func(ctx context.Context) ([]*node, bool) {
		if c.Action == Read {
			return nil, a.readLate(ctx, c)
		}
		return nil, a.make(ctx, c)
	}
	return n
}

// destroysOf are the destructions of what an object depends on that come before
// it is changed: those of objects that are not replaced by making the new one first.
func (a *applying) destroysOf(blocks []string) (keys []string) {
	for _, c := range a.plan.changes {
		if slices.Contains(blocks, c.Instance.Block) && c.Deposed == "" && (c.Action == Delete && !a.firstOf(c) || c.Action == DestroyThenCreate) {
			keys = append(keys, destroyKey(c.Instance.Addr))
		}
	}
	return keys
}

// firstOf tells whether an object is replaced by making the new one first.
func (a *applying) firstOf(c *Change) bool {
	o := a.state.Object(c.Instance.Addr)
	return o != nil && o.CreateBeforeDestroy
}

func (a *applying) destroyNode(c *Change, deposed string) *node {
	key := destroyKey(c.Instance.Addr)
	if deposed != "" {
		key += " " + deposed
	}
	n := &node{key: key, deps: append(a.dependents(c), providerKey(c.provider))}
	n.run = func(ctx context.Context) ([]*node, bool) { return nil, a.destroy(ctx, c, deposed) }
	return n
}

// dependents are what has to happen before an object is destroyed: the
// destruction of what depends on it and, if it is destroyed last, the changes
// that let go of it.
func (a *applying) dependents(c *Change) (keys []string) {
	for _, other := range a.plan.changes {
		o := a.state.Object(other.Instance.Addr)
		if o == nil || !slices.Contains(o.Dependencies, c.Instance.Block) {
			continue
		}
		if other.Action == Delete || other.Action == DestroyThenCreate {
			keys = append(keys, destroyKey(other.Instance.Addr))
		}
		last := c.Action == CreateThenDestroy || c.Action == Delete && a.firstOf(c)
		if last && (other.Action == Update || other.Action == CreateThenDestroy) {
			keys = append(keys, applyKey(other.Instance.Addr))
		}
	}
	return keys
}

// replaceNodes are the two halves of a replacement.
func (a *applying) replaceNodes(c *Change) []*node {
	makes := a.makeNode(c)
	if c.Action == DestroyThenCreate {
		makes.deps = append(makes.deps, destroyKey(c.Instance.Addr))
		return []*node{makes, a.destroyNode(c, "")}
	}
	destroys := &node{key: destroyKey(c.Instance.Addr), deps: append(a.dependents(c), makes.key, providerKey(c.provider))}
	destroys.run = func(ctx context.Context) ([]*node, bool) {
		a.mu.Lock()
		key := a.deposed[c.Instance.Addr]
		a.mu.Unlock()
		return nil, a.destroy(ctx, c, key)
	}
	return []*node{makes, destroys}
}

// blockNode publishes what the instances of a block have become.
func (a *applying) blockNode(b *resourceBlock) *node {
	n := &node{key: b.addr, deps: a.depsOf(b)}
	for _, c := range a.plan.changesOf(b.addr) {
		if c.Deposed == "" && c.Action != Delete {
			n.deps = append(n.deps, applyKey(c.Instance.Addr))
		}
	}
	n.run = func(context.Context) ([]*node, bool) {
		s, schema, ok := a.schema(b)
		if !ok {
			return nil, false
		}
		instances, ok := a.expand(b)
		a.scope.set(b.addr, blockValue(b, instances, s.TypeOf(schema), func(i Instance) cty.Value {
			if o := a.state.Object(i.Addr); o != nil {
				return o.Value
			}
			return cty.NilVal
		}))
		return nil, ok
	}
	return n
}

func (a *applying) outputNodes() (nodes []*node) {
	for name := range a.plan.outputs {
		if a.config.outputs[name] == nil {
			a.state.setOutput(name, cty.NilVal)
			continue
		}
		nodes = append(nodes, a.outputNode(name, func(value cty.Value) {
			if value.IsWhollyKnown() {
				a.state.setOutput(name, value)
			}
		}))
	}
	return nodes
}
