package takeover_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const (
	deadline = 10 * time.Minute

	official   = "registry.terraform.io/tencentcloudstack/tencentcloud"
	onOpenTofu = "registry.opentofu.org/tencentcloudstack/tencentcloud" // what OpenTofu makes of it in a state
	otherHost  = "mirror.example.com/tencentcloudstack/tencentcloud"
	standIn    = "internal/takeover/testdata/tencentcloud"
	examples   = "../../examples/moving-over"
	gaapSource = workbench.Source
)

var buildDir string

// build makes the programs once for all tests.
var build = sync.OnceValues(func() (*workbench.Programs, error) {
	ctx := context.Background()
	programs, err := workbench.Build(ctx, buildDir)
	for _, source := range []string{official, onOpenTofu, otherHost} {
		if err == nil {
			err = programs.AddProvider(ctx, source, standIn)
		}
	}
	return programs, err
})

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if buildDir, err = os.MkdirTemp("", "gaap-takeover-"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		_ = os.RemoveAll(buildDir)
		os.Exit(code)
	}))
}

// stage is a folder with the real CLI and provider, and a mock beside it.
type stage struct {
	*workbench.Folder

	t      *testing.T
	ctx    context.Context
	mock   *workbench.Mock
	output string // of the latest command
}

// newStage starts a mock without limits. A test that needs a CLI of a version,
// such as 1.14, is skipped with an older one. env are further variables.
func newStage(t *testing.T, minor int, env ...string) *stage {
	t.Helper()
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1")
	}
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	programs, err := build()
	must(t, err)
	has, err := programs.Minor(ctx)
	must(t, err)
	if has < minor {
		t.Skipf("the CLI has version 1.%d; this needs 1.%d", has, minor)
	}
	dir := t.TempDir()
	mock, err := programs.StartMock(ctx, "-max-proxies", "-1", "-create-time", "1s")
	must(t, err)
	t.Cleanup(mock.Stop)
	folder, err := programs.NewFolder(ctx, dir, mock, env...)
	must(t, err)
	s := &stage{Folder: folder, t: t, ctx: ctx, mock: mock}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("latest output:\n%s\nlog of the mock:\n%s", s.output, mock.Log())
		}
	})
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// terraform runs a command that must end with code, and returns its words.
func (s *stage) terraform(code int, args ...string) string {
	s.t.Helper()
	result, err := s.Run(s.ctx, args...)
	must(s.t, err)
	if s.output = result.Output; result.Code != code {
		s.t.Fatalf("terraform %s: exit code %d, want %d", strings.Join(args, " "), result.Code, code)
	}
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(result.Output)), " ")
}

// says runs a command that must end with code and print the phrases.
func (s *stage) says(code int, command string, phrases ...string) {
	s.t.Helper()
	words := s.terraform(code, strings.Fields(command)...)
	for _, phrase := range phrases {
		if !strings.Contains(words, phrase) {
			s.t.Errorf("terraform %s does not say %q", command, phrase)
		}
	}
}

// put writes a file of the folder; copied copies one of the examples.
func (s *stage) put(name, text string) {
	s.t.Helper()
	must(s.t, os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o600))
}

func (s *stage) copied(name string) {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(examples, filepath.FromSlash(name)))
	must(s.t, err)
	s.put(filepath.Base(name), string(text))
}

func (s *stage) get(name string) string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.Dir, name))
	must(s.t, err)
	return string(text)
}

func (s *stage) add(p gaapmock.Proxy) gaapmock.Proxy {
	s.t.Helper()
	var err error
	p.ID, err = s.mock.AddProxy(s.ctx, p)
	must(s.t, err)
	return p
}

// settled demands that a second plan is empty, that the state has the proxies,
// by address, and that nothing was written to the service.
func (s *stage) settled(ids map[string]string) {
	s.t.Helper()
	s.says(0, "plan -detailed-exitcode", "No changes.")
	objects, err := s.State()
	must(s.t, err)
	if len(objects) != len(ids) {
		s.t.Errorf("there are %d objects in the state, want %d", len(objects), len(ids))
	}
	for _, object := range objects {
		if object.ID() != ids[object.Address] {
			s.t.Errorf("%s has the id %q, want %q", object.Address, object.ID(), ids[object.Address])
		}
		if token := object.Values["client_token"]; token != nil {
			s.t.Errorf("%s has the token %v, want none", object.Address, token)
		}
	}
	s.nothingWritten()
}

func (s *stage) nothingWritten() {
	s.t.Helper()
	calls, err := s.mock.Calls(s.ctx, "")
	must(s.t, err)
	for _, call := range calls {
		if !strings.HasPrefix(call.Action, "Describe") || call.Code != "" {
			s.t.Errorf("%s was called, and answered with %q: %s", call.Action, call.Code, call.Body)
		}
	}
}
