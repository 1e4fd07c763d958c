package tfcore

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

const providerBug = "This is a bug in the provider, which should be reported in the provider's own issue tracker."

// subject is an instance with all that calls about it need.
type subject struct {
	*run

	instance Instance
	block    *resourceBlock // nil if there is none any more
	provider string
	server   *Server
	schema   *tfprotov6.Schema
	typ      cty.Type
}

// subject returns that of an instance with a block, or with an object that says
// which provider it belongs to.
func (r *run) subject(i Instance, b *resourceBlock, o *Object) (subject, bool) {
	s := subject{run: r, instance: i, block: b}
	switch {
	case b != nil:
		s.provider = b.provider
	case o != nil:
		s.provider = o.Provider
	}
	var ok bool
	if s.server, s.schema, ok = r.schemaOf(i.Addr, s.provider, i.Type, i.Data); ok {
		s.typ = s.server.TypeOf(s.schema)
	}
	return s, ok
}

func (s subject) body() hcl.Body {
	if s.block == nil {
		return nil
	}
	return s.block.body
}

// report adds what the provider said, and tells whether the call failed.
func (s subject) report(diags []*tfprotov6.Diagnostic) (failed bool) {
	return s.run.report(s.instance.Addr, s.body(), diags)
}

// planInstance reads an instance and plans what becomes of it.
func (r *run) planInstance(ctx context.Context, p *Plan, b *resourceBlock, i Instance) bool {
	if b.data {
		return r.planData(ctx, p, b, i)
	}
	s, ok := r.subject(i, b, nil)
	if !ok {
		return false
	}
	object := r.state.Object(i.Addr)
	importing := ""
	if object == nil {
		object, importing, ok = s.importBlock(ctx)
	} else {
		object, ok = s.readCurrent(ctx, object)
	}
	if !ok {
		return false
	}
	r.state.set(i, object)
	config, ok := r.evaluate(b, i)
	if !ok || !s.validate(ctx, config) {
		return false
	}
	change, ok := s.plan(ctx, object, config, decision{createsFirst: p.first.of(b), replace: r.mustReplace(p, b, i.Addr)})
	if !ok {
		return false
	}
	change.Importing = importing
	if change.Action.replaces() && s.refuseIfPrevented() {
		return false
	}
	p.add(change)
	return true
}

// refuseIfPrevented refuses the end of an object that is not to be destroyed.
func (s subject) refuseIfPrevented() bool {
	if s.block == nil || !s.block.lifecycle.preventDestroy {
		return false
	}
	s.fail(s.instance.Addr, "Instance cannot be destroyed", "Resource %s has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.", s.instance.Addr)
	return true
}

// readCurrent upgrades what the state holds and, unless that is not wanted, reads
// it; nil is an object that is gone.
func (s subject) readCurrent(ctx context.Context, o *Object) (*Object, bool) {
	o, ok := s.upgrade(ctx, o)
	if !ok || s.options.NoRefresh {
		return o, ok
	}
	return s.read(ctx, o)
}

// upgrade is the first call about an object of the state, in each process.
func (s subject) upgrade(ctx context.Context, o *Object) (*Object, bool) {
	value, diags := s.server.Upgrade(ctx, s.instance.Type, o.SchemaVersion, stored(o.Value, s.typ))
	if s.report(diags) {
		return nil, false
	}
	fresh := *o
	fresh.Value, fresh.SchemaVersion = value, s.schema.Version
	return &fresh, true
}

// read refreshes an object.
func (s subject) read(ctx context.Context, o *Object) (*Object, bool) {
	fresh, diags := s.server.Read(ctx, s.instance.Type, o)
	if s.report(diags) {
		return nil, false
	}
	if fresh != nil && !fresh.Value.IsWhollyKnown() {
		s.fail(s.instance.Addr, "Provider produced invalid object", "Provider %q planned an invalid value for %s during refresh: unknown values.\n\n%s", address(s.provider), s.instance.Addr, providerBug)
		return nil, false
	}
	return fresh, true
}

func (s subject) validate(ctx context.Context, config cty.Value) bool {
	return !s.report(s.server.ValidateResource(ctx, s.instance.Type, config))
}

