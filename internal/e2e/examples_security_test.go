package e2e

import "github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"

// addSecurityPolicy makes the proxy of the example, and its policy.
func addSecurityPolicy(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_security_policy", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_proxy.vault")
	_, err := s.Mock.AddSecurityPolicy(s.Ctx, gaapmock.SecurityPolicy{ID: "sp-a1b2c3d4", ProxyID: s.Proxies()[0].ID, DefaultAction: "DROP", Status: "BOUND"})
	must(s.T, err)
}

// addSecurityRule makes the policy of the example, and its rule.
func addSecurityRule(s example) {
	s.Put("main.tf", exampleText(s.T, "resources/gaap_security_rule", noImport))
	s.Terraform(0, "apply", "-auto-approve", "-target=gaap_security_policy.intranet")
	policies, err := s.Mock.SecurityPolicies(s.Ctx)
	must(s.T, err)
	_, err = s.Mock.AddSecurityRule(s.Ctx, gaapmock.SecurityRule{
		ID: "sr-a1b2c3d4", PolicyID: policies[0].ID, Name: "office", Action: "ACCEPT", Source: "198.51.100.0/24", Protocol: "TCP", Ports: "80,443",
	})
	must(s.T, err)
}
