package badinput

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	proxyType  = "gaap_proxy"
	originType = "gaap_realserver"

	listenerType = "gaap_layer4_listener"
	layer7Type   = "gaap_layer7_listener"
)

// resource is what tests know of one resource type.
type resource struct {
	plain     func() map[string]cty.Value // a configuration in which nothing is wrong
	arguments func() map[string]argument
	fit       func(t *rapid.T, config map[string]cty.Value) // takes out what mostly makes a plan fail
	add       func(*gaapmock.Server) string                 // makes one that plain describes, and returns its id
	there     func(*gaapmock.Server) []string               // the ids of all
	destroys  string                                        // the action
	number    string                                        // an argument that is a whole number; empty: there is none
	around    func(*gaapmock.Server)                        // makes what it belongs to; nil: nothing
	ids       *regexp.Regexp                                // what its ids look like; nil: as those of most
}

// resources are all resource types.
var resources = map[string]resource{
	certificateType:  certificateResource(),
	groupType:        groupResource(),
	ruleType:         ruleResource(),
	headerType:       headerResource(),
	pageType:         pageResource(),
	layer7Type:       layer7Resource(),
	domainType:       domainResource(),
	policyType:       policyResource(),
	securityRuleType: securityRuleResource(),
	globalType:       globalResource(),
	recordType:       recordResource(),
	proxyType: {
		plain: plain, arguments: proxyArguments, destroys: "DestroyProxies", number: "bandwidth", fit: alone,
		add: func(mock *gaapmock.Server) string {
			return mock.AddProxy(gaapmock.Proxy{Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, p := range mock.Proxies() {
				ids = append(ids, p.ID)
			}
			return ids
		},
	},
	originType: {
		plain: plainOrigin, arguments: originArguments, destroys: "RemoveRealServers", number: "project_id", fit: oneAddress,
		add: func(mock *gaapmock.Server) string {
			return mock.AddRealServer(gaapmock.RealServer{Name: "edge", Address: "192.0.2.1"})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, r := range mock.RealServers() {
				ids = append(ids, r.ID)
			}
			return ids
		},
	},
	listenerType: {
		plain: plainListener, arguments: listenerArguments, destroys: "DeleteListeners", number: "port", fit: oneParent, around: aroundListener,
		add: func(mock *gaapmock.Server) string {
			aroundListener(mock)
			return mock.AddListener(gaapmock.Listener{ProxyID: listenerProxy, Name: "edge", Port: 80})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, l := range mock.Listeners("") {
				ids = append(ids, l.ID)
			}
			return ids
		},
	},
}

func drawResource(t *rapid.T) (string, resource) {
	typ := rapid.SampledFrom(slices.Sorted(maps.Keys(resources))).Draw(t, "resource")
	return typ, resources[typ]
}

func plain() map[string]cty.Value {
	return map[string]cty.Value{
		"name": cty.StringVal("edge"), "access_region": cty.StringVal("Hongkong"), "realserver_region": cty.StringVal("Shanghai"),
		"bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2),
	}
}

func plainOrigin() map[string]cty.Value {
	return map[string]cty.Value{"name": cty.StringVal("edge"), "ip": cty.StringVal("192.0.2.1")}
}

// originArguments are the arguments of gaap_realserver.
func originArguments() map[string]argument {
	long, shared := strings.Repeat, proxyArguments()
	return map[string]argument{
		"ip": {
			several("192.0.2.1", "2001:db8::1", "2001:DB8:0:0::1", "::ffff:192.0.2.1"),
			several(notIDs, "192.0.2", "192.0.2.1/32", "192.0.2.01", "192.0.2.1 ", "fe80::1%eth0", "[2001:db8::1]", "192.0.2.1:80", "www.example.com"),
		},
		"domain": {
			several("www.example.com", "WWW.Example.COM", "_a.b-c.example.com", "xn--fiqs8s.xn--fiqs8s", long("a23456789.", 25)+"cn"),
			several(notIDs, "example", "192.0.2.1", "192.0.2.44", "2001:db8::1", "a..b", ".a.cn", "a.cn.", "*.example.com", "a.b/c", "道.cn", long("a", 64)+".cn", long("a23456789.", 26)+"cn"),
		},
		"name": shared["name"], "project_id": shared["project_id"], "tags": shared["tags"], "timeouts": shared["timeouts"],
	}
}

// alone: most proxies are no clones and in no group.
func alone(t *rapid.T, config map[string]cty.Value) {
	if rapid.IntRange(0, 3).Draw(t, "alone") > 0 {
		delete(config, "cloned_proxy_id")
		delete(config, "group_id")
	} else if !config["group_id"].IsNull() {
		delete(config, "project_id") // it is the group's, which the plan does not look at
	}
}

// oneAddress: most origins have one.
func oneAddress(t *rapid.T, config map[string]cty.Value) {
	switch rapid.IntRange(0, 6).Draw(t, "address") {
	case 0:
	case 1, 2:
		delete(config, "ip")
	default:
		delete(config, "domain")
	}
}
