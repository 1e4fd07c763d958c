package provider_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// gateway is a server with a certificate that nobody trusts by default. It
// knows no proxy. bundle is the file with its certificate.
func gateway(t *testing.T) (url, bundle string, calls *atomic.Int32) {
	t.Helper()
	calls = &atomic.Int32{}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		_, _ = io.WriteString(w, `{"Response":{"Error":{"Code":"ResourceNotFound","Message":"no"},"RequestId":"r"}}`)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it is told of the handshakes that the provider breaks off
	server.StartTLS()
	t.Cleanup(server.Close)
	bundle = filepath.Join(t.TempDir(), "ca.pem")
	content := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(bundle, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return server.URL, bundle, calls
}

// A gateway with a certificate of its own is reached with its CA bundle, and
// never without.
func TestConfigure_caBundle(t *testing.T) {
	url, bundle, calls := gateway(t)
	content, err := os.ReadFile(bundle)
	if err != nil {
		t.Fatal(err)
	}
	marked := bundle + ".marked"
	if err := os.WriteFile(marked, append([]byte("\ufeff"), content...), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		configured, variable string
		trusted              bool
	}{
		"none":                             {"", "", false},
		"configuration":                    {bundle, "", true},
		"environment":                      {"", bundle, true},
		"configuration before environment": {bundle, "/nowhere.pem", true},
		"below the home":                   {"~/ca.pem", "", true},
		"of Windows":                       {"", marked, true},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, variables{"GAAP_CA_BUNDLE": c.variable})
			if err := os.WriteFile(filepath.Join(os.Getenv("HOME"), "ca.pem"), content, 0o600); err != nil {
				t.Fatal(err)
			}
			more := arguments{"endpoint": cty.StringVal(url)}
			if c.configured != "" {
				more["custom_ca_bundle"] = cty.StringVal(c.configured)
			}
			s := newServer(t, func(o *provider.Options) { o.Transport = nil }) // the network
			if problems := s.configure(staticKey(more)); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			before := calls.Load()
			got := tfcore.Render(s.read())
			if sent := calls.Load() > before; sent != c.trusted || strings.Contains(got, "ClientError.UntrustedCertificate") == c.trusted {
				t.Errorf("the gateway was called: %v, want %v; %s", sent, c.trusted, got)
			}
		})
	}
}

func TestConfigure_badCABundle(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"empty": "", "key": "-----BEGIN PRIVATE KEY-----\naGlkZGVu\n-----END PRIVATE KEY-----\n", "text": "hidden"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"absent": "no such file",
		".":      "is a directory",
		"empty":  "holds no certificate",
		"key":    "holds no certificate",
		"text":   "holds no certificate",
	} {
		for _, variable := range []string{"", filepath.Join(dir, name)} {
			t.Run(name+" "+filepath.Base(variable), func(t *testing.T) {
				cleanEnvironment(t, variables{"GAAP_CA_BUNDLE": variable})
				more := arguments{"custom_ca_bundle": cty.StringVal(filepath.Join(dir, name))}
				if variable != "" {
					more = nil
				}
				got := tfcore.Render(newServer(t).configure(staticKey(more)))
				for _, part := range []string{`AttributeName("custom_ca_bundle")`, "Cannot use the CA bundle", want, "GAAP_CA_BUNDLE"} {
					if !strings.Contains(got, part) {
						t.Errorf("want %q in:\n%s", part, got)
					}
				}
				if strings.Contains(got, "hidden") || strings.Contains(got, "aGlkZGVu") {
					t.Errorf("the content of the file is in:\n%s", got)
				}
			})
		}
	}
}
