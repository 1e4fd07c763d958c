package provider_test

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A proxy that cannot be one is not passed over, and its password not shown.
func TestConfigure_proxy(t *testing.T) {
	for value, good := range map[string]bool{
		"":                                  true,
		"http://proxy.example.com:3128":     true,
		"https://u:p%25w@proxy.example.com": true,
		"socks5://[::1]:1080":               true,
		"proxy.example.com:3128":            true,
		"http://u:hidden%pw@proxy.example.com:3128": false,
		"http://u:hidden/pw@proxy.example.com:3128": false,
		"http://proxy.example.com:hidden":           false,
		"ftp://proxy.example.com":                   false,
		"http://":                                   false,
		"http:/proxy.example.com":                   false,
	} {
		for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
			cleanEnvironment(t, variables{"HTTPS_PROXY": "", "https_proxy": ""})
			t.Setenv(name, value)
			got := tfcore.Render(newServer(t).configure(staticKey(nil)))
			if (got == "") != good || !good && (!strings.Contains(got, "Invalid HTTP proxy") || !strings.Contains(got, name)) || strings.Contains(got, "hidden") {
				t.Errorf("%s=%q: %q", name, value, got)
			}
			if got := tfcore.Render(newServer(t).configure(staticKey(arguments{"endpoint": cty.StringVal("http://127.0.0.1:9180")}))); got != "" {
				t.Errorf("%s=%q, a loopback address: %q", name, value, got)
			}
		}
	}
}
