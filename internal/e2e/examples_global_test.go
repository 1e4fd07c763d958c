package e2e

import (
	"slices"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// addGlobalDomain makes the unified domain of the example.
func addGlobalDomain(s example) {
	_, err := s.Mock.AddGlobalDomain(s.Ctx, gaapmock.GlobalDomain{ID: "dm-a1b2c3d4", Alias: "example", DefaultValue: "origin.example.com"})
	must(s.T, err)
}

// addRecord makes what the DNS record of the example hangs on, and the record.
func addRecord(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_global_domain_dns", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_proxy.near")
	id, err := s.Mock.AddGlobalDomain(s.Ctx, gaapmock.GlobalDomain{ID: "dm-a1b2c3d4", Alias: "site", DefaultValue: "203.0.113.10"})
	must(s.T, err)
	s.Terraform(0, "import", "gaap_global_domain.site", id)
	proxies := slices.DeleteFunc(s.Proxies(), func(p gaapmock.Proxy) bool { return p.AccessRegion != "SoutheastAsia" })
	_, err = s.Mock.AddDNSRecord(s.Ctx, gaapmock.DNSRecord{ID: "12756", DomainID: id, Countries: []string{"102001", "102002"}, ProxyIDs: []string{proxies[0].ID}})
	must(s.T, err)
}
