package e2e

import (
	"crypto/rand"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// secretive is a stage on which all is logged that can be, and whose keys can be
// told from everything else.
type secretive struct {
	*stage.Stage

	url     string // leads to the mock, and has the secrets that pass written down
	key     acctest.Key
	secrets *acctest.Secrets
}

// newSecretive starts a mock that asks for a key with a token, and writes the
// configuration of a proxy. tell returns further variables of the environment.
func newSecretive(t *testing.T, tell func(s *secretive) []string) *secretive {
	t.Helper()
	token := "token" + rand.Text()
	s := &secretive{Stage: build.New(t, "-token", token, "-speed", "50", "-early-destroy", "allowed"), secrets: &acctest.Secrets{}}
	id, key := s.Mock.Key()
	s.key = acctest.Key{SecretID: id, SecretKey: key, Token: token}
	for name, secret := range map[string]string{"SecretId": id, "SecretKey": key, "token": token} {
		s.secrets.Add(name, secret)
	}
	s.url = s.serve(s.toMock())
	protocol := filepath.Join(s.Dir, "protocol")
	must(t, os.Mkdir(protocol, 0o700))
	s.Env = append(s.Env,
		"TENCENTCLOUD_ENDPOINT="+s.url, "TENCENTCLOUD_SECURITY_TOKEN="+token, "TF_LOG=TRACE", "TF_LOG_SDK=TRACE", "TF_LOG_SDK_PROTO=TRACE",
		"TF_LOG_SDK_FRAMEWORK=TRACE", "TF_LOG_PATH="+filepath.Join(s.Dir, "trace.log"), "TF_LOG_SDK_PROTO_DATA_DIR="+protocol)
	if tell != nil {
		s.Env = append(s.Env, tell(s)...)
	}
	s.Write(secretiveProxy)
	return s
}

var secretiveProxy = acctest.Block("test", nil)

// serve serves until the test ends.
func (s *secretive) serve(handler http.Handler) (url string) {
	server := httptest.NewServer(s.secrets.Watch(handler))
	s.T.Cleanup(server.Close)
	return server.URL
}

// toMock hands requests on to the mock, and back what comes of them: an answer
// or none.
func (s *secretive) toMock() http.Handler {
	to, err := url.Parse(s.Mock.URL)
	must(s.T, err)
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { // the Host is part of the signature, so it stays
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = to.Scheme, to.Host, r.In.Host
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
		ErrorLog:     log.New(io.Discard, "", 0),
	}
}

// says runs a command and searches what it prints.
func (s *secretive) says(code int, command string, phrases ...string) {
	s.T.Helper()
	s.Says(code, command, phrases...)
	s.search("the output of "+command, []byte(s.Output))
}

// requireSuccess runs a command until it succeeds, which it must at the third time.
func (s *secretive) requireSuccess(command string) {
	s.T.Helper()
	for range 3 {
		result, err := s.Run(s.Ctx, strings.Fields(command)...)
		must(s.T, err)
		s.Output = result.Output
		s.search("the output of "+command, []byte(s.Output))
		if result.Code == 0 {
			return
		}
	}
	s.T.Fatalf("terraform %s fails again and again", command)
}

// check searches everything that was written.
func (s *secretive) check() {
	s.T.Helper()
	if files := s.searchFolder(filepath.Join(s.Dir, "protocol")); files < 1 {
		s.T.Error("the protocol was not written down")
	}
	s.checkWritten()
}

// checkWritten searches everything that was written, with or without a protocol.
func (s *secretive) checkWritten() {
	s.T.Helper()
	for _, call := range s.Calls("") {
		s.search("the journal", call.Body)
	}
	s.search("the mock's log", []byte(s.Mock.Log()))
	if files := s.searchFolder(s.Dir); files < 3 {
		s.T.Errorf("only %d files were searched", files)
	}
	if !strings.Contains(s.Get("trace.log"), "[TRACE]") {
		s.T.Error("nothing was traced, so nothing is proved")
	}
}
