package acctest

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Environment is a mock of the service and a provider that uses it.
type Environment struct {
	Mock  *gaapmock.Server
	Clock *Clock
	URL   string // what the provider is told that the mock is at
	Key   Key    // that the mock asks for, like no other

	Transport http.RoundTripper // leads to the mocks; nil: the network

	warnings warnings
	guard    guard
}

// Key is what a provider shows to the service: a key pair and its token.
type Key struct{ SecretID, SecretKey, Token string }

func newKey() Key { return Key{"AKID" + rand.Text(), rand.Text(), rand.Text()} }

// New makes a mock with a key of its own in place of that of the options. The
// provider's servers come from [Environment.Factories], and reach it without a
// network. What they hand to Terraform and what the mock's journal keeps is
// searched: a secret in it fails the test.
func New(t *testing.T, options gaapmock.Options) *Environment {
	t.Helper()
	e := &Environment{Clock: NewClock(), URL: "http://127.0.0.1:9180", guard: guard{&Secrets{}, t}}
	e.Transport = transport{e.serve(t, options), map[string]http.RoundTripper{}}
	return e
}

// Elsewhere makes another mock, such as one with another AccountID. What it
// returns is for configurations that lead there; the steps of all of them run in
// the environment that was first.
func (e *Environment) Elsewhere(t *testing.T, options gaapmock.Options) *Environment {
	t.Helper()
	others := e.Transport.(transport).others //nolint:forcetypeassert // that of New
	other := &Environment{Clock: e.Clock, URL: fmt.Sprintf("http://127.0.0.1:%d", 9181+len(others)), guard: e.guard}
	others[strings.TrimPrefix(other.URL, "http://")] = other.serve(t, options)
	return other
}

// serve makes the mock of an environment, with a key of its own, and returns the
// way to it.
func (e *Environment) serve(t *testing.T, options gaapmock.Options) http.RoundTripper {
	t.Helper()
	e.Key = newKey()
	e.add(e.Key)
	options.Clock = e.Clock
	if options.Seed == 0 {
		// What fails on certain ids only would fail here and there, in runs that
		// changed nothing. Two mocks of a test share no ids.
		options.Seed = int64(seed(t, e.URL) >> 1)
	}
	options.SecretID, options.SecretKey, options.Token = e.Key.SecretID, e.Key.SecretKey, e.Key.Token
	options.Log = func(call gaapmock.Call) { e.guard.search("the mock's journal", call) }
	mock, err := gaapmock.New(options)
	if err != nil {
		t.Fatal(err)
	}
	e.Mock = mock
	return gaapmock.Transport{Handler: e.guard.secrets.Watch(mock)}
}

// transport lets other operations of the apply go on before each call.
type transport struct {
	to     http.RoundTripper
	others map[string]http.RoundTripper // by host
}

// RoundTrip hands a request on.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	tfcore.Yield(req.Context())
	if other := t.others[req.URL.Host]; other != nil {
		return other.RoundTrip(req)
	}
	return t.to.RoundTrip(req)
}

// add makes the parts of a key secrets.
func (e *Environment) add(key Key) {
	e.guard.secrets.Add("SecretId", key.SecretID)
	e.guard.secrets.Add("SecretKey", key.SecretKey)
	e.guard.secrets.Add("token", key.Token)
}

// Factories serve the provider, for those who call it as Terraform does.
func (e *Environment) Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return e.factories(nil)
}

// factories serve the provider in the bubble that a bridge leads to.
func (e *Environment) factories(b *bridge) map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"gaap": func() (served tfprotov6.ProviderServer, err error) {
			b.do(func() {
				server := provider.NewServer(provider.Options{Version: "test", Clock: e.Clock, Transport: e.Transport})
				lists, _ := server.(tfprotov6.ListResourceServer) // the framework's server is one
				served = listener{server, lists, e.guard, &e.warnings, b}
			})
			return served, nil
		},
	}
}

// TakeWarnings returns the warnings that the provider gave since the last time.
func (e *Environment) TakeWarnings() []Warning { return e.warnings.take() }

// Config is a configuration whose provider block points at the mock; more are
// further arguments of that block, and body what follows it.
func (e *Environment) Config(body string, more ...string) string {
	return e.ConfigFor(e.Key, body, more...)
}

// ConfigFor is [Environment.Config] with a key of the caller's, which need not
// have a token.
func (e *Environment) ConfigFor(key Key, body string, more ...string) string {
	e.add(key)
	block := fmt.Sprintf("  endpoint   = %q\n  secret_id  = %q\n  secret_key = %q\n", e.URL, key.SecretID, key.SecretKey)
	if key.Token != "" {
		block += fmt.Sprintf("  security_token = %q\n", key.Token)
	}
	for _, line := range more {
		block += "  " + line + "\n"
	}
	return "provider \"gaap\" {\n" + block + "}\n\n" + body
}

// Variables are the environment variables that stand for the key.
func (e *Environment) Variables() map[string]string {
	return map[string]string{
		"TENCENTCLOUD_SECRET_ID": e.Key.SecretID, "TENCENTCLOUD_SECRET_KEY": e.Key.SecretKey, "TENCENTCLOUD_SECURITY_TOKEN": e.Key.Token,
	}
}
