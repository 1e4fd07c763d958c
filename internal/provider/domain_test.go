package provider_test

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// The hosts are those of the domain, unless there is an endpoint.
func TestConfigure_domain(t *testing.T) {
	const intl, internal = "intl.tencentcloudapi.com", "internal.tencentcloudapi.com"
	domain := func(name string) arguments { return arguments{"domain": cty.StringVal(name)} }
	for name, c := range map[string]struct {
		arguments arguments
		variables variables
		want      [2]string // hosts of GAAP and STS
	}{
		"default":       {nil, nil, [2]string{"gaap.tencentcloudapi.com", "sts.tencentcloudapi.com"}},
		"configuration": {domain(intl), variables{"TENCENTCLOUD_DOMAIN": internal}, [2]string{"gaap." + intl, "sts." + intl}},
		"environment":   {nil, variables{"TENCENTCLOUD_DOMAIN": internal}, [2]string{"gaap." + internal, "sts." + internal}},
		"empty":         {domain(""), variables{"TENCENTCLOUD_DOMAIN": internal}, [2]string{"gaap." + internal, "sts." + internal}},
		"another":       {domain("example"), nil, [2]string{"gaap.example", "sts.example"}},
		"endpoint": {
			arguments{"domain": cty.StringVal(intl), "endpoint": cty.StringVal("https://gateway.example.com/x")},
			variables{"TENCENTCLOUD_DOMAIN": internal},
			[2]string{"gateway.example.com", "gateway.example.com"},
		},
		"endpoint of the environment": {domain(intl), variables{"TENCENTCLOUD_ENDPOINT": "https://gateway.example.com"}, [2]string{"gateway.example.com", "gateway.example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, c.variables)
			s := newServer(t)
			if problems := s.configure(staticKey(c.arguments)); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			got := [2]string{s.request().Host}
			asks := newServer(t)
			checked := staticKey(c.arguments)
			checked["allowed_account_ids"] = set("1")
			asks.configure(checked) // this service knows no account
			if len(asks.sent) > 0 {
				got[1] = asks.sent[0].Host
			}
			if got != c.want {
				t.Errorf("the hosts are %q, want %q", got, c.want)
			}
		})
	}
}

// What is no host name is refused where it comes from, and not quoted at length.
func TestConfigure_badDomain(t *testing.T) {
	for _, domain := range []string{"https://tencentcloudapi.com", "tencentcloudapi.com:443", "user:hidden@example.com", "127.0.0.1", "a_b.com", strings.Repeat("x", 1<<12)} {
		cleanEnvironment(t, nil)
		inBlock := tfcore.Render(newServer(t).configure(staticKey(arguments{"domain": cty.StringVal(domain)})))
		t.Setenv("TENCENTCLOUD_DOMAIN", domain)
		for _, problems := range []string{inBlock, tfcore.Render(newServer(t).configure(staticKey(nil)))} {
			for _, want := range []string{"Invalid domain", `AttributeName("domain")`, "is not a host name", "TENCENTCLOUD_DOMAIN"} {
				if !strings.Contains(problems, want) {
					t.Errorf("%.50s: %q is not in:\n%s", domain, want, problems)
				}
			}
			if strings.Contains(problems, "hidden") || len(problems) > 1000 {
				t.Errorf("%.50s:\n%s", domain, problems)
			}
		}
	}
}
