package acctest

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Lister lists objects of a type in the words of Terraform's protocol, which not
// all versions of the CLI speak.
type Lister struct {
	*Environment

	Server *tfcore.Server
	Type   string // such as gaap_proxy

	t *testing.T
}

// NewLister starts a provider that is not configured yet.
func NewLister(t *testing.T, typ string, options gaapmock.Options) *Lister {
	t.Helper()
	t.Parallel()
	l := &Lister{Environment: New(t, options), Type: typ, t: t}
	var err error
	if l.Server, err = tfcore.Start(t.Context(), l.Factories()["gaap"]); err != nil {
		t.Fatal(err)
	}
	return l
}

// Configure leads the provider to the mock.
func (l *Lister) Configure() {
	l.t.Helper()
	said := l.Server.Configure(l.t.Context(), tfcore.ObjectOf(l.Server.TypeOf(l.Server.Schemas.Provider), map[string]cty.Value{
		"endpoint": cty.StringVal(l.URL), "secret_id": cty.StringVal(l.Key.SecretID),
		"secret_key": cty.StringVal(l.Key.SecretKey), "security_token": cty.StringVal(l.Key.Token),
	}))
	if len(said) > 0 {
		l.t.Fatal(tfcore.Render(said))
	}
}

// Object is an object of the type in which all that is not named is null.
func (l *Lister) Object(values map[string]cty.Value) cty.Value {
	return tfcore.ObjectOf(l.Server.TypeOf(l.Server.Schemas.Resources[l.Type]), values)
}

// List returns what is listed until the stream ends, at most as many as stop.
func (l *Lister) List(filters map[string]cty.Value, include bool, limit int64, stop int) (results []tfcore.Listed) {
	config := tfcore.ObjectOf(l.Server.TypeOf(l.Server.Schemas.ListResources[l.Type]), filters)
	for result := range l.Server.List(l.t.Context(), l.Type, config, include, limit) {
		if results = append(results, result); len(results) == stop {
			break
		}
	}
	return results
}

// CheckFailure demands that a list which fails says why, after what was listed
// until then: before it is configured, and at the second page of an action, which
// add makes necessary. summary is that of the error.
func (l *Lister) CheckFailure(action string, page int, summary string, add func()) {
	l.t.Helper()
	if results := l.List(nil, false, 100, 0); len(results) != 1 || results[0].Said[0].Summary != "Provider is not configured" {
		l.t.Errorf("without a configuration the results are %+v", results)
	}
	l.Configure()
	for range page + page/2 {
		add()
	}
	l.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 1})
	results := l.List(nil, false, 1000, 0)
	last := results[len(results)-1]
	if len(results) != page+1 || len(last.Said) != 1 {
		l.t.Fatalf("there are %d results, the last is %+v", len(results), last)
	}
	if d := last.Said[0]; d.Severity != tfprotov6.DiagnosticSeverityError || d.Summary != summary || !strings.Contains(d.Detail, "UnauthorizedOperation") {
		l.t.Errorf("the error is %s: %s", d.Summary, d.Detail)
	}
}
