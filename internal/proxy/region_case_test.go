package proxy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Where the service takes regions in any case and shows its own, the state has
// them as they are written, and to write them in another way is no replacement.
func TestAccProxy_regionCase(t *testing.T) {
	x := newTest(t, gaapmock.Options{RegionCaseIgnored: true})
	odd := arguments{"access_region": `"HONGKONG"`, "realserver_region": `"shanghai"`}
	resized := arguments{"access_region": `"HONGKONG"`, "realserver_region": `"shanghai"`, "bandwidth": "20"}
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.updates(odd), // nothing is sent
		before(withPlan(x.apply(odd, x.wrote(), attributes(map[string]string{"access_region": "HONGKONG", "realserver_region": "shanghai"})), plancheck.ResourceActionNoop),
			x.outside(func(p *gaapmock.Proxy) { p.AccessRegion = "HongKong" })),
		x.updates(resized, `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`),
		x.updates(arguments{"bandwidth": "20"}),
		x.plans(arguments{"access_region": `"Korea"`, "bandwidth": "20"}, plancheck.ResourceActionReplace),
	)
}

// Such a service makes a proxy for regions in any case, which is what was ordered.
func TestAccProxy_regionCaseCreated(t *testing.T) {
	x := newTest(t, gaapmock.Options{RegionCaseIgnored: true})
	odd := arguments{"access_region": `"HONGKONG"`, "realserver_region": `"shanghai"`}
	x.run(x.apply(odd, x.sameProxy(), x.Warned(), attributes(map[string]string{"access_region": "HONGKONG", "realserver_region": "shanghai"}),
		x.wrote(strings.NewReplacer("Hongkong", "HONGKONG", "Shanghai", "shanghai").Replace(ordinaryBody))))
}

// Where it does not, such a region is refused for a new proxy, and for one that
// exists it is nothing to be replaced or refused for.
func TestAccProxy_regionCaseHeeded(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	odd := arguments{"access_region": `"hongkong"`, "realserver_region": `"SHANGHAI"`}
	resized := arguments{"access_region": `"hongkong"`, "realserver_region": `"SHANGHAI"`, "bandwidth": "20"}
	x.run(
		x.fails(odd, "Regions are not available", "SHANGHAI"),
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.updates(odd),
		x.updates(resized, `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`),
	)
}

// A group leads to its region, however that is written.
func TestAccProxy_regionCaseOfGroup(t *testing.T) {
	x := newTest(t, gaapmock.Options{RegionCaseIgnored: true})
	x.run(x.apply(arguments{"group_id": `"lg-demo0001"`, "realserver_region": `"SHANGHAI"`}, x.sameProxy(), x.Warned(), attributes(map[string]string{"realserver_region": "SHANGHAI"})))
}

// An import takes the regions as the service writes them; the first apply
// stores what the configuration says.
func TestAccProxy_regionCaseImported(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		id := s.Mock.AddProxy(gaapmock.Proxy{Name: "test"})
		s.Configure(block("test", arguments{"access_region": `"hongkong"`}) + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id))
		s.Apply(tfcore.Options{})
		if err := x.wrote()(nil); err != nil {
			t.Error(err)
		}
		shows(s, map[string]string{"id": id, "access_region": "hongkong", "realserver_region": "Shanghai"})
		s.Empty()
	})
}
