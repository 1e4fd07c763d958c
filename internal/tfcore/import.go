package tfcore

import (
	"context"
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// importBlock imports what an import block names for an instance that the
// state does not have. It returns the id that the plan shows.
func (s subject) importBlock(ctx context.Context) (*Object, string, bool) {
	for _, block := range s.config.imports {
		if block.to != s.instance.Addr {
			continue
		}
		id, identity := "", cty.NilVal
		if block.identity != nil {
			v, diags := block.identity.Value(s.scope.context(nil))
			if s.language("", diags) {
				return nil, "", false
			}
			identity = v
		} else {
			v, diags := block.id.Value(s.scope.context(nil))
			if s.language("", diags) {
				return nil, "", false
			}
			id = v.AsString()
		}
		o, ok := s.importObject(ctx, id, identity)
		if id == "" {
			id = s.instance.Addr
		}
		return o, id, ok
	}
	return nil, "", true
}

// importObject imports an object and reads it.
func (s subject) importObject(ctx context.Context, id string, identity cty.Value) (*Object, bool) {
	all, diags := s.server.Import(ctx, s.instance.Type, id, identity)
	if s.report(diags) {
		return nil, false
	}
	if len(all) != 1 {
		s.fail(s.instance.Addr, "Import returned no resources", "The provider returned %d objects for %q.", len(all), id)
		return nil, false
	}
	all[0].Provider, all[0].Dependencies = s.provider, s.config.dependencies(s.block)
	o, ok := s.read(ctx, all[0])
	if ok && o == nil {
		s.fail(s.instance.Addr, "Cannot import non-existent remote object", "While attempting to import an existing object to %q, the provider detected that no object exists with the given id. "+
			"Only pre-existing objects can be imported; check that the id is correct and that it is associated with the provider's configured region or endpoint, or use \"terraform apply\" to create a new remote object for this resource.", s.instance.Addr)
	}
	return o, ok && o != nil
}

// Import is terraform import.
func (w *Workspace) Import(ctx context.Context, text, addr, id string) Diagnostics {
	said := &log{}
	c, diags := parse(text)
	if said.language("", diags) {
		return said.unique()
	}
	r := w.begin(ctx, c, said, Options{}, w.State().clone())
	defer r.end()
	n := &node{key: "import", run: func(ctx context.Context) ([]*node, bool) { return nil, r.importInto(ctx, addr, id) }}
	providers := r.providerNodes()
	for _, p := range providers {
		n.deps = append(n.deps, p.key)
	}
	if r.walk(append(slices.Concat(r.valueNodes(), providers), n)) && !r.dead.Load() {
		w.state = r.state
	}
	return said.unique()
}

func (r *run) importInto(ctx context.Context, addr, id string) bool {
	if r.state.Object(addr) != nil {
		r.fail("", "Resource already managed by Terraform", "Terraform is already managing a remote object for %s. To import to this address you must first remove the existing object from the state.", addr)
		return false
	}
	for _, b := range r.config.resources {
		instances, ok := r.expand(b)
		if !ok {
			return false
		}
		for _, i := range instances {
			if i.Addr != addr {
				continue
			}
			s, ok := r.subject(i, b, nil)
			if !ok {
				return false
			}
			o, ok := s.importObject(ctx, id, cty.NilVal)
			if ok {
				r.state.set(i, o)
			}
			return ok
		}
	}
	r.fail("", "resource address does not exist in the configuration", "Before importing this resource, please create its configuration in the root module.")
	return false
}
