package e2e

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	guide         = "../../templates/guides/exactly-once.md.tmpl"
	proxyPackage  = "../proxy"
	objectPackage = "../object" // what is said of all kinds of objects
)

// The guide has a heading, or a word, for every summary of the resource.
func TestGuide(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(guide)
	must(t, err)
	described := strings.Join(strings.Fields(string(text)), " ")
	summaries := summariesOf(t)
	if len(summaries) < 20 {
		t.Errorf("only %q were found", summaries)
	}
	for _, summary := range summaries {
		if !strings.Contains(described, summary) {
			t.Errorf("the guide does not say what %q wants", summary)
		}
	}
}

// summaryAt is which argument of a function is a summary.
var summaryAt = map[string]int{
	"AddError": 0, "AddWarning": 0, "NewErrorDiagnostic": 0, "NewWarningDiagnostic": 0, "Error": 0, "Warning": 0, "warn": 0,
	"AddAttributeError": 1, "AddAttributeWarning": 1, "NewAttributeErrorDiagnostic": 1, "NewAttributeWarningDiagnostic": 1,
}

// summariesOf reads the summaries of all diagnostics out of the source.
func summariesOf(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(proxyPackage, "*.go"))
	must(t, err)
	shared, err := filepath.Glob(filepath.Join(objectPackage, "*.go"))
	must(t, err)
	files = append(files, shared...)
	var found []string
	add := func(e ast.Expr, before, after string) {
		if literal, ok := e.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, err := strconv.Unquote(literal.Value)
			must(t, err)
			found = append(found, before+text+after)
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.Base(file), "data_source") || strings.HasSuffix(file, "key.go") || file == filepath.Join(objectPackage, "order.go") {
			continue // the guide is about what the resource says, which has a ClientToken; others have a key, or neither
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		must(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := nameOf(n.Fun)
				if at, ok := summaryAt[name]; ok && at < len(n.Args) {
					add(n.Args[at], "", "")
				}
				if name == "summary" { // of a kind
					add(n.Args[0], "GAAP proxy ", "")
				}
				if name == "cannot" {
					add(n.Args[0], "Cannot ", " GAAP proxy")
				}
			case *ast.CompositeLit:
				if nameOf(n.Type) == "stopError" && len(n.Elts) > 0 {
					add(n.Elts[0], "", "")
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if strings.HasPrefix(name.Name, "summary") && i < len(n.Values) {
						add(n.Values[i], "", "")
					}
				}
			}
			return true
		})
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
