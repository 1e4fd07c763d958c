package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// dataSources are all data sources, with what each needs to be read.
var dataSources = map[string]map[string]cty.Value{
	"gaap_proxy":                         {"id": cty.StringVal("link-a1b2c3d4")},
	"gaap_proxies":                       nil,
	"gaap_proxy_groups":                  nil,
	"gaap_global_domains":                nil,
	"gaap_country_area_mapping":          nil,
	"gaap_realservers":                   nil,
	"gaap_layer4_listeners":              {"proxy_id": cty.StringVal("link-a1b2c3d4")},
	"gaap_layer7_listeners":              {"proxy_id": cty.StringVal("link-a1b2c3d4")},
	"gaap_listener_realservers":          {"listener_id": cty.StringVal("listener-a1b2c3d4")},
	"gaap_certificates":                  nil,
	"gaap_http_domains":                  {"listener_id": cty.StringVal("listener-a1b2c3d4")},
	"gaap_http_rules":                    {"listener_id": cty.StringVal("listener-a1b2c3d4")},
	"gaap_rule_realservers":              {"rule_id": cty.StringVal("rule-a1b2c3d4")},
	"gaap_custom_header":                 {"rule_id": cty.StringVal("rule-a1b2c3d4")},
	"gaap_black_header":                  nil,
	"gaap_domain_error_pages":            {"listener_id": cty.StringVal("listener-a1b2c3d4")},
	"gaap_security_policies":             {"proxy_id": cty.StringVal("link-a1b2c3d4")},
	"gaap_security_rules":                {"policy_id": cty.StringVal("sp-a1b2c3d4")},
	"gaap_access_regions":                nil,
	"gaap_dest_regions":                  nil,
	"gaap_access_regions_by_dest_region": {"dest_region": cty.StringVal("Shanghai")},
	"gaap_resources_by_tag":              {"tag_key": cty.StringVal("team"), "tag_value": cty.StringVal("net")},
	"gaap_proxy_price":                   size(),
	"gaap_check_proxy_create":            size(),
}

func size() map[string]cty.Value {
	return map[string]cty.Value{"access_region": cty.StringVal("Hongkong"), "realserver_region": cty.StringVal("Shanghai"), "bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2)}
}

func (s *server) readData(name string, arguments map[string]cty.Value) []*tfprotov6.Diagnostic {
	s.t.Helper()
	config := tfcore.ObjectOf(s.TypeOf(s.Schemas.DataSources[name]), arguments)
	if problems := s.ValidateData(s.t.Context(), name, config); len(problems) > 0 {
		s.t.Fatalf("%s: %s", name, tfcore.Render(problems))
	}
	_, problems := s.ReadData(s.t.Context(), name, config)
	return problems
}

func TestDataSources_complete(t *testing.T) {
	t.Parallel()
	got := slices.Sorted(maps.Keys(newServer(t).Schemas.DataSources))
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
		s.configure(map[string]cty.Value{"secret_id": cty.StringVal("id"), "secret_key": cty.UnknownVal(cty.String)})
		problems := s.readData(name, arguments)
		if len(problems) != 1 || problems[0].Summary != "Provider is not configured" || problems[0].Severity != tfprotov6.DiagnosticSeverityError {
			t.Errorf("%s: %s", name, tfcore.Render(problems))
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
		s.configure(map[string]cty.Value{"secret_id": cty.StringVal("id"), "secret_key": cty.StringVal("key")})
		problems := s.readData(name, arguments)
		if len(problems) != 1 || problems[0].Severity != tfprotov6.DiagnosticSeverityError {
			t.Fatalf("%s: %s", name, tfcore.Render(problems))
		}
		action := s.sent[len(s.sent)-1].Header.Get("X-TC-Action")
		for _, want := range []string{action + " failed", "Code:      ResourceNotFound", "RequestId: r\n", "does not exist"} {
			if !strings.Contains(problems[0].Detail, want) {
				t.Errorf("%s: %q is not in %s", name, want, problems[0].Detail)
			}
		}
	}
}
