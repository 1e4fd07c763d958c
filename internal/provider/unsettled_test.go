package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What only writes need may be unknown: the service is asked about the rest, and
// nothing is made or changed.
func TestConfigure_unsettled(t *testing.T) {
	for _, name := range []string{"client_token_scope", "adopt", "default_tags", "create_missing_tags"} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			s := newServer(t)
			kind := s.TypeOf(s.Schemas.Provider).AttributeType(name)
			arguments := staticKey(map[string]cty.Value{name: cty.UnknownVal(kind)})
			if problems := append(s.validate(arguments), s.configure(arguments)...); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			proxy := map[string]cty.Value{
				"name": cty.StringVal("test"), "project_id": cty.NumberIntVal(0), "access_region": cty.StringVal("Hongkong"), "group_id": cty.StringVal("lg-a1b2c3d4"),
				"bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2),
			}
			planned, problems := s.planProxy(proxy)
			if len(problems) > 0 {
				t.Error(tfcore.Render(problems))
			}
			if known := planned.After.GetAttr("client_token").IsKnown(); known == slices.Contains([]string{"client_token_scope", "default_tags"}, name) {
				t.Errorf("the planned token is known: %v", known)
			}
			s.sent = nil
			if s.read(); len(s.sent) == 0 {
				t.Error("a refresh asks nothing")
			}
			s.sent = nil
			if problems := tfcore.Render(s.apply(proxy, planned)); !strings.Contains(problems, "Provider is not configured") || len(s.sent) > 0 {
				t.Errorf("an apply sends %d calls and says %s", len(s.sent), problems)
			}
		})
	}
}
