package diagnostics_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// expectation is a line of testdata/codes.md. No kind: it holds for all.
type expectation struct{ kind, code, class, attribute, says string }

// cellsOf are the cells of each line of a table, without its first two lines.
func cellsOf(t *testing.T, file string) (tables [][][]string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case !strings.HasPrefix(line, "|"):
		case strings.HasPrefix(line, "|---"):
			tables = append(tables, nil)
		default:
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			if last := len(tables) - 1; cells[0] != "code" && cells[0] != "kind" && cells[0] != "set" {
				tables[last] = append(tables[last], cells)
			}
		}
	}
	return tables
}

// expectations are the lines of the tables: the codes that have a row of their
// own, those that do not, and those that have one for a kind.
func expectations(t *testing.T) (own, inherited, special []expectation) {
	t.Helper()
	tables := cellsOf(t, "testdata/codes.md")
	for _, c := range tables[0] {
		own = append(own, expectation{"", c[0], c[1], c[2], c[3]})
	}
	for _, c := range tables[1] {
		inherited = append(inherited, expectation{"", c[0], c[1], c[2], c[3]})
	}
	for _, c := range tables[2] {
		special = append(special, expectation{c[0], c[1], "", c[2], c[3]})
	}
	if len(own) < 80 || len(inherited) < 10 || len(special) < 30 {
		t.Fatalf("read %d, %d and %d codes, want many more", len(own), len(inherited), len(special))
	}
	return own, inherited, special
}

func failure(code string) *wire.Error {
	return &wire.Error{Action: "CreateProxy", Code: code, Message: "in the service's words", RequestID: "5d0f1d0e-7f57-4c37-9f0c-6a2b7f1f9c10", Attempts: 1}
}

// The documented codes are those that have rows, no more and no less.
func TestCodes_complete(t *testing.T) {
	t.Parallel()
	own, inherited, special := expectations(t)
	documented := map[string][]string{}
	for _, e := range slices.Concat(own, special) {
		documented[e.kind] = append(documented[e.kind], e.code)
	}
	for _, kind := range slices.Sorted(maps.Keys(documented)) {
		codes := documented[kind]
		slices.Sort(codes)
		if known := diagnostics.Codes(kind); !slices.Equal(codes, known) {
			t.Errorf("codes of %q: testdata/codes.md has\n%s\nand the table\n%s", kind, codes, known)
		}
	}
	if kinds := slices.Sorted(maps.Keys(documented)); !slices.Equal(kinds, append([]string{""}, diagnostics.Kinds()...)) {
		t.Errorf("testdata/codes.md is about the kinds %q, the table about %q", kinds, diagnostics.Kinds())
	}
	for _, e := range inherited {
		if slices.Contains(documented[""], e.code) {
			t.Errorf("%s has a row of its own", e.code)
		}
	}
}

// Each code that an action can answer has a row of its own, for the kind of
// object that the action is about or for all.
func TestCodes_actions(t *testing.T) {
	t.Parallel()
	tables := cellsOf(t, "testdata/actions.md")
	sets := map[string][]string{}
	for _, c := range tables[0] {
		sets[c[0]] = strings.Fields(c[1])
	}
	seen := map[string]bool{}
	for _, c := range tables[1] {
		kind, action := c[0], c[1]
		seen[kind] = true
		for _, code := range strings.Fields(c[2]) {
			codes, isSet := sets[code]
			if !isSet {
				codes = []string{code}
			}
			for _, code := range codes {
				if !slices.Contains(diagnostics.Codes(kind), code) && !slices.Contains(diagnostics.Codes(""), code) {
					t.Errorf("%s about a %s may answer %s, which has no row", action, kind, code)
				}
			}
		}
	}
	if kinds := slices.Sorted(maps.Keys(seen)); !slices.Equal(kinds, diagnostics.Kinds()) {
		t.Errorf("testdata/actions.md is about the kinds %q, want %q", kinds, diagnostics.Kinds())
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	own, inherited, special := expectations(t)
	for _, e := range slices.Concat(own, inherited, special) {
		if class := wire.ClassOfCode(e.code); e.kind == "" && class.String() != e.class {
			t.Errorf("%s is %s, want %s", e.code, class, e.class)
		}
		subject := diagnostics.About(e.kind, e.attribute)
		d := subject.Error("Summary", "Doing it", failure(e.code))
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
		if w := subject.Warning("Summary", "Doing it", failure(e.code)); w.Detail() != d.Detail() || w.Severity() != diag.SeverityWarning {
			t.Errorf("%s as a warning: %v %s", e.code, w.Severity(), w.Detail())
		}
	}
}

// What holds for all kinds does not speak of one of them, but for the codes that
// do so themselves.
func TestCodes_noKind(t *testing.T) {
	t.Parallel()
	for _, code := range diagnostics.Codes("") {
		detail := diagnostics.Subject{}.Error("Summary", "Doing it", failure(code)).Detail()
		_, advice, _ := strings.Cut(detail, "RequestId: ")
		for word, of := range map[string][]string{
			"proxy": {"Migration", "InstanceStatusNotInRuning", "ProxyStatusNotInRuning", "NonStandardProxy", "LimitNumofListener"}, "gaap_proxy": nil, "cloned_proxy_id": nil, "force_destroy": nil, "realserver": nil,
		} {
			_, last, _ := strings.Cut(code, ".")
			if strings.Contains(strings.ReplaceAll(advice, "proxy settings", ""), word) && !slices.Contains(of, last) &&
				!strings.HasPrefix(code, "ClientError") {
				t.Errorf("%s speaks of %q to all kinds: %s", code, word, advice)
			}
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
