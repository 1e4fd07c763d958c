package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A part of default_tags or ignore_tags that is not known yet is as if all of
// it were not: tags_all and the token are not known. The service is asked, but
// not while it is not known whose tags to leave alone.
func TestConfigure_tagsPartlyUnknown(t *testing.T) {
	texts := tftypes.Set{ElementType: tftypes.String}
	ignored := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"keys": texts, "key_prefixes": texts}}
	one := func(value tftypes.Value) tftypes.Value { return tftypes.NewValue(texts, []tftypes.Value{value}) }
	none := tftypes.NewValue(texts, nil)
	ignore := func(keys, prefixes tftypes.Value) tftypes.Value {
		return tftypes.NewValue(ignored, map[string]tftypes.Value{"keys": keys, "key_prefixes": prefixes})
	}
	tags := func(value tftypes.Value) tftypes.Value {
		return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": value})
	}
	for name, c := range map[string]struct {
		argument string
		value    tftypes.Value
		known    bool // tags_all and the token are
		asks     bool
	}{
		"a default tag":      {"default_tags", tags(unknown(tftypes.String)), false, true},
		"a known one":        {"default_tags", tags(text("1")), true, true},
		"all default tags":   {"default_tags", unknown(tftypes.Map{ElementType: tftypes.String}), false, true},
		"keys":               {"ignore_tags", ignore(unknown(texts), none), false, false},
		"a key":              {"ignore_tags", ignore(one(unknown(tftypes.String)), none), false, false},
		"prefixes":           {"ignore_tags", ignore(none, unknown(texts)), false, false},
		"a prefix":           {"ignore_tags", ignore(none, one(unknown(tftypes.String))), false, false},
		"known ones":         {"ignore_tags", ignore(one(text("a")), one(text("b"))), true, true},
		"nothing is ignored": {"ignore_tags", ignore(none, none), true, true},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			s := newServer(t)
			arguments := staticKey(map[string]tftypes.Value{c.argument: c.value})
			if problems := append(s.validate(arguments), s.configure(arguments)...); len(problems) > 0 {
				t.Fatal(render(problems))
			}
			planned, problems := s.planProxy(map[string]tftypes.Value{
				"name": text("test"), "project_id": number(0), "access_region": text("Hongkong"), "group_id": text("lg-a1b2c3d4"),
				"bandwidth": number(10), "concurrent": number(2),
			})
			if len(problems) > 0 {
				t.Error(render(problems))
			}
			for _, name := range []string{"client_token", "tags_all"} {
				if known := planned[name].IsKnown(); known != c.known {
					t.Errorf("%s is known: %v, want %v", name, known, c.known)
				}
			}
			if s.read(); len(s.sent) > 0 != c.asks {
				t.Errorf("%d calls were sent", len(s.sent))
			}
		})
	}
}

// create_missing_tags shows in the first call of a new proxy.
func TestConfigure_createMissingTags(t *testing.T) {
	null := tftypes.NewValue(tftypes.Bool, nil)
	yes, no := tftypes.NewValue(tftypes.Bool, true), tftypes.NewValue(tftypes.Bool, false)
	for name, c := range map[string]struct {
		argument tftypes.Value
		variable string
		want     string
	}{
		"default":                   {null, "", "CreateProxy"},
		"configuration":             {yes, "", "CreateTag"},
		"configuration, switch off": {no, "true", "CreateProxy"},
		"environment":               {null, "true", "CreateTag"},
		"environment, 1":            {null, "1", "CreateTag"},
		"environment, off":          {null, "false", "CreateProxy"},
		"environment, wrong":        {null, "maybe", "error"},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, map[string]string{"GAAP_CREATE_MISSING_TAGS": c.variable})
			s := newServer(t)
			problems := render(s.configure(staticKey(map[string]tftypes.Value{"create_missing_tags": c.argument})))
			if c.want == "error" {
				for _, part := range []string{`AttributeName("create_missing_tags")`, "GAAP_CREATE_MISSING_TAGS", `"maybe"`} {
					if !strings.Contains(problems, part) {
						t.Errorf("%q is not in:\n%s", part, problems)
					}
				}
				return
			}
			if problems != "" {
				t.Fatal(problems)
			}
			s.createProxy()
			if got := s.sent[0].Header.Get("X-TC-Action"); got != c.want {
				t.Errorf("%s is sent first, want %s", got, c.want)
			}
		})
	}
}

// createProxy applies a new proxy in a group with a tag, which fails.
func (s *server) createProxy() {
	s.t.Helper()
	tags := tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": text("1")})
	arguments := map[string]tftypes.Value{
		"name": text("test"), "project_id": number(0), "access_region": text("Hongkong"), "group_id": text("lg-a1b2c3d4"),
		"bandwidth": number(10), "concurrent": number(2), "tags": tags,
	}
	planned, problems := s.planProxy(arguments)
	if len(problems) > 0 {
		s.t.Fatal(render(problems))
	}
	s.sent = nil // what the plan has looked up
	s.apply(arguments, planned)
}