// decision is what a plan follows beside the configuration.
type decision struct {
	createsFirst bool
	replace      bool // asked for with -replace or replace_triggered_by
}

// plan asks for a plan from an object, nil for nothing, to a configuration.
func (s subject) plan(ctx context.Context, object *Object, config cty.Value, d decision) (*Change, bool) {
	prior := object
	if object == nil || object.Tainted {
		prior = &Object{Value: cty.NullVal(s.typ)}
	}
	change, ok := s.ask(ctx, prior, s.block.lifecycle.ignored(prior.Value, config))
	if !ok {
		return nil, false
	}
	switch {
	case object == nil:
		change.Action = Create
	case object.Tainted:
		change.Action, change.Before = replacement(d.createsFirst), object.Value
	case len(change.ReplacePaths) > 0 || d.replace:
		replaced := change.ReplacePaths
		// What replaces it is planned as something new, from the configuration as it is written.
		if change, ok = s.ask(ctx, &Object{Value: cty.NullVal(s.typ), Private: change.Private}, config); !ok {
			return nil, false
		}
		change.Action, change.Before, change.ReplacePaths = replacement(d.createsFirst), prior.Value, replaced
	case change.After.RawEquals(prior.Value):
		change.Action = NoOp
	default:
		change.Action = Update
	}
	return change, true
}

func replacement(createsFirst bool) Action {
	if createsFirst {
		return CreateThenDestroy
	}
	return DestroyThenCreate
}

// ask is one PlanResourceChange, checked by Terraform's rules.
func (s subject) ask(ctx context.Context, prior *Object, config cty.Value) (*Change, bool) {
	change, diags := s.server.Plan(ctx, s.instance.Type, prior, config)
	if s.report(diags) {
		return nil, false
	}
	if !config.IsNull() && s.invalid(prior.Value, config, change.After) {
		return nil, false
	}
	change.Instance, change.block, change.provider = s.instance, s.block, s.provider
	return change, true
}

// invalid tells whether a plan breaks a rule.
func (s subject) invalid(before, config, planned cty.Value) bool {
	for _, path := range WriteOnlyPaths(s.schema, planned) {
		s.fail(s.instance.Addr, "Provider produced invalid plan", "Provider %q returned a value for the write-only attribute \"%s%s\" during planning. Write-only attributes cannot be read back from the provider. %s",
			address(s.provider), s.instance.Addr, FormatPath(path), providerBug)
		return true
	}
	return s.providerBug(s.instance.Addr, "Provider produced invalid plan", PlannedErrors(s.schema, before, config, planned),
		fmt.Sprintf("Provider %q planned an invalid value for %s", source(s.provider), s.instance.Addr))
}

// replacedPaths are those of the paths that the provider cannot change in place
// whose value changes, or may.
func replacedPaths(all []*tftypes.AttributePath, before, after cty.Value) (paths []cty.Path) {
	if before.IsNull() || after.IsNull() {
		return nil
	}
	for _, one := range all {
		path := ctyPath(one)
		old, err1 := path.Apply(before)
		planned, err2 := path.Apply(after)
		if err1 != nil || err2 != nil || !old.RawEquals(planned) {
			paths = append(paths, path)
		}
	}
	return paths
}

func ctyPath(path *tftypes.AttributePath) (all cty.Path) {
	for _, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			all = all.GetAttr(string(step))
		case tftypes.ElementKeyString:
			all = all.Index(cty.StringVal(string(step)))
		case tftypes.ElementKeyInt:
			all = all.Index(cty.NumberIntVal(int64(step)))
		}
	}
	return all
}

// mustReplace tells whether the user asks for another object, or something that
// the block is triggered by changes.
func (r *run) mustReplace(p *Plan, b *resourceBlock, addr string) bool {
	if slices.Contains(r.options.Replace, addr) {
		return true
	}
	for _, trigger := range b.lifecycle.triggers {
		for _, key := range references(trigger.Variables()) {
			for _, c := range p.changesOf(key) {
				if c.Action.replaces() || c.Action == Update || c.Action == Create {
					return true
				}
			}
		}
	}
	return false
}

// changesOf are those of all instances of a block.
func (p *Plan) changesOf(block string) (all []*Change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.changes {
		if c.Instance.Block == block {
			all = append(all, c)
		}
	}
	return all
}
