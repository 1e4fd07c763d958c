package e2e

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

const docs = "../../docs"

// pages are the texts of all pages of the documentation, by path without .md.
func pages(t *testing.T) map[string]string {
	t.Helper()
	found, files := map[string]string{}, os.DirFS(docs)
	err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, file)
		found[strings.TrimSuffix(file, ".md")] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// block is a block of code of a page.
type block struct{ language, text string }

var fence = regexp.MustCompile("^( *)```([a-z]*)$")

// blocks are the blocks of code of a page. A line that is indented less than
// its fence ends the list that both stand in: readers see it as text, and a
// comment as a heading.
func blocks(t *testing.T, page, text string) (found []block) {
	t.Helper()
	indent, inside := "", false
	for number, line := range strings.Split(text, "\n") {
		switch mark := fence.FindStringSubmatch(line); {
		case mark != nil && !inside:
			indent, inside = mark[1], true
			found = append(found, block{language: mark[2]})
		case mark != nil:
			inside = false
		case inside:
			if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, indent) {
				t.Errorf("%s:%d is in a block that is indented further: %s", page, number+1, line)
			}
			found[len(found)-1].text += strings.TrimPrefix(line, indent) + "\n"
		}
	}
	if inside {
		t.Errorf("%s: the last block of code does not end", page)
	}
	return found
}

// Blocks of code are seen as what they are.
func TestBlocks(t *testing.T) {
	t.Parallel()
	checked := 0
	for page, text := range pages(t) {
		checked += len(blocks(t, page, text))
	}
	if checked < 40 {
		t.Errorf("only %d blocks of code were found", checked)
	}
}
