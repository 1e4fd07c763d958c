package badinput

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// server is a provider and a mock behind it, both of one check.
type server struct {
	*tfcore.Server

	t         *rapid.T
	ctx       context.Context //nolint:containedctx // that of the check
	mock      *gaapmock.Server
	malformed []string // headers that the network would have refused
}

func newServer(ctx context.Context, t *rapid.T) *server {
	s := &server{t: t, ctx: ctx}
	var err error
	s.mock, err = gaapmock.New(gaapmock.Options{RatePerSecond: -1, ConfigLag: -1, Certificate: gaapmock.CertificateOptions{WrongTypeTaken: true}, Layer7: gaapmock.Layer7Options{DomainLag: -1}})
	must(t, err)
	s.Server, err = tfcore.Start(ctx, func() (tfprotov6.ProviderServer, error) {
		return provider.NewServer(provider.Options{Version: "test", Transport: s}), nil
	})
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
func configured(ctx context.Context, t *rapid.T) *server {
	s := newServer(ctx, t)
	s.start()
	return s
}

// start configures the provider with a key, which begins a plan or an apply.
func (s *server) start() {
	s.requireAccepted(s.configure(map[string]cty.Value{
		"secret_id": cty.StringVal(gaapmock.DefaultSecretID), "secret_key": cty.StringVal(gaapmock.DefaultSecretKey),
	}))
}

func (s *server) configure(arguments map[string]cty.Value) []*tfprotov6.Diagnostic {
	config := tfcore.ObjectOf(s.TypeOf(s.Schemas.Provider), arguments)
	if said := s.ValidateProvider(s.ctx, config); isRefused(said) {
		return said
	}
	return s.Configure(s.ctx, config)
}

// object is a resource of a type in which all that is not named is null.
func (s *server) object(typ string, values map[string]cty.Value) cty.Value {
	return tfcore.ObjectOf(s.TypeOf(s.Schemas.Resources[typ]), values)
}

// requireAccepted fails the test if there is an error.
func (s *server) requireAccepted(diagnostics []*tfprotov6.Diagnostic) {
	if isRefused(diagnostics) {
		s.t.Fatal(tfcore.Render(diagnostics))
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

// onListener are reads of listeners, and of what hangs on them, and of policies.
var onListener = regexp.MustCompile(`^Describe.*(Listener|Rule|Header|ErrorPage|SecurityPolicy)`)

// checkCalls fails the test if the mock called a request invalid, with a code
// that is not allowed, or if the network would have.
func (s *server) checkCalls(allowed ...string) {
	if len(s.malformed) > 0 {
		s.t.Fatalf("the header %s cannot be sent", s.malformed[0])
	}
	for _, call := range s.mock.Calls("") {
		invalid := slices.ContainsFunc(invalidCodes, func(prefix string) bool { return strings.HasPrefix(call.Code, prefix) })
		if call.Code == "InvalidParameter" && onListener.MatchString(call.Action) {
			continue // so the service says that there is no such listener, rule or policy
		}
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
