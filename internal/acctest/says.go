package acctest

import (
	"regexp"
	"strings"
	"testing"
)

// Says matches what the CLI prints if it holds the phrases in this order,
// wherever it breaks the lines.
func Says(phrases ...string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("(?s)")
	for i, phrase := range phrases {
		if i > 0 {
			b.WriteString(".*")
		}
		for j, word := range strings.Fields(phrase) {
			if j > 0 {
				b.WriteString(`[\s│]+`)
			}
			b.WriteString(regexp.QuoteMeta(word))
		}
	}
	return regexp.MustCompile(b.String())
}

var pasted = regexp.MustCompile(`GAAP_ADOPT=(\S+)`)

// AdoptArgument is the provider's argument for the longest list to adopt that was
// printed.
func AdoptArgument(t *testing.T, said string) string {
	t.Helper()
	longest := ""
	for _, found := range pasted.FindAllStringSubmatch(said, -1) {
		if len(found[1]) > len(longest) {
			longest = found[1]
		}
	}
	if longest == "" {
		t.Fatalf("no GAAP_ADOPT= in %s", said)
	}
	return `adopt = ["` + strings.ReplaceAll(longest, ",", `", "`) + `"]`
}
