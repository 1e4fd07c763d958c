package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// root is where the pages are that are for readers of the repository.
const root = "../.."

// The configuration of the README is a whole one: applied as it stands, it plans
// nothing more, and goes again.
func TestAccReadme(t *testing.T) {
	t.Parallel()
	s := newExample(t)
	found := 0
	for _, b := range blocks(t, "README", read(t, filepath.Join(root, "README.md"))) {
		if b.language == "terraform" {
			s.Put("main.tf", b.text)
			found++
		}
	}
	if found != 1 {
		t.Fatalf("the README shows %d configurations, want 1", found)
	}
	s.Says(0, "apply -auto-approve", "4 added, 0 changed, 0 destroyed", `address = "link-`)
	s.Terraform(0, "plan", "-detailed-exitcode")
	s.Says(0, "destroy -auto-approve", "4 destroyed")
}

// Each link of the pages beside the README leads to a file, and to a heading of it.
func TestLinks_root(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(root, "*.md"))
	must(t, err)
	checked := 0
	for _, file := range files {
		for _, found := range link.FindAllStringSubmatch(fenced.ReplaceAllString(read(t, file), ""), -1) {
			to, fragment, _ := strings.Cut(found[1], "#")
			if strings.Contains(to, "://") {
				continue
			}
			checked++
			target := file
			if to != "" {
				target = filepath.Join(root, to)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: (%s) leads to no file: %v", file, found[1], err)
			} else if fragment != "" && !anchors(read(t, target))[fragment] {
				t.Errorf("%s: (%s) leads to no heading of %s", file, found[1], target)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d links were found", checked)
	}
}
