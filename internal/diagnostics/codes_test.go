package diagnostics_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// expectation is a line of testdata/codes.md.
type expectation struct{ code, class, attribute, says string }

// expectations are the lines of the two tables: the codes that have a row of
// their own, and those that do not.
func expectations(t *testing.T) (own, inherited []expectation) {
	t.Helper()
	text, err := os.ReadFile("testdata/codes.md")
	if err != nil {
		t.Fatal(err)
	}
	tables := 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 6 {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		e := expectation{cells[1], cells[2], cells[3], cells[4]}
		switch {
		case e.code == "code":
			tables++
		case strings.HasPrefix(e.code, "---"):
		case tables == 1:
			own = append(own, e)
		default:
			inherited = append(inherited, e)
		}
	}
	if len(own) < 90 || len(inherited) < 10 {
		t.Fatalf("read %d and %d codes, want many more", len(own), len(inherited))
	}
	return own, inherited
}

func failure(code string) *wire.Error {
	return &wire.Error{Action: "CreateProxy", Code: code, Message: "in the service's words", RequestID: "5d0f1d0e-7f57-4c37-9f0c-6a2b7f1f9c10", Attempts: 1}
}

// The documented codes are those that have rows, no more and no less.
func TestCodes_complete(t *testing.T) {
	t.Parallel()
	own, inherited := expectations(t)
	var documented []string
	for _, e := range own {
		documented = append(documented, e.code)
	}
	slices.Sort(documented)
	if unique := slices.Compact(slices.Clone(documented)); len(unique) != len(documented) {
		t.Error("a code is in the table twice")
	}
	known := diagnostics.Codes()
	for _, code := range documented {
		if !slices.Contains(known, code) {
			t.Errorf("%s has no row", code)
		}
	}
	for _, code := range known {
		if !slices.Contains(documented, code) {
			t.Errorf("%s has a row, but testdata/codes.md does not say what to expect of it", code)
		}
	}
	for _, e := range inherited {
		if slices.Contains(known, e.code) {
			t.Errorf("%s has a row of its own", e.code)
		}
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	own, inherited := expectations(t)
	for _, e := range slices.Concat(own, inherited) {
		if class := wire.ClassOfCode(e.code); class.String() != e.class {
			t.Errorf("%s is %s, want %s", e.code, class, e.class)
		}
		d := diagnostics.Error("Summary", "Doing it", failure(e.code))
		_, detail, _ := strings.Cut(d.Detail(), "RequestId: ")
		_, advice, _ := strings.Cut(detail, "\n\n")
		if !strings.Contains(advice, e.says) {
			t.Errorf("%s advises %q, want %q in it", e.code, advice, e.says)
		}
		if strings.Contains(advice, "\n") || !strings.HasSuffix(advice, ".") {
			t.Errorf("the advice of %s is not one line of sentences: %q", e.code, advice)
		}
		if got := attributeOf(d); got != e.attribute {
			t.Errorf("%s is about %q, want %q", e.code, got, e.attribute)
		}
		if w := diagnostics.Warning("Summary", "Doing it", failure(e.code)); w.Detail() != d.Detail() || w.Severity() != diag.SeverityWarning {
			t.Errorf("%s as a warning: %v %s", e.code, w.Severity(), w.Detail())
		}
	}
}

// attributeOf is the argument that a diagnostic points at, "" for none.
func attributeOf(d diag.Diagnostic) string {
	at, ok := d.(diag.DiagnosticWithPath)
	if !ok || at.Path().Equal(path.Empty()) {
		return ""
	}
	return at.Path().String()
}
