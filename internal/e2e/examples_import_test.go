package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// onlyConfigured are the resources whose examples have arguments that no service
// knows, so that an import changes the object in the state.
var onlyConfigured = map[string]int{"gaap_proxy_group": 1}

// Each resource shows how its objects are imported, and that is tried.
func TestExamples_imports(t *testing.T) {
	t.Parallel()
	folders, err := os.ReadDir(filepath.Join(exampleRoot, "resources"))
	must(t, err)
	for _, folder := range folders {
		if !slices.ContainsFunc(imports, func(c importExample) bool { return c.typ == folder.Name() }) {
			t.Errorf("no test imports a %s", folder.Name())
		}
	}
	if len(folders) != len(imports) {
		t.Errorf("%d resources have examples, and %d imports are tried", len(folders), len(imports))
	}
}

// addDomain makes what the domain of the example hangs on, and the domain.
func addDomain(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_http_domain", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_proxy.site")
	id, err := s.Mock.AddListener(s.Ctx, gaapmock.Listener{ID: "listener-a1b2c3d4", Name: "http", ProxyID: s.Proxies()[0].ID, Protocol: "HTTP", Port: 80})
	must(s.T, err)
	s.Terraform(0, "import", "gaap_layer7_listener.http", id)
	_, err = s.Mock.AddDomain(s.Ctx, gaapmock.Domain{ListenerID: id, Name: "www.example.com"})
	must(s.T, err)
}

// addRule makes what the rule of the example hangs on, and the rule.
func addRule(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_http_rule", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_http_domain.shop", "-target=gaap_realserver.shop")
	r := s.ruleOfExample()
	r.Scheduler, r.HealthCheck = "wrr", 1
	r.Check = gaapmock.RuleCheck{DelayLoop: 5, ConnectTimeout: 2, Path: "/health", Method: "HEAD", StatusCodes: []int64{200, 300}}
	origins, err := s.Mock.RealServers(s.Ctx)
	must(s.T, err)
	for _, origin := range origins {
		weight := int64(20)
		if origin.Address == "192.0.2.31" {
			weight = 80
		}
		r.RealServers = append(r.RealServers, gaapmock.Binding{ID: origin.ID, Address: origin.Address, Port: 8080, Weight: weight})
	}
	_, err = s.Mock.AddRule(s.Ctx, r)
	must(s.T, err)
}

// ruleOfExample is a rule of the only domain that there is, as it is without any
// argument that a rule need not have.
func (s example) ruleOfExample() gaapmock.Rule {
	s.T.Helper()
	domains, err := s.Mock.Domains(s.Ctx)
	must(s.T, err)
	return gaapmock.Rule{ID: "rule-a1b2c3d4", DomainID: domains[0].ID, Path: "/"}
}

// addHeaders makes what the headers of the example hang on, and the headers.
func addHeaders(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_custom_header", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_http_domain.forum")
	r := s.ruleOfExample()
	r.Headers = []gaapmock.Header{{Name: "X-Real-IP", Value: "$remote_addr"}, {Name: "X-Accelerated-By", Value: "gaap"}}
	_, err := s.Mock.AddRule(s.Ctx, r)
	must(s.T, err)
	s.Terraform(0, "import", "gaap_http_rule.forum", r.ID)
}

// addErrorPage makes what the error page of the example hangs on, and the page.
func addErrorPage(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_domain_error_page", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_http_domain.news")
	code := int64(503)
	_, err := s.Mock.AddErrorPage(s.Ctx, gaapmock.ErrorPage{
		ID: "errorPage-a1b2c3d4", DomainID: s.ruleOfExample().DomainID, ErrorNos: []int64{502, 503, 504}, Body: "<h1>We are back in a minute</h1>", NewErrorNo: &code,
		ClearHeaders: []string{"Server"},
		SetHeaders:   []gaapmock.Header{{Name: "Retry-After", Value: "60"}, {Name: "Set-Cookie", Value: "maintenance=1"}, {Name: "Set-Cookie", Value: "theme=plain"}},
	})
	must(s.T, err)
}

// addGroup makes the group of the example, and all that hangs on it.
func addGroup(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_proxy_group", noImport))
	id, err := s.Mock.AddGroup(s.Ctx, gaapmock.Group{ID: "lg-a1b2c3d4", Name: "example", RealServerRegion: "Shanghai"})
	must(s.T, err)
	s.Add(gaapmock.Proxy{GroupID: id, AccessRegion: "Guangzhou", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
	s.Terraform(0, "import", "gaap_proxy_group.example", id)
	s.Terraform(0, "apply", "-auto-approve")
	s.Terraform(0, "state", "rm", "gaap_proxy_group.example")
}
