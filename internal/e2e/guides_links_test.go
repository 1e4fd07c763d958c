package e2e

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	anchor  = regexp.MustCompile(`<a id="([^"]+)"></a>`)
	unkept  = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)
	fenced  = regexp.MustCompile("(?s)```.*?```")
)

// Each link from one page of the documentation to another leads to a page that
// is there, and to a heading of it.
func TestLinks(t *testing.T) {
	t.Parallel()
	all := pages(t)
	checked := 0
	for page, text := range all {
		for _, found := range link.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
			if strings.Contains(found[1], "://") {
				continue
			}
			checked++
			to, fragment, _ := strings.Cut(found[1], "#")
			target := resolve(page, to)
			text, ok := all[target]
			if !ok {
				t.Errorf("%s: (%s) leads to no page: %s", page, found[1], target)
			} else if fragment != "" && !anchors(text)[fragment] {
				t.Errorf("%s: (%s) leads to no heading of %s", page, found[1], target)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d links were found", checked)
	}
}

// resolve returns the page that a link leads to; a folder stands for its index.
func resolve(page, to string) string {
	if to == "" {
		return page
	}
	target := path.Join(path.Dir(page), to)
	if strings.HasSuffix(to, "/") {
		target = path.Join(target, "index")
	}
	return target
}

// anchors are the names under which the headings of a page can be linked to.
func anchors(text string) map[string]bool {
	names := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		name := unkept.ReplaceAllString(strings.ToLower(found[1]), "")
		names[strings.ReplaceAll(name, " ", "-")] = true
	}
	for _, found := range anchor.FindAllStringSubmatch(text, -1) {
		names[found[1]] = true
	}
	return names
}
