package badinput

import (
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What stands on the site that headers and error pages are tried on.
const (
	siteListener = "listener-a1b2c3d4"
	siteDomain   = "www.example.com"
	siteRule     = "rule-a1b2c3d4"

	headerType = "gaap_custom_header"
	pageType   = "gaap_domain_error_page"
)

func aroundSite(mock *gaapmock.Server) { addSite(mock) }

// addSite makes the site, and returns the mock's id of its domain.
func addSite(mock *gaapmock.Server, headers ...gaapmock.Header) string {
	proxy := mock.AddProxy(gaapmock.Proxy{Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	mock.AddListener(gaapmock.Listener{ID: siteListener, ProxyID: proxy, Protocol: "HTTP", Port: 80})
	domain := mock.AddDomain(gaapmock.Domain{ListenerID: siteListener, Name: siteDomain})
	mock.AddRule(gaapmock.Rule{ID: siteRule, DomainID: domain, Headers: headers})
	return domain
}

// header is a set of one header.
func header(name, value cty.Value) cty.Value {
	return cty.SetVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"header_name": name, "header_value": value})})
}

func headerText(name, value string) cty.Value {
	return header(cty.StringVal(name), cty.StringVal(value))
}

func headerResource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{"rule_id": cty.StringVal(siteRule), "headers": headerText("X-A", "1")}
		},
		arguments: func() map[string]argument {
			null := cty.NullVal(cty.String)
			return map[string]argument{
				"rule_id": {several(siteRule), several(notIDs, "rule", "rule-")},
				"headers": {
					several(headerText("X-B", "$remote_addr"), headerText("a b:_-9", " ~")),
					several(cty.SetValEmpty(cty.Object(map[string]cty.Type{"header_name": cty.String, "header_value": cty.String})), headerText("", "1"), headerText("a", ""), headerText("a.b", "1"),
						headerText("道", "1"), headerText("a", "道"), headerText("a", "$host"), headerText("a", "\n"), header(null, cty.StringVal("1")), header(cty.StringVal("a"), null)),
				},
				"timeouts": proxyArguments()["timeouts"],
			}
		},
		fit: func(*rapid.T, map[string]cty.Value) {}, destroys: "CreateCustomHeader", around: aroundSite,
		add: func(mock *gaapmock.Server) string {
			addSite(mock, gaapmock.Header{Name: "X-A", Value: "1"})
			return siteRule
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			if r, _ := mock.Rule(siteRule); len(r.Headers) > 0 {
				ids = append(ids, siteRule)
			}
			return ids
		},
	}
}

func pageResource() resource {
	return resource{
		plain: func() map[string]cty.Value {
			return map[string]cty.Value{
				"listener_id": cty.StringVal(siteListener), "domain": cty.StringVal(siteDomain), "error_codes": codes(404), "body": cty.StringVal("down"),
			}
		},
		arguments: pageArguments,
		fit:       func(*rapid.T, map[string]cty.Value) {}, destroys: "DeleteDomainErrorPageInfo", number: "new_error_code", around: aroundSite,
		add: func(mock *gaapmock.Server) string {
			return mock.AddErrorPage(gaapmock.ErrorPage{DomainID: addSite(mock), ErrorNos: []int64{404}, Body: "down"})
		},
		there: func(mock *gaapmock.Server) (ids []string) {
			for _, p := range mock.ErrorPages("") {
				ids = append(ids, p.ID)
			}
			return ids
		},
	}
}

func codes(all ...int64) cty.Value {
	values := make([]cty.Value, 0, len(all))
	for _, code := range all {
		values = append(values, cty.NumberIntVal(code))
	}
	return cty.SetVal(values)
}

// pageArguments are the arguments of gaap_domain_error_page.
func pageArguments() map[string]argument {
	names := func(all ...string) cty.Value {
		values := make([]cty.Value, 0, len(all))
		for _, name := range all {
			values = append(values, cty.StringVal(name))
		}
		return cty.SetVal(values)
	}
	one := func(name, value string) cty.Value {
		return cty.MapVal(map[string]cty.Value{name: cty.StringVal(value)})
	}
	several2 := func(name string, values ...string) cty.Value {
		return cty.MapVal(map[string]cty.Value{name: names(values...)})
	}
	return map[string]argument{
		"listener_id":      {several(siteListener), several(notIDs, "listener", "listener-")},
		"domain":           {several(siteDomain), several("", "a", "WWW.example.com", "a/b.cn", "道.cn")},
		"error_codes":      {several(codes(502), codes(502, 503)), several(cty.SetValEmpty(cty.Number), codes(0), codes(-1, 502))},
		"body":             {several("", "down", "<h1>道\n</h1>", "%s%n"), nil},
		"new_error_code":   {several(1, 503), several(0, -1, notNumbers)},
		"clear_headers":    {several(names("Server"), cty.SetValEmpty(cty.String)), several(names(""), names("a.b"), names("Server", "server"))},
		"set_headers":      {several(one("X-A", "1"), cty.MapValEmpty(cty.String)), several(one("", "1"), one("a.b", "1"), one("X-A", ""), one("X-A", "道"))},
		"repeated_headers": {several(several2("X-B", "1", "2")), several(several2("X-B", "1"), several2("", "1", "2"), several2("X-B", "1", ""))},
		"timeouts":         proxyArguments()["timeouts"],
	}
}
