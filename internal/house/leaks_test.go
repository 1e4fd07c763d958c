package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

const root = "../.."

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Every package with tests fails if they leave goroutines behind. Those that
// use acctest also need the variables cleared.
func TestLeaksAreLookedFor(t *testing.T) {
	type tests struct{ useAcctest, callMain, callGoleak bool }
	packages := map[string]tests{}
	for _, file := range goFiles(t, root) {
		if strings.HasSuffix(file, "_test.go") {
			folder := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), root+"/")
			p := packages[folder]
			p.useAcctest = p.useAcctest || imports(t, file, "/internal/acctest")
			p.callMain = p.callMain || callsInMain(t, file, "acctest", "Main")
			p.callGoleak = p.callGoleak || callsInMain(t, file, "goleak", "VerifyTestMain")
			packages[folder] = p
		}
	}
	if len(packages) < 10 {
		t.Fatalf("only %d packages have tests", len(packages))
	}
	for folder, p := range packages {
		switch {
		case p.useAcctest && !p.callMain:
			t.Errorf("the tests of %s import acctest, and no TestMain calls acctest.Main; copy internal/proxy/leaks_test.go", folder)
		case !p.useAcctest && !p.callGoleak:
			t.Errorf("%s has tests, and no TestMain that calls goleak.VerifyTestMain; copy internal/wait/leaks_test.go", folder)
		}
	}
}

// imports says whether a file imports the package of ours at a path.
func imports(t *testing.T, file, path string) bool {
	t.Helper()
	return slices.ContainsFunc(parse(t, file).Imports, func(spec *ast.ImportSpec) bool {
		return strings.HasSuffix(spec.Path.Value, "terraform-provider-gaap"+path+`"`)
	})
}

// goFiles are the Go files of the module below a folder.
func goFiles(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != folder && (strings.HasPrefix(name, ".") || slices.Contains([]string{"testdata", "node_modules", "tools"}, name)) {
			return fs.SkipDir
		}
		if !entry.IsDir() && strings.HasSuffix(name, ".go") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// callsInMain says whether a file has a TestMain that calls a function of a package.
func callsInMain(t *testing.T, file, pkg, function string) bool {
	t.Helper()
	found := false
	for _, declaration := range parse(t, file).Decls {
		f, ok := declaration.(*ast.FuncDecl)
		if !ok || f.Name.Name != "TestMain" {
			continue
		}
		ast.Inspect(f, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				found = found || selects(call.Fun, pkg, function)
			}
			return true
		})
	}
	return found
}

// selects says whether an expression is pkg.name.
func selects(expression ast.Expr, pkg, name string) bool {
	selector, ok := expression.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != name {
		return false
	}
	of, ok := selector.X.(*ast.Ident)
	return ok && of.Name == pkg
}
