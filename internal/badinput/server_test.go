package badinput

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

// clock is one on which nobody waits: who sleeps moves the time. It is for one
// goroutine.
type clock struct{ *gaapmock.ManualClock }

func (c clock) Sleep(ctx context.Context, d time.Duration) error {
	c.Advance(d)
	return ctx.Err()
}

func (c clock) WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	return deadline{ctx, c, c.Now().Add(d)}, cancel
}

// deadline is a context that ends at a time of the clock. Nobody waits for it to end.
type deadline struct {
	context.Context

	clock clock
	end   time.Time
}

func (d deadline) Err() error {
	if d.clock.Now().After(d.end) {
		return context.DeadlineExceeded
	}
	return d.Context.Err()
}

// server is a provider and a mock behind it, both of one draw.
type server struct {
	tfprotov6.ProviderServer

	t         *rapid.T
	mock      *gaapmock.Server
	schema    *tfprotov6.GetProviderSchemaResponse
	malformed []string // headers that the network would have refused
}

func newServer(t *rapid.T) *server {
	c := clock{gaapmock.NewManualClock(time.Now().Truncate(time.Second))}
	mock, err := gaapmock.New(gaapmock.Options{Clock: c, RatePerSecond: -1, ConfigLag: -1})
	must(t, err)
	s := &server{t: t, mock: mock}
	s.ProviderServer = provider.NewServer(provider.Options{Version: "test", Clock: c, Transport: s})
	s.schema, err = s.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	must(t, err)
	return s
}

// RoundTrip hands the request to the mock, without a network.
func (s *server) RoundTrip(req *http.Request) (*http.Response, error) {
	for name, values := range req.Header {
		if strings.ContainsFunc(strings.Join(values, ""), unicode.IsControl) {
			s.malformed = append(s.malformed, name)
		}
	}
	return gaapmock.Transport{Handler: s.mock}.RoundTrip(req)
}

// configured is a server whose provider has a key.
func configured(t *rapid.T) *server {
	s := newServer(t)
	s.start()
	return s
}

// start configures the provider with a key, which begins a plan or an apply.
func (s *server) start() {
	s.accepted(s.configure(map[string]tftypes.Value{
		"secret_id": text(gaapmock.DefaultSecretID), "secret_key": text(gaapmock.DefaultSecretKey),
	}))
}

func (s *server) configure(arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	config := s.pack(acctest.Object(s.schema.Provider.ValueType(), arguments))
	validated, err := s.ValidateProviderConfig(s.t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: config})
	must(s.t, err)
	if refused(validated.Diagnostics) {
		return validated.Diagnostics
	}
	resp, err := s.ConfigureProvider(s.t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.11.4"})
	must(s.t, err)
	return resp.Diagnostics
}

const proxyType = "gaap_proxy"

func (s *server) proxyObject(values map[string]tftypes.Value) tftypes.Value {
	return acctest.Object(s.schema.ResourceSchemas[proxyType].ValueType(), values)
}

func (s *server) validate(config tftypes.Value) []*tfprotov6.Diagnostic {
	resp, err := s.ValidateResourceConfig(s.t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: proxyType, Config: s.pack(config)})
	must(s.t, err)
	return resp.Diagnostics
}

// plan plans a change from prior, which is null for a new proxy.
func (s *server) plan(prior, config tftypes.Value) *tfprotov6.PlanResourceChangeResponse {
	resp, err := s.PlanResourceChange(s.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: proxyType, PriorState: s.pack(prior), ProposedNewState: s.pack(s.proposed(prior, config)), Config: s.pack(config),
	})
	must(s.t, err)
	return resp
}

func (s *server) apply(prior, config tftypes.Value, planned *tfprotov6.DynamicValue) *tfprotov6.ApplyResourceChangeResponse {
	resp, err := s.ApplyResourceChange(s.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: proxyType, PriorState: s.pack(prior), PlannedState: planned, Config: s.pack(config),
	})
	must(s.t, err)
	return resp
}

func (s *server) read(state tftypes.Value) *tfprotov6.ReadResourceResponse {
	resp, err := s.ReadResource(s.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: proxyType, CurrentState: s.pack(state)})
	must(s.t, err)
	return resp
}

// proposed is what Terraform proposes: the configuration, where computed
// attributes that it leaves out keep the values that they had.
func (s *server) proposed(prior, config tftypes.Value) tftypes.Value {
	var before, after map[string]tftypes.Value
	must(s.t, config.As(&after))
	if prior.IsNull() {
		return config
	}
	must(s.t, prior.As(&before))
	for _, attribute := range s.schema.ResourceSchemas[proxyType].Block.Attributes {
		if attribute.Computed && after[attribute.Name].IsNull() {
			after[attribute.Name] = before[attribute.Name]
		}
	}
	return tftypes.NewValue(config.Type(), after)
}

func (s *server) pack(value tftypes.Value) *tfprotov6.DynamicValue {
	packed, err := tfprotov6.NewDynamicValue(value.Type(), value)
	must(s.t, err)
	return &packed
}

func (s *server) unpack(packed *tfprotov6.DynamicValue) tftypes.Value {
	value, err := packed.Unmarshal(s.schema.ResourceSchemas[proxyType].ValueType())
	must(s.t, err)
	return value
}

// accepted fails the test if there is an error.
func (s *server) accepted(diagnostics []*tfprotov6.Diagnostic) {
	if refused(diagnostics) {
		s.t.Fatal(render(diagnostics))
	}
}

// Codes that say that a request should not have been sent. Those about a pair
// of regions and its sizes are what a plan asks the service about.
var (
	invalidCodes = []string{"InvalidParameter", "MissingParameter", "UnknownParameter", "InvalidAction", "UnsupportedOperation", "AuthFailure"}
	askedFor     = []string{
		"InvalidParameterValue.UnknownAccessRegion", "InvalidParameterValue.UnknownDestRegion",
		"InvalidParameterValue.InvalidBandwidth", "InvalidParameterValue.InvalidConcurrency", "InvalidParameterValue.ProjectIdNotBelong",
	}
)

// checkCalls fails the test if the mock called a request invalid, with a code
// that is not allowed, or if the network would have.
func (s *server) checkCalls(allowed ...string) {
	if len(s.malformed) > 0 {
		s.t.Fatalf("the header %s cannot be sent", s.malformed[0])
	}
	for _, call := range s.mock.Calls("") {
		invalid := slices.ContainsFunc(invalidCodes, func(prefix string) bool { return strings.HasPrefix(call.Code, prefix) })
		if invalid && !slices.Contains(append(allowed, askedFor...), call.Code) {
			s.t.Fatalf("%s was refused with %s: %s", call.Action, call.Code, call.Body)
		}
	}
}

func must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}
