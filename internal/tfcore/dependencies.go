package tfcore

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// block finds a resource block by its address, nil if there is none.
func (c *config) block(addr string) *resourceBlock {
	for _, b := range c.resources {
		if b.addr == addr {
			return b
		}
	}
	return nil
}

// references are the keys that a block refers to anywhere.
func (c *config) references(b *resourceBlock) []string {
	all := slices.Clone(b.dependsOn)
	if body, ok := b.block.Body.(*hclsyntax.Body); ok {
		all = append(all, bodyVariables(body)...)
	}
	return references(all)
}

// bodyVariables are the references of all expressions of a body, whatever its schema.
func bodyVariables(body *hclsyntax.Body) (all []hcl.Traversal) {
	for name, a := range body.Attributes {
		if name != "provider" { // it names a provider block
			all = append(all, a.Expr.Variables()...)
		}
	}
	for _, inner := range body.Blocks {
		if inner.Type != "lifecycle" { // ignore_changes names attributes, not objects
			all = append(all, bodyVariables(inner.Body)...)
		}
	}
	return all
}

// dependencies are the resource blocks that a block depends on, also through locals
// and data sources. A state keeps them for the time when the block is gone.
func (c *config) dependencies(b *resourceBlock) (all []string) {
	seen := map[string]bool{}
	var visit func(keys []string)
	visit = func(keys []string) {
		for _, key := range keys {
			if seen[key] || key == b.addr {
				continue
			}
			seen[key] = true
			if e := c.local(key); e != nil {
				visit(references(e.Variables()))
			}
			if other := c.block(key); other != nil {
				if !other.data {
					all = append(all, key)
				}
				visit(c.references(other))
			}
		}
	}
	visit(c.references(b))
	slices.Sort(all)
	return all
}

// local is the expression of a local value.
func (c *config) local(key string) hcl.Expression {
	const prefix = "local."
	if len(key) > len(prefix) && key[:len(prefix)] == prefix {
		return c.locals[key[len(prefix):]]
	}
	return nil
}

// createsFirst are the blocks whose objects are replaced by making the new one
// first: those that say so, and all that these depend on.
type createsFirst map[string]bool

func (c *config) createsFirst() createsFirst {
	all := createsFirst{}
	for _, b := range c.resources {
		if b.lifecycle.createBeforeDestroy {
			all[b.addr] = true
			for _, addr := range c.dependencies(b) {
				all[addr] = true
			}
		}
	}
	return all
}

func (f createsFirst) of(b *resourceBlock) bool { return f[b.addr] }

// checkDeclared finds references to what there is not.
func (c *config) checkDeclared() (diags hcl.Diagnostics) {
	known := map[string]bool{}
	for name := range c.locals {
		known["local."+name] = true
	}
	for name := range c.variables {
		known["var."+name] = true
	}
	for _, b := range c.resources {
		known[b.addr] = true
	}
	for _, b := range c.resources {
		for _, key := range c.references(b) {
			if !known[key] {
				diags = append(diags, problem(b.block, "Reference to undeclared resource", "A resource "+key+" has not been declared in the root module."))
			}
		}
	}
	return diags
}
