package tfcore

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Diagnostic is a warning or an error that Terraform shows to its user.
type Diagnostic struct {
	Error           bool
	Summary, Detail string
	Addr            string     // of the object that it is about, if any
	Subject         *hcl.Range // where in the configuration, if anywhere
}

// Diagnostics are all that a command said, in the order in which it was said.
type Diagnostics []Diagnostic

// HasErrors tells whether the command failed.
func (d Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(d, func(one Diagnostic) bool { return one.Error })
}

// Warnings are those that are no errors.
func (d Diagnostics) Warnings() Diagnostics {
	return slices.DeleteFunc(slices.Clone(d), func(one Diagnostic) bool { return one.Error })
}

// Render writes what a provider said, a line for each problem.
func Render(said []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range said {
		fmt.Fprintf(&b, "%s at %s: %s: %s\n", d.Severity, d.Attribute, d.Summary, d.Detail)
	}
	return b.String()
}

// log collects what is said during a command.
type log struct {
	mu  sync.Mutex
	all Diagnostics
}

func (l *log) add(more ...Diagnostic) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, more...)
}

// unique returns all, without repetitions: the walks of one command may find the
// same problem.
func (l *log) unique() Diagnostics {
	l.mu.Lock()
	defer l.mu.Unlock()
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(l.all), func(d Diagnostic) bool {
		key := fmt.Sprintf("%v %s %s %s %v", d.Error, d.Addr, d.Summary, d.Detail, d.Subject)
		was := seen[key]
		seen[key] = true
		return was
	})
}

// language adds problems of HCL, and tells whether one is an error.
func (l *log) language(addr string, diags hcl.Diagnostics) bool {
	for _, d := range diags {
		l.add(Diagnostic{d.Severity == hcl.DiagError, d.Summary, d.Detail, addr, d.Subject})
	}
	return diags.HasErrors()
}

// provider adds what a provider said about a body of the configuration, which
// may be nil, and tells whether something is an error.
func (l *log) provider(addr string, body hcl.Body, diags []*tfprotov6.Diagnostic) (failed bool) {
	for _, d := range diags {
		isError := d.Severity == tfprotov6.DiagnosticSeverityError
		l.add(Diagnostic{isError, d.Summary, d.Detail, addr, locate(body, d.Attribute)})
		failed = failed || isError
	}
	return failed
}

// providerBug adds an error about a provider that broke a rule of the protocol.
func (l *log) providerBug(addr, summary string, problems []error, introduction string) bool {
	for _, problem := range problems {
		l.add(Diagnostic{Error: true, Summary: summary, Addr: addr, Detail: fmt.Sprintf("%s%s.\n\n%s", introduction, problem, providerBug)})
	}
	return len(problems) > 0
}

// locate finds the expression or block that an attribute path means. What is
// not configured stands for the head of the block around it.
func locate(body hcl.Body, path *tftypes.AttributePath) *hcl.Range {
	if body == nil {
		return nil
	}
	missing := body.MissingItemRange()
	if path == nil {
		return &missing
	}
	native, ok := body.(*hclsyntax.Body)
	if !ok {
		return &missing
	}
	steps := path.Steps()
	for len(steps) > 0 {
		name, ok := steps[0].(tftypes.AttributeName)
		if !ok {
			break
		}
		steps = steps[1:]
		if attribute, ok := native.Attributes[string(name)]; ok {
			within := expressionAt(attribute.Expr, steps)
			return &within
		}
		inner := innerBlock(native, string(name), &steps)
		if inner == nil {
			break
		}
		native = inner.Body
	}
	missing = native.MissingItemRange()
	return &missing
}

// innerBlock is the block that a name, and an index after it, mean.
func innerBlock(body *hclsyntax.Body, name string, steps *[]tftypes.AttributePathStep) *hclsyntax.Block {
	n := 0
	if len(*steps) > 0 {
		if index, ok := (*steps)[0].(tftypes.ElementKeyInt); ok {
			n, *steps = int(index), (*steps)[1:]
		}
	}
	for _, block := range body.Blocks {
		if block.Type != name {
			continue
		}
		if n--; n < 0 {
			return block
		}
	}
	return nil
}

// expressionAt goes into the elements of an expression as far as they are
// written down one by one.
func expressionAt(e hclsyntax.Expression, steps []tftypes.AttributePathStep) hcl.Range {
	if len(steps) == 0 {
		return e.Range()
	}
	switch step := steps[0].(type) {
	case tftypes.AttributeName:
		return memberAt(e, string(step), steps[1:])
	case tftypes.ElementKeyString:
		return memberAt(e, string(step), steps[1:])
	case tftypes.ElementKeyInt:
		if tuple, ok := e.(*hclsyntax.TupleConsExpr); ok && int(step) < len(tuple.Exprs) {
			return expressionAt(tuple.Exprs[step], steps[1:])
		}
	}
	return e.Range()
}

func memberAt(e hclsyntax.Expression, name string, steps []tftypes.AttributePathStep) hcl.Range {
	if object, ok := e.(*hclsyntax.ObjectConsExpr); ok {
		for _, item := range object.Items {
			if key, diags := item.KeyExpr.Value(nil); !diags.HasErrors() && key.AsString() == name {
				return expressionAt(item.ValueExpr, steps)
			}
		}
	}
	return e.Range()
}

// Render writes diagnostics as the CLI does without colours, for a configuration.
func (d Diagnostics) Render(config string) string {
	var b strings.Builder
	file, _ := hclsyntax.ParseConfig([]byte(config), fileName, hcl.InitialPos)
	for _, one := range d {
		severity := "Warning"
		if one.Error {
			severity = "Error"
		}
		fmt.Fprintf(&b, "\n%s: %s\n\n", severity, one.Summary)
		one.where(&b, file)
		if one.Detail != "" {
			fmt.Fprintf(&b, "%s\n", one.Detail)
		}
	}
	return b.String()
}

// where writes the object and the lines of a file that a diagnostic is about.
func (d Diagnostic) where(b *strings.Builder, file *hcl.File) {
	if d.Addr != "" {
		fmt.Fprintf(b, "  with %s,\n", d.Addr)
	}
	if d.Subject != nil {
		context := ""
		if nav, ok := file.Nav.(interface{ ContextString(offset int) string }); ok {
			if at := nav.ContextString(d.Subject.Start.Byte); at != "" {
				context = ", in " + at
			}
		}
		fmt.Fprintf(b, "  on %s line %d%s:\n", d.Subject.Filename, d.Subject.Start.Line, context)
		lines := strings.Split(string(file.Bytes), "\n")
		for n := d.Subject.Start.Line; n <= min(d.Subject.End.Line, len(lines)); n++ {
			fmt.Fprintf(b, "%4d: %s\n", n, lines[n-1])
		}
	}
	if d.Addr != "" || d.Subject != nil {
		b.WriteString("\n")
	}
}
