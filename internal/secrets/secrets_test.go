package secrets_test

import (
	"context"
	"crypto/rand"
	"flag"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	workbench "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const deadline = 10 * time.Minute

var buildDir string

// build makes the programs once for all tests.
var build = sync.OnceValues(func() (*workbench.Programs, error) {
	return workbench.Build(context.Background(), buildDir)
})

func TestMain(m *testing.M) {
	flag.Parse()
	// The scenarios mostly wait, so that many fit on few processors.
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
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
	url     string // leads to the mock, and has the secrets that pass written down
	key     acctest.Key
	secrets *acctest.Secrets
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
	s := &stage{t: t, ctx: ctx, mock: mock, key: acctest.Key{SecretID: id, SecretKey: key, Token: token}, secrets: &acctest.Secrets{}}
	for name, secret := range map[string]string{"SecretId": id, "SecretKey": key, "token": token} {
		s.secrets.Add(name, secret)
	}
	s.url = s.serve(s.toMock())
	dir := t.TempDir()
	protocol := filepath.Join(dir, "protocol")
	must(t, os.Mkdir(protocol, 0o700))
	variables := []string{
		"TENCENTCLOUD_ENDPOINT=" + s.url, "TENCENTCLOUD_SECURITY_TOKEN=" + token,
		"TF_LOG=TRACE", "TF_LOG_SDK=TRACE", "TF_LOG_SDK_PROTO=TRACE", "TF_LOG_SDK_FRAMEWORK=TRACE", "TF_LOG_PATH=" + filepath.Join(dir, "trace.log"), "TF_LOG_SDK_PROTO_DATA_DIR=" + protocol,
	}
	if change != nil {
		variables = append(variables, change(s)...)
	}
	s.Folder, err = programs.NewFolder(ctx, dir, mock, variables...)
	must(t, err)
	return s
}

// serve serves until the test ends.
func (s *stage) serve(handler http.Handler) (url string) {
	server := httptest.NewServer(s.secrets.Watch(handler))
	s.t.Cleanup(server.Close)
	return server.URL
}

// toMock hands requests on to the mock, and back what comes of them: an answer
// or none.
func (s *stage) toMock() http.Handler {
	to, err := url.Parse(s.mock.URL)
	must(s.t, err)
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { // the Host is part of the signature, so it stays
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = to.Scheme, to.Host, r.In.Host
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
		ErrorLog:     log.New(io.Discard, "", 0),
	}
}

// run runs a command, which may fail, and keeps what it prints for the search.
func (s *stage) run(args ...string) workbench.Result {
	s.t.Helper()
	result, err := s.Run(s.ctx, args...)
	must(s.t, err)
	s.keep(result)
	return result
}

func (s *stage) keep(result workbench.Result) {
	s.t.Helper()
	must(s.t, os.WriteFile(filepath.Join(s.Dir, "output-"+rand.Text()), []byte(result.Output), 0o600))
}

// succeeds runs a command that must not fail.
func (s *stage) succeeds(args ...string) {
	s.t.Helper()
	if result := s.run(args...); result.Code != 0 {
		s.t.Errorf("%v ends with %d:\n%s", args, result.Code, result.Output)
	}
}

// fails runs a command that must fail with a phrase.
func (s *stage) fails(phrase string, args ...string) {
	s.t.Helper()
	if result := s.run(args...); result.Code != 1 || !strings.Contains(result.Output, phrase) {
		s.t.Errorf("%v ends with %d, want 1 and %q:\n%s", args, result.Code, phrase, result.Output)
	}
}

// count is how often an action was called.
func (s *stage) count(action string) int {
	s.t.Helper()
	calls, err := s.mock.Calls(s.ctx, action)
	must(s.t, err)
	return len(calls)
}

// check searches everything that was written.
func (s *stage) check() {
	s.t.Helper()
	calls, err := s.mock.Calls(s.ctx, "")
	must(s.t, err)
	for _, call := range calls {
		s.search("the journal", call.Body)
	}
	s.search("the mock's log", []byte(s.mock.Log()))
	if files := s.searchFolder(filepath.Join(s.Dir, "protocol")); files < 1 {
		s.t.Error("the protocol was not written down")
	}
	if files := s.searchFolder(s.Dir); files < 3 {
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
