package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// dataSources are all data sources, with what each needs to be read.
var dataSources = map[string]map[string]tftypes.Value{
	"gaap_proxy":                         {"id": text("link-a1b2c3d4")},
	"gaap_proxies":                       nil,
	"gaap_proxy_groups":                  nil,
	"gaap_access_regions":                nil,
	"gaap_dest_regions":                  nil,
	"gaap_access_regions_by_dest_region": {"dest_region": text("Shanghai")},
	"gaap_proxy_price":                   size(),
	"gaap_check_proxy_create":            size(),
}

func size() map[string]tftypes.Value {
	return map[string]tftypes.Value{"access_region": text("Hongkong"), "realserver_region": text("Shanghai"), "bandwidth": number(10), "concurrent": number(2)}
}

func (s *server) readData(name string, arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	s.t.Helper()
	config := s.object(s.schema.DataSourceSchemas[name].ValueType(), arguments)
	checked, err := s.ValidateDataResourceConfig(s.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
	if err != nil || len(checked.Diagnostics) > 0 {
		s.t.Fatalf("%s: %v %s", name, err, render(checked.Diagnostics))
	}
	resp, err := s.ReadDataSource(s.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.Diagnostics
}

func TestDataSources_complete(t *testing.T) {
	t.Parallel()
	got := slices.Sorted(maps.Keys(newServer(t).schema.DataSourceSchemas))
	if want := slices.Sorted(maps.Keys(dataSources)); !slices.Equal(got, want) {
		t.Errorf("the data sources are %q, want %q", got, want)
	}
}

// While something in the provider block is only known after apply, a data
// source says so, and sends nothing.
func TestDataSources_notConfigured(t *testing.T) {
	t.Parallel()
	for name, arguments := range dataSources {
		s := newServer(t)
		s.configure(map[string]tftypes.Value{"secret_id": text("id"), "secret_key": unknown(tftypes.String)})
		problems := s.readData(name, arguments)
		if len(problems) != 1 || problems[0].Summary != "Provider is not configured" || problems[0].Severity != tfprotov6.DiagnosticSeverityError {
			t.Errorf("%s: %s", name, render(problems))
		}
		if len(s.sent) > 0 {
			t.Errorf("%s sent something", name)
		}
	}
}

// Each failure of the service is told with action, code, RequestId and advice.
func TestDataSources_failure(t *testing.T) {
	t.Parallel()
	for name, arguments := range dataSources {
		s := newServer(t)
		s.configure(map[string]tftypes.Value{"secret_id": text("id"), "secret_key": text("key")})
		problems := s.readData(name, arguments)
		if len(problems) != 1 || problems[0].Severity != tfprotov6.DiagnosticSeverityError {
			t.Fatalf("%s: %s", name, render(problems))
		}
		action := s.sent[len(s.sent)-1].Header.Get("X-TC-Action")
		for _, want := range []string{action + " failed", "Code:      ResourceNotFound", "RequestId: r\n", "does not exist"} {
			if !strings.Contains(problems[0].Detail, want) {
				t.Errorf("%s: %q is not in %s", name, want, problems[0].Detail)
			}
		}
	}
}
