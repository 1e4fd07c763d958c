package group_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// access is an access_regions with one region.
func access(region, arguments string) arguments {
	return map[string]string{"access_regions": "{ " + region + " = { " + arguments + " } }"}
}

// What a plan can tell is refused, on the attribute's path, and nothing is sent.
func TestAccProxyGroup_refused(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 21 {
		fmt.Fprintf(&many, "R%d = { bandwidth = 10, concurrent = 2 }, ", i)
	}
	for name, c := range map[string]struct {
		changes arguments
		says    []string
	}{
		"no name":          {arguments{"name": ""}, []string{`"name" is required`}},
		"a long name":      {arguments{"name": `"` + strings.Repeat("道", 31) + `"`}, []string{"name", "between 1 and 30"}},
		"a name of spaces": {arguments{"name": `" x"`}, []string{"must not start or end with a space"}},
		"a project":        {arguments{"project_id": "-1"}, []string{"at least 0"}},
		"no region":        {arguments{"realserver_region": `""`}, []string{"must be a region id"}},
		"a version":        {arguments{"ip_address_version": `"ipv4"`}, []string{"IPv6"}},
		"a package":        {arguments{"package_type": `"CrossBorder"`}, []string{"Accelerator"}},
		"no bandwidth":     {access("Korea", "concurrent = 2"), []string{"access_regions", "bandwidth"}},
		"bandwidth 0":      {access("Korea", "bandwidth = 0, concurrent = 2"), []string{"at least 1"}},
		"a network":        {access("Korea", `bandwidth = 10, concurrent = 2, network_type = "triple"`), []string{"cn2"}},
		"no region id":     {access(`"?"`, "bandwidth = 10, concurrent = 2"), []string{"must be a region id"}},
		"many":             {arguments{"access_regions": "{" + many.String() + "}"}, []string{"at most 20"}},
		"twice":            {arguments{"access_regions": "{ Korea = { bandwidth = 10, concurrent = 2 }, korea = { bandwidth = 10, concurrent = 2 } }"}, []string{"Korea and korea are one region"}},
		"another region":   {access("Nowhere", "bandwidth = 10, concurrent = 2"), []string{"Access region is not available", "Nowhere does not reach the origin region Shanghai", "Korea"}},
		"a bandwidth":      {access("Korea", "bandwidth = 11, concurrent = 2"), []string{"there is no bandwidth of 11 Mbps", "10, 20"}},
		"a concurrency":    {access("Korea", "bandwidth = 10, concurrent = 3"), []string{"there is no concurrency of 3", "2, 5"}},
		"a tag":            {arguments{"tags": `{ "qcs:x" = "1" }`}, []string{"qcs:"}},
		"no time":          {arguments{"timeouts": "{\n    delete = \"0s\"\n  }"}, []string{"is not a valid timeout"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(c.changes)
				s.Fails(plain, c.says...)
				s.RequireWrites()
			})
		})
	}
}

// A catalogue that cannot be read is a warning.
func TestAccProxyGroup_unchecked(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeAccessRegionsByDestRegion", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		s.write(access("Korea", "bandwidth = 10, concurrent = 2"))
		s.MustPlan(plain, "Cannot check the access regions of a GAAP proxy group", "UnauthorizedOperation")
		s.Apply(plain)
		s.RequireOne()
	})
}

// What is only known in the apply: it makes a group; of one that exists the next plan
// looks at it.
func TestAccProxyGroup_unknown(t *testing.T) {
	t.Parallel()
	const later = "resource \"terraform_data\" \"later\" {\n  input = %s\n}\n"
	inSession(t, gaapmock.Options{}, func(s *session) {
		write := func(size string) {
			s.Configure(fmt.Sprintf(later, size) + block("test", access("Korea", "bandwidth = terraform_data.later.output, concurrent = 2")))
		}
		write("10")
		s.Apply(plain)
		s.RequireOne()
		write("20")
		before := s.ID()
		s.Apply(plain)
		if s.Only().ID != before || s.ID() != before {
			t.Errorf("the state has %s", s.ID())
		}
		if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
			t.Error("another size is no replacement once it is known")
		}
	})
}

// Tags are those of the resource and the provider's default_tags; those of others
// that ignore_tags names are neither seen nor touched. Missing ones are made.
func TestAccProxyGroup_tags(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}, TagsMustExist: true}, func(s *session) {
		provider := []string{`default_tags = { env = "prod" }`, `ignore_tags = { keys = ["owner"] }`}
		s.write(arguments{"tags": `{ a = "1" }`}, provider...)
		s.Fails(plain, "InvalidParameterValue.InvalidTags", "create_missing_tags = true")
		provider = append(provider, "create_missing_tags = true")
		s.write(arguments{"tags": `{ a = "1" }`}, provider...)
		s.Mock.ResetJournal()
		s.Apply(plain)
		s.RequireWrites(`CreateTag {"TagKey":"a","TagValue":"1"}`, `CreateTag {"TagKey":"env","TagValue":"prod"}`,
			`CreateProxyGroup {"GroupName":"edge","ProjectId":0,"RealServerRegion":"Shanghai","TagSet":[{"TagKey":"a","TagValue":"1"},{"TagKey":"env","TagValue":"prod"}]}`)
		s.Mock.UpdateGroup(s.ID(), func(g *gaapmock.Group) { g.Tags["owner"] = "ops" })
		s.write(arguments{"tags": `{ a = "2" }`}, provider...)
		s.Apply(plain)
		s.RequireWrites(`CreateTag {"TagKey":"a","TagValue":"2"}`, `ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"2"}],"Resource":"qcs::gaap::uin/:proxyGroup/ID"}`)
		if g := s.RequireOne(); !maps.Equal(g.Tags, map[string]string{"a": "2", "env": "prod", "owner": "ops"}) {
			t.Errorf("the tags are %v", g.Tags)
		}
	})
}
