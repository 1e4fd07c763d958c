package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What only writes need may be unknown: the service is asked about the rest, and
// nothing is made or changed.
func TestConfigure_unsettled(t *testing.T) {
	for _, name := range []string{"client_token_scope", "adopt_window", "default_tags", "create_missing_tags"} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			s := newServer(t)
			kind := s.schema.Provider.ValueType().(tftypes.Object).AttributeTypes[name]
			arguments := staticKey(map[string]tftypes.Value{name: unknown(kind)})
			if problems := append(s.validate(arguments), s.configure(arguments)...); len(problems) > 0 {
				t.Fatal(render(problems))
			}
			proxy := map[string]tftypes.Value{
				"name": text("test"), "project_id": number(0), "access_region": text("Hongkong"), "group_id": text("lg-a1b2c3d4"),
				"bandwidth": number(10), "concurrent": number(2),
			}
			planned, problems := s.planProxy(proxy)
			if len(problems) > 0 {
				t.Error(render(problems))
			}
			if known := planned["client_token"].IsKnown(); known == slices.Contains([]string{"client_token_scope", "default_tags"}, name) {
				t.Errorf("the planned token is known: %v", known)
			}
			s.sent = nil
			if s.read(); len(s.sent) == 0 {
				t.Error("a refresh asks nothing")
			}
			s.sent = nil
			if problems := render(s.apply(proxy, planned)); !strings.Contains(problems, "Provider is not configured") || len(s.sent) > 0 {
				t.Errorf("an apply sends %d calls and says %s", len(s.sent), problems)
			}
		})
	}
}
