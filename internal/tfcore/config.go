package tfcore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// fileName is what diagnostics call the configuration.
const fileName = "terraform_plugin_test.tf"

// config is a parsed configuration.
type config struct {
	source    []byte
	providers map[string]*providerBlock // by reference, such as gaap and gaap.b
	resources []*resourceBlock
	locals    map[string]hcl.Expression
	variables map[string]*variableBlock
	outputs   map[string]*outputBlock
	imports   []*importBlock
	moved     []*movedBlock
	removed   []*removedBlock
}

type providerBlock struct {
	ref   string // local name, or name and alias
	body  hcl.Body
	block *hcl.Block
}

// resourceBlock is a resource or a data source.
type resourceBlock struct {
	addr      string // data.gaap_proxies.all, gaap_proxy.test
	data      bool
	typ, name string
	block     *hcl.Block
	body      hcl.Body // less the meta-arguments
	provider  string   // reference of its provider block

	count, forEach hcl.Expression
	dependsOn      []hcl.Traversal
	lifecycle      lifecycle
}

// lifecycle is what a lifecycle block says.
type lifecycle struct {
	createBeforeDestroy bool
	preventDestroy      bool
	ignoreAll           bool
	ignore              []hcl.Traversal
	triggers            []hcl.Expression
}

type variableBlock struct{ def, typ hcl.Expression }

type outputBlock struct {
	value     hcl.Expression
	dependsOn []hcl.Traversal
}

type importBlock struct {
	to           string
	id, identity hcl.Expression
	block        *hcl.Block
}

type movedBlock struct{ from, to string }

// removedBlock forgets an object, or destroys it.
type removedBlock struct {
	from    string
	destroy bool
}

var rootSchema = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
	{Type: "terraform"},
	{Type: "locals"},
	{Type: "import"},
	{Type: "moved"},
	{Type: "removed"},
	{Type: "provider", LabelNames: []string{"name"}},
	{Type: "variable", LabelNames: []string{"name"}},
	{Type: "output", LabelNames: []string{"name"}},
	{Type: "resource", LabelNames: []string{"type", "name"}},
	{Type: "data", LabelNames: []string{"type", "name"}},
}}

// parse reads a configuration.
func parse(text string) (*config, hcl.Diagnostics) {
	c := &config{
		source: []byte(text), providers: map[string]*providerBlock{}, locals: map[string]hcl.Expression{},
		variables: map[string]*variableBlock{}, outputs: map[string]*outputBlock{},
	}
	file, diags := hclsyntax.ParseConfig(c.source, fileName, hcl.InitialPos)
	if diags.HasErrors() {
		return c, diags
	}
	content, more := file.Body.Content(rootSchema)
	diags = append(diags, more...)
	for _, block := range content.Blocks {
		diags = append(diags, c.add(block)...)
	}
	return c, diags
}

func (c *config) add(block *hcl.Block) hcl.Diagnostics {
	switch block.Type {
	case "provider":
		return c.addProvider(block)
	case "resource", "data":
		r, diags := newResource(block)
		if slices.ContainsFunc(c.resources, func(other *resourceBlock) bool { return other.addr == r.addr }) {
			return append(diags, problem(block, fmt.Sprintf("Duplicate resource %q configuration", r.typ), "Resource names must be unique per type in each module."))
		}
		c.resources = append(c.resources, r)
		return diags
	case "locals":
		attributes, diags := block.Body.JustAttributes()
		for name, attribute := range attributes {
			c.locals[name] = attribute.Expr
		}
		return diags
	case "variable":
		content, _, diags := block.Body.PartialContent(attributes("default", "type", "sensitive", "description", "nullable"))
		c.variables[block.Labels[0]] = &variableBlock{expression(content, "default"), expression(content, "type")}
		return diags
	case "output":
		content, _, diags := block.Body.PartialContent(attributes("value", "depends_on", "sensitive", "description"))
		deps, more := traversals(expression(content, "depends_on"))
		c.outputs[block.Labels[0]] = &outputBlock{expression(content, "value"), deps}
		return append(diags, more...)
	case "import", "moved", "removed":
		return c.addChange(block)
	}
	return nil
}

func (c *config) addProvider(block *hcl.Block) hcl.Diagnostics {
	content, rest, diags := block.Body.PartialContent(attributes("alias", "version"))
	ref := block.Labels[0]
	if alias := expression(content, "alias"); alias != nil {
		name, more := alias.Value(nil)
		if diags = append(diags, more...); more.HasErrors() {
			return diags
		}
		ref += "." + name.AsString()
	}
	c.providers[ref] = &providerBlock{ref, rest, block}
	return diags
}

// addChange adds an import, moved or removed block.
func (c *config) addChange(block *hcl.Block) hcl.Diagnostics {
	schema := attributes("to", "from", "id", "identity", "provider")
	schema.Blocks = []hcl.BlockHeaderSchema{{Type: "lifecycle"}}
	content, diags := block.Body.Content(schema)
	if diags.HasErrors() {
		return diags
	}
	addr := func(name string) string {
		attribute, ok := content.Attributes[name]
		if !ok {
			return ""
		}
		return strings.TrimSpace(string(attribute.Expr.Range().SliceBytes(c.source)))
	}
	switch block.Type {
	case "import":
		c.imports = append(c.imports, &importBlock{addr("to"), expression(content, "id"), expression(content, "identity"), block})
	case "moved":
		c.moved = append(c.moved, &movedBlock{addr("from"), addr("to")})
	case "removed":
		r := &removedBlock{from: addr("from"), destroy: true}
		for _, inner := range content.Blocks {
			destroy, _, more := inner.Body.PartialContent(attributes("destroy"))
			diags = append(diags, more...)
			r.destroy = !isFalse(expression(destroy, "destroy"))
		}
		c.removed = append(c.removed, r)
	}
	return diags
}

// attributes is a schema of optional attributes.
func attributes(names ...string) *hcl.BodySchema {
	schema := &hcl.BodySchema{}
	for _, name := range names {
		schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: name})
	}
	return schema
}

func expression(content *hcl.BodyContent, name string) hcl.Expression {
	if attribute, ok := content.Attributes[name]; ok {
		return attribute.Expr
	}
	return nil
}

// traversals are the references in a list such as depends_on.
func traversals(list hcl.Expression) (all []hcl.Traversal, diags hcl.Diagnostics) {
	if list == nil {
		return nil, nil
	}
	elements, diags := hcl.ExprList(list)
	for _, element := range elements {
		traversal, more := hcl.AbsTraversalForExpr(element)
		diags = append(diags, more...)
		all = append(all, traversal)
	}
	return all, diags
}

func problem(block *hcl.Block, summary, detail string) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: detail, Subject: &block.DefRange}
}
