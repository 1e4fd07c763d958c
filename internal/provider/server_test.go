package provider_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// server is a provider in this process, on a clock on which nobody waits. It is
// its own network: it keeps what the provider sends and answers that nothing
// exists; only planProxy finds what it looks up.
type server struct {
	*tfcore.Server

	t     *testing.T
	plans bool // whether what plans look up exists

	mu    sync.Mutex
	sent  []*http.Request
	times []time.Time // of what was sent
}

func newServer(t *testing.T, change ...func(*provider.Options)) *server {
	t.Helper()
	s := &server{t: t}
	options := provider.Options{Version: "1.2.3", Clock: acctest.NewClock(), Transport: s}
	for _, f := range change {
		f(&options)
	}
	var err error
	s.Server, err = tfcore.Start(t.Context(), func() (tfprotov6.ProviderServer, error) { return provider.NewServer(options), nil })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// planning holds what plans look up: a group, the regions that reach it, and
// equal proxies, of which there are none.
var planning = map[string]string{
	"DescribeProxies":                   `"TotalCount":0,"ProxySet":[],"InstanceSet":[]`,
	"DescribeProxyGroupDetails":         `"ProxyGroupDetail":{"GroupId":"lg-a1b2c3d4","RealServerRegionInfo":{"RegionId":"Shanghai"}}`,
	"DescribeAccessRegionsByDestRegion": `"AccessRegionSet":[{"RegionId":"Hongkong","BandwidthList":[10],"ConcurrentList":[2]}]`,
}

// RoundTrip keeps the request.
func (s *server) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent, s.times = append(s.sent, req), append(s.times, time.Now())
	answer, found := planning[req.Header.Get("X-TC-Action")]
	if !found || !s.plans {
		answer = `"Error":{"Code":"ResourceNotFound","Message":"no"}`
	}
	body := `{"Response":{` + answer + `,"RequestId":"r"}}`
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

// block is a provider block.
func (s *server) block(values map[string]cty.Value) cty.Value {
	return tfcore.ObjectOf(s.TypeOf(s.Schemas.Provider), values)
}

// proxy is a configuration or a state of a proxy.
func (s *server) proxy(values map[string]cty.Value) cty.Value {
	return tfcore.ObjectOf(s.TypeOf(s.Schemas.Resources["gaap_proxy"]), values)
}

// validate is what Terraform does with a provider block first.
func (s *server) validate(arguments map[string]cty.Value) []*tfprotov6.Diagnostic {
	return s.ValidateProvider(s.t.Context(), s.block(arguments))
}

func (s *server) configure(arguments map[string]cty.Value) []*tfprotov6.Diagnostic {
	return s.Configure(s.t.Context(), s.block(arguments))
}

// read refreshes a proxy whose account is in the state, which takes one call if
// it is found.
func (s *server) read() []*tfprotov6.Diagnostic {
	s.t.Helper()
	state := s.proxy(map[string]cty.Value{"id": cty.StringVal("link-a1b2c3d4"), "name": cty.StringVal("test")})
	private := encode(s.t, map[string][]byte{"account": []byte(encode(s.t, gaapmock.DefaultAccountID))})
	_, problems := s.Read(s.t.Context(), "gaap_proxy", &tfcore.Object{Value: state, Private: []byte(private)})
	return problems
}

// request refreshes a proxy and returns the first call that this took.
func (s *server) request() *http.Request {
	s.t.Helper()
	s.read()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sent) == 0 {
		s.t.Fatal("nothing was sent")
	}
	return s.sent[0]
}

// planProxy plans a new proxy.
func (s *server) planProxy(arguments map[string]cty.Value) (*tfcore.Change, []*tfprotov6.Diagnostic) {
	s.plans = true
	return s.Plan(s.t.Context(), "gaap_proxy", nil, s.proxy(arguments))
}

// apply makes a planned proxy. This service makes none, so it fails.
func (s *server) apply(arguments map[string]cty.Value, planned *tfcore.Change) []*tfprotov6.Diagnostic {
	s.t.Helper()
	_, problems := s.Apply(s.t.Context(), "gaap_proxy", planned, s.proxy(arguments))
	if len(problems) == 0 {
		s.t.Fatal("a proxy was made by nobody")
	}
	return problems
}

// credentialOf is the SecretId that signed a request.
func credentialOf(req *http.Request) string {
	_, rest, _ := strings.Cut(req.Header.Get("Authorization"), "Credential=")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// cleanEnvironment makes a test blind to the variables and profiles of who
// runs it, and sets those of the test. What is set before is cleared by acctest.
func cleanEnvironment(t *testing.T, variables map[string]string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	for name := range variables {
		t.Setenv(name, variables[name])
	}
}

func encode(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
