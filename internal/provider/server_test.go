package provider_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// server is a provider in this process, asked in the words of Terraform's
// protocol. It is its own clock, on which nobody waits, and its own network: it
// keeps what the provider sends and answers that nothing exists; only planProxy
// finds what it looks up.
type server struct {
	tfprotov6.ProviderServer
	wait.System

	t      *testing.T
	schema *tfprotov6.GetProviderSchemaResponse

	plans bool // whether what plans look up exists

	mu    sync.Mutex
	sent  []*http.Request
	times []time.Time // of what was sent
	now   time.Time
}

func newServer(t *testing.T, change ...func(*provider.Options)) *server {
	t.Helper()
	s := &server{t: t, now: time.Now()}
	options := provider.Options{Version: "1.2.3", Clock: s, Transport: s}
	for _, f := range change {
		f(&options)
	}
	s.ProviderServer = provider.NewServer(options)
	var err error
	if s.schema, err = s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	return s
}

// Now is the time that the sleeps have come to.
func (s *server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Sleep returns at once, at a later time.
func (s *server) Sleep(ctx context.Context, d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
	return ctx.Err()
}

// planning holds what plans look up: a group, and the regions that reach it.
var planning = map[string]string{
	"DescribeProxyGroupDetails":         `"ProxyGroupDetail":{"GroupId":"lg-a1b2c3d4","RealServerRegionInfo":{"RegionId":"Shanghai"}}`,
	"DescribeAccessRegionsByDestRegion": `"AccessRegionSet":[{"RegionId":"Hongkong","BandwidthList":[10],"ConcurrentList":[2]}]`,
}

// RoundTrip keeps the request.
func (s *server) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent, s.times = append(s.sent, req), append(s.times, s.now)
	answer, found := planning[req.Header.Get("X-TC-Action")]
	if !found || !s.plans {
		answer = `"Error":{"Code":"ResourceNotFound","Message":"no"}`
	}
	body := `{"Response":{` + answer + `,"RequestId":"r"}}`
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

// object is a value of an object type in which all that is not named is null.
func (s *server) object(of tftypes.Type, values map[string]tftypes.Value) *tfprotov6.DynamicValue {
	s.t.Helper()
	value, err := tfprotov6.NewDynamicValue(of, acctest.Object(of, values))
	if err != nil {
		s.t.Fatal(err)
	}
	return &value
}

func text(value string) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }

func number(value int64) tftypes.Value { return tftypes.NewValue(tftypes.Number, value) }

func unknown(of tftypes.Type) tftypes.Value { return tftypes.NewValue(of, tftypes.UnknownValue) }

// validate is what Terraform does with a provider block first.
func (s *server) validate(arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	s.t.Helper()
	resp, err := s.ValidateProviderConfig(s.t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: s.object(s.schema.Provider.ValueType(), arguments)})
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.Diagnostics
}

func (s *server) configure(arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	s.t.Helper()
	resp, err := s.ConfigureProvider(s.t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: s.object(s.schema.Provider.ValueType(), arguments), TerraformVersion: "1.11.4",
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.Diagnostics
}

func (s *server) proxyType() tftypes.Type { return s.schema.ResourceSchemas["gaap_proxy"].ValueType() }

// read refreshes a proxy, which takes at least one call.
func (s *server) read() []*tfprotov6.Diagnostic {
	s.t.Helper()
	resp, err := s.ReadResource(s.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "gaap_proxy", CurrentState: s.object(s.proxyType(), map[string]tftypes.Value{"id": text("link-a1b2c3d4"), "name": text("test")}),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.Diagnostics
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

// planProxy plans a new proxy and returns the planned attributes.
func (s *server) planProxy(arguments map[string]tftypes.Value) (map[string]tftypes.Value, []*tfprotov6.Diagnostic) {
	s.t.Helper()
	s.plans = true
	config := s.object(s.proxyType(), arguments)
	prior, err := tfprotov6.NewDynamicValue(s.proxyType(), tftypes.NewValue(s.proxyType(), nil))
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := s.PlanResourceChange(s.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: &prior, ProposedNewState: config, Config: config,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	planned := map[string]tftypes.Value{}
	value, err := resp.PlannedState.Unmarshal(s.proxyType())
	if err == nil {
		err = value.As(&planned)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return planned, resp.Diagnostics
}

// credentialOf is the SecretId that signed a request.
func credentialOf(req *http.Request) string {
	_, rest, _ := strings.Cut(req.Header.Get("Authorization"), "Credential=")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// render shows diagnostics as text: severity, path, summary, detail.
func render(diagnostics []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diagnostics {
		fmt.Fprintf(&b, "%s at %s: %s: %s\n", d.Severity, d.Attribute, d.Summary, d.Detail)
	}
	return b.String()
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

// apply makes a planned proxy. This service makes none, so it fails.
func (s *server) apply(arguments, planned map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	s.t.Helper()
	prior, err := tfprotov6.NewDynamicValue(s.proxyType(), tftypes.NewValue(s.proxyType(), nil))
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := s.ApplyResourceChange(s.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: &prior, PlannedState: s.object(s.proxyType(), planned), Config: s.object(s.proxyType(), arguments),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if len(resp.Diagnostics) == 0 {
		s.t.Fatal("a proxy was made by nobody")
	}
	return resp.Diagnostics
}
