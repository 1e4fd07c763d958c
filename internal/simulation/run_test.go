package simulation

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// operation is what a plan decides for one instance.
type operation struct {
	instance *instance
	config   tftypes.Value
	prior    *object // what is updated, replaced or deleted
	plan     planned
	kind     kind
}

type kind int

const (
	nothing kind = iota
	create
	update
	replace
	remove
)

// run is one terraform apply: a process that plans, and, unless there is
// nothing to do, one that applies. It returns whether all went well.
func (w *world) run(ctx context.Context) (ok, idle bool) {
	operations, ok := w.plan(ctx)
	idle = !slices.ContainsFunc(operations, func(op operation) bool { return op.kind != nothing || len(op.instance.deposed) > 0 })
	if !ok || idle {
		return ok, idle
	}
	process, ctx := w.start(ctx)
	defer process.cancel()
	results := make([]bool, len(operations))
	tasks := make([]func(context.Context), 0, len(operations))
	for n, op := range operations {
		tasks = append(tasks, func(ctx context.Context) { results[n] = process.carryOut(ctx, op) })
	}
	w.scheduler.run(ctx, tasks...)
	return !process.dead && !slices.Contains(results, false), false
}

// plan refreshes all instances and decides what to do with each.
func (w *world) plan(ctx context.Context) ([]operation, bool) {
	process, ctx := w.start(ctx)
	defer process.cancel()
	operations := make([]operation, len(w.instances))
	ok := true
	w.scheduler.run(ctx, func(ctx context.Context) {
		for n, i := range w.instances {
			var fine bool
			operations[n], fine = process.decide(ctx, i)
			ok = ok && fine
		}
	})
	return operations, ok && !process.dead
}

// decide asks what Terraform asks for one instance.
func (p *process) decide(ctx context.Context, i *instance) (operation, bool) {
	op := operation{instance: i, config: p.null()}
	if i.current != nil {
		fresh, ok := p.read(ctx, i.current)
		if !ok {
			return op, false
		}
		i.current = fresh
	}
	op.prior = i.current
	switch {
	case !i.wanted && op.prior != nil:
		op.kind = remove
		op.plan = p.plan(ctx, op.prior, op.prior.private, op.config)
	case !i.wanted:
		return op, true
	case op.prior == nil:
		op.kind, op.config = create, p.config(i.in)
		op.plan = p.plan(ctx, nil, nil, op.config)
	case op.prior.tainted:
		op.kind, op.config = replace, p.config(i.in)
		op.plan = p.plan(ctx, nil, nil, op.config)
	default:
		op.config = p.config(i.in)
		op.plan = p.plan(ctx, op.prior, op.prior.private, op.config)
		switch {
		case op.plan.failed:
		case op.plan.replace || i.replace:
			op.kind = replace
			op.plan = p.plan(ctx, nil, op.plan.private, op.config)
		case !op.plan.value.Equal(op.prior.value):
			op.kind = update
		}
	}
	return op, !op.plan.failed
}

func (p *process) config(in arguments) tftypes.Value {
	set := map[string]tftypes.Value{
		"name":              text(in.name),
		"access_region":     text(in.region),
		"realserver_region": text("Shanghai"),
		"bandwidth":         number(in.bandwidth),
		"concurrent":        number(2),
		"enable":            tftypes.NewValue(tftypes.Bool, in.enable),
		"force_destroy":     tftypes.NewValue(tftypes.Bool, true),
	}
	if in.token != "" {
		set["client_token"] = text(in.token)
	}
	return acctest.Object(p.typ(), set)
}

// carryOut does what the plan says for one instance. What the state holds
// changes at once, unless the process is dead by then.
func (p *process) carryOut(ctx context.Context, op operation) bool {
	i := op.instance
	ok := true
	if op.kind != nothing {
		p.world.count([]string{"", "create", "update", "replace", "delete"}[op.kind])
	}
	switch op.kind {
	case nothing:
	case create:
		ok = p.create(ctx, op)
	case update:
		ok = p.update(ctx, op)
	case remove:
		ok = p.destroy(ctx, op.prior, func(o *object) { i.current = o })
	case replace:
		if i.cbd {
			i.current, i.deposed = nil, append(i.deposed, op.prior)
			ok = p.create(ctx, op)
			if !ok && i.current == nil && !p.dead { // Terraform puts the old object back
				i.current, i.deposed = op.prior, i.deposed[:len(i.deposed)-1]
			}
		} else if ok = p.destroy(ctx, op.prior, func(o *object) { i.current = o }); ok {
			ok = p.create(ctx, op)
		}
	}
	if ok && !p.dead {
		i.replace = false
	}
	return p.destroyDeposed(ctx, i, ok)
}

// destroyDeposed destroys what a replacement has put aside, in this run or an
// earlier one.
func (p *process) destroyDeposed(ctx context.Context, i *instance, ok bool) bool {
	if !ok || ctx.Err() != nil {
		return ok && len(i.deposed) == 0
	}
	kept := i.deposed
	i.deposed = nil
	for _, old := range kept {
		ok = p.destroy(ctx, old, func(o *object) {
			if o != nil {
				i.deposed = append(i.deposed, o)
			}
		}) && ok
	}
	return ok
}

func (p *process) create(ctx context.Context, op operation) bool {
	if ctx.Err() != nil {
		return false
	}
	again := p.plan(ctx, nil, nil, op.config)
	if again.failed {
		return false
	}
	p.world.agree("plan at apply", op.plan.value, again.value)
	op.instance.pending = true
	after, ok := p.apply(ctx, nil, planned{value: again.value, private: op.plan.private}, op.config)
	if p.dead {
		return false
	}
	if after != nil {
		after.tainted = !ok
		op.instance.pending = false
		p.world.checkAdopted(after.text("id"))
		p.world.owned[after.text("id")] = true
		p.world.trace("  created %s (%s), ok %v", after.text("id"), op.instance.in.name, ok)
	}
	op.instance.current = after
	return ok
}

func (p *process) update(ctx context.Context, op operation) bool {
	if ctx.Err() != nil {
		return false
	}
	again := p.plan(ctx, op.prior, op.prior.private, op.config)
	if again.failed {
		return false
	}
	p.world.agree("plan at apply", op.plan.value, again.value)
	after, ok := p.apply(ctx, op.prior, again, op.config)
	if !p.dead {
		op.instance.current = after
	}
	return ok
}

// destroy deletes an object; keep gets what the state holds afterwards.
func (p *process) destroy(ctx context.Context, o *object, keep func(*object)) bool {
	if ctx.Err() != nil {
		keep(o)
		return false
	}
	p.world.trace("  destroying %s", o.text("id"))
	after, ok := p.apply(ctx, o, planned{value: p.null(), private: o.private}, p.null())
	switch {
	case p.dead, !ok && after == nil:
		keep(o)
	case after != nil:
		after.tainted = o.tainted
		keep(after)
	default:
		keep(nil)
	}
	return ok
}
