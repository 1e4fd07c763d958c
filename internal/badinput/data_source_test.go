package badinput

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// listing is the list resource among the data sources.
const listing = "list"

// kinds are all data sources, and the list resource.
func (s *server) kinds() map[string]*tfprotov6.Schema {
	if len(s.schema.ListResourceSchemas) != 1 {
		s.t.Fatalf("there are %d list resources; draw values for all", len(s.schema.ListResourceSchemas))
	}
	kinds := maps.Clone(s.schema.DataSourceSchemas)
	kinds[listing] = s.schema.ListResourceSchemas[proxyType]
	return kinds
}

// Every argument of every data source is drawn, so that a new one cannot be
// forgotten.
func TestDataArguments(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := newServer(t)
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
	rapid.Check(t, func(t *rapid.T) {
		kind := drawKind(t, func(known map[string]argument) bool { return len(known) > 0 })
		name, value := drawBad(t, dataArguments()[kind])
		arguments := plainData(kind, name)
		arguments[name] = value

		s := configured(t)
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
	rapid.Check(t, func(t *rapid.T) {
		s := configured(t)
		defer s.checkCalls("InvalidParameterValue") // regions and features that do not go together
		s.mock.AddProxy(gaapmock.Proxy{ID: "link-a1b2c3d4", Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
		kind := drawKind(t, func(map[string]argument) bool { return true })
		arguments := s.drawData(kind)
		problems := s.validateData(kind, arguments)
		checkClear(t, problems)
		if refused(problems) || !s.dataObject(kind, arguments).IsFullyKnown() { // which Terraform waits for
			return
		}
		if kind == listing {
			s.listProxies(arguments)
			return
		}
		s.readData(kind, arguments)
	})
}

func (s *server) drawData(kind string) map[string]tftypes.Value {
	arguments := plainData(kind, rapid.SampledFrom([]string{"", "name"}).Draw(s.t, "plain"))
	types := s.dataType(kind).(tftypes.Object).AttributeTypes
	for name, known := range sorted(dataArguments()[kind]) {
		if value, ok := drawArgument(s.t, name, types[name], known); ok {
			arguments[name] = value
		}
	}
	return arguments
}

func (s *server) dataType(kind string) tftypes.Type { return s.kinds()[kind].ValueType() }

func (s *server) dataObject(kind string, arguments map[string]tftypes.Value) tftypes.Value {
	return acctest.Object(s.dataType(kind), arguments)
}

func (s *server) validateData(kind string, arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	config := s.pack(s.dataObject(kind, arguments))
	if kind == listing {
		resp, err := s.lists().ValidateListResourceConfig(s.t.Context(), &tfprotov6.ValidateListResourceConfigRequest{TypeName: proxyType, Config: config})
		must(s.t, err)
		return resp.Diagnostics
	}
	resp, err := s.ValidateDataResourceConfig(s.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: kind, Config: config})
	must(s.t, err)
	return resp.Diagnostics
}

// readData demands a clear error, or an object that has the arguments and
// nothing unknown.
func (s *server) readData(kind string, arguments map[string]tftypes.Value) {
	resp, err := s.ReadDataSource(s.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: kind, Config: s.pack(s.dataObject(kind, arguments))})
	must(s.t, err)
	checkClear(s.t, resp.Diagnostics)
	if refused(resp.Diagnostics) {
		return
	}
	read, err := resp.State.Unmarshal(s.dataType(kind))
	must(s.t, err)
	if !read.IsFullyKnown() {
		s.t.Fatalf("not all is known: %s", read)
	}
	values := map[string]tftypes.Value{}
	must(s.t, read.As(&values))
	for name, value := range arguments {
		if !value.IsNull() && !values[name].Equal(value) {
			s.t.Errorf("%s is %s, and was %s", name, values[name], value)
		}
	}
}

func (s *server) lists() tfprotov6.ListResourceServer {
	return s.ProviderServer.(tfprotov6.ListResourceServer)
}

func (s *server) listProxies(arguments map[string]tftypes.Value) {
	stream, err := s.lists().ListResource(s.t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: proxyType, Config: s.pack(s.dataObject(listing, arguments)), IncludeResource: true, Limit: 100,
	})
	must(s.t, err)
	for result := range stream.Results {
		checkClear(s.t, result.Diagnostics)
		if !refused(result.Diagnostics) && result.DisplayName == "" {
			s.t.Error("a result has no name")
		}
	}
}
