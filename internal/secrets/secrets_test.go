package secrets_test

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/workbench"
)

const deadline = 3 * time.Minute

var buildDir string

// build makes the programs once for all tests.
var build = sync.OnceValues(func() (*workbench.Programs, error) {
	return workbench.Build(context.Background(), buildDir)
})

func TestMain(m *testing.M) {
	var err error
	if buildDir, err = os.MkdirTemp("", "gaap-secrets-"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		_ = os.RemoveAll(buildDir)
		os.Exit(code)
	}))
}

// stage is a folder with the real CLI and provider, which log all they can,
// and a mock with keys that can be told from everything else.
type stage struct {
	*workbench.Folder

	t       *testing.T
	ctx     context.Context
	mock    *workbench.Mock
	secrets map[string]string // by what they are
}

// newStage starts a mock that asks for a key with a token. change returns
// further variables of the environment.
func newStage(t *testing.T, change func(s *stage) []string) *stage {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	programs, err := build()
	must(t, err)
	token := "token" + rand.Text()
	mock, err := programs.StartMock(ctx, "-token", token, "-speed", "50", "-early-destroy", "allowed")
	must(t, err)
	t.Cleanup(mock.Stop)
	id, key := mock.Key()
	s := &stage{t: t, ctx: ctx, mock: mock, secrets: map[string]string{"SecretId": id, "SecretKey": key, "token": token}}
	dir := t.TempDir()
	variables := []string{"TENCENTCLOUD_SECURITY_TOKEN=" + token, "TF_LOG=TRACE", "TF_LOG_PATH=" + filepath.Join(dir, "trace.log")}
	if change != nil {
		variables = append(variables, change(s)...)
	}
	s.Folder, err = programs.NewFolder(ctx, dir, mock, variables...)
	must(t, err)
	return s
}

// run runs a command, which may fail, and keeps what it prints for the search.
func (s *stage) run(args ...string) workbench.Result {
	s.t.Helper()
	result, err := s.Run(s.ctx, args...)
	must(s.t, err)
	must(s.t, os.WriteFile(filepath.Join(s.Dir, "output-"+rand.Text()), []byte(result.Output), 0o600))
	return result
}

// check searches everything that was written.
func (s *stage) check() {
	s.t.Helper()
	calls, err := s.mock.Calls(s.ctx, "")
	must(s.t, err)
	for _, call := range calls {
		search(s.t, "the journal", call.Body, s.secrets)
	}
	search(s.t, "the mock's log", []byte(s.mock.Log()), s.secrets)
	if files := searchFolder(s.t, s.Dir, s.secrets); files < 3 {
		s.t.Errorf("only %d files were searched", files)
	}
	trace, err := os.ReadFile(filepath.Join(s.Dir, "trace.log"))
	must(s.t, err)
	if !strings.Contains(string(trace), "[TRACE]") {
		s.t.Error("nothing was traced, so nothing is proved")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
