package tfcore

import (
	"context"
	"fmt"

	"github.com/zclconf/go-cty/cty"
)

// readLate reads a data source whose arguments are known only now.
func (a *applying) readLate(ctx context.Context, c *Change) bool {
	s, ok := a.subject(c.Instance, c.block, nil)
	if !ok {
		return false
	}
	config, ok := a.evaluate(c.block, c.Instance)
	if !ok || !s.validateData(ctx, config) {
		return false
	}
	value, ok := s.readData(ctx, config)
	if ok && !a.dead.Load() {
		a.state.set(c.Instance, &Object{Value: value, Provider: c.provider, SchemaVersion: s.schema.Version, Dependencies: a.config.dependencies(c.block)})
	}
	return ok
}

// make creates or updates an object. It is planned again first, now that all
// values are known, and the new plan has to agree with the old one.
func (a *applying) make(ctx context.Context, c *Change) bool {
	s, ok := a.subject(c.Instance, c.block, nil)
	if !ok {
		return false
	}
	addr := c.Instance.Addr
	old := a.state.Object(addr)
	if old != nil {
		if old, ok = s.upgrade(ctx, old); !ok {
			return false
		}
	}
	config, ok := a.evaluate(c.block, c.Instance)
	if !ok || !s.validate(ctx, config) {
		return false
	}
	again, ok := s.replan(ctx, c, old, config)
	if !ok {
		return false
	}
	if again.Action == NoOp { // now that all is known
		return true
	}
	if c.Action == CreateThenDestroy {
		key := a.state.depose(addr)
		a.mu.Lock()
		a.deposed[addr] = key
		a.mu.Unlock()
		defer a.state.restore(addr, key)
	}
	ignored := c.block.lifecycle.ignored(again.Before, config)
	object, ok := s.carryOut(ctx, again, ignored)
	if a.dead.Load() {
		return false
	}
	if object != nil {
		object.Dependencies, object.CreateBeforeDestroy = a.config.dependencies(c.block), a.plan.first.of(c.block)
		object.Tainted = again.Action == Create && !ok || again.Action == Update && old != nil && old.Tainted
	}
	if object != nil || again.Action == Create {
		a.state.set(c.Instance, object)
	}
	return ok
}

// replan plans a change again and checks that it is the change of the plan.
func (s subject) replan(ctx context.Context, c *Change, old *Object, config cty.Value) (*Change, bool) {
	prior := &Object{Value: cty.NullVal(s.typ)}
	if c.Action == Update {
		prior = old
	}
	again, ok := s.ask(ctx, prior, s.block.lifecycle.ignored(prior.Value, config))
	if !ok {
		return nil, false
	}
	switch {
	case c.Action != Update:
		again.Action = Create
	case again.After.RawEquals(again.Before):
		again.Action = NoOp
	default:
		again.Action = Update
	}
	if c.Action == Update && len(again.ReplacePaths) > 0 {
		s.fail(c.Instance.Addr, "Provider produced inconsistent final plan", "When expanding the plan for %s to include new values learned so far during apply, provider %q changed the planned action from %s to %s.\n\n%s",
			c.Instance.Addr, address(s.provider), Update, DestroyThenCreate, providerBug)
		return nil, false
	}
	return again, !s.providerBug(c.Instance.Addr, "Provider produced inconsistent final plan", CompatibleErrors(s.schema, c.After, again.After),
		fmt.Sprintf("When expanding the plan for %s to include new values learned so far during apply, provider %q produced an invalid new value for ", c.Instance.Addr, source(s.provider)))
}

// carryOut is one ApplyResourceChange, checked by Terraform's rules. It returns
// what the state gets, nil for nothing.
func (s subject) carryOut(ctx context.Context, c *Change, config cty.Value) (*Object, bool) {
	object, diags := s.server.Apply(ctx, s.instance.Type, c, config)
	failed, value, addr := s.report(diags), cty.NullVal(s.typ), s.instance.Addr
	if object != nil {
		value = object.Value
	}
	if !value.IsWhollyKnown() {
		if !failed {
			s.fail(addr, "Provider returned invalid result object after apply", "After the apply operation, the provider still indicated an unknown value for %s. All values must be known after apply, so this is always a bug in the provider and should be reported in the provider's own repository.", addr)
		}
		failed, value = true, cty.UnknownAsNull(value)
	}
	if !failed && s.providerBug(addr, "Provider produced inconsistent result after apply", CompatibleErrors(s.schema, c.After, value),
		fmt.Sprintf("When applying changes to %s, provider %q produced an unexpected new value: ", addr, address(s.provider))) {
		failed = true
	}
	if object != nil {
		object.Value, object.Provider = value, s.provider
	}
	return object, !failed
}

// destroy destroys a current or a deposed object.
func (a *applying) destroy(ctx context.Context, c *Change, deposed string) bool {
	old := a.state.Object(c.Instance.Addr)
	if deposed != "" {
		old = a.state.deposedObject(c.Instance.Addr, deposed)
	}
	if old == nil {
		return true
	}
	s, ok := a.subject(c.Instance, c.block, old)
	if !ok {
		return false
	}
	s.provider = old.Provider
	fresh, ok := s.upgrade(ctx, old)
	if !ok {
		return false
	}
	change := &Change{Before: fresh.Value, After: cty.NullVal(s.typ), Private: c.Private, Identity: fresh.Identity}
	if c.Action == CreateThenDestroy || c.Deposed != "" { // which is planned only now
		if change, ok = s.ask(ctx, fresh, cty.NullVal(s.typ)); !ok {
			return false
		}
	}
	left, ok := s.carryOut(ctx, change, cty.NullVal(s.typ))
	if a.dead.Load() {
		return false
	}
	switch {
	case left == nil && !ok: // an error without an object does not lose it
		left = old
	case left != nil:
		left.Tainted, left.Dependencies, left.CreateBeforeDestroy, left.Provider = old.Tainted, old.Dependencies, old.CreateBeforeDestroy, old.Provider
	}
	if deposed == "" {
		a.state.set(c.Instance, left)
	} else {
		a.state.setDeposed(c.Instance.Addr, deposed, left)
	}
	return ok && left == nil
}
