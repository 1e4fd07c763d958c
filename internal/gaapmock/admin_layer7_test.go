package gaapmock

import (
	"strings"
	"testing"
)

func TestAdminRoutesOfLayer7(t *testing.T) {
	x := newTester(t)
	x.AddListener(Listener{ID: "listener-a", ProxyID: x.AddProxy(Proxy{}), Protocol: "HTTPS"})
	x.AddListener(Listener{ID: "listener-t", ProxyID: x.AddProxy(Proxy{})})
	x.AddRealServer(RealServer{ID: "rs-a", Address: "192.0.2.1"})
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string // part of the answer
	}{
		{"GET", "domains", "", 200, `[]`},
		{"POST", "domains", `{"id":"domain-a","listener_id":"listener-a","name":"a.example.com"}`, 200, `"certificate_id":"default","client_certificate_ids":["default"]`},
		{"POST", "domains", `{"listener_id":"listener-a","name":"a.example.com"}`, 400, `the domain is there`},
		{"POST", "domains", `{"listener_id":"listener-a","name":"A"}`, 400, `the domain \"A\"`},
		{"POST", "domains", `{"listener_id":"listener-t"}`, 404, `no such HTTP or HTTPS listener`},
		{"PATCH", "domains/domain-a", `{"ban_status":"BANNED"}`, 200, `"ban_status":"BANNED"`},
		{"GET", "rules", "", 200, `[]`},
		{"POST", "rules", `{"id":"rule-a","domain_id":"domain-a","health_check":1,"realservers":[{"id":"rs-a"}]}`, 200, `"path":"/","status":"RUNNING"`},
		{"POST", "rules", `{"domain_id":"domain-a"}`, 400, `the path is there`},
		{"POST", "rules", `{"domain_id":"domain-a","path":"x"}`, 400, `the path \"x\"`},
		{"POST", "rules", `{"domain_id":"domain-x"}`, 404, `no such domain`},
		{"PATCH", "rules/rule-a", `{"headers":[{"name":"X-A","value":"1"}],"forced_redirect":"https:"}`, 200, `"headers":[{"name":"X-A","value":"1"}]`},
		{"PATCH", "rules/rule-a", `{"path":""}`, 400, `the path \"\"`},
		{"GET", "errorpages", "", 200, `[]`},
		{"POST", "errorpages", `{"id":"errorPage-a","domain_id":"domain-a","body":"gone"}`, 200, `"error_nos":[404],"new_error_no":null,"clear_headers":[],"set_headers":[],"body":"gone"`},
		{"POST", "errorpages", `{"domain_id":"domain-a","error_nos":[500,404]}`, 400, `the number has an error page`},
		{"POST", "errorpages", `{"domain_id":"domain-x"}`, 404, `no such domain`},
		{"POST", "errorpages", `{"id":"errorPage-a"}`, 409, `the errorpage exists`},
		{"PATCH", "errorpages/errorPage-a", `{"error_nos":[]}`, 400, `without error numbers`},
		{"PATCH", "errorpages/errorPage-a", `{"new_error_no":200,"set_headers":[{"name":"X-B","value":"2"}]}`, 200, `"new_error_no":200`},
		{"PATCH", "errorpages/errorPage-x", `{}`, 404, `no such errorpage`},
		{"GET", "errorpages?last=1", "", 200, `"set_headers":[{"name":"X-B","value":"2"}]`},
		{"DELETE", "errorpages/errorPage-a", "", 200, `{}`},
		{"DELETE", "domains/domain-a", "", 200, `{}`},
		{"GET", "rules", "", 200, `[]`},
		{"DELETE", "rules/rule-a", "", 404, `no such rule`},
	} {
		status, body := x.admin(c.method, c.path, c.body)
		if status != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s %s %s: %d %s, want %d %s", c.method, c.path, c.body, status, body, c.status, c.want)
		}
	}
}

// An origin that is made sick is sick for the rules that check it, and for no others.
func TestAdminMakesOriginsOfRulesSick(t *testing.T) {
	x := newLayer7Tester(t)
	g := x.grow()
	unchecked := x.AddRule(Rule{DomainID: g.domain, Path: "/unchecked", RealServers: []Binding{{ID: g.origin}}})
	named := x.AddRealServer(RealServer{Address: "origin.example.com"})
	resolved := x.AddRule(Rule{DomainID: g.domain, Path: "/resolved", RealServerType: TypeDomain, HealthCheck: 1, RealServers: []Binding{{ID: named}}})
	want := func(rule, status string) {
		t.Helper()
		if a := x.ok("DescribeRulesByRuleIds", `{"RuleIds":["`+rule+`"]}`); !strings.Contains(a.body, status) {
			t.Errorf("%s, want %s", a.body, status)
		}
	}
	want(g.rule, `"BindStatus":1`)
	x.admin("PATCH", "realservers/"+g.origin, `{"sick":true}`)
	x.admin("PATCH", "realservers/"+named, `{"sick":true,"down_ips":["192.0.2.9"]}`)
	want(g.rule, `"BindStatus":0`)
	want(g.rule, `"RealServerStatus":1,"DownIPList":["198.18.0.0:80"]`)
	want(unchecked, `"BindStatus":1`)
	want(resolved, `"RealServerStatus":1,"DownIPList":["192.0.2.9"]`)
	x.admin("PATCH", "realservers/"+g.origin, `{"sick":false}`)
	want(g.rule, `"BindStatus":1`)
}
