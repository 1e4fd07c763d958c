package headers_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

func TestCheckNames(t *testing.T) {
	t.Parallel()
	stored := set("X-A=1", "Via=old")
	for name, c := range map[string]struct {
		planned types.Set
		want    string // phrase of the error
		calls   int
	}{
		"nothing new":       {set("x-a=2", "Via=2"), "", 0},
		"none":              {set(), "", 0},
		"not known":         {types.SetUnknown(headers.Type), "", 0},
		"one that can be":   {set("X-B=1"), "", 1},
		"one that cannot":   {set("X-A=1", "X-Powered-By=me"), `does not let a rule set header "X-Powered-By"`, 1},
		"a value to come":   {some(types.StringValue("host"), types.StringUnknown()), `set header "host"`, 1},
		"a name to come":    {some(types.StringUnknown(), types.StringValue("1")), "", 0},
		"without its value": {set("TE=secret"), `"TE"`, 1},
	} {
		mock, client := newClient(t)
		var diags diag.Diagnostics
		headers.CheckNames(t.Context(), client, c.planned, stored, path.Root("headers"), &diags)
		headers.CheckNames(t.Context(), client, c.planned, stored, path.Root("headers"), &diag.Diagnostics{})
		said := details(diags)
		if (said == "") != (c.want == "") || !strings.Contains(said, c.want) || strings.Contains(said, "secret") {
			t.Errorf("%s: %q, want %q", name, said, c.want)
		}
		if calls := len(mock.Calls("DescribeBlackHeader")); calls != c.calls {
			t.Errorf("%s: the names were looked up %d times", name, calls)
		}
	}
}

func TestCheckNames_failure(t *testing.T) {
	t.Parallel()
	mock, client := newClient(t)
	mock.Inject(gaapmock.Fault{Action: "DescribeBlackHeader", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
	var diags diag.Diagnostics
	headers.CheckNames(t.Context(), client, set("Host=1"), types.SetNull(headers.Type), path.Root("headers"), &diags)
	if diags.HasError() || diags.WarningsCount() != 1 || !strings.Contains(diags[0].Detail(), "UnauthorizedOperation") {
		t.Errorf("a lookup that fails gives %v", diags)
	}
	headers.CheckNames(t.Context(), nil, set("Host=1"), types.SetNull(headers.Type), path.Root("headers"), &diags)
	if len(diags) != 1 {
		t.Errorf("without a client: %v", diags)
	}
}

func TestPlanSetter(t *testing.T) {
	t.Parallel()
	data := &providerdata.Data{}
	plan := func(rule string, by headers.Setter) string {
		var diags diag.Diagnostics
		headers.PlanSetter(data, rule, by, path.Root("rule_id"), &diags)
		return details(diags)
	}
	for _, said := range []string{
		plan("rule-a", headers.ByRule), plan("rule-a", headers.ByRule), plan("rule-b", headers.ByResource), plan("", headers.ByRule), plan("", headers.ByResource),
	} {
		if said != "" {
			t.Error(said)
		}
	}
	if said := plan("rule-a", headers.ByResource); !strings.Contains(said, "Rule rule-a gets its headers from") {
		t.Errorf("a second one: %q", said)
	}
	headers.PlanSetter(nil, "rule-a", headers.ByResource, path.Root("rule_id"), &diag.Diagnostics{})
}

func newClient(t *testing.T) (*wiretest.Service, *gaapapi.Client) {
	t.Helper()
	service := wiretest.NewService(t, gaapmock.Options{})
	return service, gaapapi.New(service.NewWire(), nil)
}

func details(diags diag.Diagnostics) string {
	var said []string
	for _, d := range diags {
		said = append(said, d.Detail())
	}
	return strings.Join(said, "\n")
}
