package acctest

import (
	"regexp"
	"strings"
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
