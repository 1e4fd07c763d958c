package stage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// deadline is far beyond what any scenario takes, on a slow and busy machine,
// too, and below the timeouts of the provider's operations, which are 20 minutes.
const deadline = 10 * time.Minute

// Builder makes the programs for the tests of a package, once, when the first
// of them asks for them.
type Builder struct {
	dir   string
	build func() (*Programs, error)
}

// NewBuilder returns a builder of the provider, the mock and other providers.
func NewBuilder(others ...Provider) *Builder {
	b := &Builder{}
	b.build = sync.OnceValues(func() (p *Programs, err error) {
		if b.dir, err = os.MkdirTemp("", "gaap-stage-"); err != nil {
			return nil, err
		}
		return Build(context.Background(), b.dir, others...)
	})
	return b
}

// Exit removes what was built and ends the test binary.
func (b *Builder) Exit(code int) {
	if b.dir != "" {
		_ = os.RemoveAll(b.dir)
	}
	os.Exit(code)
}

// Programs returns the programs, and a context that ends with the test or its
// deadline. It skips the test if nobody asked for acceptance tests.
func (b *Builder) Programs(t *testing.T) (context.Context, *Programs) {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1")
	}
	programs, err := b.build()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	return ctx, programs
}

// Stage is an initialised folder with the real CLI and provider, and a mock
// beside it, for one test. What cannot be done ends the test.
type Stage struct {
	*Folder

	T      *testing.T
	Ctx    context.Context // ends with the test or its deadline
	Mock   *Mock
	Output string // of the latest command
}

// New starts a mock with these flags, and prepares a folder that talks to it.
func (b *Builder) New(t *testing.T, flags ...string) *Stage {
	t.Helper()
	ctx, programs := b.Programs(t)
	s := &Stage{T: t, Ctx: ctx}
	var err error
	s.Mock, err = programs.StartMock(ctx, flags...)
	s.must(err)
	t.Cleanup(func() {
		s.Mock.Stop()
		if t.Failed() {
			t.Logf("latest output:\n%s\nlog of the mock:\n%s", s.Output, s.Mock.Log())
		}
	})
	s.Folder, err = programs.NewFolder(t.TempDir(), s.Mock)
	s.must(err)
	s.Env = append(s.Env, "TF_DISABLE_PLUGIN_TLS=1") // else a sixth of the time goes into keys between CLI and provider
	return s
}

func (s *Stage) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// Needs skips the test if the CLI is older than a version 1.x.
func (s *Stage) Needs(minor int) {
	s.T.Helper()
	if has := s.programs.Minor; has < minor {
		s.T.Skipf("%s is too old; this needs 1.%d", s.programs.CLI, minor)
	}
}

// Terraform runs a command that must end with code, and returns its words.
func (s *Stage) Terraform(code int, args ...string) string {
	s.T.Helper()
	result, err := s.Run(s.Ctx, args...)
	s.Output = result.Output
	s.must(err)
	return s.describeEnd(result, code, strings.Join(args, " "))
}

// Says runs a command that must end with code and print the phrases, wherever
// it breaks its lines.
func (s *Stage) Says(code int, command string, phrases ...string) {
	s.T.Helper()
	s.Terraform(code, strings.Fields(command)...)
	s.Wants(phrases...)
}

// Wants demands phrases of the latest output.
func (s *Stage) Wants(phrases ...string) {
	s.T.Helper()
	text := words(s.Output)
	for _, phrase := range phrases {
		if !strings.Contains(text, phrase) {
			s.T.Errorf("the output does not say %q", phrase)
		}
	}
}

// Begin starts a command that will not end by itself.
func (s *Stage) Begin(args ...string) *Command {
	s.T.Helper()
	c, err := s.Start(args...)
	s.must(err)
	s.T.Cleanup(c.Kill)
	return c
}

// Wait waits for the end of what was begun.
func (s *Stage) Wait(c *Command) Result {
	s.T.Helper()
	select {
	case <-c.Done():
	case <-s.Ctx.Done():
		s.Output = c.Output()
		s.T.Fatal("terraform does not end")
	}
	result := c.Wait()
	s.Output = result.Output
	return result
}

// End waits for the end of what was begun, which must have code and say the phrases.
func (s *Stage) End(c *Command, code int, phrases ...string) {
	s.T.Helper()
	s.describeEnd(s.Wait(c), code, "command")
	s.Wants(phrases...)
}

func (s *Stage) describeEnd(result Result, code int, command string) string {
	s.T.Helper()
	if result.Code != code {
		s.T.Fatalf("terraform %s: exit code %d, want %d", command, result.Code, code)
	}
	return words(result.Output)
}

// words takes the frames and line breaks out of what Terraform prints.
func words(output string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(output)), " ")
}

// Eventually waits until something is so.
func (s *Stage) Eventually(what string, so func() bool) {
	s.T.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-s.Ctx.Done():
			s.T.Fatalf("not seen: %s", what)
		}
	}
}

// Write makes body the configuration; the terraform block is put in front of it.
func (s *Stage) Write(body string) {
	s.T.Helper()
	s.must(s.Folder.Write(body))
}

// Put writes a file of the folder.
func (s *Stage) Put(name, text string) {
	s.T.Helper()
	s.must(os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o600)) //nolint:gosec // in the test's own folder
}

// Get reads a file of the folder.
func (s *Stage) Get(name string) string {
	s.T.Helper()
	text, err := os.ReadFile(filepath.Join(s.Dir, name)) //nolint:gosec // in the test's own folder
	s.must(err)
	return string(text)
}

// Copied copies a file into the folder.
func (s *Stage) Copied(path string) {
	s.T.Helper()
	text, err := os.ReadFile(path) //nolint:gosec // the test names it
	s.must(err)
	s.Put(filepath.Base(path), string(text))
}

// Remove removes a file of the folder, which need not exist.
func (s *Stage) Remove(name string) {
	s.T.Helper()
	s.must(os.RemoveAll(filepath.Join(s.Dir, name)))
}

// Has says whether a file is in the folder.
func (s *Stage) Has(name string) bool {
	_, err := os.Stat(filepath.Join(s.Dir, name))
	return err == nil
}
