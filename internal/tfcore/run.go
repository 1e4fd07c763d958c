package tfcore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// run is one walk of a command, with the provider processes that it starts.
type run struct {
	*log

	ws         *Workspace
	ctx        context.Context //nolint:containedctx // a kill ends it, whatever calls are under way
	cancel     context.CancelFunc
	config     *config
	options    Options
	scope      *scope
	state      *State
	validating bool
	stopping   atomic.Bool
	dead       atomic.Bool

	mu      sync.Mutex
	servers map[string]*Server // by reference of the provider block
}

func (w *Workspace) begin(ctx context.Context, c *config, said *log, options Options, state *State) *run {
	r := &run{
		log: said, ws: w, config: c, options: options, scope: newScope(), state: state,
		servers: map[string]*Server{},
	}
	r.ctx, r.cancel = context.WithCancel(ctx)
	w.current = r
	return r
}

// end ends the provider processes.
func (r *run) end() {
	r.cancel()
	r.ws.current = nil
}

// walk walks nodes, and returns whether all went well and nothing was left out.
func (r *run) walk(nodes []*node) bool {
	choose, slots := r.ws.Choose, r.ws.Parallelism
	if choose == nil {
		choose = first{}
	}
	if slots == 0 {
		slots = 10
	}
	w := &walker{choose: choose, slots: slots, stopped: r.stopping.Load, free: r.ws.Free}
	// Only what exists can be waited for: what a target leaves out does not.
	keys := map[string]bool{}
	for _, n := range nodes {
		keys[n.key] = true
	}
	for _, n := range nodes {
		n.deps = slices.DeleteFunc(n.deps, func(dep string) bool { return !keys[dep] || dep == n.key })
	}
	return w.walk(r.ctx, nodes)
}

// fail adds an error about an address.
func (r *run) fail(addr, summary, detail string, args ...any) {
	r.add(Diagnostic{Error: true, Summary: summary, Detail: fmt.Sprintf(detail, args...), Addr: addr})
}

// report adds what a provider said, and tells whether something is an error. Once
// the run is killed nothing is reported.
func (r *run) report(addr string, body hcl.Body, diags []*tfprotov6.Diagnostic) (failed bool) {
	return r.dead.Load() || r.provider(addr, body, diags)
}

// server starts the process of a provider block when it is needed first.
func (r *run) server(ref string) (*Server, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.servers[ref]; s != nil {
		return s, nil
	}
	name, _, _ := strings.Cut(ref, ".")
	factory, ok := r.ws.Providers[name]
	if name == builtin {
		factory, ok = newDataResource, true
	}
	if !ok {
		return nil, fmt.Errorf("there is no provider %q", name)
	}
	s, err := start(r.ctx, factory, r.ws.schemas[name])
	if err != nil {
		return nil, err
	}
	if r.ws.schemas == nil {
		r.ws.schemas = map[string]*Schemas{}
	}
	r.ws.schemas[name], r.servers[ref] = s.Schemas, s
	return s, nil
}

// schema is that of a resource or a data source.
func (r *run) schema(b *resourceBlock) (*Server, *tfprotov6.Schema, bool) {
	return r.schemaOf(b.addr, b.provider, b.typ, b.data)
}

func (r *run) schemaOf(addr, provider, typ string, data bool) (*Server, *tfprotov6.Schema, bool) {
	s, err := r.server(provider)
	if err != nil {
		r.fail(addr, "Failed to load plugin schemas", "%v", err)
		return nil, nil, false
	}
	schemas, kind := s.Schemas.Resources, "resource type"
	if data {
		schemas, kind = s.Schemas.DataSources, "data source"
	}
	schema, ok := schemas[typ]
	if !ok {
		r.fail(addr, "Invalid "+kind, "The provider %s does not support %s %q.", address(provider), kind, typ)
	}
	return s, schema, ok
}

