package wire_test

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	running = `{"Response":{"InstanceStatusSet":[{"InstanceId":"link-a1b2c3d4","Status":"RUNNING"}],"RequestId":"` + requestID + `"}}`
)

// A redirect is not followed, whatever it says: the request carries
// credentials. It is final, so it is sent once.
func TestRedirect(t *testing.T) {
	t.Parallel()
	var followed, calls atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed.Add(1) }))
	t.Cleanup(other.Close)
	for _, status := range []int{300, 301, 302, 303, 304, 305, 307, 308} {
		for name, c := range map[string]struct{ location, want string }{
			"elsewhere": {other.URL + "/path?hidden=1", other.URL},
			"same host": {"/v2?hidden=1", "points to http://127.0.0.1:"},
			"nowhere":   {"", "no other place"},
			"nonsense":  {"http://[::1", "no other place"},
		} {
			t.Run(fmt.Sprint(status, " ", name), func(t *testing.T) {
				calls.Store(0)
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					calls.Add(1)
					if c.location != "" {
						w.Header().Set("Location", c.location)
					}
					w.WriteHeader(status)
				}))
				defer server.Close()
				_, err := newStubClient(t, server.URL, nil).order(t.Context(), "t-1")
				checkFailure(t, err, "CreateProxy", "ClientError.Redirected", "", c.want, strings.TrimPrefix(server.URL, "http://"), fmt.Sprint(status))
				if wire.ClassOf(err) != wire.Final || calls.Load() != 1 || followed.Load() != 0 {
					t.Errorf("%d calls, %d followed, class %s; want 1, 0, final", calls.Load(), followed.Load(), wire.ClassOf(err))
				}
			})
		}
	}
}

// Credentials are encrypted on every way but the one inside the machine.
func TestNew_endpoint(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		"":                             "",
		"https://gaap.example.com":     "",
		"https://gaap.example.com/v1":  "",
		"http://127.0.0.1:9180":        "",
		"http://127.8.9.1":             "",
		"http://[::1]:9180":            "",
		"http://localhost:9180":        "",
		"http://gaap.example.com":      "not encrypted",
		"http://10.0.0.1":              "not encrypted",
		"http://0.0.0.0:9180":          "not encrypted",
		"http://localhost.example.com": "not encrypted",
		"http://127.0.0.1.nip.io":      "not encrypted",
		"http://2130706433":            "not encrypted",
		"ftp://gaap.example.com":       "https://",
		"gaap.example.com":             "not a URL",
		"https://":                     "not a URL",
		"https://:443":                 "not a URL",
		"https://user:hidden@host":     "may only have",
		"https://host?x=1":             "may only have",
		"https://host/#x":              "may only have",
		"https://ho\x00st":             "not a URL",
	} {
		_, err := wire.New(wire.Config{Endpoint: endpoint})
		if (err == nil) != (want == "") || err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hidden")) {
			t.Errorf("%q: %v, want %q", endpoint, err, want)
		}
	}
}

// newTLSServer makes a server and the roots that trust it.
func newTLSServer(t *testing.T, change func(*httptest.Server)) (*httptest.Server, *x509.CertPool, *atomic.Int32) {
	t.Helper()
	var calls atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		w.Header().Set("X-Protocol", r.Proto)
		_, _ = io.WriteString(w, running)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it is told of the handshakes that fail
	change(server)
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return server, roots, &calls
}

func TestTLS(t *testing.T) {
	t.Parallel()
	versions := func(least, most uint16) func(*httptest.Server) {
		return func(s *httptest.Server) {
			s.TLS = &tls.Config{MinVersion: least, MaxVersion: most}
		}
	}
	for name, c := range map[string]struct {
		change  func(*httptest.Server)
		trusted bool
		code    string
	}{
		"TLS 1.3":   {versions(tls.VersionTLS13, tls.VersionTLS13), true, ""},
		"TLS 1.2":   {versions(tls.VersionTLS12, tls.VersionTLS12), true, ""},
		"TLS 1.1":   {versions(tls.VersionTLS10, tls.VersionTLS11), true, "ClientError.NetworkError"},
		"HTTP/2":    {func(s *httptest.Server) { s.EnableHTTP2 = true }, true, ""},
		"untrusted": {func(*httptest.Server) {}, false, "ClientError.UntrustedCertificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, roots, calls := newTLSServer(t, c.change)
			client := newStubClient(t, server.URL, nil, func(config *wire.Config) {
				if c.trusted {
					config.RootCAs = roots
				}
			})
			status, err := client.read(t.Context(), "link-a1b2c3d4")
			if c.code != "" {
				checkFailure(t, err, "DescribeProxiesStatus", c.code, "")
				if calls.Load() != 0 {
					t.Errorf("%d calls reached the server", calls.Load())
				}
				return
			}
			if err != nil || status != "RUNNING" || calls.Load() != 1 {
				t.Errorf("%s, %v, %d calls", status, err, calls.Load())
			}
		})
	}
}

// A certificate is for the name that was asked for.
func TestTLS_otherName(t *testing.T) {
	t.Parallel()
	server, roots, calls := newTLSServer(t, func(*httptest.Server) {})
	url := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	client := newStubClient(t, url, nil, func(config *wire.Config) { config.RootCAs = roots })
	_, err := client.order(t.Context(), "t-1")
	checkFailure(t, err, "CreateProxy", "ClientError.UntrustedCertificate", "", "localhost")
	if wire.ClassOf(err) != wire.Final || calls.Load() != 0 {
		t.Errorf("class %s, %d calls", wire.ClassOf(err), calls.Load())
	}
}

// The proxy that the environment names is used, but for the hosts that it
// excludes. net/http reads the variables once, so this takes a process for each.
func TestProxy(t *testing.T) {
	t.Parallel()
	if os.Getenv("GAAPAPI_TEST_CHILD") != "" {
		_, err := newStubClient(t, "https://gaap.invalid", nil).read(t.Context(), "link-a1b2c3d4")
		if wire.CodeOf(err) != "ClientError.NetworkError" {
			t.Errorf("the error is %v", err)
		}
		return
	}
	var asked atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Method + " " + r.Host)
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(proxy.Close)
	for _, c := range []struct{ excluded, want string }{{"other.invalid", "CONNECT gaap.invalid:443"}, {"gaap.invalid", ""}, {"*", ""}} {
		asked.Store("")
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProxy$")
		child.Env = append(os.Environ(), "GAAPAPI_TEST_CHILD=1", "HTTPS_PROXY="+proxy.URL, "https_proxy=", "NO_PROXY="+c.excluded, "no_proxy=")
		if out, err := child.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if got := asked.Load(); got != c.want {
			t.Errorf("NO_PROXY=%s: the proxy was asked %q, want %q", c.excluded, got, c.want)
		}
	}
}

// A server that does not exist is named, and the call was not made.
func TestNoServer(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	_, err = newStubClient(t, "http://"+address, nil).read(t.Context(), "link-a1b2c3d4")
	checkFailure(t, err, "DescribeProxiesStatus", "ClientError.NetworkError", "", address, "refused")
}
