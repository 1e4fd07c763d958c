package provider

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// checkProxy refuses an HTTP proxy that is none. Go passes such a value over:
// the calls would go around a proxy that is there on purpose.
func checkProxy(endpoint string, diags *diag.Diagnostics) {
	if strings.HasPrefix(endpoint, "http://") {
		return // a loopback address, which no proxy is used for
	}
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} { // the first one that is set counts
		text := os.Getenv(name)
		if text == "" {
			continue
		}
		if !isProxy(text) {
			diags.AddError("Invalid HTTP proxy", fmt.Sprintf("The environment variable %s is not a URL such as http://proxy.example.com:3128. "+
				"In a user or password, characters such as %% @ : / # have to be written like %%25.", name)) // without its text, which may hold a password
		}
		return
	}
}

func isProxy(text string) bool {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	parsed, err := url.Parse(text)
	return err == nil && parsed.Hostname() != "" && !strings.HasSuffix(parsed.Host, ":") && slices.Contains([]string{"http", "https", "socks5", "socks5h"}, parsed.Scheme)
}
