package house

import (
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// services are the packages of the SDK whose requests are calls of the API.
var services = []string{"gaap", "sts", "tag"}

// calledActions are the actions that internal/gaapapi and internal/wire make
// requests of, as service:Action, sorted.
func calledActions(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	for _, file := range append(goFiles(t, root+"/internal/gaapapi"), goFiles(t, root+"/internal/wire")...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed := parse(t, file)
		ast.Inspect(parsed, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, service := range services {
				if action, ok := requestOf(call, service); ok {
					found[service+":"+action] = true
				}
			}
			if selects(call.Fun, "tchttp", "NewCommonRequest") {
				for _, action := range texts(parsed, call.Args[2]) {
					found[texts(parsed, call.Args[0])[0]+":"+action] = true
				}
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(found))
}

// requestOf is the action of service.NewActionRequest().
func requestOf(call *ast.CallExpr, service string) (string, bool) {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !selects(call.Fun, service, selector.Sel.Name) {
		return "", false
	}
	action, isNew := strings.CutPrefix(selector.Sel.Name, "New")
	action, isRequest := strings.CutSuffix(action, "Request")
	return action, isNew && isRequest
}

// texts are all that an expression may be: a literal, a sum, or the variable of
// a loop over literals. What it cannot follow gives a text that no policy has.
func texts(file *ast.File, expression ast.Expr) []string {
	switch e := expression.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil {
			return []string{text}
		}
	case *ast.BinaryExpr:
		var sums []string
		for _, left := range texts(file, e.X) {
			for _, right := range texts(file, e.Y) {
				sums = append(sums, left+right)
			}
		}
		if e.Op == token.ADD {
			return sums
		}
	case *ast.Ident:
		if all := looped(file, e.Name); len(all) > 0 {
			return all
		}
	}
	return []string{"(an action that the test cannot work out)"}
}

// looped are the literals that a loop gives to a variable.
func looped(file *ast.File, variable string) (all []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		loop, ok := node.(*ast.RangeStmt)
		if !ok {
			return true
		}
		value, isIdent := loop.Value.(*ast.Ident)
		list, isList := loop.X.(*ast.CompositeLit)
		if isIdent && isList && value.Name == variable {
			for _, element := range list.Elts {
				all = append(all, texts(file, element)...)
			}
		}
		return true
	})
	return all
}
