package acctest

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

// Environment is a mock of the service and a provider that uses it.
type Environment struct {
	Mock  *gaapmock.Server
	Clock *Clock
	URL   string // where the mock listens

	warnings warnings
}

// New starts a mock that ends with the test. The provider's servers come from
// [Environment.Factories].
func New(t *testing.T, options gaapmock.Options) *Environment {
	t.Helper()
	clock := NewClock()
	options.Clock = clock
	mock, err := gaapmock.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(clock.watch(mock))
	t.Cleanup(server.Close)
	return &Environment{Mock: mock, Clock: clock, URL: server.URL}
}

// Factories serve the provider in the test's process, for resource.TestCase.
func (e *Environment) Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	options := provider.Options{Version: "test", Clock: e.Clock}
	return map[string]func() (tfprotov6.ProviderServer, error){
		"gaap": func() (tfprotov6.ProviderServer, error) {
			server := provider.NewServer(options)
			lists, _ := server.(tfprotov6.ListResourceServer) // the framework's server is one
			return listener{server, lists, &e.warnings}, nil
		},
	}
}

// TakeWarnings returns the warnings that the provider gave since the last time.
func (e *Environment) TakeWarnings() []Warning { return e.warnings.take() }

// Config is a configuration whose provider block points at the mock; more are
// further arguments of that block, and body what follows it.
func (e *Environment) Config(body string, more ...string) string {
	return e.ConfigFor(gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey, body, more...)
}

// ConfigFor is [Environment.Config] with a key of the caller's.
func (e *Environment) ConfigFor(secretID, secretKey, body string, more ...string) string {
	block := fmt.Sprintf("  endpoint   = %q\n  secret_id  = %q\n  secret_key = %q\n", e.URL, secretID, secretKey)
	for _, line := range more {
		block += "  " + line + "\n"
	}
	return "provider \"gaap\" {\n" + block + "}\n\n" + body
}
