package badinput

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// listing is what list resources begin with among the data sources.
const listing = "list "

// kinds are all data sources and list resources.
func (s *server) kinds() map[string]*tfprotov6.Schema {
	kinds := maps.Clone(s.Schemas.DataSources)
	for typ, schema := range s.Schemas.ListResources {
		kinds[listing+typ] = schema
	}
	return kinds
}

// Every argument of every data source is drawn, so that a new one cannot be
// forgotten.
func TestDataArguments(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		s := newServer(ctx, t)
		for kind, schema := range s.kinds() {
			known, ok := dataArguments()[kind]
			if !ok {
				t.Errorf("no values are drawn for %s", kind)
			}
			for _, attribute := range schema.Block.Attributes {
				if _, ok := known[attribute.Name]; !ok && (attribute.Required || attribute.Optional) {
					t.Errorf("no values are drawn for %s of %s", attribute.Name, kind)
				}
			}
			if len(schema.Block.BlockTypes) > 0 {
				t.Errorf("no values are drawn for the blocks of %s", kind)
			}
		}
	})
}

// One bad value among good ones is refused where it stands, and nothing is sent.
func TestData_oneBad(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		kind := drawKind(t, func(known map[string]argument) bool { return len(known) > 0 })
		name, value := drawBad(t, dataArguments()[kind])
		arguments := plainData(kind, name)
		arguments[name] = value

		s := configured(ctx, t)
		checkRefused(t, s.validateData(kind, arguments), name, value)
		if sent := s.mock.Calls(""); len(sent) > 0 {
			t.Errorf("%s was sent", sent[0].Action)
		}
	})
}

func drawKind(t *rapid.T, fits func(map[string]argument) bool) string {
	all := dataArguments()
	kinds := slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(kind string) bool { return !fits(all[kind]) })
	return rapid.SampledFrom(kinds).Draw(t, "kind")
}

// Whatever the arguments are, nothing panics, and what is sent is valid. What
// is read agrees with the arguments.
func TestData_anything(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		s := configured(ctx, t)
		defer s.checkCalls("InvalidParameterValue") // regions and features that do not go together
		s.mock.AddProxy(gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
		s.mock.AddListener(gaapmock.Listener{ID: "listener-a1b2c3d4", ProxyID: "link-a1b2c3d4", Name: "edge", Port: 80, RealServers: []gaapmock.Binding{{Address: "192.0.2.1"}}})
		addRule(s.mock, ruleID)
		s.mock.AddSecurityRule(gaapmock.SecurityRule{PolicyID: addPolicy(s.mock), Name: "bad"})
		kind := drawKind(t, func(map[string]argument) bool { return true })
		arguments := s.drawData(kind)
		problems := s.validateData(kind, arguments)
		checkClear(t, problems)
		if isRefused(problems) || !s.dataObject(kind, arguments).IsWhollyKnown() { // which Terraform waits for
			return
		}
		if typ, lists := strings.CutPrefix(kind, listing); lists {
			s.listAll(typ, arguments)
			return
		}
		s.readData(kind, arguments)
	})
}

func (s *server) drawData(kind string) map[string]cty.Value {
	arguments := plainData(kind, rapid.SampledFrom([]string{"", "name"}).Draw(s.t, "plain"))
	types := s.dataType(kind).AttributeTypes()
	for name, known := range sorted(dataArguments()[kind]) {
		if value, ok := drawArgument(s.t, name, types[name], known); ok {
			arguments[name] = value
		}
	}
	return arguments
}

func (s *server) dataType(kind string) cty.Type { return s.TypeOf(s.kinds()[kind]) }

func (s *server) dataObject(kind string, arguments map[string]cty.Value) cty.Value {
	return tfcore.ObjectOf(s.dataType(kind), arguments)
}

func (s *server) validateData(kind string, arguments map[string]cty.Value) []*tfprotov6.Diagnostic {
	config := s.dataObject(kind, arguments)
	if typ, lists := strings.CutPrefix(kind, listing); lists {
		return s.ValidateList(s.ctx, typ, config)
	}
	return s.ValidateData(s.ctx, kind, config)
}

// readData demands a clear error, or an object that has the arguments and
// nothing unknown.
func (s *server) readData(kind string, arguments map[string]cty.Value) {
	read, said := s.ReadData(s.ctx, kind, s.dataObject(kind, arguments))
	checkClear(s.t, said)
	if isRefused(said) {
		return
	}
	if !read.IsWhollyKnown() {
		s.t.Fatalf("not all is known: %#v", read)
	}
	for name, value := range arguments {
		if is := read.GetAttr(name); !value.IsNull() && !is.RawEquals(value) {
			s.t.Errorf("%s is %#v, and was %#v", name, is, value)
		}
	}
}

func (s *server) listAll(typ string, arguments map[string]cty.Value) {
	for result := range s.List(s.ctx, typ, s.dataObject(listing+typ, arguments), true, 100) {
		checkClear(s.t, result.Said)
		if !isRefused(result.Said) && result.Name == "" {
			s.t.Error("a result has no name")
		}
	}
}
