package provider_test

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A part of default_tags or ignore_tags that is not known yet is as if all of
// it were not: tags_all and the token are not known. The service is asked, but
// not while it is not known whose tags to leave alone.
func TestConfigure_tagsPartlyUnknown(t *testing.T) {
	texts := cty.Set(cty.String)
	one := func(value cty.Value) cty.Value { return cty.SetVal([]cty.Value{value}) }
	none := cty.NullVal(texts)
	ignore := func(keys, prefixes cty.Value) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"keys": keys, "key_prefixes": prefixes})
	}
	tags := func(value cty.Value) cty.Value { return cty.MapVal(map[string]cty.Value{"a": value}) }
	for name, c := range map[string]struct {
		argument string
		value    cty.Value
		known    bool // tags_all and the token are
		asks     bool
	}{
		"a default tag":      {"default_tags", tags(cty.UnknownVal(cty.String)), false, true},
		"a known one":        {"default_tags", tags(cty.StringVal("1")), true, true},
		"all default tags":   {"default_tags", cty.UnknownVal(cty.Map(cty.String)), false, true},
		"keys":               {"ignore_tags", ignore(cty.UnknownVal(texts), none), false, false},
		"a key":              {"ignore_tags", ignore(one(cty.UnknownVal(cty.String)), none), false, false},
		"prefixes":           {"ignore_tags", ignore(none, cty.UnknownVal(texts)), false, false},
		"a prefix":           {"ignore_tags", ignore(none, one(cty.UnknownVal(cty.String))), false, false},
		"known ones":         {"ignore_tags", ignore(one(cty.StringVal("a")), one(cty.StringVal("b"))), true, true},
		"nothing is ignored": {"ignore_tags", ignore(none, none), true, true},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			s := newServer(t)
			arguments := staticKey(map[string]cty.Value{c.argument: c.value})
			if problems := append(s.validate(arguments), s.configure(arguments)...); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			planned, problems := s.planProxy(map[string]cty.Value{
				"name": cty.StringVal("test"), "project_id": cty.NumberIntVal(0), "access_region": cty.StringVal("Hongkong"), "group_id": cty.StringVal("lg-a1b2c3d4"),
				"bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2),
			})
			if len(problems) > 0 {
				t.Error(tfcore.Render(problems))
			}
			for _, name := range []string{"client_token", "tags_all"} {
				if known := planned.After.GetAttr(name).IsKnown(); known != c.known {
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
	null := cty.NullVal(cty.Bool)
	yes, no := cty.True, cty.False
	for name, c := range map[string]struct {
		argument cty.Value
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
			problems := tfcore.Render(s.configure(staticKey(map[string]cty.Value{"create_missing_tags": c.argument})))
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
	arguments := map[string]cty.Value{
		"name": cty.StringVal("test"), "project_id": cty.NumberIntVal(0), "access_region": cty.StringVal("Hongkong"), "group_id": cty.StringVal("lg-a1b2c3d4"),
		"bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2), "tags": cty.MapVal(map[string]cty.Value{"a": cty.StringVal("1")}),
	}
	planned, problems := s.planProxy(arguments)
	if len(problems) > 0 {
		s.t.Fatal(tfcore.Render(problems))
	}
	s.sent = nil // what the plan has looked up
	s.apply(arguments, planned)
}