// source is the address of a provider that a test serves.
func source(ref string) string {
	name, _, _ := strings.Cut(ref, ".")
	if name == builtin {
		return "terraform.io/builtin/terraform"
	}
	return "registry.terraform.io/hashicorp/" + name
}

// address is how most errors of the CLI write it.
func address(ref string) string { return `provider["` + source(ref) + `"]` }

// each makes nodes of all resource blocks.
func (r *run) each(nodeOf func(*resourceBlock) *node) (nodes []*node) {
	for _, b := range r.config.resources {
		nodes = append(nodes, nodeOf(b))
	}
	return nodes
}

// providerKey is the node of a provider block.
func providerKey(ref string) string { return "provider:" + ref }

// providerNodes configure the providers that are used.
func (r *run) providerNodes() (nodes []*node) {
	refs := map[string]bool{}
	for ref := range r.config.providers {
		refs[ref] = true
	}
	for _, b := range r.config.resources {
		refs[b.provider] = true
	}
	for _, i := range r.state.Instances() {
		for _, o := range objectsOf(i) {
			refs[o.Provider] = true
		}
	}
	for ref := range refs {
		nodes = append(nodes, r.providerNode(ref))
	}
	slices.SortFunc(nodes, func(a, b *node) int { return strings.Compare(a.key, b.key) })
	return nodes
}

func (r *run) providerNode(ref string) *node {
	n := &node{key: providerKey(ref)}
	body := hcl.EmptyBody()
	if block := r.config.providers[ref]; block != nil {
		body = block.body
	}
	s, err := r.server(ref)
	if err != nil {
		r.fail("", "Failed to load plugin schemas", "%v", err)
		n.run = func(context.Context) ([]*node, bool) { return nil, false }
		return n
	}
	n.deps = references(variables(body, s.form(s.Schemas.Provider)))
	n.run = func(ctx context.Context) ([]*node, bool) {
		value, diags := decode(body, s.form(s.Schemas.Provider), r.scope.context(nil))
		if r.language("", diags) {
			return nil, false
		}
		return nil, r.configure(ctx, s, ref, body, value)
	}
	return n
}

func (r *run) configure(ctx context.Context, s *Server, ref string, body hcl.Body, value cty.Value) bool {
	label := address(ref)
	if _, alias, ok := strings.Cut(ref, "."); ok {
		label += "." + alias
	}
	if r.report(label, body, s.ValidateProvider(ctx, value)) {
		return false
	}
	return r.validating || !r.report(label, body, s.Configure(ctx, value))
}

// valueNodes evaluate variables and locals.
func (r *run) valueNodes() (nodes []*node) {
	for name, v := range r.config.variables {
		nodes = append(nodes, &node{key: "var." + name, run: func(context.Context) ([]*node, bool) {
			return nil, r.variable(name, v)
		}})
	}
	for name, e := range r.config.locals {
		nodes = append(nodes, &node{key: "local." + name, deps: references(e.Variables()), run: func(context.Context) ([]*node, bool) {
			value, diags := e.Value(r.scope.context(nil))
			r.scope.set("local."+name, value)
			return nil, !r.language("", diags)
		}})
	}
	slices.SortFunc(nodes, func(a, b *node) int { return strings.Compare(a.key, b.key) })
	return nodes
}

func (r *run) variable(name string, v *variableBlock) bool {
	value, ok := r.options.Variables[name]
	switch {
	case r.validating:
		value = cty.DynamicVal
	case ok:
	case v.def != nil:
		def, diags := v.def.Value(nil)
		if r.language("", diags) {
			return false
		}
		value = def
	default:
		r.fail("", "No value for required variable", "The root module input variable %q is not set, and has no default value.", name)
		return false
	}
	r.scope.set("var."+name, value)
	return true
}

func objectsOf(i Instance) (all []*Object) {
	if i.Current != nil {
		all = append(all, i.Current)
	}
	for _, o := range i.Deposed {
		all = append(all, o)
	}
	return all
}
