package provider_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// kinds are the resources, with what diagnostics call their objects.
var kinds = map[string]string{
	"gaap_proxy":             "proxy",
	"gaap_proxy_group":       "proxy group",
	"gaap_realserver":        "origin",
	"gaap_layer4_listener":   "listener",
	"gaap_layer7_listener":   "listener",
	"gaap_certificate":       "certificate",
	"gaap_http_rule":         "rule",
	"gaap_custom_header":     "header list",
	"gaap_domain_error_page": "error page",
	"gaap_http_domain":       "domain",
	"gaap_global_domain":     "unified domain",
	"gaap_global_domain_dns": "DNS record",
	"gaap_security_policy":   "security policy",
	"gaap_security_rule":     "security rule",
}

// Every argument that an error code points at exists, of the kind that the code
// is about, and can be set.
func TestErrorAttributes(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../diagnostics/testdata/codes.md")
	if err != nil {
		t.Fatal(err)
	}
	_, special, found := strings.Cut(string(text), "| kind | code |")
	if !found {
		t.Fatal("codes.md has no table of kinds")
	}
	rows := strings.Split(special, "\n")
	resources := newServer(t).Schemas.Resources
	has := func(kind, attribute string) bool { // listeners of both layers are of one kind
		for name, schema := range resources {
			if kinds[name] == kind && hasArgument(schema, attribute) {
				return true
			}
		}
		return false
	}
	for name := range resources {
		kind := kinds[name]
		if kind == "" {
			t.Errorf("%s is no kind: add it here, and its codes to internal/diagnostics", name)
		}
		checked := 0
		for _, row := range rows {
			cells := strings.Split(row, "|")
			if len(cells) < 4 || strings.TrimSpace(cells[1]) != kind {
				continue
			}
			checked++
			if attribute := strings.TrimSpace(cells[3]); attribute != "" && !has(kind, attribute) {
				t.Errorf("%s of a %s points at %s, which is no argument of %s", strings.TrimSpace(cells[2]), kind, attribute, name)
			}
		}
		if checked == 0 {
			t.Errorf("no code means anything special for a %s", kind)
		}
	}
}

func hasArgument(schema *tfprotov6.Schema, name string) bool {
	return slices.ContainsFunc(schema.Block.Attributes, func(a *tfprotov6.SchemaAttribute) bool {
		return a.Name == name && (a.Required || a.Optional)
	}) || slices.ContainsFunc(schema.Block.BlockTypes, func(b *tfprotov6.SchemaNestedBlock) bool { return b.TypeName == name })
}
