package house

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Actions are pinned by commit, with the release that it is, and a workflow may
// write nothing unless a job says so.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(root + "/.github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatal("no workflows", err)
	}
	uses := regexp.MustCompile(`(?m)^[ -]*uses:(.*)$`)
	pinned := regexp.MustCompile(`^ ([\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/\w+\.yml)$`)
	for _, file := range files {
		text := read(t, file)
		for _, use := range uses.FindAllStringSubmatch(text, -1) {
			if !pinned.MatchString(use[1]) {
				t.Errorf("%s: %q is not pinned like owner/name@COMMIT # vX.Y.Z", file, use[1])
			}
		}
		if !strings.Contains(text, "\npermissions:\n  contents: read\n\n") {
			t.Errorf("%s does not limit what its jobs may do", file)
		}
		if strings.Count(text, "actions/checkout@") != strings.Count(text, "persist-credentials: false") {
			t.Errorf("%s: a checkout leaves its token behind", file)
		}
	}
}

// Dependabot looks at every folder that pins something.
func TestDependabot(t *testing.T) {
	config := read(t, root+"/.github/dependabot.yml")
	ecosystems := map[string]string{"go.mod": "gomod", "package.json": "npm"}
	found := 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains([]string{".git", "node_modules"}, entry.Name()) {
			return fs.SkipDir // in a worktree .git is a file, and this would skip what is beside it
		}
		ecosystem, pins := ecosystems[entry.Name()]
		if !pins {
			return nil
		}
		found++
		folder := path.Dir(strings.TrimPrefix(filepath.ToSlash(file), root))
		if !strings.Contains(entryOf(config, ecosystem), `"`+folder+`"`) {
			t.Errorf(".github/dependabot.yml does not name %s among the directories of %s", folder, ecosystem)
		}
		return nil
	})
	if err != nil || found < 4 {
		t.Fatal(found, err)
	}
}

// entryOf is what dependabot.yml says about an ecosystem.
func entryOf(config, ecosystem string) string {
	_, entry, _ := strings.Cut(config, "package-ecosystem: "+ecosystem+"\n")
	entry, _, _ = strings.Cut(entry, "package-ecosystem:")
	return entry
}

// What a release is built for compiles in every change already, its tests
// included: each system of .goreleaser.yml once, and one of 32 bits.
func TestReleasePlatformsAreChecked(t *testing.T) {
	lists := regexp.MustCompile(`(?m)^    goos: \[(.*)\]$`).FindAllStringSubmatch(read(t, root+"/.goreleaser.yml"), -1)
	platforms := regexp.MustCompile(`(?m)^        platform: \[(.*)\]$`).FindStringSubmatch(read(t, root+"/.github/workflows/test.yml"))
	if len(lists) != 2 || len(platforms) != 2 {
		t.Fatalf("found %q and %q", lists, platforms)
	}
	for _, list := range lists {
		for goos := range strings.SplitSeq(list[1], ", ") {
			if !strings.Contains(platforms[1], goos+"/") {
				t.Errorf("no job of test.yml vets for %s", goos)
			}
		}
	}
	if !strings.Contains(platforms[1], "/386") {
		t.Error("no job of test.yml vets for a platform of 32 bits")
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
