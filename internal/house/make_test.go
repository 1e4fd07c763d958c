package house

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The list of targets needs make, bash and awk, and says nothing of what is missing.
func TestMake_helpWithoutGo(t *testing.T) {
	path := t.TempDir()
	for _, program := range []string{"bash", "awk"} {
		link(t, program, filepath.Join(path, program))
	}
	out, err := runMake(t, []string{"PATH=" + path}, "help")
	if err != nil || !strings.Contains(out, "make install ") || strings.Contains(out, "not found") {
		t.Errorf("%v\n%s", err, out)
	}
}

// A CLI may lie in a folder such as /c/Program Files.
func TestMake_terraformWithSpaces(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "program files")
	cli := fakeCLI(t, folder)
	relative, err := filepath.Rel(absolute(t, root), cli)
	if err != nil {
		t.Fatal(err)
	}
	for name, how := range map[string][]string{
		"named":     {"TERRAFORM=" + cli},
		"relative":  {"TERRAFORM=" + relative},
		"on a PATH": {"PATH=" + folder + string(filepath.ListSeparator) + os.Getenv("PATH")},
	} {
		t.Run(name, func(t *testing.T) {
			// Not as it stands: from another folder, as tests start it.
			out, err := runMake(t, how, "-s", "fmt", `LINT=cd / && "$$TERRAFORM"`)
			if err != nil || strings.Count(out, "called") != 2 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// Formatting does not depend on the user's CLI configuration.
func TestMake_fmtLeavesConfigurationAlone(t *testing.T) {
	cli := fakeCLI(t, t.TempDir())
	out, err := runMake(t, []string{"TERRAFORM=" + cli, "TF_CLI_CONFIG_FILE=/no/such/file"}, "-s", "fmt", "LINT=:")
	if err != nil || !strings.Contains(out, "called with /dev/null") {
		t.Errorf("%v\n%s", err, out)
	}
}

// Terraform looks for providers in another place on Windows.
func TestMake_installFolder(t *testing.T) {
	for name, test := range map[string]struct {
		env  []string
		want string
	}{
		"Windows":   {[]string{`APPDATA=C:\Users\a b\AppData\Roaming`}, `"C:/Users/a b/AppData/Roaming/terraform.d/plugins/registry.`},
		"elsewhere": {[]string{"HOME=/home/a b"}, `"/home/a b/.terraform.d/plugins/registry.`},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := runMake(t, test.env, "-n", "install")
			if err != nil || strings.Count(out, test.want) != 2 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// Of a release candidate a plain init says that there is no such release.
func TestMake_version(t *testing.T) {
	folder := t.TempDir()
	git(t, folder, "init", "-q")
	for _, tag := range []struct{ name, want string }{
		{"v0.1.0-rc1", "0.0.1"},
		{"v0.1.0", "0.1.0"},
		{"v0.2.0-rc1", "0.1.0"},
	} {
		git(t, folder, "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false",
			"commit", "-q", "--allow-empty", "-m", tag.name)
		git(t, folder, "-c", "tag.gpgsign=false", "tag", tag.name)
		out, err := runMake(t, nil, "-C", folder, "-f", filepath.Join(absolute(t, root), "GNUmakefile"), "-n", "build")
		if err != nil || !strings.Contains(out, "main.version="+tag.want+`"`) {
			t.Errorf("with the tag %s: %v\n%s\nwant %s", tag.name, err, out, tag.want)
		}
	}
}

func git(t *testing.T, folder string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{"-C", folder}, args...)...)
	cmd.Env = cleanEnvironment()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// runMake runs a make that knows nothing of the one that runs this test.
func runMake(t *testing.T, env []string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "make", args...)
	cmd.Dir = root
	cmd.Env = append(cleanEnvironment(), env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// cleanEnvironment is without what a make, or a hook of git, tells its children.
func cleanEnvironment() []string {
	told := []string{"MAKEFLAGS", "MFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "TERRAFORM", "PLUGINS", "APPDATA", "VERSION"}
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return strings.HasPrefix(name, "GIT_") || slices.Contains(told, name)
	})
}

// fakeCLI makes a terraform that says how it is called.
func fakeCLI(t *testing.T, folder string) string {
	t.Helper()
	if err := os.MkdirAll(folder, 0o750); err != nil {
		t.Fatal(err)
	}
	cli := filepath.Join(folder, "terraform")
	if err := os.WriteFile(cli, []byte("#!/bin/sh\necho \"called with $TF_CLI_CONFIG_FILE\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return cli
}

func link(t *testing.T, program, to string) {
	t.Helper()
	from, err := exec.LookPath(program)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(from, to); err != nil {
		t.Fatal(err)
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}
